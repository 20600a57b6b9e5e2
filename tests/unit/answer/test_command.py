"""Does `rantau answer` keep its contract: files, columns, exit codes, every row, the same bytes again?"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.answer.conftest import Answered, answer, read_table

from rantau.engines.estimation import measure_names
from rantau.kernel.spreadsheet import inert
from rantau.project.answer.areas import area_names
from rantau.project.cli import main

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "answer.md"
RETURNS, POLICE = "bp3mi_kepulangan.csv", "polres_tppo.csv"


def test_every_file_was_read(answered: Answered) -> None:
    assert answered.result.exit_code == 0, answered.result.output
    made = {path.name for path in answered.out.iterdir()}
    assert made == {"rows.csv", "problems.csv", "estimates.csv", "reconciliation.csv", "answer.html"}
    assert "answer.html" in answered.result.output


@pytest.mark.parametrize("name", ["rows.csv", "problems.csv", "estimates.csv", "reconciliation.csv"])
def test_columns_are_those_of_the_reference(answered: Answered, name: str) -> None:
    promised = re.search(rf"\| {re.escape(name)} \| `([a-z_,]+)` \|", REFERENCE.read_text(encoding="utf-8"))
    assert promised is not None
    with (answered.out / name).open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == promised[1].split(",")


def test_every_row_of_the_lists_is_there(answered: Answered) -> None:
    told = {(row["file"], row["sheet"], row["row"]) for row in read_table(answered.truth / "rows.csv")}
    rows = [(row["file"], row["sheet"], row["row"]) for row in answered.table("rows.csv")]
    assert len(rows) == len(set(rows))
    assert told - set(rows) == set()


def test_the_same_person_has_the_same_number(answered: Answered) -> None:
    """Rows that carry the same reliable NIK stand together; at least one person has rows on two lists."""
    files: dict[str, set[str]] = {}
    for row in answered.table("rows.csv"):
        files.setdefault(row["person"], set()).add(row["file"])
        assert 0 < float(row["probability"]) <= 1
    assert max(map(len, files.values())) > 1


def test_every_area_has_every_measure_once(answered: Answered) -> None:
    expected = {(area, measure) for area in area_names("36.04") for measure in measure_names((2023, 2024, 2025))}
    lines = answered.table("estimates.csv")
    found = Counter((line["area_code"], line["measure"]) for line in lines)
    assert set(found) == expected
    assert set(found.values()) == {1}
    assert {(line["lo"], line["hi"], line["state"]) for line in lines} == {("", "", "observed")}
    assert all(line["reason"] for line in lines)


def test_measures_are_those_of_the_truth(answered: Answered) -> None:
    told = {row["measure"] for row in read_table(answered.truth / "areas.csv")}
    assert told <= set(measure_names((2023, 2024, 2025)))


def test_an_area_is_never_more_than_what_it_lies_in(answered: Answered) -> None:
    counts = {line["area_code"]: int(line["estimate"]) for line in answered.table("estimates.csv")
              if line["measure"] == "all_total"}  # fmt: skip
    for district in (code for code in counts if code.count(".") == 2):
        assert sum(n for code, n in counts.items() if code.startswith(district + ".")) <= counts[district]
    assert 0 < sum(n for code, n in counts.items() if code.count(".") == 2) <= counts["36.04"]


def test_a_refused_file_is_named_and_the_others_are_answered(
    answered: Answered, some_lists: Callable[..., Path], tmp_path: Path
) -> None:
    lists = some_lists(RETURNS, POLICE)
    (lists / "rusak.xlsx").write_bytes(b"PK\x03\x04 bukan berkas Excel")
    result = answer(lists, tmp_path / "hasil")
    assert result.exit_code == 3
    assert "Ditolak:" in result.stderr
    assert "rusak.xlsx" in result.stderr
    problems = read_table(tmp_path / "hasil" / "problems.csv")
    assert "rusak.xlsx" in {problem["file"] for problem in problems}
    rows = read_table(tmp_path / "hasil" / "rows.csv")
    assert rows == [row for row in rows if row["file"] in {RETURNS, POLICE}]
    assert len(rows) == sum(row["file"] in {RETURNS, POLICE} for row in answered.table("rows.csv"))
    page = (tmp_path / "hasil" / "answer.html").read_text(encoding="utf-8")
    assert "rusak.xlsx" in page
    assert "Traceback" not in result.output + result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("kosong",), "Tidak ada berkas daftar"),
        (("tidak-ada",), "tidak ada"),
        (("kosong", "--regency", "99.99"), "99.99"),
        (("kosong", "--years", "2025-2023"), "Rentang tahun"),
        (("kosong", "--years", "kapan"), "tidak terbaca"),
    ],
)
def test_what_cannot_be_done_is_said_in_indonesian(
    arguments: tuple[str, ...], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "kosong").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["rantau", "answer", *arguments, "--out", "hasil"])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert "Galat: " in said
    assert words in said
    assert not (tmp_path / "hasil").exists()


def test_the_same_lists_give_the_same_bytes(some_lists: Callable[..., Path], tmp_path: Path) -> None:
    lists = some_lists(RETURNS, POLICE)
    first, second = tmp_path / "satu", tmp_path / "dua"
    for out in (first, second):
        assert answer(lists, out).exit_code == 0
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name


@pytest.mark.parametrize("text", ["=1+1", "+62", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_put_behind_an_apostrophe(text: str) -> None:
    assert inert(text) == "'" + text
    assert inert("desa " + text) == "desa " + text


def test_no_cell_begins_a_formula(some_lists: Callable[..., Path], tmp_path: Path) -> None:
    """File names, sheet names, headings and values of a list are strangers' text."""
    lists = some_lists()
    text = "NAMA;NIK;DESA;KECAMATAN;=NEGARA\n=HYPERLINK(1);1;=DESA;@KEC;-X\n"
    (lists / "=cmd.csv").write_text(text, encoding="utf-8")
    answer(lists, tmp_path / "hasil")
    for path in (tmp_path / "hasil").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for line in csv.reader(file) for cell in line]
        assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r", "-X"))] == []


@pytest.mark.shared
def test_the_practice_lists_are_accounted_for(practice: Path, tmp_path: Path) -> None:
    result = answer(practice / "lists" / "lists", tmp_path)
    assert result.exit_code == 0, result.stderr
    told = {(row["file"], row["sheet"], row["row"]) for row in read_table(practice / "lists" / "truth" / "rows.csv")}
    rows = {(row["file"], row["sheet"], row["row"]) for row in read_table(tmp_path / "rows.csv")}
    noticed = {(p["file"], p["sheet"], p["row"]) for p in read_table(tmp_path / "problems.csv")}
    print(f"\n{result.output.strip()}\nbaris {len(told)}, di rows.csv {len(told & rows)}")
    assert told - rows - noticed == set()
    assert rows - told == set()
