from django.apps import AppConfig

from rantau.modules.offices.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class OfficesConfig(AppConfig):
    name = "rantau.modules.offices"
    label = "offices"
    verbose_name = "Kantor dan jabatan"

    def ready(self) -> None:
        declare(*PERMISSIONS)
