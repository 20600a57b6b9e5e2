"""How many letters of a village are not finished, for the record of a hand-over: a number only."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from rantau.modules.letters.domain import Outcome
from rantau.modules.letters.models import Letter
from rantau.platform.access.acting import checking_everywhere


def open_letters(area_code: str) -> Iterator[tuple[str, int]]:
    """Letters that are neither signed, withdrawn nor refused; one query."""
    with checking_everywhere("letters.view"):
        rows = Letter.objects.filter(area=area_code, withdrawn_at=None).exclude(outcome=Outcome.NOT_KNOWN)
        unfinished = rows.exclude(outcome=Outcome.KNOWN, signed_at__isnull=False).count()
    if unfinished:
        yield _("Surat yang belum ditandatangani"), unfinished
