"""The queue goes out as a workbook and comes back filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError, Place
from rantau.kernel.spreadsheet import inert
from rantau.modules.notices.actions.answering import record_check
from rantau.modules.notices.domain import Found, Looked, require_readable
from rantau.modules.notices.models import Notice
from rantau.modules.notices.queries import by_codes
from rantau.modules.notices.workbook import CHECKED, CODE, DEPARTED, MOST_ROWS, NAME, NIK, RESULT, Filled, read_back
from rantau.modules.offices.api import signed_as
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import require
from rantau.platform.audit.actions import record


@dataclass(frozen=True, slots=True)
class Problem:
    """A row or sheet that was not taken in (masalah): where, and why."""

    place: Place
    said: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of every row: `rows` = recorded + known + unfilled + the rows among the problems."""

    rows: int
    recorded: int
    known: int
    """Recorded before: the same file may come again."""
    unfilled: int
    problems: tuple[Problem, ...]


def note_export(*, by: Actor, rows: int) -> None:
    """Write down that the queue was taken away (mengunduh antrean)."""
    require(by, "notices.receive")
    with transaction.atomic():
        record(by=by, action="notices.note_export", form="xlsx", rows=rows)


def take_in(*, by: Actor, path: Path, name: str) -> TakenIn:
    """Record what a filled workbook says (memasukkan hasil), each row as a check of its notice.

    A row whose code is not known, whose name or NIK was changed, or whose words nobody understands is named and left;
    the others are recorded. Raises RefusedFileError.
    """
    require(by, "notices.answer")
    found = list(read_back(path, name))
    rows = [row for row in found if isinstance(row, Filled)]
    if len(rows) > MOST_ROWS:
        raise InvalidValueError(f"Paling banyak {MOST_ROWS} baris.")
    problems = [Problem(place, _NO_HEADING) for place in found if isinstance(place, Place)]
    recorded: Counter[str] = Counter()
    signed = signed_as(by, "notices.answer")
    with transaction.atomic():
        notices = by_codes(by, [row.code for row in rows])
        for row, wrong in _checked(rows, notices):
            if wrong is not None:
                problems.append(wrong)
                continue
            recorded[_recorded(by, row, notices[row.code], signed)] += 1
        record(by=by, action="notices.take_in", rows=len(rows), recorded=recorded["recorded"],
               known=recorded["known"], problems=len(problems))  # fmt: skip
    return TakenIn(len(rows), recorded["recorded"], recorded["known"], recorded["unfilled"], tuple(problems))


_NO_HEADING = f"Lembar ini tidak mempunyai baris judul dengan kolom {CODE} dan {RESULT}; isinya tidak dibaca."


def _checked(rows: list[Filled], notices: dict[str, Notice]) -> Iterator[tuple[Filled, Problem | None]]:
    seen: dict[str, Filled] = {}
    for row in rows:
        wrong = _wrong(row, notices.get(row.code), seen.get(row.code))
        seen.setdefault(row.code, row)
        yield row, wrong


def _wrong(row: Filled, notice: Notice | None, twin: Filled | None) -> Problem | None:
    """What keeps a row from being taken in."""
    if notice is None:
        said = "Kode ini tidak ada dalam antrean Anda." if row.code else "Kodenya kosong."
        return Problem(row.at(CODE), said)
    if twin is not None:
        return Problem(row.at(CODE), f"Kode ini sudah ada pada {twin.at('')}.")
    for column, there, kept in ((NAME, row.name, notice.name), (NIK, row.nik, notice.content.nik)):
        if there not in (kept.strip(), inert(kept.strip())):
            return Problem(row.at(column), "Isinya bukan lagi seperti yang diunduh. Periksa apakah barisnya tertukar.")
    today = timezone.localdate()
    for column, read in (
        (RESULT, lambda: row.found), (CHECKED, lambda: row.day(today)), (DEPARTED, lambda: row.left),
        (RESULT, lambda: require_readable(_looked(row, Found.UNCLEAR), today)),
    ):  # fmt: skip
        try:
            read()
        except InvalidValueError as error:
            return Problem(row.at(column), error.message)
    return None


def _recorded(by: Actor, row: Filled, notice: Notice, signed: str) -> str:
    found = row.found
    if found is None:
        return "unfilled"
    new = record_check(by=by, notice=notice.pk, looked=_looked(row, found), signed=signed)
    return "recorded" if new else "known"


def _looked(row: Filled, unfilled: Found) -> Looked:
    day = row.day(timezone.localdate())
    return Looked(row.found or unfilled, day, "berkas hasil SISKOP2MI", row.number, row.left)
