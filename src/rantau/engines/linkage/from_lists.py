"""From a typed row of a list to what a linker needs."""

from __future__ import annotations

from rantau.engines.intake.types import ListRow
from rantau.engines.linkage.types import LinkRow


def row_id(file: str, sheet: str, row: int) -> str:
    """Identity of a row where there is no database: sorts as the file is read."""
    return f"{file}\t{sheet}\t{row:08d}"


def link_row(row: ListRow) -> LinkRow:
    """The row as far as linking is concerned: only what is reliable and complete."""
    birth = row.birth
    whole = birth is not None and birth.day is not None and not birth.approximate
    return LinkRow(
        id=row_id(row.file, row.sheet, row.row),
        list=row.kind.value,
        nik=row.nik.digits if row.nik and row.nik.is_reliable else "",
        name=row.name.key if row.name and not row.name.initials_only else "",
        birth=birth.iso() if birth and whole else "",
        area=row.place.code,
        sex=row.sex,
    )
