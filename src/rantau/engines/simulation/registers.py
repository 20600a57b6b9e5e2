"""Registers of the desa (register desa): a workbook a kecamatan, a sheet a desa, each as its clerk likes it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from rantau.engines.simulation.capture import FILLED, NO_DISTRICT
from rantau.engines.simulation.columns import WRITERS, Column, columns, put_headings
from rantau.engines.simulation.facts import Fact, fact
from rantau.engines.simulation.footers import put_signature, put_total
from rantau.engines.simulation.pen import Cell, Pen, draw_habits
from rantau.engines.simulation.regency import Regency
from rantau.engines.simulation.sheet import SYNTHETIC, Sheet, Written
from rantau.engines.simulation.slips import slips_of

_LAYOUTS = (
    "no nik nama jk ttl (ALAMAT kampung rt rw) negara kerja berangkat sponsor status ket",
    "no nama jk umur alamat negara berangkat sponsor hp ket",
    "no nama nik lahir kampung rt (PENEMPATAN negara kerja berangkat sponsor) status ket",
    "no nik nama ttl jk alamat kerja negara berangkat status ibu ket",
    "no kk nik nama (KELAHIRAN tempat lahir) jk kawin ibu alamat negara berangkat status hp",
    "no nama nik jk umur kampung rt rw negara berangkat sponsor hp",
    "no (IDENTITAS nama nik ttl jk) (TEMPAT_TINGGAL kampung rt rw) (PEKERJAAN negara kerja sponsor berangkat) hp ket",
)
_TOGETHER = "no nama nik jk ttl alamat desa negara kerja berangkat sponsor status ket"
"""One sheet for the whole kecamatan, with a column for the desa."""
_OPTIONAL = {"ket", "kerja", "ibu", "kawin", "status"}


@dataclass(slots=True)
class Workbook:
    """A workbook, and which of its rows are about whom."""

    file: str
    sheets: list[Sheet]
    written: list[Written]


@dataclass(frozen=True, slots=True)
class _Style:
    """What a kecamatan's form has in common: its layout, its titles, the names of its sheets."""

    layout: str
    title: int
    sheet_name: int
    tidy: bool


def registers(regency: Regency) -> list[Workbook]:
    """All register workbooks, by the kecamatan's code."""
    rows: dict[int, list[int]] = {}
    for row in regency.rows.of("R"):
        rows.setdefault(int(regency.rows.desa[row]), []).append(int(row))
    books = []
    for district in range(len(regency.region.district_codes)):
        desa = regency.region.desa_of(district)
        if desa and regency.status[desa[0]] != NO_DISTRICT:
            books.append(_workbook(regency, district, desa, rows))
    return books


def _workbook(regency: Regency, district: int, desa: list[int], rows: dict[int, list[int]]) -> Workbook:
    file = f"register_desa_{regency.region.district_codes[district]}.xlsx"
    rng = Random(f"{regency.seed}:{file}")  # noqa: S311 - a reproducible draw, not a secret
    tidy = regency.parameters.tidy_layouts
    together = not tidy and rng.random() < 0.06
    layout = _TOGETHER if together else _LAYOUTS[0 if tidy else rng.randrange(len(_LAYOUTS))]
    style = _Style(layout, 0 if tidy else rng.randrange(4), 0 if tidy else rng.randrange(5), tidy)
    book = Workbook(file, [], [])
    if not tidy and not together and rng.random() < 0.35:
        book.sheets.append(_summary(regency, district, desa, rows, rng))
    handed = [i for i in desa if regency.status[i] != "tidak ada"]
    if together:
        everyone = [row for i in handed for row in rows.get(i, [])]
        _put_sheet(book, regency, "REGISTER", district, None, everyone, style, rng)
    for number, index in enumerate([] if together else handed, 1):
        name = _sheet_name(regency.region.desa_names[index], style.sheet_name, number, rng, tidy=tidy)
        name = name if name not in {sheet.name for sheet in book.sheets} else f"{name[:25]} {number}"
        _put_sheet(book, regency, name, district, index, rows.get(index, []), style, rng)
    if not book.sheets:
        _put_sheet(book, regency, "Sheet1", district, desa[0], [], style, rng)
    return book


def _sheet_name(desa: str, form: int, number: int, rng: Random, *, tidy: bool) -> str:
    if not tidy and rng.random() < 0.08:
        return f"Sheet{number}"
    name = (desa, desa.upper(), f"DS. {desa}", f"Desa {desa}", f"ds {desa}")[form]
    name = "".join(letter for letter in name if letter not in "[]:*?/\\'")[:27]
    return f"{name} (2)" if not tidy and rng.random() < 0.05 else name


def _put_sheet(
    book: Workbook,
    regency: Regency,
    name: str,
    district: int,
    desa: int | None,
    rows: list[int],
    style: _Style,
    rng: Random,
) -> None:
    tidy = style.tidy
    sheet = Sheet(name, indent=0 if tidy else int(rng.random() < 0.2))
    chosen = [
        c for c in columns(style.layout, rng, tidy=tidy) if tidy or c.meaning not in _OPTIONAL or rng.random() > 0.12
    ]
    status = FILLED if desa is None else regency.status[desa]
    _put_titles(sheet, regency, district, desa, len(chosen), style, rng)
    put_headings(sheet, chosen, rng, numbers=not tidy and rng.random() < 0.25)
    if status != FILLED or not rows:
        _put_nothing(sheet, chosen, status, rng)
    else:
        _put_rows(book, sheet, regency, chosen, rows, rng, tidy=tidy)
    if tidy or rng.random() < 0.75:
        place = regency.region.district_names[district] if desa is None else regency.region.desa_names[desa]
        put_signature(sheet, place, _post(regency, desa, place), len(chosen) - 4, rng)
    book.sheets.append(sheet)


