"""The csv files of `rantau answer`. Their names and columns are a contract (docs/reference/answer.md)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rantau.engines.estimation import ALL_YEARS, MEANINGS, UNDATED, measure_names
from rantau.engines.intake.types import Kind
from rantau.engines.linkage.from_lists import row_id
from rantau.kernel.spreadsheet import inert
from rantau.project.answer.job import Answer

ROWS = ("file", "sheet", "row", "person", "probability", "area_code", "area_probability", "warnings")
PROBLEMS = ("file", "sheet", "row", "column", "code", "message")
ESTIMATES = ("area_code", "measure", "estimate", "lo", "hi", "state", "reason")
RECONCILIATION = (
    "area_code",
    "area_name",
    "year",
    "list",
    "counts",
    "rows",
    "persons",
    "only_on_this_list",
    "statement",
)


def write_tables(answer: Answer, areas: Mapping[str, str], out: Path) -> None:
    """Write rows.csv, problems.csv, estimates.csv and reconciliation.csv. `areas` are names by code, all levels."""
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "rows.csv", ROWS, rows_table(answer))
    _write(out / "problems.csv", PROBLEMS, problems_table(answer))
    _write(out / "estimates.csv", ESTIMATES, estimates_table(answer, areas))
    _write(out / "reconciliation.csv", RECONCILIATION, reconciliation_table(answer, areas))


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def rows_table(answer: Answer) -> Iterable[Sequence[object]]:
    """One line for each row that is about a person."""
    number = person_numbers(answer)
    for row in answer.rows:
        link = answer.links[row_id(row.file, row.sheet, row.row)]
        code = row.place.code
        yield (
            inert(row.file), inert(row.sheet), row.row, number[link.person], f"{link.probability:.4f}",
            code, f"{row.place.probability:.4f}" if code else "", " ".join(row.warnings),
        )  # fmt: skip


def person_numbers(answer: Answer) -> dict[str, str]:
    """P000001 and on, in order of the first row of each person."""
    persons = sorted({link.person for link in answer.links.values()})
    return {person: f"P{number:06d}" for number, person in enumerate(persons, start=1)}


def problems_table(answer: Answer) -> Iterable[Sequence[object]]:
    """One line for each problem, in the order of files."""
    for problem in answer.problems:
        place = problem.place
        where = inert(place.file), inert(place.sheet), place.row or "", inert(place.column)
        yield *where, problem.code, inert(problem.message)


def estimates_table(answer: Answer, areas: Mapping[str, str]) -> Iterable[Sequence[object]]:
    """Every area and measure: the observed count, with empty bounds. A zero says whether the desa has spoken at all."""
    silent = silent_villages(answer, areas)
    for area in areas:
        reason = "hanya yang tercatat; yang tidak ada di daftar mana pun belum dihitung"
        if area in silent:
            reason = f"{silent[area]}; {reason}"
        undated = answer.counts.get((area, UNDATED), 0)
        for measure in measure_names(answer.years):
            words = [reason, _caution(measure), f"{undated} orang lagi tanpa tahun berangkat" if undated else ""]
            count = answer.counts.get((area, measure), 0)
            yield area, measure, count, "", "", "observed", "; ".join(filter(None, words))


def _caution(measure: str) -> str:
    """What a reader of the number alone would not know."""
    if measure.startswith("procedural"):
        return "ditemukan di SISKOP2MI"
    words = "orang yang tercatat terlalu berbeda pada dua daftar terhitung dua"
    if measure.startswith("nonprocedural"):
        return f"tanpa penempatan di SISKOP2MI, belum tentu di luar prosedur; {words}"
    return words


def silent_villages(answer: Answer, areas: Mapping[str, str]) -> dict[str, str]:
    """Desa that handed in no register of their own, with what they said instead."""
    said = register_statements(answer)
    return {
        code: said.get(code, "desa tidak menyerahkan register")
        for code in areas
        if _is_village(code) and said.get(code) != "ada data"
    }


def register_statements(answer: Answer) -> dict[str, str]:
    """What each desa said in its register: "ada data", "nihil" or "formulir kosong"; absent = nothing handed in."""
    said = {
        statement.desa_code: statement.state.replace("_", " ") for statement in answer.statements if statement.desa_code
    }
    return said | dict.fromkeys(_villages_with_rows(answer), "ada data")


def _villages_with_rows(answer: Answer) -> set[str]:
    return {row.place.code for row in answer.rows if row.kind is Kind.REGISTER and row.place.code}


def _is_village(code: str) -> bool:
    return code.count(".") == 3


def reconciliation_table(answer: Answer, areas: Mapping[str, str]) -> Iterable[Sequence[object]]:
    """What each list says of each area and year, and what each desa said in its register."""
    for cell in answer.reconciled:
        meaning = MEANINGS[cell.kind]
        year = "semua" if cell.year == ALL_YEARS else cell.year or "tidak diketahui"
        name = areas.get(cell.area, "")
        yield cell.area, name, year, cell.kind.value, meaning.count.value, cell.rows, cell.persons, cell.only_here, ""
    said = register_statements(answer)
    for code, name in areas.items():
        if _is_village(code) and said.get(code) != "ada data":
            statement = said.get(code, "tidak menyerahkan")
            yield code, name, "semua", Kind.REGISTER.value, MEANINGS[Kind.REGISTER].count.value, "", "", "", statement
