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
        from django.contrib.auth.signals import user_logged_in, user_login_failed

        from rantau.modules.offices import second_factor
        from rantau.modules.offices.actions.second_factors import RESEALER
        from rantau.modules.offices.handover import HANDING_OVER
        from rantau.modules.offices.login import trace_failed_login, trace_login
        from rantau.modules.offices.lost_phone import LOST_PHONE
        from rantau.modules.offices.queries import actor_of_account
        from rantau.modules.offices.two_people import KINDS
        from rantau.modules.offices.web.handover.today import hand_overs_to_do
        from rantau.modules.offices.web.identity import describe
        from rantau.modules.offices.web.today import work_for
        from rantau.platform.approval.api import register
        from rantau.platform.keys.places import declare_resealer
        from rantau.platform.web.frame import MenuItem, register_identity, register_menu
        from rantau.platform.web.today import register_today

        declare(*PERMISSIONS)
        register(HANDING_OVER)
        register(LOST_PHONE, *KINDS)
        second_factor.connect()
        declare_resealer(RESEALER)
        resolve_accounts_with(actor_of_account)
        register_identity(describe)
        register_menu(MenuItem(_("Akun"), "offices:index", "offices.manage_accounts", "identification", order=60))
        register_menu(MenuItem(_("Serah terima"), "handover:index", "offices.hand_over", "arrows-right-left", order=65))
        register_today(work_for)
        register_today(hand_overs_to_do)
        user_logged_in.connect(trace_login, dispatch_uid="offices.login")
        user_login_failed.connect(trace_failed_login, dispatch_uid="offices.failed_login")
