from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "rantau.platform.keys"
    label = "keys"
    verbose_name = "Kunci"
