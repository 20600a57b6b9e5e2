from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "rantau.platform.limits"
    label = "limits"
    verbose_name = "Batas percobaan"
