"""xlsx workbooks whose sheets are odd (lembar)."""

from __future__ import annotations

from rantau.project.bench.bad_files.case import READ, Case, fixed
from rantau.project.bench.bad_files.xlsx_parts import cell, one_row, xlsx

ROW = one_row(cell("A1", "1"))
NAMES = {
    "apostrophe": "Desa Ma'mur",
    "quotes": 'A "B"',
    "brackets": "[1]/*?:\\",
    "climbing": "../../etc/passwd",
    "markup": "<script>",
    "empty": "",
    "space": " ",
    "long": "N" * 300,
    "newline": "A\nB",
    "right-to-left": "\u202egnaB",
    "emoji": "\U0001f600",
    "nbsp": "A\u00a0B",
    "formula": "=1+1",
}


def cases() -> list[Case]:
    """Sheet names, kinds, states and numbers of sheets."""
    made = [fixed(f"name-{key}.xlsx", xlsx(sheets=[(name, ROW)]), rows=1) for key, name in NAMES.items()]
    two = [("Satu", ROW), ("Dua", one_row(cell("A1", "2")))]
    same = [("Satu", ROW), ("Satu", one_row(cell("A1", "2")))]
    both = (((0, 1, 1), 1.0), ((1, 1, 1), 2.0))
    seen = ("lembar-tersembunyi",)
    made += [
        fixed("same-names.xlsx", xlsx(sheets=same), cells=both),
        fixed("same-names-case.xlsx", xlsx(sheets=[same[0], ("SATU", same[1][1])]), cells=both),
        fixed("hidden-second.xlsx", xlsx(sheets=two, states={1: "hidden"}), cells=both, warns=seen),
        fixed("hidden-all.xlsx", xlsx(sheets=two, states={0: "hidden", 1: "veryHidden"}), cells=both, warns=seen),
        fixed("state-unknown.xlsx", xlsx(sheets=two, states={0: "zz"}), cells=both),
        fixed("chart-and-table.xlsx", xlsx(sheets=two, kinds={0: "chartsheet"}), rows=1, warns=("lembar-bukan-tabel",)),
        fixed("chart-only.xlsx", xlsx(kinds={0: "chartsheet"}), "tanpa-lembar"),
        fixed("dialog-only.xlsx", xlsx(kinds={0: "dialogsheet"}), "tanpa-lembar"),
        fixed("macro-sheet.xlsx", xlsx(sheets=two, kinds={1: "xlMacrosheet"}), rows=1, warns=("lembar-bukan-tabel",)),
        fixed("template.xltx", xlsx(), READ, rows=1),
        Case("sheets-1000.xlsx", lambda: xlsx(sheets=[(f"D{i}", ROW) for i in range(1000)]), rows=1000),
        Case("sheets-2500.xlsx", lambda: xlsx(sheets=[(f"D{i}", ROW) for i in range(2500)]), "terlalu-banyak-lembar"),
    ]
    return made
