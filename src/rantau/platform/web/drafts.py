"""Forms that were not sent yet (draf): kept sealed in the browser's tab by static/rantau/draf.js, see ADR 0029."""

from __future__ import annotations

import hmac
from hashlib import sha256

from django.http import HttpRequest

from rantau.platform.crypto.keys import keyring


def draft_key(request: HttpRequest) -> str:
    """The key of this session's drafts, hexadecimal: on her pages while she is logged in, nowhere afterwards."""
    session = request.session.session_key or ""
    return hmac.new(keyring().session, b"draf:" + session.encode(), sha256).hexdigest()
