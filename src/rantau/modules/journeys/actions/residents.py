"""A village's sheet of residents: given, looked up while a plan is registered, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rantau.engines.intake import Kind
from rantau.kernel.errors import NotAllowedError
from rantau.kernel.nik import Nik
from rantau.modules.journeys.models import RESIDENT, ResidentRow, ResidentSheet
from rantau.modules.journeys.queries import resident_sheets
from rantau.modules.journeys.residents import (
    KEPT_DAYS,
    MOST_FOUND,
    KnownResident,
    SheetRead,
    read_residents,
    searched,
    words_of,
)
from rantau.modules.sources.api import current_rows, number_index, rows_by_id
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.crypto import blind_index
from rantau.platform.db.drawing import one_at_a_time


@dataclass(frozen=True, slots=True)
class Given:
    """Result of giving a sheet."""

    sheet: int
    rows: int
    left_out: int
    expires_on: date


@dataclass(frozen=True, slots=True)
class Found:
    """A resident who was looked for (warga ditemukan): where from, and what is known."""

    source: str
    """ "penduduk:17" or "register:17"."""
    known: KnownResident


def give_residents(*, by: Actor, key: UUID, area_code: str, path: Path, name: str) -> Given:
    """Take in a village's sheet (beri data penduduk); it replaces an earlier one. The file itself is not kept.

    Raises RefusedFileError and InvalidValueError with what is wrong. The same `key` again has no second effect.
    """
    require(by, "journeys.write", Subject(area_code=area_code))
    read = read_residents(path, name, area_code)
    with transaction.atomic():
        one_at_a_time(key)
        known = ResidentSheet.objects.filter(key=key, area=area_code).first()
        if known is not None:
            return Given(known.pk, known.rows, known.left_out, known.expires_on)
        ResidentSheet.objects.filter(area=area_code).delete()
        sheet = ResidentSheet.objects.create(
            key=key, area_id=area_code, rows=len(read.residents), left_out=read.left_out, given_at=timezone.now(),
            given_by=by.name, expires_on=timezone.localdate() + timedelta(days=KEPT_DAYS),
        )  # fmt: skip
        ResidentRow.objects.bulk_create(_sealed_rows(sheet.pk, read), batch_size=1000)
        record(by=by, action="journeys.give_residents", subject_type="residentsheet", subject_id=sheet.pk,
               area_code=area_code, rows=sheet.rows, left_out=sheet.left_out)  # fmt: skip
    return Given(sheet.pk, sheet.rows, sheet.left_out, sheet.expires_on)


def look_up_residents(*, by: Actor, area_code: str, text: str) -> list[Found]:
    """Residents with this NIK or all these words in the name (cari warga), in the sheet and in the village's register.

    Every look leaves a trace. At most MOST_FOUND and one more, by which one sees that there are too many. Of the
    register only what the village is shown of it. InvalidValueError when the text is too little.
    """
    require(by, "journeys.write", Subject(area_code=area_code))
    nik, words = searched(text)
    with transaction.atomic():
        found = [*_in_sheet(by, area_code, nik, words), *_in_register(by, area_code, nik, words)]
        record(by=by, action="journeys.look_up_residents", subject_type="area", area_code=area_code, found=len(found))
    return found[: MOST_FOUND + 1]


def forget_residents(*, by: Actor, sheet: int) -> None:
    """Take a sheet away at once (hapus data penduduk). NotAllowedError when it is gone, or another village's."""
    found = resident_sheets(by, also_old=True).filter(pk=sheet).first()
    if found is None:
        raise NotAllowedError("Data penduduk ini sudah tidak ada.")
    with transaction.atomic():
        found.delete()
        record(by=by, action="journeys.forget_residents", subject_type="residentsheet", subject_id=sheet,
               area_code=found.area_id)  # fmt: skip


def _sealed_rows(sheet: int, read: SheetRead) -> list[ResidentRow]:
    return [
        ResidentRow(
            sheet_id=sheet, number=number, nik_index=number_index("nik", known.nik) if known.nik else None,
            name_words=[_word(word) for word in words_of(known.name)],
            content=RESIDENT.seal(known.as_json(), sheet, number),
        )
        for number, known in enumerate(read.residents, start=1)
    ]  # fmt: skip


def _in_sheet(by: Actor, area_code: str, nik: Nik | None, words: list[str]) -> list[Found]:
    rows = ResidentRow.objects.filter(sheet__in=resident_sheets(by).filter(area=area_code))
    asked = Q(nik_index=number_index("nik", nik.digits)) if nik else Q(name_words__contains=[_word(w) for w in words])
    return [
        Found(f"penduduk:{row.pk}", KnownResident.from_json(RESIDENT.open(row.content, row.sheet_id, row.number)))
        for row in rows.filter(asked)[: MOST_FOUND + 1]
    ]


def _in_register(by: Actor, area_code: str, nik: Nik | None, words: list[str]) -> list[Found]:
    """Rows of the village's own register, as far as it is shown to her: no day of birth, no address, no telephone."""
    if not by.grants_for("people.view"):
        return []
    asked = Q(nik_index=number_index("nik", nik.digits)) if nik else Q()
    for word in words:
        asked &= Q(name_key__startswith=word) | Q(name_key__contains=" " + word)
    rows = current_rows(by, "people.view").filter(asked, sheet__kind=Kind.REGISTER.value, area=area_code)
    ids = list(rows.values_list("pk", flat=True)[: MOST_FOUND + 1])
    return [
        Found(
            f"register:{stored.id}",
            KnownResident(
                name=stored.row.name.text, nik=nik.digits if nik else "", sex=stored.row.sex,
                birth=str(stored.row.birth.year) if stored.row.birth else "", country=stored.row.country,
            ),
        )
        for stored in rows_by_id(by, ids, permission="people.view")
        if stored.row.name
    ]  # fmt: skip


def _word(word: str) -> bytes:
    return blind_index("resident name", word)
