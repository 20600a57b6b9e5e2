"""Basis data bawaan: PostgreSQL without installing anything, from the programs in a wheel. No Django here."""

from .binaries import packaged_binaries
from .errors import DatabaseServerError
from .server import EmbeddedServer
from .urls import Urls

__all__ = ["DatabaseServerError", "EmbeddedServer", "Urls", "packaged_binaries"]
