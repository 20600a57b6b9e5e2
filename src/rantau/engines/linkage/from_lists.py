"""From a typed row of a list to what a linker needs."""

from __future__ import annotations

import re

from rantau.engines.intake.types import Kind, ListRow
from rantau.engines.linkage.types import LinkRow
from rantau.kernel.person_name import PersonName

CLEAN = frozenset({Kind.PLACEMENT})
"""Lists kept with care and checked against the population register: their NIKs are those of the persons."""
_COMPANY_FORMS = re.compile(r"\b(?:PT|CV|P3MI|PJTKI|TBK|LPK)\b|[^A-Z0-9 ]")
_NO_NUMBER = re.compile(r"[^A-Z0-9]")


def row_id(file: str, sheet: str, row: int) -> str:
    """Identity of a row where there is no database: sorts as the file is read."""
    return f"{file}\t{sheet}\t{row:08d}"


def link_row(row: ListRow, identity: str = "") -> LinkRow:
    """The row as far as linking is concerned; who reported (pelapor) is never among it but for the phone."""
    birth, name, nik = row.birth, row.name, row.nik
    whole = birth is not None and birth.day is not None and not birth.approximate
    reliable = nik is not None and nik.is_reliable
    phone = row.phone or row.reporter_phone
    return LinkRow(
        id=identity or row_id(row.file, row.sheet, row.row),
        list=row.kind.value,
        nik=nik.digits if nik and reliable else "",
        name=name.key if name and not name.initials_only else "",
        birth=birth.iso() if birth and whole else "",
        area=row.place.code,
        sex=row.sex,
        nik_read=nik.digits if nik and not reliable else "",
        initials=name.key if name and name.initials_only else "",
        alias=_key(name.alias) if name else "",
        father=_key(name.patronym) if name else "",
        mother=row.mother.key if row.mother else "",
        born=birth,
        age_year=_age_year(row),
        age=row.age if row.age and not birth else 0,
        district=row.place.district_code,
        outside=row.place.outside,
        phone=phone.digits if phone else "",
        passport=_passport(row.passport),
        country=row.country,
        departed=row.departed.year if row.departed else 0,
        clean=row.kind in CLEAN,
        family=row.family_card if len(row.family_card) == 16 else "",
        unit=f"{row.rt.lstrip('0')}/{row.rw.lstrip('0')}" if row.rt else "",
        company=" ".join(_COMPANY_FORMS.sub(" ", row.company.upper()).split()),
    )


def _key(text: str) -> str:
    parsed = PersonName.parse(text) if text else None
    return parsed.key if parsed else ""


def _age_year(row: ListRow) -> int:
    """Year of birth by a stated age, counted back from the event."""
    return row.event_date.year - row.age if row.age and not row.birth and row.event_date else 0


def _passport(text: str) -> str:
    """A passport number; a travel document for one way ("SPLP") is none."""
    number = _NO_NUMBER.sub("", text.upper())
    return number if len(number) >= 6 and sum(letter.isdigit() for letter in number) >= 5 else ""
