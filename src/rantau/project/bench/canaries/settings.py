"""The settings of the product, with an outbox for mail, and with errors that come when they are asked for."""

from rantau.project.settings import *  # noqa: F403
from rantau.project.settings import DATA_FOLDER, INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "rantau.project.bench.canaries"]
MIDDLEWARE = [*MIDDLEWARE, "rantau.project.bench.canaries.failing.FailingMiddleware"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_FOLDER / "kotak-keluar"
