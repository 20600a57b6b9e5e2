from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "rantau.platform.web"
    label = "web"
