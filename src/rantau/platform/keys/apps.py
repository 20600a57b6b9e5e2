from django.apps import AppConfig

from rantau.platform.access.permissions import declare


class KeysConfig(AppConfig):
    name = "rantau.platform.keys"
    label = "keys"
    verbose_name = "Kunci"

    def ready(self) -> None:
        from rantau.platform.approval.api import register
        from rantau.platform.keys.kinds import KINDS, PERMISSIONS

        declare(*PERMISSIONS)
        register(*KINDS)
