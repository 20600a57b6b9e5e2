from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.platform.access.permissions import Permission, declare


class HealthConfig(AppConfig):
    name = "rantau.platform.health"
    label = "health"
    verbose_name = "Kesehatan"

    def ready(self) -> None:
        from rantau.platform.health.findings import register_source
        from rantau.platform.health.standing import SOURCES
        from rantau.platform.health.web.today import work_for
        from rantau.platform.web.frame import MenuItem, register_menu
        from rantau.platform.web.today import register_today

        declare(Permission("health.view", "Melihat kesehatan pemasangan"))
        register_source(*SOURCES)
        register_menu(MenuItem(_("Kesehatan"), "health:index", "health.view", "heart", order=85))
        register_today(work_for)
