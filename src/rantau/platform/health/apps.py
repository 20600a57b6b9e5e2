from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.platform.access.permissions import Permission, declare


class HealthConfig(AppConfig):
    name = "rantau.platform.health"
    label = "health"
    verbose_name = "Kesehatan"

    def ready(self) -> None:
        from rantau.platform.health.web.today import work_for
        from rantau.platform.web.frame import MenuItem, register_menu
        from rantau.platform.web.today import register_today

        declare(Permission("health.view", "Melihat kesehatan pemasangan"))
        register_menu(MenuItem(_("Kesehatan"), "health:index", "health.view", "heart", order=85))
        register_today(work_for)
