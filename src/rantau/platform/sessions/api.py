"""The door of sessions."""

from rantau.platform.sessions.actions import end_sessions, note_device
from rantau.platform.sessions.queries import own_sessions
from rantau.platform.sessions.store import stored_key

__all__ = ["end_sessions", "note_device", "own_sessions", "stored_key"]
