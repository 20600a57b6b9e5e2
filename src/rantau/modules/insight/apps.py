from django.apps import AppConfig

from rantau.modules.insight.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class InsightConfig(AppConfig):
    name = "rantau.modules.insight"
    label = "insight"
    verbose_name = "Jawaban"

    def ready(self) -> None:
        declare(*PERMISSIONS)
