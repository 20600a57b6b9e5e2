from django.apps import AppConfig

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
        from rantau.platform.web.frame import register_identity

        declare(*PERMISSIONS)
        resolve_accounts_with(actor_of_account)
        register_identity(describe)
