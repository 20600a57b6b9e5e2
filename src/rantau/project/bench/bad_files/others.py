"""ods, xls and xlsb files that are odd or bad (format lain)."""

from __future__ import annotations

import io
import zipfile
from datetime import date, time
from typing import Any

from rantau.project.bench.bad_files.case import READ, Case, fixed
from rantau.project.bench.bad_files.xlsx_parts import HEAD, packed

OPEN = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{n}="{OPEN}:{n}:1.0"' for n in ("office", "table", "text", "style"))
A1 = (0, 1, 1)


def cases() -> list[Case]:
    return [*ods_cells(), *ods_bombs(), *ods_containers(), *xls(), *xlsb()]


def content(tables: str, styles: str = "", before: str = "") -> bytes:
    return (
        f"{HEAD}{before}<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    ).encode()


def table(rows: str, name: str = "Lembar", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{rows}</table:table>'


def container(xml: bytes, **more: bytes) -> bytes:
    extra = {name.replace("__", "/").replace("_dot_", "."): part for name, part in more.items()}
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": xml, **extra})


def ods(rows: str) -> bytes:
    return container(content(table(rows)))


def cell(kind: str, value: str = "", shown: str = "", attributes: str = "") -> str:
    named = f'office:{value.split("=", 1)[0]}="{value.split("=", 1)[1]}"' if value else ""
    paragraph = f"<text:p>{shown}</text:p>" if shown else ""
    return f'<table:table-cell office:value-type="{kind}" {named} {attributes}>{paragraph}</table:table-cell>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods_cells() -> list[Case]:
    note = "<office:annotation><text:p>catatan</text:p></office:annotation>"
    listed: dict[str, tuple[str, Any]] = {
        "number": (cell("float", "value=12.5", "12,5"), 12.5),
        "number-bad": (cell("float", "value=x", "12,5"), "12,5"),
        "percent": (cell("percentage", "value=0.5", "50%"), 0.5),
        "money": (cell("currency", "value=1000", "Rp1.000"), 1000.0),
        "date": (cell("date", "date-value=1990-02-03", "03/02/90"), date(1990, 2, 3)),
        "date-bad": (cell("date", "date-value=1990-02-31", "31/02/90"), "31/02/90"),
        "date-huge": (cell("date", "date-value=99999-01-01", "x"), "x"),
        "time": (cell("time", "time-value=PT12H30M00S", "12:30"), time(12, 30)),
        "time-long": (cell("time", "time-value=PT30H00M00S", "30:00"), "30:00:00"),
        "time-bad": (cell("time", "time-value=zz", "?"), "?"),
        "true": (cell("boolean", "boolean-value=true", "BENAR"), True),
        "text": (cell("string", "", "SITI"), "SITI"),
        "spaces": (cell("string", "", 'A<text:s text:c="3"/>B'), "A   B"),
        "break": (cell("string", "", "A<text:line-break/>B<text:tab/>C"), "A\nB\tC"),
        "span": (cell("string", "", "A<text:span>B</text:span>C"), "ABC"),
        "note": (f'<table:table-cell office:value-type="string">{note}<text:p>A</text:p></table:table-cell>', "A"),
        "spaces-huge": (cell("string", "", f'A<text:s text:c="{9**12}"/>'), "A" + " " * 32_766),
    }
    made = [fixed(f"ods-{name}.ods", ods(row(c)), cells=((A1, value),)) for name, (c, value) in listed.items()]
    hidden = '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'
    secret = container(content(table(row(cell("string", "", "A")), attributes='table:style-name="t"'), hidden))
    error = cell("error", "", "#N/A")
    bare = '<table:table-cell table:formula="of:=1+1"/>'
    made += [
        fixed("ods-hidden.ods", secret, rows=1, warns=("lembar-tersembunyi",)),
        fixed("ods-error.ods", ods(row(error)), rows=0, warns=("sel-galat",)),
        fixed("ods-formula-bare.ods", ods(row(bare)), rows=0, warns=("rumus-tanpa-nilai",)),
        fixed("ods-two.ods", container(content(table(row(cell("string", "", "A"))) * 2)), rows=2),
        fixed("ods-sheets-1000.ods", container(content(table(row(cell("string", "", "A"))) * 1000)), rows=1000),
        fixed("ods-no-sheets.ods", container(content("")), "tanpa-lembar"),
        fixed("ods-empty.ods", ods(""), rows=0),
    ]
    return made


def repeat(rows: int, columns: int, inner: str = "") -> str:
    kind = 'office:value-type="string"' if inner else ""
    one = f'<table:table-cell table:number-columns-repeated="{columns}" {kind}>{inner}</table:table-cell>'
    return row(one, attributes=f'table:number-rows-repeated="{rows}"')


def ods_bombs() -> list[Case]:
    x = "<text:p>x</text:p>"
    a = row(cell("string", "", "A"))
    return [
        fixed("ods-tail.ods", ods(a + repeat(1_048_575, 16_384)), rows=1),
        fixed("ods-tail-beyond.ods", ods(a + repeat(99_999_999, 99_999_999)), rows=1),
        fixed("ods-gap.ods", ods(repeat(1_048_575, 16_384) + a), cells=(((0, 1_048_576, 1), "A"),), rows=1),
        fixed("ods-bomb.ods", ods(repeat(1_048_576, 16_384, x)), "terlalu-banyak-sel"),
        Case("ods-bomb-rows.ods", lambda: ods(repeat(1_048_576, 1, x)), rows=1_048_576),
        fixed("ods-bomb-beyond.ods", ods(repeat(2_000_000, 1, x)), "sel-di-luar-batas"),
        fixed("ods-bomb-columns.ods", ods(repeat(1, 99_999_999, x)), "sel-di-luar-batas"),
        fixed("ods-repeat-zero.ods", ods(repeat(0, 0, x)), rows=1),
        fixed("ods-repeat-negative.ods", ods(repeat(-1, -1, x)), "*"),
        fixed(
            "ods-repeat-text.ods",
            ods(a.replace("<table:table-row ", '<table:table-row table:number-rows-repeated="x" ')),
            "*",
        ),
        Case("ods-bomb-spaces.ods", lambda: ods(a + " " * 60_000_000), "isi-membengkak"),
        Case(
            "ods-long-text.ods",
            lambda: ods(row(cell("string", "", "x" * 10_000_000))),
            rows=1,
            warns=("teks-dipotong",),
        ),
        Case("ods-rows-of-nothing.ods", lambda: ods("<table:table-row/>" * 500_000), rows=0),
    ]


def ods_containers() -> list[Case]:
    good = content(table(row(cell("string", "", "A"))))
    whole = container(good)
    laughs = '<!DOCTYPE a [<!ENTITY b "c">]>'
    manifest = b'<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    made = [
        fixed("ods-laughs.ods", container(content("", before=laughs)), "xml-berbahaya"),
        fixed("ods-locked.ods", container(b"\x01\x02", **{"META-INF__manifest_dot_xml": manifest}), "berkas-terkunci"),
        fixed("ods-not-xml.ods", container(b"halo"), "berkas-rusak"),
        fixed("ods-utf16.ods", container(good.decode().encode("utf-16")), "pengodean-tidak-didukung"),
        fixed("ods-named.xlsx", whole, READ, rows=1, warns=("akhiran-tidak-cocok",)),
        fixed(
            "ods-macro.ods",
            container(good, **{"Basic__script-lc_dot_xml": b"<a/>"}),
            rows=1,
            warns=("makro-diabaikan",),
        ),
        fixed(
            "ods-nested-table.ods",
            ods(row(f"<table:table-cell>{table(row(cell('string', '', 'B')))}</table:table-cell>")),
            READ,
        ),
        fixed(
            "ods-deep.ods", ods("<table:table-header-rows>" * 20_000 + "</table:table-header-rows>" * 20_000), rows=0
        ),
    ]
    made += [fixed(f"ods-cut-{n}.ods", whole[: len(whole) * n // 100], "berkas-rusak") for n in (10, 50, 90)]
    return made


def xls_book() -> bytes:
    """A small BIFF8 workbook; nothing where xlwt is not installed."""
    try:
        import xlwt
    except ImportError:
        return b""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Lembar")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for index in range(300):
        sheet.write(index + 2, 1, f"SITI {index}")
        sheet.write(index + 2, 2, date(1990, 1, 1), day)
        sheet.write(index + 2, 3, 8.1234e15)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls() -> list[Case]:
    whole = xls_book()
    if not whole:
        return []
    cells = (((0, 3, 2), "SITI 0"), ((0, 3, 3), date(1990, 1, 1)), ((0, 302, 4), 8.1234e15))
    made = [
        fixed("book.xls", whole, cells=cells, rows=300),
        fixed("book-named.xlsx", whole, cells=cells, warns=("akhiran-tidak-cocok",)),
        fixed("book-named.csv", whole, cells=cells, warns=("akhiran-tidak-cocok",)),
        fixed("book-tail.xls", whole + bytes(5000), "*"),
    ]
    shares = (5, 15, 30, 50, 70, 85, 95, 99)
    made += [fixed(f"book-cut-{share}.xls", whole[: len(whole) * share // 100], "*") for share in shares]
    header = {
        "sector-shift": (30, 200),
        "fat-count": (44, 255),
        "directory": (48, 250),
        "difat": (68, 9),
        "mini": (60, 77),
    }
    for name, (at, value) in header.items():
        broken = bytearray(whole)
        broken[at] = value
        made.append(fixed(f"book-{name}.xls", bytes(broken), "*"))
    return made


def xlsb() -> list[Case]:
    names = ("[Content_Types].xml", "xl/workbook.bin", "xl/worksheets/sheet1.bin", "xl/_rels/workbook.bin.rels")
    empty = packed(dict.fromkeys(names, b""))
    noise = packed(dict.fromkeys(names, bytes(range(256)) * 20))
    bomb = {**dict.fromkeys(names, b"<a/>"), "xl/worksheets/sheet1.bin": bytes(60_000_000)}
    return [
        fixed("binary-empty.xlsb", empty, "berkas-rusak"),
        fixed("binary-noise.xlsb", noise, "*"),
        Case("binary-bomb.xlsb", lambda: packed(bomb, zipfile.ZIP_DEFLATED), "isi-membengkak"),
    ]
