"""The practice lists with their right answers: every row accounted for, places right, values as on the card."""

from __future__ import annotations

import csv
import itertools
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from rantau.engines.intake import Kind, ListFile, ListRow, PlaceIndex, load_place_index, name_key, read_lists
from rantau.engines.linkage import WeightedLinker
from rantau.engines.linkage.evaluation import evaluate
from rantau.engines.linkage.from_lists import link_row, row_id

pytestmark = pytest.mark.shared

LETTERS = {
    "R": Kind.REGISTER,
    "S": Kind.PLACEMENT,
    "K": Kind.RETURN,
    "I": Kind.DEFERRAL,
    "T": Kind.POLICE,
    "P": Kind.COMPLAINT,
    "D": Kind.RECOMMENDATION,
}
Key = tuple[str, str, int]


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def places() -> PlaceIndex:
    return load_place_index("36.04")


@pytest.fixture(scope="module")
def files(practice: Path, places: PlaceIndex) -> list[ListFile]:
    return list(read_lists(sorted((practice / "lists" / "lists").iterdir()), places))


@pytest.fixture(scope="module")
def rows(files: list[ListFile]) -> dict[Key, ListRow]:
    return {(row.file, row.sheet, row.row): row for file in files for row in file.rows}


@pytest.fixture(scope="module")
def truth(practice: Path) -> dict[Key, dict[str, str]]:
    persons = {person["person_id"]: person for person in _table(practice / "lists" / "truth" / "persons.csv")}
    told = _table(practice / "lists" / "truth" / "rows.csv")
    return {(row["file"], row["sheet"], int(row["row"])): persons[row["person_id"]] | row for row in told}


def test_every_file_is_read_and_every_row_accounted_for(
    files: list[ListFile], rows: dict[Key, ListRow], truth: dict[Key, dict[str, str]]
) -> None:
    assert [file.file for file in files if file.refused] == []
    listed = {
        (p.place.file, p.place.sheet, p.place.row or 0)
        for file in files
        for p in file.problems
        if p.code == "bukan-data"
    }
    lost = set(truth) - set(rows) - listed
    print(f"\nbaris: {len(truth)}, tersimpan {len(set(truth) & set(rows))}, hilang {len(lost)}")
    assert lost == set()
    assert set(rows) - set(truth) == set()


def test_kinds_are_recognised_from_the_content(rows: dict[Key, ListRow], truth: dict[Key, dict[str, str]]) -> None:
    assert [key for key, row in rows.items() if row.kind is not LETTERS[truth[key]["list"]]] == []


def test_places(rows: dict[Key, ListRow], truth: dict[Key, dict[str, str]], places: PlaceIndex) -> None:
    """At least 90% right. A row that names another desa exactly is the list's word, not a wrong reading."""
    counts: Counter[str] = Counter()
    for key, told in truth.items():
        counts[_judged(rows[key], told, places)] += 1
    total = len(truth)
    print("\n" + ", ".join(f"{name} {100 * count / total:.2f}%" for name, count in counts.most_common()))
    assert counts["benar"] + counts["luar, benar"] >= 0.9 * total
    assert counts["salah baca"] <= 0.005 * total
    assert counts["luar, salah"] <= 0.001 * total


def _judged(row: ListRow, told: dict[str, str], places: PlaceIndex) -> str:
    found = row.place
    if found.outside:
        return "luar, benar" if told["outside"] else "luar, salah"
    if not found.code:
        return "antrean"
    if found.code in (told["desa"], told["ktp_desa"]):
        return "benar"
    exact = found.key.split("|")[0] == name_key(places.names[found.code])
    return "daftar menyebut desa lain" if exact else "salah baca"


def test_statements_of_the_registers(files: list[ListFile], practice: Path) -> None:
    status = json.loads((practice / "lists" / "truth" / "params.json").read_text(encoding="utf-8"))["register_status"]
    said = {statement.desa_code: statement.state for file in files for statement in file.statements}
    words = {"ada data": "ada_data", "nihil": "nihil", "formulir kosong": "formulir_kosong"}
    assert said == {code: words[state] for code, state in status.items() if state in words}


def test_values_agree_with_the_identity_card(rows: dict[Key, ListRow], truth: dict[Key, dict[str, str]]) -> None:
    """The lists hold errors of their own; a reading error would pull these shares down."""
    seen: Counter[str] = Counter()
    same: Counter[str] = Counter()
    for key, told in truth.items():
        for what, agrees in _compared(rows[key], told):
            seen[what] += 1
            same[what] += agrees
    print("\n" + ", ".join(f"{what} {same[what]}/{seen[what]}" for what in seen))
    assert same["nik"] >= 0.98 * seen["nik"]
    assert same["sex"] >= 0.99 * seen["sex"]
    assert same["birth year"] >= 0.98 * seen["birth year"]
    assert same["departure year"] >= 0.97 * seen["departure year"]
    assert seen["nik"] >= 7000
    assert seen["departure year"] >= 7000


def _compared(row: ListRow, told: dict[str, str]) -> list[tuple[str, bool]]:
    found = [("name", row.name is not None and row.name.raw.strip() == told["name_written"].strip())]
    if row.nik and row.nik.is_reliable:
        found.append(("nik", row.nik.digits == told["nik"]))
    if row.sex:
        found.append(("sex", row.sex == told["sex"]))
    if row.birth and told["birth_date"]:
        found.append(("birth year", str(row.birth.year) == told["birth_date"][:4]))
    if row.departed:
        found.append(("departure year", str(row.departed.year) in (told["departed"][:4], told["departed_2"][:4])))
    return found


def test_rows_become_persons(rows: dict[Key, ListRow], truth: dict[Key, dict[str, str]]) -> None:
    """What issue 5 asks of these lists; docs/reference/linkage.md has the figures of other seeds too."""
    linkage = WeightedLinker().link(link_row(row) for row in rows.values())
    persons = {row_id(*key): told["person_id"] for key, told in truth.items()}
    groups: dict[str, set[str]] = defaultdict(set)
    for told in truth.values():
        if told["look_alike"]:
            groups[told["look_alike"].partition(":")[2]].add(told["person_id"])
    couples = [couple for group in groups.values() for couple in itertools.combinations(sorted(group), 2)]
    quality = evaluate(linkage.person_of, persons, couples)
    print(f"\n{quality}, F1 {quality.f1:.4f}, B-cubed {quality.b_cubed_f1:.4f}")
    assert quality.f1 >= 0.96
    assert quality.precision >= 0.98
    assert quality.b_cubed_f1 >= 0.97
    assert quality.look_alikes_merged < 0.02


def test_who_reports_is_never_taken_for_the_worker(rows: dict[Key, ListRow]) -> None:
    told = [row for row in rows.values() if row.reporter and row.name and row.reporter.key != row.name.key]
    assert told
    assert not any(row.reporter and link_row(row).name == row.reporter.key for row in told)
