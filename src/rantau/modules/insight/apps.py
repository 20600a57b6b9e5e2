from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.modules.insight.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class InsightConfig(AppConfig):
    name = "rantau.modules.insight"
    label = "insight"
    verbose_name = "Jawaban"

    def ready(self) -> None:
        from rantau.modules.insight.tasks import ask_for_refresh
        from rantau.modules.people.api import on_persons_changed
        from rantau.modules.sources.api import on_places_changed, on_rows_removed, on_rows_stored
        from rantau.platform.web.frame import MenuItem, register_menu

        declare(*PERMISSIONS)
        for listeners in (on_rows_stored, on_rows_removed, on_places_changed):
            listeners.append(ask_for_refresh)
        on_persons_changed.append(ask_for_refresh)
        register_menu(MenuItem(_("Jawaban"), "insight:index", "insight.view", "scale", order=10))
