"""The thresholds that hold (batas)."""

from __future__ import annotations

from dataclasses import dataclass

from rantau.modules.people.models import Thresholds
from rantau.modules.people.review import LOWER, UPPER


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a pair is asked about, and from where on rows are joined unasked."""

    lower: float
    upper: float


def limits_in_force() -> Limits:
    """What was set last; the defaults until somebody sets any."""
    found = Thresholds.objects.first()
    return Limits(found.lower, found.upper) if found else Limits(LOWER, UPPER)
