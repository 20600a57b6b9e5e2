"""A password that is shown once (kata sandi sekali tampil).

Between the verb and the page that shows it, it stays in the administrator's own session on the server: never in an
address, a cookie or a message. The first look takes it away.
"""

from __future__ import annotations

from django.http import HttpRequest

_KEY = "offices.once"


def keep_once(request: HttpRequest, account_id: int, password: str) -> None:
    """Keep the new password of an account until its page is opened."""
    request.session[_KEY] = {**request.session.get(_KEY, {}), str(account_id): password}


def take_once(request: HttpRequest, account_id: int) -> str:
    """The password kept for an account, which is then gone; "" when there is none."""
    kept: dict[str, str] = request.session.pop(_KEY, {})
    password = kept.pop(str(account_id), "")
    if kept:
        request.session[_KEY] = kept
    return password
