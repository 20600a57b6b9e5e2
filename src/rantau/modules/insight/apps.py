from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.modules.insight.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class InsightConfig(AppConfig):
    name = "rantau.modules.insight"
    label = "insight"
    verbose_name = "Jawaban"

    def ready(self) -> None:
        from rantau.platform.web.frame import MenuItem, register_menu

        declare(*PERMISSIONS)
        register_menu(MenuItem(_("Jawaban"), "insight:index", "insight.view", "scale", order=10))
