"""A letter on paper: opened to be printed, and checked by whoever holds it."""

from __future__ import annotations

import hmac

from django.db import transaction

from rantau.kernel.errors import NotAllowedError
from rantau.modules.letters.domain import (
    GUESSES,
    GUESSES_WITHIN,
    VIEW,
    Content,
    PublicEssence,
    plain_code,
)
from rantau.modules.letters.models import Letter
from rantau.modules.letters.queries import letter as letter_of
from rantau.modules.letters.queries import letter_on_paper, printed_index
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.limits.api import take


def open_for_print(*, by: Actor, letter: int) -> tuple[Letter, Content]:
    """Open what stands on a letter, to print it (mencetak surat): full numbers are in it, so it leaves a trace."""
    row = letter_of(by, letter)
    require(by, VIEW, Subject(area_code=row.area_id))
    with transaction.atomic():
        record(by=by, action="letters.print", subject_type="letter", subject_id=row.pk, area_code=row.area_id)
    return row, row.told


def check_code(*, by: Actor, area_code: str, token: str, typed: str) -> PublicEssence | None:
    """Whose the letter is, for who typed the code printed on it (memeriksa kode); None for a wrong one. For `checker`.

    Tries are counted before they are made, for each letter; each that is made leaves a trace. Raises NotAllowedError
    for a letter that is not there, and where too many codes were tried.
    """
    row = letter_on_paper(by, area_code, token)
    if row is None:
        raise NotAllowedError("Surat dengan alamat ini tidak tercatat.")
    taken = take("letters.code", str(row.pk), most=GUESSES, within=GUESSES_WITHIN)
    if not taken:
        raise NotAllowedError("Terlalu banyak kode yang dicoba untuk surat ini. Coba lagi satu jam lagi.", code="batas")
    right = printed_index("code", area_code, f"{token}{plain_code(typed)}")
    matches = hmac.compare_digest(right, bytes(row.code_hmac))
    with transaction.atomic():
        if matches:
            record(by=by, action="letters.check_code", subject_type="letter", subject_id=row.pk, area_code=area_code)
        else:
            record(by=by, action="letters.wrong_code", subject_type="letter", subject_id=row.pk, area_code=area_code)
    return PublicEssence(row.told.candidate.name, row.number) if matches else None
