from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rantau.platform.access.permissions import Permission, declare


class AuditConfig(AppConfig):
    name = "rantau.platform.audit"
    label = "audit"
    verbose_name = "Jejak"

    def ready(self) -> None:
        from rantau.platform.web.frame import MenuItem, register_menu

        declare(Permission("audit.view", "Melihat jejak tindakan", powerful=True))
        register_menu(MenuItem(_("Jejak"), "audit:index", "audit.view", "clipboard-document-list", order=80))
