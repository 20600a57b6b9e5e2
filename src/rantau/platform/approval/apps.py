from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.platform.access.permissions import Permission, declare


class ApprovalConfig(AppConfig):
    name = "rantau.platform.approval"
    label = "approval"
    verbose_name = "Persetujuan"

    def ready(self) -> None:
        from rantau.platform.approval.kinds import PART
        from rantau.platform.approval.web.today import work_for
        from rantau.platform.web.frame import MenuItem, register_menu
        from rantau.platform.web.today import register_today

        declare(Permission(PART, "Meminta atau menyetujui langkah yang memerlukan dua orang", powerful=True))
        register_menu(MenuItem(_("Persetujuan"), "approval:index", PART, "hand-raised", order=70))
        register_today(work_for)
