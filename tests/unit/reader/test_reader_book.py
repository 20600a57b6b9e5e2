"""What does a file give: sheets, true row numbers, cells from column A on?"""

from __future__ import annotations

from pathlib import Path

import pytest

from rantau.engines.intake.reader import Limits, open_book
from rantau.kernel.errors import RefusedFileError
from rantau.project.bench.bad_files.xlsx_parts import cell, one_row, text_cell, xlsx

ROWS = one_row(text_cell("C5", "NAMA"), row=5) + one_row(cell("C7", "1"), row=7)


def saved(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_rows_keep_their_numbers_and_cells_their_columns(tmp_path: Path):
    path = saved(tmp_path, "a.xlsx", xlsx(ROWS, after='<mergeCells><mergeCell ref="C5:D6"/></mergeCells>'))
    with open_book(path) as book:
        [sheet] = book.sheets()
        assert book.format == "xlsx"
        assert book.sheet_names == ("Lembar",)
        assert sheet.merges == ((5, 3, 6, 4),)


@pytest.mark.parametrize("quick_bytes", [Limits().quick_bytes, -1], ids=["quick", "streamed"])
def test_both_ways_of_reading_give_the_same(tmp_path: Path, quick_bytes: int):
    with open_book(saved(tmp_path, "a.xlsx", xlsx(ROWS)), Limits(quick_bytes=quick_bytes)) as book:
        rows = [row for sheet in book.sheets() for chunk in sheet.chunks() for row in chunk]
    assert rows == [(5, (None, None, "NAMA")), (7, (None, None, 1.0))]


def test_a_sheet_left_unread_is_passed_over(tmp_path: Path):
    sheets = [(f"Desa {n}", one_row(cell("A1", str(n)))) for n in range(5)]
    with open_book(saved(tmp_path, "a.xlsx", xlsx(sheets=sheets))) as book:
        read = {}
        for number, sheet in enumerate(book.sheets()):
            if number % 2:
                read[sheet.name] = list(sheet.chunks())
    assert read == {"Desa 1": [[(1, (1.0,))]], "Desa 3": [[(1, (3.0,))]]}


def test_a_long_list_comes_in_chunks(tmp_path: Path):
    path = saved(tmp_path, "a.csv", b"1;2\n" * 4_500)
    with open_book(path) as book:
        sizes = [len(chunk) for sheet in book.sheets() for chunk in sheet.chunks()]
    assert sizes == [2000, 2000, 500]


def test_messages_use_the_name_the_user_knows(tmp_path: Path):
    path = saved(tmp_path, "upload-17.tmp", b"%PDF-1.7")
    with pytest.raises(RefusedFileError) as caught:
        open_book(path, display_name="daftar desa.xlsx")
    assert caught.value.code == "berkas-pdf"
    assert str(caught.value).startswith("berkas daftar desa.xlsx: Ini berkas PDF")


def test_a_problem_names_its_cell(tmp_path: Path):
    path = saved(tmp_path, "a.xlsx", xlsx(one_row('<c r="B3"><f>1+1</f></c>', row=3)))
    with open_book(path) as book:
        for sheet in book.sheets():
            list(sheet.chunks())
    [problem] = sheet.problems
    assert problem.code == "rumus-tanpa-nilai"
    assert str(problem.place) == "berkas a.xlsx, lembar Lembar, baris 3, kolom B"


@pytest.mark.parametrize("name", ["missing.xlsx", "folder.xlsx"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str):
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(RefusedFileError) as caught:
        open_book(tmp_path / name)
    assert caught.value.code == "bukan-berkas"


def test_odd_paths_are_read(tmp_path: Path):
    folder = tmp_path / "daftar \u00e9 '\" $(x)\n"
    folder.mkdir()
    with open_book(saved(folder, "-v; #.csv", b"1;2\n")) as book:
        assert [list(sheet.chunks()) for sheet in book.sheets()] == [[[(1, ("1", "2"))]]]


def test_many_problems_are_named_up_to_a_limit_and_then_counted(tmp_path: Path):
    rows = "".join(one_row(f'<c r="A{n}"><f>1</f></c>', row=n) for n in range(1, 31))
    with open_book(saved(tmp_path, "a.xlsx", xlsx(rows)), Limits(problems=10)) as book:
        for sheet in book.sheets():
            sheet.drain()
    assert [problem.place.row for problem in sheet.problems] == [*range(1, 11), None]
    assert sheet.problems[-1].message == "Masih ada 20 catatan lain di lembar ini."


def test_a_sheet_that_is_read_twice_counts_once_against_the_limit(tmp_path: Path):
    rows = "".join(one_row(cell(f"A{n}", str(n)), row=n) for n in range(1, 2001))
    path = saved(tmp_path, "a.xlsx", xlsx(rows))
    limits = Limits(quick_bytes=-1, unpacked_bytes=len(rows) + 8000)
    with open_book(path, limits) as book:
        assert [len(chunk) for sheet in book.sheets() for chunk in sheet.chunks()] == [2000]
    too_small = Limits(unpacked_bytes=len(rows) - 1)
    with pytest.raises(RefusedFileError) as caught, open_book(path, too_small) as book:
        list(book.sheets())
    assert caught.value.code == "isi-membengkak"
