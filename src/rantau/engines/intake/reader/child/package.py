"""What an xlsx says about itself: its sheets, styles and date system (daftar isi xlsx)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from rantau.engines.intake.reader.child.container import Container
from rantau.engines.intake.reader.child.refusal import Refusal
from rantau.engines.intake.reader.child.xml_events import Attributes, local_attribute, parse
from rantau.engines.intake.reader.limits import MEGABYTE, Limits

SMALL_PART = 8 * MEGABYTE
WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One line of the workbook's list of sheets. `kind` is "worksheet", "chartsheet" and so on."""

    name: str
    hidden: bool
    part: str
    kind: str


@dataclass(slots=True)
class Package:
    """The table of contents of a workbook."""

    sheets: list[SheetEntry] = field(default_factory=list)
    date_1904: bool = False
    recalculates: bool = False
    """The program that wrote it leaves the values of formulas to Excel."""
    strings: str = ""
    styles: str = ""
    workbook: str = WORKBOOK


def contents(container: Container, limits: Limits) -> Package:
    """Read the table of contents. Raises Refusal when there is no sheet in it."""
    package = Package(workbook=workbook_part(container))
    relations = relations_of(container, package.workbook)
    folder = posixpath.dirname(package.workbook)
    for kind, target in relations.values():
        if kind == "sharedStrings":
            package.strings = resolved(folder, target)
        elif kind == "styles":
            package.styles = resolved(folder, target)

    def start(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            kind, target = relations.get(local_attribute(attributes, "id"), ("", ""))
            hidden = attributes.get("state", "visible") != "visible"
            part = resolved(folder, target) if target else ""
            package.sheets.append(SheetEntry(attributes.get("name", ""), hidden, part, kind))
        elif name == "workbookPr":
            package.date_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "calcPr":
            package.recalculates = attributes.get("fullCalcOnLoad", "0") in ("1", "true")

    parse(package.workbook, container.blocks(package.workbook, SMALL_PART), start)
    if not package.sheets:
        raise Refusal("tanpa-lembar", "Buku kerja ini tidak punya lembar. Kirim berkas yang berisi tabel.")
    if len(package.sheets) > limits.sheets:
        message = f"Buku kerja ini punya {len(package.sheets)} lembar; paling banyak {limits.sheets}."
        raise Refusal("terlalu-banyak-lembar", message)
    return package


def workbook_part(container: Container) -> str:
    """Where the workbook is; nearly always xl/workbook.xml, but a package may put it elsewhere."""
    if WORKBOOK in container or "_rels/.rels" not in container:
        return WORKBOOK
    for kind, target in relations_of(container, "").values():
        if kind == "officeDocument":
            return resolved("", target)
    return WORKBOOK


def relations_of(container: Container, part: str) -> dict[str, tuple[str, str]]:
    """Relations of a part: id -> (kind, target). A missing list is an empty one."""
    folder, _, name = part.rpartition("/")
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    relations: dict[str, tuple[str, str]] = {}
    if path not in container:
        return relations

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            relations[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))

    parse(path, container.blocks(path, SMALL_PART), start)
    return relations


def resolved(folder: str, target: str) -> str:
    target = target.replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
