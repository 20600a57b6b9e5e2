"""Rantau: helps an Indonesian regency accompany its people who work abroad."""

__version__ = "0.1.0"
