"""Guessing is limited (batas menebak): counted before anything is compared, alike for accounts that do not exist.

Ten tries for one account in a quarter of an hour, for each kind of secret. One address gets many more: a whole
kecamatan may sit behind one. A right answer clears the account's count. Letters have a limit of their
own (actions/opening.py).
"""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from rantau.platform.limits.api import Taken, clear, give_back, take

WITHIN = timedelta(minutes=15)
OF_ACCOUNT, OF_ADDRESS = 10, 300
CODE_LIVES = timedelta(seconds=120)
"""Longer than a code of an authenticator app is accepted."""


def count_guess(kind: str, whose: str, address: str = "") -> None:
    """Count a try for one account where it is known, and for an address where there is one.

    Raises ValidationError that says when the next try is free.
    """
    if address:
        _insist(take("login.address", address, most=OF_ADDRESS, within=WITHIN))
    if whose:
        _insist(take(f"login.{kind}", whose, most=OF_ACCOUNT, within=WITHIN))


def was_right(kind: str, whose: str, address: str = "") -> None:
    """The try was no guess."""
    if whose:
        clear(f"login.{kind}", whose)
    if address:
        give_back("login.address", address)


def folded(username: str) -> str:
    """A user name as guesses at it are counted: alike whatever the database finds alike.

    UPPER() of the database makes I of a dotless i and S of a long s; small letters alone would count them apart.
    """
    return username.strip().upper().lower()


def use_code_once(account_id: int, code: str) -> None:
    """A code of an authenticator app is good for one use. Raises ValidationError at the second."""
    if not take("login.code_used", f"{account_id} {code}", most=1, within=CODE_LIVES):
        raise ValidationError(_("Kode ini sudah dipakai. Tunggu sampai aplikasi menampilkan kode berikutnya."))


def too_many(taken: Taken) -> str:
    """What somebody is told who has no try left; the time is rounded up to a minute."""
    when = time_format(timezone.localtime(taken.until + timedelta(minutes=1)), "H.i")
    return _("Terlalu banyak percobaan. Coba lagi setelah pukul %(when)s.") % {"when": when}


def _insist(taken: Taken) -> None:
    if not taken:
        raise ValidationError(too_many(taken), code="guesses")
