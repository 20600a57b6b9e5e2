from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "rantau.platform.jobs"
    label = "jobs"
    verbose_name = "Pekerjaan latar"
