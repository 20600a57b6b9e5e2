from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.modules.areas.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class AreasConfig(AppConfig):
    name = "rantau.modules.areas"
    label = "areas"
    verbose_name = "Wilayah"

    def ready(self) -> None:
        from rantau.platform.web.frame import MenuItem, register_menu

        declare(*PERMISSIONS)
        register_menu(MenuItem(_("Wilayah"), "areas:index", "account", "map", order=40))
