from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "rantau.platform.files"
    label = "files"
