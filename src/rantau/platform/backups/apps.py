from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "rantau.platform.backups"
    label = "backups"
    verbose_name = "Cadangan"
