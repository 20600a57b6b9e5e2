"""Files made by hand that are odd, damaged or dangerous, each with what the reader owes it (berkas buruk)."""

from __future__ import annotations

from rantau.project.bench.bad_files import cells, containers, kinds, others, sheets, texts
from rantau.project.bench.bad_files.case import READ, Case

__all__ = ["READ", "Case", "hand_made"]


def hand_made() -> list[Case]:
    """All cases. A case whose `expect` is "*" may be read or refused, as long as it ends well."""
    made = [
        (folder, case)
        for folder, part in (
            ("kinds", kinds),
            ("containers", containers),
            ("cells", cells),
            ("sheets", sheets),
            ("texts", texts),
            ("others", others),
        )
        for case in part.cases()
    ]
    return [Case(f"{folder}/{c.name}", c.build, c.expect, c.cells, c.warns, c.rows, c.heavy) for folder, c in made]
