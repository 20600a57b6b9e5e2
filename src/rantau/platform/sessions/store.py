"""The session engine: SESSION_ENGINE = "rantau.platform.sessions.store"."""

from __future__ import annotations

import hmac
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.utils import timezone

from rantau.platform.crypto import SealBrokenError
from rantau.platform.crypto.keys import keyring
from rantau.platform.sessions import actions
from rantau.platform.sessions.models import DATA, Session

DEVICE = "device"
"""Where a session keeps the kind of device it is on: it stays when the key changes."""


def stored_key(session_key: str | None) -> str:
    """What stands in the database for the key that a browser holds."""
    return hmac.digest(keyring().session, b"sessions\0" + (session_key or "").encode(), "sha256").hex()


class SessionStore(SessionBase):
    """Sessions in the database: hashed key, sealed content, a last end that no request prolongs."""

    def load(self) -> dict[str, Any]:
        """The content; empty when there is no such session, when it has expired or does not open."""
        found = Session.objects.filter(key=stored_key(self.session_key), expires_at__gt=timezone.now()).first()
        if found is None:
            return self._nothing()
        try:
            opened = DATA.open(found.data, found.key)
        except SealBrokenError:
            return self._nothing()
        actions.touch(session=found)
        content: dict[str, Any] = self.serializer().loads(opened)
        return content

    def exists(self, session_key: str) -> bool:
        """Whether this key is taken."""
        return Session.objects.filter(key=stored_key(session_key)).exists()

    def create(self) -> None:
        """A fresh key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Keep the content. Raises UpdateError when the session has been ended meanwhile."""
        if self.session_key is None:
            self.create()
            return
        content = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        kept = {
            "key": stored_key(self.session_key),
            "account_id": int(content[SESSION_KEY]) if SESSION_KEY in content else None,
            "device": str(content.get(DEVICE, "")),
            "data": self.serializer().dumps(content),
        }
        if must_create and not actions.insert(**kept):
            raise CreateError
        if not must_create and not actions.replace(**kept):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End it."""
        key = session_key or self.session_key
        if key is not None:
            actions.remove(key=stored_key(key))

    @classmethod
    def clear_expired(cls) -> None:
        """Delete what has expired."""
        actions.sweep()

    def _nothing(self) -> dict[str, Any]:
        self._session_key = None
        return {}
