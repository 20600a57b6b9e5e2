from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.modules.journeys.domain import ABROAD, PERMISSIONS, State
from rantau.platform.access.permissions import declare


class JourneysConfig(AppConfig):
    name = "rantau.modules.journeys"
    label = "journeys"
    verbose_name = "Rencana kerja"

    def ready(self) -> None:
        from rantau.modules.journeys.doors import register_plan_door
        from rantau.modules.journeys.open_work import open_plans
        from rantau.modules.journeys.web.today import work_for
        from rantau.modules.offices.api import register_open_work
        from rantau.platform.web.frame import MenuItem, register_menu
        from rantau.platform.web.today import register_today

        declare(*PERMISSIONS)
        register_plan_door(
            _("Kebutuhan saat pulang"), "journeys:needs", "journeys.write", icon="home", order=62,
            states=ABROAD | {State.RETURNED},
        )  # fmt: skip
        register_open_work(open_plans)
        register_menu(MenuItem(_("Warga"), "journeys:index", "journeys.view", "briefcase", order=5))
        register_today(work_for)
