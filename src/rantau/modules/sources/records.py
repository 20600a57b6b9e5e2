"""A typed row as it lies in the database, and back (baris daftar sebagai catatan).

What `Row` does not promote to a column is JSON: short keys, empty values left out. `list_row` gives back a `ListRow`
equal to the one that was stored, whatever was lost or doubtful in it included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from itertools import compress
from operator import attrgetter
from typing import Any

import orjson

from rantau.engines.intake.types import Kind, ListRow, PlaceMatch, Value
from rantau.kernel.nik import Nik, NikReliability
from rantau.kernel.partial_date import PartialDate
from rantau.kernel.person_name import PersonName
from rantau.kernel.phone import Phone
from rantau.modules.sources.sealing import LONGEST_NUMBER, as_json, from_json

TEXTS = (
    "family_card", "birth_place", "address", "rt", "rw", "job", "company", "scheme", "marital", "passport",
    "reference", "problem", "decision", "remarks", "reporter_relation",
)  # fmt: skip
_NAMES = ("mother", "reporter")
_PHONES = ("phone", "reporter_phone")
_DATES = ("birth", "departed", "event_date")
_WRITTEN = _NAMES + _PHONES
_texts_of, _written_of, _dates_of = attrgetter(*TEXTS), attrgetter(*_WRITTEN), attrgetter(*_DATES)
ABOUT = "~"


def typed_json(row: ListRow) -> bytes:
    """The values that have no column of their own."""
    texts, written, dates = _texts_of(row), _written_of(row), _dates_of(row)
    typed: dict[str, Any] = dict(compress(zip(TEXTS, texts, strict=True), texts))
    if row.name is not None:
        typed["name"] = row.name.raw
    if row.nik is not None:
        typed["nik"] = (row.nik.reliability.value, row.nik.raw, row.nik.digits[:LONGEST_NUMBER])
    if row.age is not None:
        typed["age"] = row.age
    for key, known in compress(zip(_WRITTEN, written, strict=True), written):
        typed[key] = known.raw
    for key, when in compress(zip(_DATES, dates, strict=True), dates):
        typed[key] = when.iso() + ABOUT if when.approximate else when.iso()
    if row.place.alternatives and not row.place.code:
        typed["near"] = row.place.alternatives
    return orjson.dumps(typed)


def raw_json(row: ListRow, at: Iterable[str]) -> bytes:
    """The cells as they came, in the order of the sheet's headings (`at`); null where blank.

    Cells beyond the headings make the row keep its own headings beside the values.
    """
    values = list(map(dict(row.raw).get, at))
    if len(values) - values.count(None) != len(row.raw):
        return as_json({"cells": row.raw})
    return as_json(values)


def raw_cells(stored: bytes, headings: Sequence[str]) -> tuple[tuple[str, Value], ...]:
    """Headings and cells of a row, in order, as text, numbers and truth values (dates as ISO text)."""
    read = from_json(stored)
    if isinstance(read, dict):
        return tuple((heading, value) for heading, value in read["cells"])
    cells = zip(headings, read, strict=True)
    return tuple((heading, value) for heading, value in cells if value is not None)


def list_row(  # noqa: PLR0913 - the columns of a record
    *,
    file: str,
    sheet: str,
    number: int,
    kind: str,
    area_code: str,
    area_probability: float,
    district_code: str,
    outside: bool,
    place_key: str,
    sex: str,
    status: str,
    country: str,
    warnings: str,
    typed: bytes,
    raw: tuple[tuple[str, Value], ...] = (),
) -> ListRow:
    """The row as it was typed. `raw` is left out unless given: linkage has no use for it."""
    values = orjson.loads(typed)
    reliability, written, digits = values.get("nik", ("", "", ""))
    return ListRow(
        file=file,
        sheet=sheet,
        row=number,
        kind=Kind(kind),
        raw=raw,
        name=PersonName.parse(values["name"]) if "name" in values else None,
        nik=Nik(digits, NikReliability(reliability), written) if "nik" in values else None,
        sex=sex,
        age=values.get("age"),
        status=status,
        country=country,
        warnings=tuple(warnings.split()),
        place=PlaceMatch(
            code=area_code,
            probability=area_probability,
            alternatives=tuple((code, score) for code, score in values.get("near", ())),
            district_code=district_code,
            outside=outside,
            key=place_key,
        ),
        **_other_values(values),
    )


def _other_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts as they are; dates, names and telephone numbers read again from what was written."""
    found: dict[str, Any] = {key: values[key] for key in TEXTS if key in values}
    found |= {key: partial_date(values[key]) for key in _DATES if key in values}
    found |= {key: PersonName.parse(values[key]) for key in _NAMES if key in values}
    return found | {key: Phone.parse(values[key]) for key in _PHONES if key in values}


def partial_date(text: str) -> PartialDate:
    """A date as `typed_json` wrote it."""
    year, month, day = ([int(part) for part in text.removesuffix(ABOUT).split("-")] + [None, None])[:3]
    return PartialDate(year or 0, month, day, approximate=text.endswith(ABOUT))


def shown(value: Value) -> str:
    """A cell as a person reads it: whole numbers without ".0", dates day first, nothing as ""."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime | date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)
