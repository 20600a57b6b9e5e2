from django.apps import AppConfig

from rantau.modules.sources.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class SourcesConfig(AppConfig):
    name = "rantau.modules.sources"
    label = "sources"
    verbose_name = "Daftar"

    def ready(self) -> None:
        declare(*PERMISSIONS)
