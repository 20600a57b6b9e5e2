"""xlsx sheets whose cells are odd: dates, numbers, formulas, places (isi sel)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from rantau.project.bench.bad_files.case import READ, Case, fixed
from rantau.project.bench.bad_files.xlsx_parts import cell, one_row, packed, parts, text_cell, xlsx

A1 = (0, 1, 1)
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA")
DATES_1900: tuple[tuple[str, Any], ...] = (
    ("0", time(0, 0)),
    ("0.5", time(12, 0)),
    ("1", date(1900, 1, 1)),
    ("59", date(1900, 2, 28)),
    ("60", date(1900, 2, 28)),
    ("61", date(1900, 3, 1)),
    ("-1", -1.0),
    ("-0.25", -0.25),
    ("-99999999", -99999999.0),
    ("32874", date(1990, 1, 1)),
    ("45000.25", datetime(2023, 3, 15, 6, 0)),  # noqa: DTZ001 -- cells of a spreadsheet know no time zone
    ("2958465", date(9999, 12, 31)),
    ("2958466", 2958466.0),
    ("1e10", 1e10),
    ("1E+300", 1e300),
)
DATES_1904: tuple[tuple[str, Any], ...] = (
    ("0", time(0, 0)),
    ("1", date(1904, 1, 2)),
    ("60", date(1904, 3, 1)),
    ("31412", date(1990, 1, 1)),
    ("-5", -5.0),
    ("2957003", date(9999, 12, 31)),
    ("2957004", 2957004.0),
)
NUMBERS: tuple[tuple[str, Any], ...] = (
    ("8.1234E+15", 8.1234e15),
    ("3604054107980001", 3604054107980001.0),
    ("9001010101019999999", 9001010101019999999.0),
    ("1E999", None),
    ("-0", 0.0),
    ("1.7976931348623157E308", 1.7976931348623157e308),
    (" 5 ", " 5 "),
    ("0x1F", "0x1F"),
    ("1,5", "1,5"),
    ("abc", "abc"),
)
TEXTS: dict[str, tuple[str, Any]] = {
    "empty": ("", None),
    "spaces": ("   ", None),
    "nbsp": ("\u00a0", None),
    "nbsp-inside": ("3604\u00a0", "3604\u00a0"),
    "zero-width": ("SI\u200bTI", "SI\u200bTI"),
    "right-to-left": ("\u202eITIS \u0645\u0631\u062d\u0628\u0627", "\u202eITIS \u0645\u0631\u062d\u0628\u0627"),
    "emoji": ("\U0001f600 SITI", "\U0001f600 SITI"),
    "accents": ("É Ç ñ", "É Ç ñ"),
    "decomposed": ("E\u0301", "E\u0301"),
    "newline": ("a&#10;b", "a\nb"),
    "tab": ("a&#9;b", "a\tb"),
    "escaped": ("a_x000D_b", "a\rb"),
    "entity": ("&lt;b&gt; &amp; &quot;", '<b> & "'),
    "formula-like": ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    "noncharacter": ("a\ufffdb", "a\ufffdb"),
    "longest": ("x" * 32_767, "x" * 32_767),
}


def cases() -> list[Case]:
    """Everything that can stand in a cell."""
    return [*dates(), *numbers(), *texts(), *types(), *formulas(), *places(), *far(), *merges()]


def dates() -> list[Case]:
    made = []
    for system, listed in ((False, DATES_1900), (True, DATES_1904)):
        for serial, value in listed:
            content = xlsx(one_row(cell("A1", serial, 's="1"')), date_1904=system)
            made.append(fixed(f"date-{1904 if system else 1900}-{serial}.xlsx", content, cells=((A1, value),)))
    lengths = {"0.5": time(12, 0), "1.25": "30:00:00", "-0.5": "-12:00:00", "1e12": 1e12}
    for serial, value in lengths.items():
        made.append(fixed(f"length-{serial}.xlsx", xlsx(one_row(cell("A1", serial, 's="2"'))), cells=((A1, value),)))
    iso: dict[str, Any] = {"2024-01-02": date(2024, 1, 2), "2024-13-45": "2024-13-45", "": None}
    for text, value in iso.items():
        made.append(fixed(f"iso-{text}.xlsx", xlsx(one_row(cell("A1", text, 't="d"'))), cells=((A1, value),)))
    return made


def numbers() -> list[Case]:
    return [
        fixed(f"number-{i}.xlsx", xlsx(one_row(cell("A1", number))), cells=((A1, value),))
        for i, (number, value) in enumerate(NUMBERS)
    ]


def texts() -> list[Case]:
    made = []
    for name, (text, value) in TEXTS.items():
        made.append(fixed(f"text-{name}.xlsx", xlsx(one_row(text_cell("A1", text))), cells=((A1, value),)))
        shared = xlsx(one_row(cell("A1", "0", 't="s"')), strings=f'<si><t xml:space="preserve">{text}</t></si>')
        made.append(fixed(f"shared-{name}.xlsx", shared, cells=((A1, value),)))
    for length in (32_768, 100_000):
        content = xlsx(one_row(text_cell("A1", "x" * length)))
        made.append(fixed(f"text-{length}.xlsx", content, cells=((A1, "x" * 32_767),), warns=("teks-dipotong",)))
    longest = "x" * 32_767
    made.append(
        Case(
            "text-10mb.xlsx",
            lambda: xlsx(one_row(text_cell("A1", "x" * 10_000_000))),
            cells=((A1, longest),),
            warns=("teks-dipotong",),
        )
    )
    rich = "<si><r><rPr><b/></rPr><t>ka</t></r><r><t>ya</t></r><rPh sb='0' eb='1'><t>X</t></rPh></si>"
    word = one_row(cell("A1", "0", 't="s"'))
    made.append(fixed("rich.xlsx", xlsx(word, strings=rich), cells=((A1, "kaya"),)))
    inline = '<row r="1"><c r="A1" t="inlineStr"><is><r><t>ka</t></r><r><t>ya</t></r></is></c></row>'
    made.append(fixed("rich-inline.xlsx", xlsx(inline), cells=((A1, "kaya"),)))
    control = xlsx(one_row(text_cell("A1", "a\x01b")))
    made.append(fixed("text-control.xlsx", control))
    return made


def types() -> list[Case]:
    lost = ("teks-hilang",)
    made = [
        fixed(f"error-{i}.xlsx", xlsx(one_row(cell("A1", e, 't="e"'))), rows=0, warns=("sel-galat",))
        for i, e in enumerate(ERRORS)
    ]
    for index in ("9", "-1", "1.5", "x", "99999999999999999999"):
        content = xlsx(one_row(cell("A1", index, 't="s"'), cell("B1", "3")), strings="<si><t>x</t></si>")
        made.append(
            fixed(
                f"string-{index[:5]}.xlsx",
                content,
                cells=(((0, 1, 2), 3.0),),
                warns=lost if index in ("9", "-1") else (),
            )
        )
    plain: dict[str, tuple[str, Any]] = {
        "true": (cell("A1", "1", 't="b"'), True),
        "false": (cell("A1", "0", 't="b"'), False),
        "unknown-type": (cell("A1", "7", 't="zz"'), 7.0),
        "style-99": (cell("A1", "7", 's="99"'), 7.0),
        "style-negative": (cell("A1", "7", 's="-1"'), 7.0),
        "style-text": (cell("A1", "7", 's="x"'), 7.0),
        "no-value": ('<c r="A1"/>', None),
        "empty-value": ('<c r="A1"><v/></c>', None),
    }
    made += [fixed(f"type-{name}.xlsx", xlsx(one_row(c)), cells=((A1, v),)) for name, (c, v) in plain.items()]
    return made


def formulas() -> list[Case]:
    bare = ("rumus-tanpa-nilai",)
    lines: dict[str, tuple[str, Any, tuple[str, ...]]] = {
        "stored": ('<c r="A1"><f>1+1</f><v>2</v></c>', 2.0, ()),
        "text": ('<c r="A1" t="str"><f>B1</f><v>teks</v></c>', "teks", ()),
        "empty-text": ('<c r="A1" t="str"><f>""</f><v></v></c>', None, ()),
        "bare": ('<c r="A1"><f>1+1</f></c>', None, bare),
        "bare-value": ('<c r="A1"><f>1+1</f><v></v></c>', None, bare),
        "bare-closed": ('<c r="A1"><f>1+1</f><v/></c>', None, bare),
        "bare-shared": ('<c r="A1"><f t="shared" si="0"/></c>', None, bare),
        "array": ('<c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>3</v></c>', 3.0, ()),
        "outside": ("<c r=\"A1\"><f>'[1]Lain'!A1</f><v>4</v></c>", 4.0, ()),
        "command": ("<c r=\"A1\"><f>cmd|' /C calc'!A0</f><v>0</v></c>", 0.0, ()),
        "long": (f'<c r="A1"><f>{"1+" * 20_000}1</f><v>5</v></c>', 5.0, ()),
        "error": ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', None, ("sel-galat",)),
    }
    made = [
        fixed(f"formula-{name}.xlsx", xlsx(one_row(line)), cells=((A1, value),), warns=warns)
        for name, (line, value, warns) in lines.items()
    ]
    waiting = xlsx(one_row(cell("A1", "0").replace("<v>", "<f>1+1</f><v>")), calc='<calcPr fullCalcOnLoad="1"/>')
    made.append(fixed("formula-waiting.xlsx", waiting, warns=("rumus-belum-dihitung",)))
    many = "".join(f'<row r="{i}"><c r="A{i}"><f>1</f></c></row>' for i in range(1, 3000))
    made.append(fixed("formula-many.xlsx", xlsx(many), rows=0, warns=(*bare, "catatan-lain")))
    return made


def places() -> list[Case]:
    outside = "sel-di-luar-batas"
    one: dict[str, tuple[str, str]] = {
        "no-references": ("<row><c><v>1</v></c></row>", READ),
        "lower-case": ('<row r="1"><c r="a1"><v>1</v></c></row>', READ),
        "rows-back": ('<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', READ),
        "cells-back": ('<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>', READ),
        "cell-twice": ('<row r="1"><c r="A1"><v>2</v></c><c r="A1"><v>1</v></c></row>', READ),
        "row-twice": ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>', READ),
        "gap": ('<row r="1"><c r="A1"><v>1</v></c></row><row r="900"><c r="Z900"><v>1</v></c></row>', READ),
    }
    made = [fixed(f"place-{n}.xlsx", xlsx(rows), code, cells=((A1, 1.0),)) for n, (rows, code) in one.items()]
    odd = {
        "other-row": '<row r="1"><c r="A5"><v>1</v></c></row>',
        "row-zero": '<row r="0"><c r="A0"><v>1</v></c></row>',
        "row-negative": '<row r="-1"><c r="A-1"><v>1</v></c></row>',
        "row-text": '<row r="x"><c r="xx"><v>1</v></c></row>',
        "only-letters": '<row r="1"><c r="A"><v>1</v></c></row>',
        "only-digits": '<row r="1"><c r="1"><v>1</v></c></row>',
        "huge-digits": f'<row r="1"><c r="A{"9" * 50}"><v>1</v></c></row>',
        "huge-letters": f'<row r="1"><c r="{"A" * 50}1"><v>1</v></c></row>',
        "overflow-row": '<row r="4294967297"><c r="A4294967297"><v>1</v></c></row>',
        "empty": '<row r="1"><c r=""><v>1</v></c></row>',
    }
    made += [fixed(f"place-{name}.xlsx", xlsx(rows), "*") for name, rows in odd.items()]
    made.append(fixed("place-xfe1.xlsx", xlsx(one_row(cell("XFE1", "1"))), outside))
    made.append(fixed("place-row-1048577.xlsx", xlsx(one_row(cell("A1048577", "1"), row=1_048_577)), outside))
    made.append(fixed("place-zzz.xlsx", xlsx(one_row(cell("ZZZ1", "1"))), outside))
    return made


def lazily(build: Callable[[], str], **options: Any) -> Callable[[], bytes]:
    return lambda: xlsx(build(), **options)


def far() -> list[Case]:
    corner = one_row(cell("A1", "1")) + one_row(cell("XFD1048576", "2"), row=1_048_576)
    edge = one_row(cell("A1", "1"), cell("XFD1", "2"))
    column = one_row(cell("A1", "1")) + one_row(cell("A1048576", "2"), row=1_048_576)
    reach = '<dimension ref="A1:XFD1048576"/>'
    letters = [chr(65 + i) for i in range(26)]
    names = [a + b + c for a in ["", *letters] for b in ["", *letters] for c in letters if b or not a][:16_384]
    ends = (((0, 1, 1), 1.0), ((0, 1_048_576, 16_384), 2.0))
    return [
        fixed("far-corner.xlsx", xlsx(corner), rows=2, cells=ends, warns=("sel-jauh",)),
        fixed("far-corner-backwards.xlsx", xlsx(one_row(cell("XFD1", "2"), cell("A1", "1"))), "*"),
        fixed("far-hidden.xlsx", xlsx("".join(hidden_far(i) for i in range(1, 300))), "*"),
        fixed("far-edge.xlsx", xlsx(edge), rows=1),
        fixed("far-column.xlsx", xlsx(column), rows=2),
        fixed("far-declared.xlsx", xlsx(one_row(cell("A1", "1")), before=reach), rows=1),
        fixed("near-declared.xlsx", xlsx(corner, before='<dimension ref="A1"/>'), rows=2),
        fixed("wrong-declared.xlsx", xlsx(one_row(cell("A1", "1")), before='<dimension ref="?:!"/>'), rows=1),
        Case("columns-16384.xlsx", lazily(lambda: one_row(*(cell(f"{n}1", "1") for n in names))), rows=1),
        Case(
            "columns-16384-rows-100.xlsx",
            lazily(lambda: "".join(one_row(*(cell(f"{n}{r}", "1") for n in names), row=r) for r in range(1, 101))),
            rows=100,
        ),
        Case("rows-of-nothing.xlsx", lazily(lambda: "".join(f'<row r="{i}"/>' for i in range(1, 1_048_577))), rows=0),
        Case(
            "cells-of-nothing.xlsx",
            lazily(
                lambda: "".join(
                    f'<row r="{i}"><c r="A{i}" s="1"/><c r="B{i}" s="1"/></row>' for i in range(1, 1_048_577)
                )
            ),
            rows=0,
        ),
        Case(
            "rows-then-one.xlsx",
            lazily(
                lambda: (
                    "".join(f'<row r="{i}"/>' for i in range(1, 1_048_576))
                    + one_row(cell("C1048576", "5"), row=1_048_576)
                )
            ),
            rows=1,
        ),
        Case(
            "diagonal.xlsx",
            lazily(lambda: "".join(one_row(cell(f"{n}{i}", "1"), row=i) for i, n in enumerate(names[:3000], 1))),
            rows=3000,
        ),
        Case("cells-without-end.xlsx", lazily(lambda: one_row("<c/>" * 6_000_000)), "*"),
        Case("cells-without-place.xlsx", lazily(lambda: one_row("<c><v>1</v></c>" * 20_000)), "*"),
    ]


def hidden_far(row: int) -> str:
    """The far cell stands before the near one, which hides it from a quick look."""
    return one_row(cell(f"XFD{row * 3000}", "2"), cell(f"A{row * 3000}", "1"), row=row * 3000)


def merges() -> list[Case]:
    huge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    many = "<mergeCells>" + "".join(f'<mergeCell ref="A{i}:B{i}"/>' for i in range(1, 100_000)) + "</mergeCells>"
    wrong = '<mergeCells><mergeCell ref="B2:A1"/><mergeCell ref="?"/><mergeCell/></mergeCells>'
    overlap = '<mergeCells><mergeCell ref="A1:C3"/><mergeCell ref="B2:D4"/></mergeCells>'
    each = {"huge": huge, "many": many, "wrong": wrong, "overlap": overlap}
    made = [
        fixed(f"merge-{name}.xlsx", xlsx(one_row(cell("A1", "1")), after=after), rows=1) for name, after in each.items()
    ]
    bare = parts()
    bare["xl/worksheets/sheet1.xml"] = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    made.append(fixed("no-cells-at-all.xlsx", packed(bare), rows=0))
    made.append(fixed("no-rows.xlsx", xlsx(""), rows=0))
    return made
