"""The whole job: read every list of a folder, link the rows, count the persons, set the lists side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rantau.engines.estimation import (
    Overlap,
    PersonSummary,
    Reconciled,
    Sighting,
    count,
    overlaps,
    reconcile,
    summarise,
)
from rantau.engines.estimation.from_lists import sighting
from rantau.engines.intake import Statement, read_list
from rantau.engines.intake.places import PlaceIndex
from rantau.engines.intake.types import ListRow, Problem, Severity
from rantau.engines.linkage import Link, Linker, WeightedLinker
from rantau.engines.linkage.from_lists import link_row, row_id
from rantau.kernel.errors import Place, RantauError, RefusedFileError

Progress = Callable[[str, int, int], None]
"""Called with the step's name, how many are done and of how many."""

NO_LIST = "Bukan daftar: tidak ada judul kolom dan tidak ada baris orang yang dikenali di dalamnya."
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt"})


@dataclass(slots=True)
class Answer:
    """Everything that the reports are written from."""

    regency: str
    years: tuple[int, ...]
    rows: list[ListRow] = field(default_factory=list)
    links: dict[str, Link] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    refused: list[RefusedFileError] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    persons: list[PersonSummary] = field(default_factory=list)
    reconciled: list[Reconciled] = field(default_factory=list)
    shared: list[Overlap] = field(default_factory=list)


def list_files(folder: Path) -> list[Path]:
    """Files of a folder that may be lists, sub-folders included, in order of name; hidden and lock files left out.

    A link that leads nowhere is among them: it is refused by name when it is read, not passed over.
    """
    if not folder.exists():
        raise RantauError(f"Folder {folder} tidak ada.", code="folder-tidak-ada")
    if not folder.is_dir():
        raise RantauError(f"{folder} adalah berkas; sebutkan folder yang berisi daftar.", code="bukan-folder")
    found = sorted(
        path
        for path in folder.rglob("*")
        if not path.is_dir() and path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))
    )
    if not found:
        raise RantauError(f"Tidak ada berkas daftar (xlsx, xls, ods, csv) di folder {folder}.", code="folder-kosong")
    return found


def compute(
    folder: Path, *, places: PlaceIndex, regency: str, years: Sequence[int], linker: Linker | None = None,
    on_progress: Progress = lambda *_: None,
) -> Answer:  # fmt: skip
    """Do the whole job. Files that are refused are kept in `Answer.refused`; the others are answered all the same."""
    answer = Answer(regency=regency, years=tuple(years))
    paths = list_files(folder)
    for number, path in enumerate(paths):
        on_progress("Membaca daftar", number, len(paths))
        _read(answer, path, path.relative_to(folder).as_posix(), places)
    on_progress("Membaca daftar", len(paths), len(paths))
    on_progress("Menautkan baris menjadi orang", 0, 1)
    answer.links = (linker or WeightedLinker()).link(link_row(row) for row in answer.rows).links
    on_progress("Menautkan baris menjadi orang", 1, 1)
    on_progress("Menghitung", 0, 1)
    sightings = list(_sightings(answer))
    answer.persons = summarise(sightings)
    answer.counts = count(answer.persons, regency, years)
    answer.reconciled = reconcile(sightings, regency)
    answer.shared = overlaps(sightings)
    on_progress("Menghitung", 1, 1)
    return answer


def _read(answer: Answer, path: Path, name: str, places: PlaceIndex) -> None:
    answer.files.append(name)
    try:
        read = read_list(path, places, display_name=name)
        if not (read.rows or any(sheet.header_rows or sheet.aggregate for sheet in read.sheets)):
            raise RefusedFileError(NO_LIST, place=Place(file=name), code="berkas-tanpa-daftar")
    except RefusedFileError as error:
        answer.refused.append(error)
        place = error.place or Place(file=name)
        answer.problems.append(Problem(place, error.code, error.message, Severity.ERROR))
        return
    answer.rows.extend(read.rows)
    answer.problems.extend(read.problems)
    answer.statements.extend(read.statements)


def _sightings(answer: Answer) -> Iterator[Sighting]:
    for row in answer.rows:
        yield sighting(row, answer.links[row_id(row.file, row.sheet, row.row)].person)
