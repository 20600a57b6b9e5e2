"""Writes xlsx files part by part, so that every part can be wrong (pembuat xlsx)."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\-mmm\\-yyyy"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts><cellXfs count="4"><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
Sheets = list[tuple[str, str]]
Parts = dict[str, bytes]


def relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def relations(*lines: str) -> bytes:
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'.encode()


def worksheet(rows: str, before: str = "", after: str = "") -> bytes:
    """The XML of a sheet around its rows."""
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def parts(  # noqa: PLR0913 -- each option is one thing that can be odd
    rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>',
    *,
    sheets: Sheets | None = None,
    strings: str | None = None,
    date_1904: bool = False,
    kinds: dict[int, str] | None = None,
    states: dict[int, str] | None = None,
    calc: str = "",
    before: str = "",
    after: str = "",
) -> Parts:
    """All parts of a workbook. `sheets` are (name, rows); `kinds` and `states` go by the index of a sheet."""
    sheets = sheets if sheets is not None else [("Lembar", rows)]
    kinds, states = kinds or {}, states or {}
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{i}" state="{states.get(i - 1, "visible")}" r:id="rId{i}"/>'
        for i, (name, _) in enumerate(sheets, 1)
    )
    lines = [relation(i, kinds.get(i - 1, "worksheet"), f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)]
    lines.append(relation(90001, "styles", "styles.xml"))
    lines.append(relation(90002, "sharedStrings", "sharedStrings.xml"))
    made: Parts = {
        "[Content_Types].xml": content_types(len(sheets)),
        "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{int(date_1904)}"/>'
            f"<sheets>{listed}</sheets>{calc}</workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": relations(*lines),
        "xl/styles.xml": STYLES.encode(),
    }
    if strings is not None:
        made["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>'.encode()
    for i, (_, content) in enumerate(sheets, 1):
        made[f"xl/worksheets/sheet{i}.xml"] = worksheet(content, before, after)
    return made


def content_types(sheets: int) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}.worksheet+xml"/>'
        for i in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{overrides}</Types>'
    ).encode()


def packed(made: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a zip container."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as container:
        for name, content in made.items():
            container.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, method)
    return buffer.getvalue()


def xlsx(rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>', **options: object) -> bytes:
    """A workbook in one call; see `parts`."""
    return packed(parts(rows, **options))  # type: ignore[arg-type]


def cell(reference: str, value: str, attributes: str = "") -> str:
    return f'<c r="{reference}" {attributes}><v>{value}</v></c>'


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def one_row(*cells: str, row: int = 1) -> str:
    return f'<row r="{row}">{"".join(cells)}</row>'
