"""Does the population file say, for every bad cell, which row and column it is in?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rantau.kernel.errors import RefusedFileError
from rantau.modules.areas.domain import rate
from rantau.modules.areas.population_file import PopulationRow, read_population

KNOWN = {"36.04", "36.04.05", "36.04.05.2001"}


def read(folder: Path, text: str | bytes, source: str = "Dukcapil 2024-2") -> tuple[list[PopulationRow], list[str]]:
    path = folder / "penduduk.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    rows, problems = read_population(path, KNOWN, source)
    return list(rows), [f"{problem.place.row} {problem.place.column}: {problem.message}" for problem in problems]


def test_a_plain_file(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, "kode,tahun,jumlah\n36.04,2024,1791795\n3604052001,2024,5.120\n")
    assert problems == []
    assert [(row.code, row.count, row.source) for row in rows] == [
        ("36.04", 1791795, "Dukcapil 2024-2"),
        ("36.04.05.2001", 5120, "Dukcapil 2024-2"),
    ]


def test_every_column_that_may_be_there(tmp_path: Path) -> None:
    headings = "Kode Wilayah;Tahun;Jumlah Penduduk;Jenis Kelamin;Sumber;Tanggal Sumber"
    text = f"{headings}\n36.04.05;2023;12;P;BPS;2024-06-30\n;;;;;\n"
    rows, problems = read(tmp_path, "\ufeff" + text)
    assert problems == []
    assert rows == [PopulationRow("36.04.05", 2023, "P", 12, "BPS", date(2024, 6, 30))]


def test_old_spreadsheets_write_cp1252(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "code,year,count,source\n36.04,2024,7,Pemkab “Serang”\n".encode("cp1252"))
    assert rows[0].source == "Pemkab “Serang”"


def test_every_bad_cell_is_named(tmp_path: Path) -> None:
    lines = ["36.99,2024,5,,", "x,24,-3,Q,31/12/2024", "36.04,2024,1,,", "36.04,2024,2,,", "36.04,2024"]
    text = "\n".join(["kode,tahun,jumlah,jk,tanggal_sumber", *lines])
    rows, problems = read(tmp_path, text)
    assert len(rows) == 1
    assert [problem.split(":")[0] for problem in problems] == [
        "2 kode", "3 kode", "3 tahun", "3 jumlah", "3 jenis_kelamin", "3 tanggal_sumber", "5 kode", "6 jumlah",
    ]  # fmt: skip
    assert "sudah ada di atas" in problems[6]


def test_a_count_without_a_source_is_not_taken(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, "kode,tahun,jumlah\n36.04,2024,7\n", source=" ")
    assert rows == []
    assert problems == ["2 sumber: sumber angka ini tidak disebut"]


@pytest.mark.parametrize("count", ["1.79", "1,5", "1e6", "", "99999999999999999999", "٣", "-0"])
def test_what_is_no_count_is_not_taken(tmp_path: Path, count: str) -> None:
    _, problems = read(tmp_path, f'kode,tahun,jumlah\n36.04,2024,"{count}"\n')
    assert len(problems) == 1
    assert problems[0].startswith("2 jumlah")


@pytest.mark.parametrize(
    "content", ["", "\n", "kode,jumlah\n36.04,5\n", "kode,tahun,jumlah\n", b"\x00\x01", "a" * 200_000]
)
def test_other_files_are_refused(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(RefusedFileError):
        read(tmp_path, content)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"kode,tahun,jumlah\n{text}".encode()))
def test_odd_files_never_break_the_reader(tmp_path: Path, content: bytes) -> None:
    try:
        rows, _ = read(tmp_path, content)
    except RefusedFileError:
        return
    assert all(row.code in KNOWN and row.count >= 0 for row in rows)


def test_a_rate_stands_only_on_a_population() -> None:
    assert rate(5, 2000) == 2.5
    assert rate(0, 2000) == 0
    assert rate(5, None) is None
    assert rate(5, 0) is None
