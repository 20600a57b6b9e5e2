"""Opening what is masked or sealed (membuka nilai yang ditutup): with a reason, and so many a day for one account."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from rantau.kernel.errors import InvalidValueError, NotAllowedError
from rantau.platform.access.actor import Actor
from rantau.platform.limits.actions import take

MIN_REASON = 10
"""Least number of letters of a reason."""
MOST_A_DAY = 30
"""What a day's work may need; whoever copies a list meets it soon."""


def sound_reason(reason: str) -> str:
    """The reason without blanks around it. Raises InvalidValueError for one that is too short."""
    stated = reason.strip()
    if len(stated) < MIN_REASON:
        raise InvalidValueError(f"Tulis alasan membukanya, paling sedikit {MIN_REASON} huruf.")
    return stated


def take_opening(by: Actor) -> None:
    """Count one opening, before it is done. Raises NotAllowedError where the account has had its share of a day."""
    if by.kind != "user":
        return
    taken = take("opening", str(by.id), most=MOST_A_DAY, within=timedelta(days=1))
    if not taken:
        free = timezone.localtime(taken.until)
        raise NotAllowedError(
            f"Dalam sehari paling banyak {MOST_A_DAY} nilai dapat dibuka dengan satu akun. "
            f"Yang berikutnya dapat dibuka lagi mulai {free:%d-%m-%Y} pukul {free:%H.%M}.",
            code="batas-buka",
        )
