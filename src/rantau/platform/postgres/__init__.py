"""Basis data bawaan: PostgreSQL without installing anything, from the programs in a wheel. No Django here."""

from .binaries import packaged_binaries
from .errors import DatabaseServerError
from .server import EmbeddedServer
from .urls import Urls, django_database, parse_url

__all__ = ["DatabaseServerError", "EmbeddedServer", "Urls", "django_database", "packaged_binaries", "parse_url"]
