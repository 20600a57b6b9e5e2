from django.apps import AppConfig

from rantau.modules.areas.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class AreasConfig(AppConfig):
    name = "rantau.modules.areas"
    label = "areas"
    verbose_name = "Wilayah"

    def ready(self) -> None:
        declare(*PERMISSIONS)
