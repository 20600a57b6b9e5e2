"""The door of sessions."""

from rantau.platform.sessions.actions import end_sessions, remove
from rantau.platform.sessions.domain import device_of
from rantau.platform.sessions.models import Session
from rantau.platform.sessions.queries import own_sessions, seen_since
from rantau.platform.sessions.store import DEVICE, stored_key

__all__ = ["DEVICE", "Session", "device_of", "end_sessions", "own_sessions", "remove", "seen_since", "stored_key"]
