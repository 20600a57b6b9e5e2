"""What was searched for is kept in the session: addresses end in logs and histories, and hold no names or numbers."""

from __future__ import annotations

import secrets

from django.http import HttpRequest

KEPT = 20
"""Searches of one session that a person can go back to."""
LONGEST = 200
_SEARCHES = "searches"


def keep_search(request: HttpRequest, text: str) -> str:
    """Remember a search; gives a short token for the address, "" for an empty one."""
    text = text.strip()[:LONGEST]
    if not text:
        return ""
    token = secrets.token_urlsafe(6)
    kept = dict(request.session.get(_SEARCHES, {}))
    request.session[_SEARCHES] = dict([*kept.items(), (token, text)][-KEPT:])
    return token


def kept_search(request: HttpRequest, token: str) -> str:
    """What was searched for under a token; "" where this session knows none."""
    return str(request.session.get(_SEARCHES, {}).get(token, ""))
