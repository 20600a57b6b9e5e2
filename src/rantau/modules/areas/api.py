"""The door of areas: what other modules may import."""

from rantau.modules.areas.models import Area, Level

__all__ = ["Area", "Level"]
