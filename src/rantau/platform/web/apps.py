from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "rantau.platform.web"
    label = "web"

    def ready(self) -> None:
        from rantau.platform.web.frame import MenuItem, register_menu

        register_menu(MenuItem(_("Hari ini"), "home", "account", "home", order=0))
