from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.modules.offices.domain import PERMISSIONS
from rantau.platform.access.permissions import declare
from rantau.platform.jobs.run_as import resolve_accounts_with


class OfficesConfig(AppConfig):
    name = "rantau.modules.offices"
    label = "offices"
    verbose_name = "Kantor dan jabatan"

    def ready(self) -> None:
        from rantau.modules.offices.queries import actor_of_account
        from rantau.modules.offices.web.identity import describe
        from rantau.modules.offices.web.today import work_for
        from rantau.platform.web.frame import MenuItem, register_identity, register_menu
        from rantau.platform.web.today import register_today

        declare(*PERMISSIONS)
        resolve_accounts_with(actor_of_account)
        register_identity(describe)
        register_menu(MenuItem(_("Akun"), "offices:index", "offices.manage_accounts", "identification", order=60))
        register_today(work_for)
