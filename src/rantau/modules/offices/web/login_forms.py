"""allauth's forms in which something secret is typed, with guesses counted."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rantau.modules.offices.guesses import count_guess, use_code_once, was_right
from rantau.modules.offices.second_factor import trace_failure

_APP_DIGITS = 6


class Counted:
    """A code of the app or a recovery code: each kind has its own count, and an app's code is good once."""

    user: Any
    cleaned_data: dict[str, str]

    def clean_code(self) -> str:
        """The code when it is right."""
        typed = "".join(self.cleaned_data["code"].split())
        kind, whose = ("totp" if len(typed) <= _APP_DIGITS else "recovery"), str(self.user.pk)
        count_guess(kind, whose)
        code: str = super().clean_code()  # type: ignore[misc]
        used = getattr(self, "authenticator", None)
        if used is None or used.type == Authenticator.Type.TOTP:
            use_code_once(self.user.pk, typed)
        was_right(kind, whose)
        return code


class CountedAuthenticate(Counted, AuthenticateForm):  # type: ignore[misc]
    """At login."""


class CountedReauthenticate(Counted, ReauthenticateForm):  # type: ignore[misc]
    """Before a sensitive step."""


class NewSheet(GenerateRecoveryCodesForm):  # type: ignore[misc]
    """A new sheet of codes, also for whoever has no other second factor than the sheet before."""

    def clean(self) -> dict[str, Any]:
        """Whoever has any second factor; it was shown when she logged in."""
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        if not Authenticator.objects.filter(user_id=self.user.pk).exists():
            raise forms.ValidationError(_("Pasang langkah kedua dahulu."))
        return cleaned


class CountedActivate(Counted, ActivateTOTPForm):  # type: ignore[misc]
    """Setting up."""


class CountedPasskey:
    """A passkey: tries are counted for the address, and for the account where it is known before the try.

    Whose passkey it is at login the browser says itself; counting that would let anybody lock another out.
    """

    user: Any
    cleaned_data: dict[str, Any]

    def clean_credential(self) -> Authenticator:
        """The authenticator when the browser proved to hold it."""
        whose, address = (str(self.user.pk) if self.user else ""), get_adapter().address(context.request)
        count_guess("passkey", whose, address)
        try:
            authenticator: Authenticator = super().clean_credential()  # type: ignore[misc]
        except (ValidationError, AttributeError, KeyError, TypeError, ValueError) as error:
            trace_failure(whose, str(Authenticator.Type.WEBAUTHN))
            raise mfa_adapter().validation_error("incorrect_code") from error
        was_right("passkey", whose, address)
        return authenticator


class CountedPasskeyStep(CountedPasskey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """After the password."""


class CountedPasskeyLogin(CountedPasskey, LoginWebAuthnForm):  # type: ignore[misc]
    """Instead of the password."""


class CountedPasskeyAgain(CountedPasskey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Before a sensitive step."""


class CountedChangePassword(ChangePasswordForm):  # type: ignore[misc]
    """The password one has is asked; a device left open must not help to guess it."""

    def clean_oldpassword(self) -> str:
        """The old password when it is right."""
        count_guess("change", str(self.user.pk))
        old: str = super().clean_oldpassword()
        was_right("change", str(self.user.pk))
        return old