def _post(regency: Regency, desa: int | None, place: str) -> str:
    if desa is None:
        return f"Camat {place}"
    return f"{'Lurah' if regency.region.desa_codes[desa][9] == '1' else 'Kepala Desa'} {place}"


def _put_titles(
    sheet: Sheet, regency: Regency, district: int, desa: int | None, width: int, style: _Style, rng: Random
) -> None:
    region, years = regency.region, f"{regency.parameters.first_year}-{regency.parameters.last_year}"
    kecamatan = region.district_names[district].upper()
    village = kecamatan if desa is None else region.desa_names[desa].upper()
    unit = "KECAMATAN" if desa is None else "KELURAHAN" if region.desa_codes[desa][9] == "1" else "DESA"
    titles = (
        ("DATA WARGA YANG BEKERJA KE LUAR NEGERI", f"{unit} {village} KECAMATAN {kecamatan}", f"TAHUN {years}"),
        (f"PEMERINTAH {region.label}", f"KECAMATAN {kecamatan}", f"{unit} {village}", "PENDATAAN PEKERJA MIGRAN (PMI)"),
        (f"Daftar TKI/TKW {unit.title()} {village}",),
        ("BUKU PENDATAAN PMI", f"{unit} : {village}", f"KECAMATAN : {kecamatan}", f"PERIODE : {years}"),
    )[style.title]
    if not style.tidy:
        sheet.blank(rng.choice((0, 0, 0, 1, 2)))
    for text in (*titles, SYNTHETIC):
        sheet.title(text, width, merged=rng.random() < 0.6)
    if not style.tidy:
        sheet.blank(rng.choice((0, 1, 1, 2)))


def _put_nothing(sheet: Sheet, chosen: list[Column], status: str, rng: Random) -> None:
    """NIHIL, or an empty form whose rows are numbered."""
    if status == "nihil" or rng.random() < 0.1:
        at = [column.meaning for column in chosen].index("nama")
        sheet.blank(rng.choice((0, 0, 1)))
        sheet.put(*[""] * at, rng.choice(("NIHIL", "Nihil", "- NIHIL -", "TIDAK ADA DATA")))
        return
    for number in range(rng.choice((10, 20, 25))):
        sheet.put(number + 1, *[""] * (len(chosen) - 1))


def _put_rows(
    book: Workbook, sheet: Sheet, regency: Regency, chosen: list[Column], rows: list[int], rng: Random, *, tidy: bool
) -> None:
    parameters = regency.parameters
    aliases = dict(regency.region.aliases)
    pen = Pen(rng, parameters.errors_of("R"), slips_of(parameters.errors), draw_habits(rng, tidy=tidy), aliases)
    facts = [fact(regency, row) for row in rows]
    sections = not tidy and rng.random() < 0.22
    if sections:
        facts.sort(key=lambda one: one.departed.year)
    else:
        rng.shuffle(facts)
    restart = sections and rng.random() < 0.5
    page = 0 if tidy or len(facts) < 25 or rng.random() < 0.6 else rng.randrange(20, 30)
    year = number = 0
    for one in facts:
        if sections and one.departed.year != year:
            year = one.departed.year
            number = 0 if restart else number
            sheet.put(f"TAHUN {year}")
        elif not tidy and rng.random() < 0.02:
            sheet.blank()
        number += 1
        if page and number > 1 and number % page == 1:  # headings again, as at the top of each printed page
            put_headings(sheet, chosen, rng, numbers=False)
        _put_row(book, sheet, chosen, pen, one, "" if not tidy and rng.random() < 0.025 else number)
    if not tidy and rng.random() < 0.2:
        put_total(sheet, len(facts), rng)


def _put_row(book: Workbook, sheet: Sheet, chosen: list[Column], pen: Pen, one: Fact, number: Cell) -> None:
    cells = [number if column.meaning == "no" else WRITERS[column.meaning](pen, one) for column in chosen]
    name = str(cells[[column.meaning for column in chosen].index("nama")])
    book.written.append(Written(book.file, sheet.name, sheet.put(*cells), one.row, name))


def _summary(regency: Regency, district: int, desa: list[int], rows: dict[int, list[int]], rng: Random) -> Sheet:
    """REKAP: the kecamatan's own count of its sheets, which does not always agree with them."""
    region, years = regency.region, f"{regency.parameters.first_year}-{regency.parameters.last_year}"
    sheet = Sheet("REKAP")
    sheet.title(f"REKAPITULASI PMI KECAMATAN {region.district_names[district].upper()} {years}", 4, merged=True)
    sheet.title(SYNTHETIC, 4, merged=False)
    sheet.blank()
    sheet.put("NO", "DESA", "JUMLAH PMI", "KET")
    total = 0
    for number, index in enumerate(desa, 1):
        count = len(rows.get(index, []))
        count = max(0, count + rng.choice((-1, 1, 2))) if count and rng.random() < 0.15 else count
        total += count
        sheet.put(number, region.desa_names[index], count or "-", "")
    sheet.put("", "JUMLAH", total)
    return sheet
