"""Whole files: workbooks with a sheet a desa, CSV, mappings that are remembered, batches."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from rantau.engines.intake import Field, Kind, PlaceIndex, Value, propose_layouts, read_list, read_lists, stream_list

HEADING: list[Value] = ["NO", "NAMA", "NIK", "L/P", "NEGARA", "TAHUN BERANGKAT"]


def _workbook(path: Path, sheets: dict[str, list[list[Value]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(lines):
                for column, value in enumerate(line):
                    if value is not None:
                        sheet.write(row, column, value)
    return path


def test_a_workbook_with_a_sheet_a_desa(tmp_path: Path, places: PlaceIndex) -> None:
    """Sheets that name no kecamatan take the one that the others are from; a repeated NIK is told on both rows."""
    path = _workbook(
        tmp_path / "kiriman.xlsx",
        {
            "WANAYASA": [["Rekap PMI Desa WANAYASA"], HEADING, [1, "RINI", "3604125212729001", "P", "TAIWAN", 2023]],
            "LINDUK": [["Rekap PMI Desa LINDUK"], HEADING, [1, "RINI W", "3604125212729001", "P", "TAIWAN", 2023]],
            "DOMAS": [["Rekap PMI Desa DOMAS"], HEADING, [None, "NIHIL"]],
        },
    )
    found = read_list(path, places)
    assert found.kind is Kind.REGISTER
    assert [(row.sheet, row.row, row.place.code) for row in found.rows] == [
        ("WANAYASA", 3, "36.04.12.2012"),
        ("LINDUK", 3, "36.04.12.2003"),
    ]
    assert all("nik-ganda" in row.warnings for row in found.rows)
    assert [(p.place.sheet, p.place.row) for p in found.problems] == [("LINDUK", 3), ("WANAYASA", 3)]
    assert [(s.desa_code, s.state) for s in found.statements] == [
        ("36.04.12.2012", "ada_data"),
        ("36.04.12.2003", "ada_data"),
        ("36.04.12.2009", "nihil"),
    ]


def test_a_semicolon_csv_in_an_old_encoding(tmp_path: Path, places: PlaceIndex) -> None:
    path = tmp_path / "pulang.csv"
    path.write_bytes(
        "DATA KEPULANGAN PMI BERMASALAH TAHUN 2023–2025;;;;;\r\n\r\n"
        "NO;TGL TIBA;NAMA PMI;UMUR;DESA/KEL;KAB/KOTA\r\n"
        "1;02-01-2023;RENÉ;36 Tahun;Puser;KAB. SERANG\r\n"
        "2;06-01-2023;SITI;41;Purwaraja;KAB. PANDEGLANG\r\n"
        ";;Jumlah : 2 orang;;;\r\n".encode("cp1252")
    )
    found = read_list(path, places)
    assert (found.kind, found.sheets[0].sheet) == (Kind.RETURN, "")
    assert [(row.row, row.name.text, row.place.code, row.place.outside) for row in found.rows if row.name] == [
        (4, "RENÉ", "36.04.13.2014", False),
        (5, "SITI", "", True),
    ]


def test_a_confirmed_mapping_is_remembered(tmp_path: Path, places: PlaceIndex) -> None:
    lines: list[list[Value]] = [
        ["DATA TKI DESA DOMAS KECAMATAN PONTANG"],
        ["NO", "NAMA", "NIK", "ASAL", "NEGARA"],
        [1, "RINI", "3604125212729001", "WASTI", "TAIWAN"],
    ]
    first = _workbook(tmp_path / "satu.xlsx", {"DOMAS": lines})
    proposed = propose_layouts(first, places=places)[0]
    assert proposed.columns[3].field is Field.OTHER
    confirmed = proposed.with_meaning(3, Field.MOTHER).with_kind(Kind.REGISTER)
    kept = confirmed.remembered()
    assert kept is not None
    assert read_list(first, places, layouts=[confirmed]).rows[0].mother is not None
    shifted = [[None, *line] for line in lines]
    second = _workbook(tmp_path / "dua.xlsx", {"LAIN": shifted})
    found = read_list(second, places, mapping_memory={confirmed.signature: kept})
    assert found.sheets[0].confirmed
    assert found.rows[0].mother is not None
    assert found.rows[0].mother.text == "WASTI"


def test_a_meaning_stands_in_one_column_only(tmp_path: Path, places: PlaceIndex) -> None:
    path = _workbook(tmp_path / "a.xlsx", {"X": [["NO", "NAMA", "NIK", "ALIAS"], [1, "RINI", "-", "RIRIN"]]})
    layout = propose_layouts(path, places=places)[0].with_meaning(3, Field.NAME)
    assert [column.field for column in layout.columns] == [Field.NUMBER, Field.OTHER, Field.NIK, Field.NAME]


def test_a_large_file_comes_in_batches(tmp_path: Path, places: PlaceIndex) -> None:
    lines = ["NO,NAMA,L/P,DESA,KECAMATAN,NEGARA"] + [f"{n},RINI {n},P,Domas,Pontang,Taiwan" for n in range(1, 5001)]
    path = tmp_path / "besar.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    progress: list[int] = []
    batches = list(stream_list(path, places, on_progress=lambda _, rows: progress.append(rows)))
    assert sum(len(batch.rows) for batch in batches) == 5000
    assert max(len(batch.rows) for batch in batches) <= 2500
    assert progress[-1] == 5000
    assert batches[-1].statements[0].rows == 5000


def test_a_refused_file_says_why_and_the_others_are_read(tmp_path: Path, places: PlaceIndex) -> None:
    broken = tmp_path / "a_rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 bukan buku kerja")
    good = _workbook(tmp_path / "b.xlsx", {"DOMAS": [HEADING, [1, "RINI", "-", "P", "TAIWAN", 2023]]})
    found = list(read_lists([broken, good], places))
    assert found[0].refused is not None
    assert found[0].refused.message
    assert (found[0].rows, len(found[1].rows)) == ((), 1)


def test_a_desa_merged_over_its_block_holds_for_every_row(tmp_path: Path, places: PlaceIndex) -> None:
    path = tmp_path / "kecamatan.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("DATA")
        sheet.write_row(0, 0, ["DATA TKI KECAMATAN PONTANG"])
        sheet.write_row(1, 0, ["DESA", "NO", "NAMA", "L/P", "NEGARA"])
        for row, name in enumerate(["RINI", "SITI", "AYU", "SARBINI"], 2):
            sheet.write_row(row, 1, [row - 1, name, "P", "TAIWAN"])
        sheet.merge_range(2, 0, 4, 0, "DOMAS")
        sheet.write(5, 0, "LINDUK")
    found = read_list(path, places)
    assert [row.place.code for row in found.rows] == ["36.04.12.2009"] * 3 + ["36.04.12.2003"]
    assert [len(row.raw) for row in found.rows] == [5, 4, 4, 5]


def test_a_file_without_a_list_says_so(tmp_path: Path, places: PlaceIndex) -> None:
    found = read_list(_workbook(tmp_path / "kosong.xlsx", {"Sheet1": []}), places)
    assert [(p.code, p.place.file) for p in found.problems] == [("berkas-tanpa-daftar", "kosong.xlsx")]
