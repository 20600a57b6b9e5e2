"""WSGI application for the production server program."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rantau.project.settings")
application = get_wsgi_application()
