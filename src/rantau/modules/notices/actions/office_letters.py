"""The officer writes a letter about notices, prints it, and takes back one that is not sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.modules.letters.api import Number, require_number
from rantau.modules.notices.letter_queries import ANSWER, RECEIVE, heading
from rantau.modules.notices.letter_queries import office_letter as letter_of
from rantau.modules.notices.models import Letterhead, Notice, OfficeLetter, Referral, sealed_letter
from rantau.modules.notices.office_letter import (
    RECIPIENT_LABELS,
    Heading,
    LetterContent,
    Recipient,
    Signer,
    Words,
    Written,
    about,
    require_words_whole,
)
from rantau.modules.notices.queries import notice as notice_of
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.db.drawing import next_id, one_at_a_time


def set_letterhead(*, by: Actor, area_code: str, heading: Heading) -> None:
    """Write the heading of an office (kop surat): letters from now on have it."""
    require(by, ANSWER, Subject(area_code=area_code))
    if not all(part.strip() for part in (heading.government, heading.office, heading.address, heading.place)):
        raise InvalidValueError("Isi nama pemerintah, nama dinas, alamat, dan tempatnya.")
    with transaction.atomic():
        said = asdict(heading) | {"changed_at": timezone.now(), "changed_by": by.name}
        Letterhead.objects.update_or_create(area_id=area_code, defaults=said)
        record(by=by, action="notices.set_letterhead", area_code=area_code)


def write_letter(
    *, by: Actor, key: UUID, recipient: Recipient, notices: Sequence[int], words: Words, signer: Signer, number: Number
) -> Written:
    """Write a letter about notices of one regency (surat dinas), with the least that its recipient needs.

    The same `key` has no second effect. ConflictError where there is no heading yet, or another letter has the number.
    """
    require(by, ANSWER)
    require_words_whole(words, signer, notices)
    require_number(number, timezone.localdate())
    with transaction.atomic():
        one_at_a_time(key)
        known = OfficeLetter.objects.filter(key=key).first()
        if known is not None:
            return Written(known.pk, new=False)
        rows = [notice_of(by, each) for each in dict.fromkeys(notices)]
        area = _one_regency(by, rows)
        head = heading(by, area)
        if head is None:
            raise ConflictError("Tulis dahulu kop surat dinas Anda.")
        said = tuple(about(row.content, recipient, _village(row)) for row in rows)
        made = _store(by, key, area, recipient, LetterContent(head, words, signer, said), number)
        Referral.objects.bulk_create(
            Referral(notice=row, letter=made, to=RECIPIENT_LABELS[recipient], number=made.number, dated=made.dated)
            for row in rows
        )
        record(by=by, action="notices.write_letter", subject_type="office_letter", subject_id=made.pk, area_code=area,
               recipient=recipient.value, notices=len(rows))  # fmt: skip
    return Written(made.pk, new=True)


def open_letter(*, by: Actor, letter: int) -> tuple[OfficeLetter, LetterContent]:
    """Open a letter to print it (mencetak surat dinas): names are in it, so it leaves a trace."""
    row = letter_of(by, letter)
    with transaction.atomic():
        record(by=by, action="notices.open_letter", subject_type="office_letter", subject_id=row.pk,
               area_code=row.area_id)  # fmt: skip
    return row, row.told


def cancel_letter(*, by: Actor, letter: int) -> None:
    """Say that a letter was not sent (surat batal): it keeps its number, and the village sees that it is cancelled."""
    found = letter_of(by, letter)
    require(by, ANSWER, Subject(area_code=found.area_id))
    with transaction.atomic():
        row = OfficeLetter.objects.select_for_update().get(pk=found.pk)
        if row.cancelled_at is not None:
            return
        OfficeLetter.objects.filter(pk=row.pk).update(cancelled_at=timezone.now(), cancelled_by=by.name)
        Referral.objects.filter(letter=row).update(cancelled=True)
        record(by=by, action="notices.cancel_letter", subject_type="office_letter", subject_id=row.pk,
               area_code=row.area_id)  # fmt: skip


def _one_regency(by: Actor, rows: Sequence[Notice]) -> str:
    found = {row.area_id[:5] for row in rows}
    if len(found) != 1:
        raise InvalidValueError("Satu surat hanya untuk pemberitahuan dari satu kabupaten.")
    for permission in (RECEIVE, ANSWER):
        require(by, permission, Subject(area_code=min(found)))
    return min(found)


def _village(row: Notice) -> str:
    district = row.area.parent.name if row.area.parent else ""
    return f"{row.area.name}, Kecamatan {district}" if district else row.area.name


def _store(
    by: Actor, key: UUID, area: str, recipient: Recipient, content: LetterContent, number: Number
) -> OfficeLetter:  # fmt: skip
    made = next_id(OfficeLetter)
    try:
        with transaction.atomic():
            return OfficeLetter.objects.create(
                id=made, key=key, area_id=area, recipient=recipient, content=sealed_letter(content, made),
                year=number.on.year, agenda=number.agenda, number=number.text.strip(), dated=number.on,
                made_at=timezone.now(), made_by=by.name,
            )  # fmt: skip
    except IntegrityError as error:
        if "officeletter_number_once" not in str(error):
            raise
        raise ConflictError(
            f"Nomor urut {number.agenda} tahun {number.on.year} sudah dipakai surat lain. Periksa buku agenda."
        ) from None
