from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.modules.notices.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class NoticesConfig(AppConfig):
    name = "rantau.modules.notices"
    label = "notices"
    verbose_name = "Pemberitahuan"

    def ready(self) -> None:
        from rantau.modules.journeys.api import (
            ABROAD,
            State,
            register_findings,
            register_plan_door,
            register_plan_notes,
        )
        from rantau.modules.notices.findings import findings
        from rantau.modules.notices.open_work import open_notices
        from rantau.modules.notices.web.notes import notes_of
        from rantau.modules.notices.web.today import work_for
        from rantau.modules.offices.api import register_open_work
        from rantau.platform.web.frame import MenuItem, register_menu
        from rantau.platform.web.today import register_today

        declare(*PERMISSIONS)
        register_open_work(open_notices)
        register_menu(MenuItem(_("Pemberitahuan"), "notices:queue", "notices.receive", "inbox-arrow-down", order=6))
        register_menu(MenuItem(_("Pemberitahuan"), "notices:own", "notices.view_own", "paper-airplane", order=7))
        register_today(work_for)
        register_plan_door(
            _("Beri tahu Disnakertrans"), "notices:send", "notices.send", icon="megaphone", order=30,
            states=frozenset(State) - {State.NOT_LEAVING, State.RETURNED},
        )  # fmt: skip
        register_plan_door(
            _("Permohonan pemulangan"), "notices:repatriation", "journeys.write", icon="paper-airplane", order=60,
            states=ABROAD,
        )  # fmt: skip
        register_plan_door(
            _("Serah terima kepulangan"), "notices:handover", "journeys.write", icon="home", order=61,
            states=ABROAD | {State.RETURNED},
        )  # fmt: skip
        register_plan_notes(notes_of)
        register_findings(findings)
