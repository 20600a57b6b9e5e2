"""Do the simulated files say what their truth says, and are they as messy as offices' lists?"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from rantau.engines.simulation import PRACTICE, SMALL, simulate, write, write_flat
from rantau.engines.simulation.command import run
from rantau.kernel.errors import ConflictError, InvalidValueError

Cells = dict[tuple[str, str], list[list[object]]]

PROGRAM = """
import sys
from pathlib import Path
from rantau.engines.simulation.command import run
run(9, Path(sys.argv[1]), "small")
"""


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_cells(folder: Path) -> Cells:
    """Every sheet of every list, rows from 0 as they stand; the sheet of a csv is ""."""
    cells: Cells = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".csv":
            raw = path.read_bytes()
            text = raw.decode("cp1252" if b"\x96" in raw else "utf-8-sig")
            cells[path.name, ""] = list(csv.reader(text.splitlines(), delimiter=";" if "bp3mi" in path.name else ","))
        else:
            book = CalamineWorkbook.from_path(path)
            for sheet in book.sheet_names:
                cells[path.name, sheet] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return cells


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kabupaten")
    write(simulate(PRACTICE, seed=4), folder)
    return folder


@pytest.fixture(scope="module")
def cells(out: Path) -> Cells:
    return read_cells(out / "lists")


def test_every_row_of_the_truth_stands_where_it_says(out: Path, cells: Cells) -> None:
    rows = read_csv(out / "truth/rows.csv")
    assert len(rows) > 10_000
    missing = [row for row in rows if row["name_written"] not in cells[row["file"], row["sheet"]][int(row["row"]) - 1]]
    assert not missing
    assert len({(row["file"], row["sheet"], row["row"]) for row in rows}) == len(rows)


def test_all_seven_kinds_are_there_and_counted(out: Path, cells: Cells) -> None:
    truth = json.loads((out / "truth/params.json").read_text())
    counts = Counter(row["list"] for row in read_csv(out / "truth/rows.csv"))
    assert sorted(truth["rows_by_list"].values()) == sorted(counts.values())
    assert len(counts) == 7
    assert sum("register" in file for file, _ in cells) > 100


def test_persons_say_on_which_lists_they_are(out: Path) -> None:
    lists: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read_csv(out / "truth/rows.csv"):
        lists[row["person_id"], row["journey"]].add(row["list"])
    for person in read_csv(out / "truth/persons.csv"):
        assert set(person["lists"]) == lists[person["person_id"], "1"]
        assert set(person["lists_2"]) == lists[person["person_id"], "2"]
        assert bool(person["name"]) == bool(person["lists"] or person["lists_2"])


def test_areas_are_the_sums_of_persons(out: Path) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for person in read_csv(out / "truth/persons.csv"):
        if person["kind"] == "migrant":
            measures = {m for suffix in ("", "_2") for m in measures_of(person, suffix)}
            for measure, desa in measures:
                expected.update((code, measure) for code in (desa, desa[:8], desa[:5]) if desa)
    areas = read_csv(out / "truth/areas.csv")
    assert {(a["area_code"], a["measure"]): int(a["value"]) for a in areas if a["value"] != "0"} == dict(expected)
    assert len(areas) == (1 + 29 + 326) * 18


def measures_of(person: dict[str, str], suffix: str) -> set[tuple[str, str]]:
    """(measure, desa) that one journey of a migrant adds to."""
    if not person[f"departed{suffix}"]:
        return set()
    which = "procedural" if person[f"procedural{suffix}"] == "1" else "nonprocedural"
    spans = {person[f"departed{suffix}"][:4]: "desa", "total": "desa", "total_by_ktp": "ktp_desa"}
    if person[f"lists{suffix}"]:
        spans["total_on_a_list"] = "desa"
    return {(f"{w}_{span}", person[column]) for span, column in spans.items() for w in (which, "all")}


def test_every_sheet_says_that_it_is_synthetic(out: Path, cells: Cells) -> None:
    for place, rows in cells.items():
        assert any("DATA SINTETIS" in str(cell) for row in rows for cell in row), place
    assert "SINTETIS" in json.loads((out / "truth/params.json").read_text())["synthetic"]


def test_the_lists_have_the_mess_of_offices(cells: Cells) -> None:
    flat = [cell for rows in cells.values() for row in rows for cell in row]
    texts = [cell for cell in flat if isinstance(cell, str)]
    assert any("\u00a0" in text for text in texts)
    assert any(text.startswith("'3604") for text in texts)
    assert any(text.endswith("E+15") for text in texts)
    assert any(text.count(" ") == 3 and text.replace(" ", "").isdigit() and len(text) == 19 for text in texts)
    assert any(text.count(".") == 4 and text.replace(".", "").isdigit() for text in texts)
    assert any(isinstance(cell, float) and cell > 1e15 and cell % 10 == 0 for cell in flat)
    assert any(isinstance(cell, date) for cell in flat)
    assert any(isinstance(cell, float) and 20_000 < cell < 47_000 for cell in flat)
    assert any("NIHIL" in text.upper() for text in texts)
    assert any(text.startswith("TAHUN 202") for text in texts)
    assert any(text.startswith("Jumlah :") for text in texts)
    assert any("NIP. " in text for text in texts)
    assert any("(inisial)" in text for text in texts)
    assert any(sheet == "REKAP" for _, sheet in cells)
    assert any(sheet.startswith("Sheet") for _, sheet in cells)


def test_the_same_seed_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("satu", "dua")]
    for number, folder in enumerate(folders):
        env = {**os.environ, "PYTHONHASHSEED": str(number), "TZ": ("UTC", "Asia/Jakarta")[number]}
        subprocess.run([sys.executable, "-c", PROGRAM, str(folder)], check=True, env=env)
    one, two = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in folders)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_without_errors_every_nik_is_right(tmp_path: Path) -> None:
    run(2, tmp_path, preset="small", error_scale=0)
    persons = {person["person_id"]: person for person in read_csv(tmp_path / "truth/persons.csv")}
    sheets = read_cells(tmp_path / "lists")
    for row in read_csv(tmp_path / "truth/rows.csv"):
        assert row["copy"] == "0"
        if row["list"] == "S":
            assert persons[row["person_id"]]["nik"] in sheets[row["file"], row["sheet"]][int(row["row"]) - 1]


def test_more_errors_when_scaled_and_of_another_kind_when_asked(tmp_path: Path) -> None:
    def right_names(folder: Path, **options: object) -> float:
        run(2, folder, preset="small", **options)  # type: ignore[arg-type]
        names = {person["person_id"]: person["name"].lower() for person in read_csv(folder / "truth/persons.csv")}
        rows = read_csv(folder / "truth/rows.csv")
        return sum(row["name_written"].lower() == names[row["person_id"]] for row in rows) / len(rows)

    few, usual, many = (right_names(tmp_path / str(scale), error_scale=scale) for scale in (0.2, 1.0, 3.0))
    assert few > usual + 0.04 > many + 0.1
    assert right_names(tmp_path / "edits", errors="random-edits") == pytest.approx(usual, abs=0.04)
    office, edits = ((tmp_path / name / "truth/rows.csv").read_bytes() for name in ("1.0", "edits"))
    assert office != edits


def test_tidy_layouts_stand_still(tmp_path: Path) -> None:
    write(simulate(replace(SMALL, tidy_layouts=True), seed=3), tmp_path)
    sheets = read_cells(tmp_path / "lists")
    headings = {tuple(row) for (file, _), rows in sheets.items() if "register" in file for row in rows if "NIK" in row}
    assert len(headings) == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_big_list_has_as_many_rows_as_asked(tmp_path: Path, form: str) -> None:
    regency = simulate(SMALL, seed=5)
    path = tmp_path / f"besar.{form}"
    write_flat(regency, path, rows=3000, format=form)  # type: ignore[arg-type]
    if form == "csv":
        rows: list[list[object]] = list(csv.reader(path.read_text("utf-8").splitlines(), delimiter=";"))
    else:
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert len(rows) == 3003
    assert rows[2][:3] == ["NO", "NIK", "NAMA"]
    assert "SINTETIS" in str(rows[1][0])
    assert len({len(row) for row in rows[2:]}) == 1
    again = tmp_path / f"lagi.{form}"
    write_flat(regency, again, rows=3000, format=form)  # type: ignore[arg-type]
    assert again.read_bytes() == path.read_bytes()


def test_a_list_longer_than_a_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1,048,576"):
        write_flat(simulate(SMALL, seed=5), tmp_path / "x.xlsx", rows=1_100_000, format="xlsx")


def test_the_command_sums_up_what_it_wrote(tmp_path: Path) -> None:
    summary = run(7, tmp_path, preset="small")
    assert summary["kabupaten"] == "KAB. SERANG"
    assert 1500 < int(str(summary["baris"])) < 2500
    assert summary["berkas"] == len(list((tmp_path / "lists").iterdir()))
    registers = {path.name for path in (tmp_path / "lists").glob("register_desa_*")}
    assert len(registers) == 8
    assert {f"register_desa_36.04.{d}.xlsx" for d in (12, 13, 14, 17, 35)} <= registers


@pytest.mark.parametrize(
    "wrong", [{"preset": "besar"}, {"regency": "99.99"}, {"scale": -1.0}, {"errors": "lain"}, {"error_scale": -0.5}]
)
def test_the_command_explains_what_is_wrong(tmp_path: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError):
        run(1, tmp_path, **{"preset": "small", **wrong})  # type: ignore[arg-type]
    assert not (tmp_path / "lists").exists()


def test_lists_of_two_regencies_do_not_mix_in_one_folder(tmp_path: Path) -> None:
    run(1, tmp_path, preset="small")
    run(1, tmp_path, preset="small")
    with pytest.raises(ConflictError):
        run(1, tmp_path, preset="small", regency="33.05")
