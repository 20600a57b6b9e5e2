"""Taking second factors away: a step of the verb for a lost phone."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from rantau.platform.sessions.api import end_sessions


def take_second_factors_away(account_id: int) -> None:
    """All second factors and all sessions of an account go, in the transaction of the verb that calls it."""
    Authenticator.objects.filter(user_id=account_id).delete()
    end_sessions(account_id=account_id)
