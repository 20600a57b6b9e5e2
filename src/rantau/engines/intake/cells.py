"""What one cell was read as (hasil baca satu sel). Lists repeat themselves, so a column remembers its texts.

A reader takes a cell that is not blank and gives a `Reading`; it never fails.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rantau.engines.intake.address import padded
from rantau.engines.intake.countries import read_country
from rantau.engines.intake.text import shown
from rantau.engines.intake.types import Field, Value
from rantau.engines.intake.values import (
    fresh_text,
    read_age,
    read_birth,
    read_family_card,
    read_marital,
    read_sex,
    read_status,
)
from rantau.kernel.partial_date import UNREADABLE, DateReading, read_date
from rantau.kernel.person_name import PersonName
from rantau.kernel.phone import Phone, PhoneReliability

Reading = tuple[Any, str, str, str]
"""The value; the code of a problem ("" where there is none), and for that problem what was read and what is stored."""

Reader = Callable[[Value], Reading]

_MOST_REMEMBERED = 30_000
_LONGEST_REMEMBERED = 100
_LONGEST_CODE = 200  # readers of short fields look at this much; the whole cell stays in `raw`
REMEMBERED = frozenset([str, float])
"""Classes of cells to look up in a `Column`. Others go to its reader: True, 1 and 1.0 would be one key."""


class Column(dict[Value, Reading]):
    """One column of a sheet: its place, the attribute of a row that it fills, and what its cells were read as.

    Look a cell up (`column[cell]`) where its class is among `REMEMBERED`, else ask the `reader`.
    """

    __slots__ = ("at", "most", "name", "reader")

    def __init__(self, name: str, at: int, reader: Reader, *, repeats: bool = True) -> None:
        self.name = name
        self.at = at
        self.reader = reader
        self.most = _MOST_REMEMBERED if repeats else 0

    def __missing__(self, cell: Value) -> Reading:
        reading = self.reader(cell)
        if len(self) < self.most and (cell.__class__ is float or len(str(cell)) <= _LONGEST_REMEMBERED):
            self[cell] = reading
        return reading


def text(cell: Value) -> Reading:
    """A free text; "" for the many ways of writing nothing."""
    return fresh_text(cell) if isinstance(cell, str) else shown(cell), "", "", ""


def number_of_house(cell: Value) -> Reading:
    """RT or RW: (as written, with three digits)."""
    written = text(cell)[0]
    return (written, padded(written)), "", "", ""


def name(cell: Value) -> Reading:
    """A person's name, where nothing is missed when there is none."""
    return PersonName.parse(cell), "", "", ""


def family_card(cell: Value) -> Reading:
    """Number of a family card (nomor KK)."""
    card, sound = read_family_card(_short(cell))
    if not sound or (isinstance(cell, float) and card.endswith("0")):
        return card, "kk-meragukan", shown(cell), card
    return card, "", "", ""


def coded(reader: Callable[[str], tuple[Any, str]]) -> Reader:
    """Reader of a cell from one that gives (value, problem code)."""

    def read(cell: Value) -> Reading:
        value, code = reader(_short(cell))
        return value, code, shown(cell) if code else "", ""

    return read


def day(cell: Value) -> Reading:
    """A date, whole or in part."""
    return _dated(cell, read_date(cell))


def birth_day(cell: Value) -> Reading:
    """(place, date) of a cell under "tanggal lahir": where it is no date, a place may stand before it."""
    reading = read_date(cell)
    if isinstance(cell, str) and reading.code == UNREADABLE:
        return birth(cell)
    return _with_place("", _dated(cell, reading))


def birth(cell: Value) -> Reading:
    """(place, date) of a cell that holds both."""
    place, reading = read_birth(cell[:_LONGEST_CODE]) if isinstance(cell, str) else ("", read_date(cell))
    return _with_place(place, _dated(cell, reading))


def _with_place(place: str, dated: Reading) -> Reading:
    found, code, read, stored = dated
    return (place, found), code, read, stored


def _dated(cell: Value, reading: DateReading) -> Reading:
    found = reading.date
    if reading.code:
        return found, reading.code, shown(cell), found.iso() if found else ""
    return found, "", "", ""


def country(cell: Value) -> Reading:
    """Country as ISO code."""
    code, sure = read_country(_short(cell))
    if sure:
        return code, "", "", ""
    return code, "negara-diduga" if code else "negara-tidak-dikenal", shown(cell), code


def phone(cell: Value) -> Reading:
    """Telephone number; a text without a digit says that there is none."""
    found = Phone.parse(cell)
    if found is None:
        said = shown(cell)
        unread = any("1" <= letter <= "9" for letter in said)
        return None, "hp-tidak-terbaca" if unread else "", said, ""
    if found.reliability is PhoneReliability.SUSPECT:
        return found, "hp-meragukan", found.raw, found.e164
    return found, "", "", ""


def _short(cell: Value) -> str:
    return (cell if isinstance(cell, str) else shown(cell))[:_LONGEST_CODE]


_READERS: dict[Field, tuple[str, Reader]] = {
    Field.FAMILY_CARD: ("family_card", family_card),
    Field.SEX: ("sex", coded(read_sex)),
    Field.BIRTH_PLACE: ("birth_place", text),
    Field.BIRTH_DATE: ("birth", birth_day),
    Field.BIRTH: ("birth", birth),
    Field.AGE: ("age", coded(read_age)),
    Field.MOTHER: ("mother", name),
    Field.MARITAL: ("marital", coded(read_marital)),
    Field.HAMLET: ("hamlet", text),
    Field.ADDRESS: ("address", text),
    Field.RT: ("rt", number_of_house),
    Field.RW: ("rw", number_of_house),
    Field.RT_RW: ("rt_rw", text),
    Field.COUNTRY: ("country", country),
    Field.JOB: ("job", text),
    Field.DEPARTED: ("departed", day),
    Field.COMPANY: ("company", text),
    Field.SCHEME: ("scheme", text),
    Field.STATUS: ("status", coded(read_status)),
    Field.PHONE: ("phone", phone),
    Field.PASSPORT: ("passport", text),
    Field.EVENT_DATE: ("event_date", day),
    Field.REFERENCE: ("reference", text),
    Field.PROBLEM: ("problem", text),
    Field.DECISION: ("decision", text),
    Field.REMARKS: ("remarks", text),
    Field.REPORTER_NAME: ("reporter", name),
    Field.REPORTER_RELATION: ("reporter_relation", text),
    Field.REPORTER_PHONE: ("reporter_phone", phone),
}
_UNIQUE = frozenset({
    Field.FAMILY_CARD, Field.MOTHER, Field.PHONE, Field.PASSPORT, Field.REFERENCE, Field.REPORTER_NAME,
    Field.REPORTER_PHONE,
})  # fmt: skip


def columns(fields: dict[Field, int], wanted: tuple[Field, ...]) -> list[Column]:
    """Those of the wanted columns that a sheet has, in the order wanted."""
    return [
        Column(_READERS[meaning][0], fields[meaning], _READERS[meaning][1], repeats=meaning not in _UNIQUE)
        for meaning in wanted
        if meaning in fields
    ]
