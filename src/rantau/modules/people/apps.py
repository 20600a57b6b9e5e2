from django.apps import AppConfig

from rantau.modules.people.domain import PERMISSIONS
from rantau.platform.access.permissions import declare


class PeopleConfig(AppConfig):
    name = "rantau.modules.people"
    label = "people"
    verbose_name = "Orang"

    def ready(self) -> None:
        declare(*PERMISSIONS)
