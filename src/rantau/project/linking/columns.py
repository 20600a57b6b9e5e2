"""Which column of a table means what (kolom): as the user says, or by a guess from its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rantau.engines.intake.headings import meaning_of
from rantau.engines.intake.text import key
from rantau.engines.intake.types import Field
from rantau.kernel.errors import RantauError

IDENTITY, LIST, MORE = "id", "list", "more"
FIELDS = (
    IDENTITY, LIST, "nik", "name", "alias", "father", "mother", "birth", "age", "sex", "area", "district", "regency",
    "phone", "passport", "country", "departed", MORE,
)  # fmt: skip
"""What a column can be mapped to. `more` is any further column: compared as text."""

_MEANINGS = {
    Field.NIK: "nik", Field.NAME: "name", Field.MOTHER: "mother", Field.FATHER: "father", Field.BIRTH_DATE: "birth",
    Field.BIRTH: "birth", Field.AGE: "age", Field.SEX: "sex", Field.VILLAGE: "area", Field.DISTRICT: "district",
    Field.REGENCY: "regency", Field.PHONE: "phone", Field.PASSPORT: "passport", Field.COUNTRY: "country",
    Field.DEPARTED: "departed",
}  # fmt: skip
_ENGLISH = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"(REC|RECORD|UNIQUE|ROW|NO|NOMOR)? ?ID", IDENTITY),
        (r"(GIVEN|FIRST|FORE|MIDDLE|LAST|FAMILY|FULL) ?NAME|SURNAME|[FL]NAME( C\d)?", "name"),
        (r"DOB|(DATE OF )?BIRTH ?(DATE|DAY|YEAR)?|YOB|B[YMD]|BIRTH (YEAR|MONTH|DAY)", "birth"),
        (r"GENDER", "sex"),
        (r"SOC(IAL)? SEC.*|SSN|NATIONAL (ID|NUMBER).*|NHS NUMBER", "nik"),
        (r"POST ?CODE|ZIP( ?CODE)?|POSTAL CODE", "area"),
        (r"PHONE.*|MOBILE.*|TEL", "phone"),
        (r"MOTHER.*", "mother"),
        (r"FATHER.*", "father"),
        (r"ADDRESS.*|STREET.*|SUBURB|CITY|TOWN|STATE|COUNTY|OCCUPATION|EMAIL", MORE),
    )
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of one table by what they mean, as positions from 0."""

    at: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, meaning: str) -> tuple[int, ...]:
        """Positions of the columns; none where the table has no such column."""
        return self.at.get(meaning, ())


def parse_mapping(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """From "name=NAMA,birth=TH+BL+HR" to headings by meaning. Raises RantauError."""
    found: dict[str, tuple[str, ...]] = {}
    for part in (part for text in texts for part in text.split(",") if part.strip()):
        meaning, sign, heading = part.partition("=")
        meaning = meaning.strip().lower()
        if not sign:
            raise RantauError(f"“{part}” tidak terbaca. Tulis arti=JUDUL, misalnya name=NAMA.", code="pemetaan")
        if meaning not in FIELDS:
            choices = ", ".join(FIELDS)
            raise RantauError(f"Arti kolom “{meaning}” tidak dikenal. Pilihan: {choices}.", code="pemetaan")
        headings = tuple(each.strip() for each in heading.split("+") if each.strip())
        found[meaning] = (*found.get(meaning, ()), *headings)
    return found


def map_columns(headings: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> tuple[Columns, tuple[str, ...]]:
    """The mapping of one table, and the headings asked for that it does not have.

    What the user named is taken as it is; only for what was not named is a heading guessed.
    """
    at = {key(heading): position for position, heading in reversed(list(enumerate(headings)))}
    exact = {heading.strip(): position for position, heading in reversed(list(enumerate(headings)))}
    columns: dict[str, tuple[int, ...]] = {}
    absent: list[str] = []
    for meaning, names in wanted.items():
        positions = [exact.get(name, at.get(key(name), -1)) for name in names]
        absent += [name for name, position in zip(names, positions, strict=True) if position < 0]
        columns[meaning] = tuple(position for position in positions if position >= 0)
    taken = {position for positions in columns.values() for position in positions}
    for position, heading in enumerate(headings):
        meaning = guess(heading) if position not in taken else ""
        if meaning and meaning not in wanted and (meaning in _SEVERAL or meaning not in columns):
            columns[meaning] = (*columns.get(meaning, ()), position)
    return Columns({meaning: positions for meaning, positions in columns.items() if positions}), tuple(absent)


_SEVERAL = frozenset(("name", "birth", MORE))


@lru_cache(maxsize=4096)
def guess(heading: str) -> str:
    """What a heading means, in English or in Indonesian; "" where nothing is sure enough."""
    text = key(heading)
    for pattern, meaning in _ENGLISH:
        if pattern.fullmatch(text):
            return meaning
    found = meaning_of(heading)
    if found is None or found[1] < 0.7:
        return ""
    return _MEANINGS.get(found[0], "")
