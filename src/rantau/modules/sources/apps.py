from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.modules.sources.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class SourcesConfig(AppConfig):
    name = "rantau.modules.sources"
    label = "sources"
    verbose_name = "Daftar"

    def ready(self) -> None:
        from rantau.modules.sources.web.today import work_for
        from rantau.platform.web.frame import MenuItem, register_menu
        from rantau.platform.web.today import register_today

        declare(*PERMISSIONS)
        register_menu(MenuItem(_("Daftar"), "sources:index", "sources.view", "document-text", order=20))
        register_today(work_for)
