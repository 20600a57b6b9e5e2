"""A typed row survives the way into the database and back; blank forms come back without a question."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from rantau.engines.intake.types import Field, Kind, ListRow, PlaceMatch
from rantau.kernel.nik import Nik
from rantau.kernel.partial_date import PartialDate
from rantau.kernel.person_name import PersonName
from rantau.kernel.phone import Phone
from rantau.modules.sources.api import GivenFile, HandInFacts, check_list
from rantau.modules.sources.blank_forms import blank_form
from rantau.modules.sources.records import list_row, raw_cells, raw_json, shown, typed_json
from rantau.platform.access.actor import Actor

FULL = ListRow(
    file="a.xlsx", sheet="Daftar", row=4, kind=Kind.COMPLAINT, raw=(("No", 1.0), ("Nama", "Siti é")),
    name=PersonName.parse("Hj. Siti Aminah binti Ahmad (alias Iti)"), nik=Nik.parse(3604125905849009.0),
    family_card="3604121409159655", sex="P", birth=PartialDate(1984, 5, approximate=True), birth_place="Serang", age=39,
    address="Kp. Kawao", rt="013", rw="006",
    place=PlaceMatch("", 0.0, (("36.04.12.2001", 0.7),), "36.04.12", key="KALI|PONTANG|"),
    country="TW", job="PLRT", departed=PartialDate(2023), company="PT Contoh", scheme="P to P", status="prosedural",
    phone=Phone.parse("0894-1822-2287"), mother=PersonName.parse("Marni"), marital="KAWIN", passport="E1",
    event_date=PartialDate(2024, 3, 20), reference="562/1", problem="Gaji", decision="Mediasi", remarks="-",
    reporter=PersonName.parse("Rohmah"), reporter_relation="Adik", reporter_phone=Phone.parse("62894111"),
    warnings=("nik-digit-hilang", "umur-beda"),
)  # fmt: skip


def back(row: ListRow) -> ListRow:
    return list_row(
        file=row.file, sheet=row.sheet, number=row.row, kind=row.kind, area_code=row.place.code,
        area_probability=row.place.probability, district_code=row.place.district_code, outside=row.place.outside,
        place_key=row.place.key, sex=row.sex, status=row.status,
        country=row.country, warnings=" ".join(row.warnings), typed=typed_json(row), raw=row.raw,
    )  # fmt: skip


def test_everything_comes_back() -> None:
    assert back(FULL) == FULL


def test_nothing_comes_back_as_nothing() -> None:
    empty = ListRow(file="a", sheet="", row=1, kind=Kind.REGISTER, raw=())
    assert back(empty) == empty
    assert typed_json(empty) == b"{}"


def test_cells_lie_under_the_headings_of_the_sheet() -> None:
    stored = raw_json(FULL, {"No": 0, "NIK": 1, "Nama": 2})
    assert stored == '[1.0,null,"Siti é"]'.encode()
    assert raw_cells(stored, ["No", "NIK", "Nama"]) == FULL.raw


def test_a_cell_beyond_the_headings_keeps_its_own() -> None:
    row = replace(FULL, raw=(("No", 1.0), ("kolom Z", "catatan")))
    assert raw_cells(raw_json(row, {"No": 0}), ["No"]) == row.raw


def test_a_number_too_long_for_json_is_kept_as_text() -> None:
    row = replace(FULL, raw=(("No", 10**30),))
    assert raw_cells(raw_json(row, {"No": 0}), ["No"]) == (("No", str(10**30)),)


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (1.5, "1.5"), (None, ""), (True, "ya"), ("a", "a")])
def test_cells_are_shown_as_people_read_them(value: object, text: str) -> None:
    assert shown(value) == text  # type: ignore[arg-type]


def _filled_in(heading: str) -> object:
    if heading.startswith("Nama"):
        return "Budi Santoso"
    if "Lahir" in heading and heading.startswith("T"):
        return "Serang" if heading.startswith("Tempat") else "22-07-1990"
    if heading == "Th Berangkat":
        return 2023
    return "20-03-2024" if heading.startswith(("Tgl", "Tanggal")) else None


@pytest.mark.parametrize("kind", list(Kind))
def test_a_filled_form_is_read_as_its_kind_and_every_column_is_known(
    kind: Kind, importer: Actor, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(BytesIO(blank_form(kind)))
    sheet = book["Daftar"]
    values = {"No": 1, "L/P": "L", "NIK": "3604121101909001", "Desa": "Pontang", "Kecamatan": "Pontang"}
    headings = [cell.value for cell in sheet[4]]
    for column, heading in enumerate(headings, start=1):
        sheet.cell(row=5, column=column, value=values.get(heading, _filled_in(heading)))
    path = tmp_path / "isi.xlsx"
    book.save(path)
    book.close()
    (report,) = check_list(by=importer, files=[GivenFile(path, "isi.xlsx")], facts=HandInFacts()).batches
    assert (report.kind, report.rows, report.resolved) == (kind, 1, 1)
    unknown = [column.heading for column in report.sheets[0].columns if column.meaning is Field.OTHER]
    assert unknown in ([], ["Pasal"], ["SHDK"])
