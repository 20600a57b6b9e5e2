"""A sheet of printed codes (lembar kode masuk) as the only second factor, for whoever has no phone of her own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

_ASKED_AT_LOGIN = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth takes printed codes beside another second factor only; here they are asked for alone, too."""

    def is_mfa_enabled(self, user: Any, types: Sequence[Any] | None = None) -> bool:
        """Whether a second factor is asked for: an app, a key, or the sheet."""
        if types is not None and set(types) >= _ASKED_AT_LOGIN:
            types = [*types, Authenticator.Type.RECOVERY_CODES]
        return bool(super().is_mfa_enabled(user, types=types))
