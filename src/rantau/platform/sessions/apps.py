from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "rantau.platform.sessions"
    label = "rantau_sessions"
    verbose_name = "Sesi masuk"
