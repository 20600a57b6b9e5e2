from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.modules.recaps.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class RecapsConfig(AppConfig):
    name = "rantau.modules.recaps"
    label = "recaps"
    verbose_name = "Rekap bulanan"

    def ready(self) -> None:
        from rantau.modules.recaps.web.today import work_for
        from rantau.platform.web.frame import MenuItem, register_menu
        from rantau.platform.web.today import register_today

        declare(*PERMISSIONS)
        register_menu(MenuItem(_("Rekap"), "recaps:index", "recaps.view", "calendar-days", order=8))
        register_today(work_for)
