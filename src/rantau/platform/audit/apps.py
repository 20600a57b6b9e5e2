from django.apps import AppConfig

from rantau.platform.access.permissions import Permission, declare


class AuditConfig(AppConfig):
    name = "rantau.platform.audit"
    label = "audit"
    verbose_name = "Jejak"

    def ready(self) -> None:
        declare(Permission("audit.view", "Melihat jejak tindakan"))
