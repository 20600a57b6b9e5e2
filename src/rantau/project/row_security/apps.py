from django.apps import AppConfig


class RowSecurityConfig(AppConfig):
    name = "rantau.project.row_security"
    label = "row_security"
    verbose_name = "Penjaga baris"
