"""The data of the linkage benchmark (kumpulan data): rows as every engine reads them, and their truth.

A set is a folder: `rows.parquet` holds each row twice, as a careful user of splink would clean it (`raw_...`) and as
our linker takes it (the fields of `LinkRow`); `truth.parquet` holds the person of each row, and the look-alikes.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import polars as pl

from rantau.engines.intake.text import shown
from rantau.engines.intake.types import ListRow, Value
from rantau.engines.linkage import LinkRow
from rantau.kernel.partial_date import PartialDate

_SEPARATORS = re.compile(r"[ .'`’\u00a0-]")
_LINK_FIELDS = tuple(each.name for each in fields(LinkRow) if each.name != "id")


@dataclass(frozen=True, slots=True)
class DataSet:
    """A set that has been written."""

    name: str
    folder: Path
    rules: str
    """"indonesia" or "none"."""

    @property
    def rows(self) -> Path:
        return self.folder / "rows.parquet"

    @property
    def truth(self) -> Path:
        return self.folder / "truth.parquet"


def prepared(name: str, folder: Path, rules: str, make: Callable[[], Iterator[tuple[LinkRow, dict[str, str], str, str]]]
) -> DataSet:  # fmt: skip
    """The set, written first where it is not there yet. `make` gives (row, raw texts, person, look-alike group)."""
    found = DataSet(name, folder, rules)
    if found.truth.exists():
        return found
    folder.mkdir(parents=True, exist_ok=True)
    columns: dict[str, list[Any]] = defaultdict(list)
    persons: list[str] = []
    groups: list[str] = []
    for row, raw, person, group in make():
        for heading, text in raw.items():
            columns[f"raw_{heading}"].append(text)
        for each in _LINK_FIELDS:
            columns[each].append(_stored(getattr(row, each)))
        persons.append(person)
        groups.append(group)
    pl.DataFrame(columns).write_parquet(found.rows)
    pl.DataFrame({"person": persons, "group": groups}).write_parquet(found.truth)
    return found


def stamp() -> str:
    """Changes when rows are read or normalised in another way: sets of before are then made anew."""
    import hashlib

    from rantau.engines.linkage import from_lists as how
    from rantau.engines.linkage import types
    from rantau.kernel import person_name

    sources = [Path(str(module.__file__)).read_bytes() for module in (how, types, person_name)]
    return hashlib.sha256(b"".join(sources)).hexdigest()[:12]


def _stored(value: object) -> object:
    if isinstance(value, PartialDate):
        return ("~" if value.approximate else "") + value.iso()
    if isinstance(value, tuple):
        return json.dumps(value) if value else ""
    return "" if value is None else value


def link_rows(data: DataSet) -> Iterator[LinkRow]:
    """The rows of a set as our linkers take them; their ids are their positions."""
    frame = pl.read_parquet(data.rows, columns=list(_LINK_FIELDS))
    for number, row in enumerate(frame.iter_rows(named=True)):
        row["born"] = _date(row["born"]) if row["born"] else None
        row["more"] = tuple((name, value) for name, value in json.loads(row["more"])) if row["more"] else ()
        yield LinkRow(id=f"{number:08d}", **row)


def _date(text: str) -> PartialDate:
    parts = [int(part) for part in text.lstrip("~").split("-")]
    year, month, day = (*parts, None, None)[:3]
    return PartialDate(year or 0, month, day, approximate=text.startswith("~"))


def from_lists(folder: Path, regency: str = "36.04") -> Iterator[tuple[LinkRow, dict[str, str], str, str]]:
    """A folder with lists/ and truth/, read as `rantau answer` reads it. Rows that the truth does not know are left."""
    from rantau.engines.intake import load_place_index, read_list
    from rantau.engines.linkage.from_lists import link_row
    from rantau.project.answer.job import list_files

    told = _truth_of(folder)
    places = load_place_index(regency)
    lists = folder / "lists"
    for path in list_files(lists):
        for row in read_list(path, places, display_name=path.relative_to(lists).as_posix()).rows:
            known = told.get((row.file, row.sheet, row.row))
            if known:
                yield link_row(row), _raw(row), *known


def _truth_of(folder: Path) -> dict[tuple[str, str, int], tuple[str, str]]:
    with (folder / "truth" / "persons.csv").open(encoding="utf-8", newline="") as file:
        groups = {line["person_id"]: line["look_alike"] for line in csv.DictReader(file)}
    with (folder / "truth" / "rows.csv").open(encoding="utf-8", newline="") as file:
        return {
            (line["file"], line["sheet"], int(line["row"])): (line["person_id"], groups.get(line["person_id"], ""))
            for line in csv.DictReader(file)
        }


def _raw(row: ListRow) -> dict[str, str]:
    """Cleaned as anybody would who knows no Indonesian names: capitals, single spaces, whole dates, digits."""
    village, district, *_ = (*row.place.key.split("|"), "")
    return {
        "name": row.name.text.upper() if row.name else "",
        "nik": _SEPARATORS.sub("", row.nik.raw) if row.nik else "",
        "birth": row.birth.iso() if row.birth and row.birth.is_complete else "",
        "village": village,
        "district": district,
        "sex": row.sex,
        "mother": row.mother.text.upper() if row.mother else "",
        "phone": row.phone.digits if row.phone else "",
        "passport": row.passport,
    }


def simulated(folder: Path, seed: int, *, scale: float = 1.0, errors: str = "office", error_scale: float = 1.0) -> Path:
    """Lists and truth of a simulated regency."""
    from rantau.engines.simulation import PRACTICE, simulate, write

    if not (folder / "truth" / "params.json").exists():
        parameters = replace(PRACTICE, scale=scale, errors=errors, error_scale=error_scale)  # type: ignore[arg-type]
        write(simulate(parameters, seed), folder)
    return folder


def from_table(
    path: Path, mapping: Mapping[str, Sequence[str]], persons: Callable[[int, tuple[Value, ...]], str], *, alone: bool
) -> Iterator[tuple[LinkRow, dict[str, str], str, str]]:
    """A public table, with the rules off. `persons` tells whose the row is, by its position and its cells."""
    from rantau.project.linking.columns import map_columns
    from rantau.project.linking.rows import RowReader
    from rantau.project.linking.tables import tables_of

    for table in tables_of(path, []):
        columns = map_columns(table.headings, mapping)[0]
        reader = RowReader(table.file, table.sheet, table.headings, columns, indonesian=False, alone=alone)
        for number, cells in table.rows:
            row = reader.read(f"{number:08d}", number, cells)
            raw = {heading: shown(cell) for heading, cell in zip(table.headings, cells, strict=False)}
            raw = {heading: "" if text == "NA" else text for heading, text in raw.items()}
            yield row, raw, persons(number - 2, cells), ""
