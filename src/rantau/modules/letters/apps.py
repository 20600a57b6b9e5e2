from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.modules.letters.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class LettersConfig(AppConfig):
    name = "rantau.modules.letters"
    label = "letters"
    verbose_name = "Surat"

    def ready(self) -> None:
        from rantau.modules.journeys.api import register_plan_door
        from rantau.modules.letters.open_work import open_letters
        from rantau.modules.letters.web.today import work_for
        from rantau.modules.offices.api import register_open_work
        from rantau.platform.web.frame import MenuItem, register_menu
        from rantau.platform.web.today import register_today

        declare(*PERMISSIONS)
        register_today(work_for)
        register_open_work(open_letters)
        register_plan_door(_("Surat"), "letters:plan", "letters.view", icon="document-text", order=30)
        register_plan_door(_("Bukti pendampingan"), "letters:proofs", "letters.view", icon="clipboard-document-check",
                           order=32)  # fmt: skip
        register_plan_door(_("Kartu keluarga"), "letters:card", "letters.view", icon="home", order=34)
        register_menu(MenuItem(_("Surat"), "letters:index", "letters.view", "document-text", order=6))
