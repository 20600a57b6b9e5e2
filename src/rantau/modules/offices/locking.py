"""Locking the screen of a shared phone (kunci layar): the session stays, and opens only to who can show who it is.

A lock is a moment kept in the session. It ends by any proof shown after it (password, code or passkey), on the pages
that ask again before sensitive steps, with their limits on guessing.
"""

from __future__ import annotations

import time

from django.http import HttpRequest

LOCKED_AT = "rantau_locked_at"
_PROOFS = "account_authentication_methods"


def lock(request: HttpRequest) -> None:
    """Lock the session of this request."""
    request.session[LOCKED_AT] = time.time()


def is_locked(request: HttpRequest) -> bool:
    """Whether the session was locked and nobody has shown since who it is."""
    locked_at = request.session.get(LOCKED_AT)
    if locked_at is None:
        return False
    return all(proof.get("at", 0) <= locked_at for proof in request.session.get(_PROOFS, ()))
