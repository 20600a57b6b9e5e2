"""The whole job of `rantau link`: read the tables, link their rows, keep where each row stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from rantau.engines.intake.places import PlaceIndex, load_place_index
from rantau.engines.intake.text import shown
from rantau.engines.intake.types import Problem
from rantau.engines.linkage import INDONESIAN, NONE, Linkage, Linker, LinkRow, PairLink, WeightedLinker
from rantau.kernel.errors import Place, RantauError
from rantau.project.linking.columns import IDENTITY, LIST, MORE, Columns, map_columns
from rantau.project.linking.rows import RowReader
from rantau.project.linking.tables import Table, tables_of

Rules = Literal["indonesia", "none"]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row stands, and what it is called in the results."""

    file: str
    sheet: str
    row: int
    name: str


@dataclass(slots=True)
class LinkedTables:
    """Rows in the order of the tables, with their persons (hasil penautan)."""

    linkage: Linkage
    sources: list[Source]
    ids: list[str]
    """The linker's id of each row."""
    mappings: dict[str, dict[str, tuple[str, ...]]]
    """Headings by meaning, as they were taken, by table."""
    problems: list[Problem] = field(default_factory=list)

    def person(self, row: int) -> str:
        """The person of a row, by its position from 0: P000001 and on, in the order of first rows."""
        return self.persons[row]

    @property
    def persons(self) -> list[str]:
        """Person of every row."""
        number: dict[str, str] = {}
        links = self.linkage.links
        return [number.setdefault(links[row].person, f"P{len(number) + 1:06d}") for row in self.ids]

    @property
    def probabilities(self) -> list[float]:
        """How sure it is that each row belongs to its person."""
        return [self.linkage.links[row].probability for row in self.ids]

    @property
    def pairs(self) -> tuple[PairLink, ...]:
        """Pairs that were compared and are worth a look; `names` tells what their rows are called."""
        return self.linkage.pairs

    @property
    def names(self) -> dict[str, str]:
        """What the rows are called, by the linker's id."""
        return dict(zip(self.ids, (source.name for source in self.sources), strict=True))


def link_tables(
    paths: Sequence[Path],
    *,
    mapping: Mapping[str, str | Sequence[str]] | None = None,
    rules: Rules = "indonesia",
    regency: str = "",
    linker: Linker | None = None,
    on_progress: Progress = lambda *_: None,
) -> LinkedTables:
    """Link the rows of tables. `mapping` gives headings by meaning; what it leaves out is guessed from the headings.

    With `regency`, names of desa are matched to its codes. Raises RantauError, with file, row and column.
    """
    wanted = {
        meaning: (names,) if isinstance(names, str) else tuple(names) for meaning, names in (mapping or {}).items()
    }
    places = load_place_index(regency) if regency and rules == "indonesia" else None
    gathered = _Gathered(wanted, rules == "indonesia", places, len(paths) == 1)
    for number, path in enumerate(paths):
        on_progress("Membaca tabel", number, len(paths))
        gathered.file(path)
    on_progress("Membaca tabel", len(paths), len(paths))
    gathered.check()
    on_progress("Menautkan baris menjadi orang", 0, 1)
    linkage = (linker or WeightedLinker(INDONESIAN if rules == "indonesia" else NONE)).link(gathered.rows)
    on_progress("Menautkan baris menjadi orang", 1, 1)
    ids = [row.id for row in gathered.rows]
    return LinkedTables(linkage, gathered.named(), ids, gathered.mappings, gathered.problems)


@dataclass(slots=True)
class _Gathered:
    """The rows of all tables so far."""

    wanted: Mapping[str, Sequence[str]]
    indonesian: bool
    places: PlaceIndex | None
    alone: bool
    rows: list[LinkRow] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    mappings: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    absent: dict[str, list[str]] = field(default_factory=dict)
    """Headings that were asked for and are not there, with the tables that lack them."""

    def file(self, path: Path) -> None:
        """All tables of a file."""
        found = list(self._tables(path))
        if not found:
            raise RantauError("Tidak ada satu baris pun di bawah judul kolom.", place=Place(path.name), code="kosong")

    def _tables(self, path: Path) -> Iterator[str]:
        for table in tables_of(path, self.problems):
            columns, absent = map_columns(table.headings, self.wanted)
            label = f"{table.file} / {table.sheet}" if table.sheet else table.file
            for heading in absent:
                self.absent.setdefault(heading, []).append(label)
            self._check_columns(table, columns)
            self.mappings[label] = {
                meaning: tuple(table.headings[i] for i in positions) for meaning, positions in columns.at.items()
            }
            if self._read(table, columns):
                yield label

    def _read(self, table: Table, columns: Columns) -> int:
        where = table.file, table.sheet, table.headings
        reader = RowReader(*where, columns, self.indonesian, self.places, self.alone, self.problems)
        named = columns.of(IDENTITY)
        count = 0
        for number, cells in table.rows:
            identity = f"{table.file}\t{table.sheet}\t{number:08d}"
            name = shown(cells[named[0]]) if named and named[0] < len(cells) else ""
            self.rows.append(reader.read(identity, number, cells))
            self.sources.append(Source(table.file, table.sheet, number, name))
            count += 1
        return count

    def _check_columns(self, table: Table, columns: Columns) -> None:
        if set(columns.at) - {IDENTITY, LIST, MORE}:
            return
        self.check()
        headings = ", ".join(filter(None, table.headings[:12])) or "tidak ada"
        raise RantauError(
            f"Tidak ada kolom yang dikenali. Judul yang terbaca di baris pertama: {headings}. "
            "Sebutkan sendiri, misalnya --map name=JUDUL_NAMA,birth=JUDUL_TANGGAL_LAHIR.",
            place=Place(table.file, table.sheet, 1), code="kolom-tidak-dikenal",
        )  # fmt: skip

    def check(self) -> None:
        """Every heading that was asked for must be in some table."""
        for heading, tables in self.absent.items():
            if len(tables) >= len(self.mappings):
                message = f"Kolom “{heading}” tidak ada. Judul yang ada tertulis di baris pertama tabel."
                raise RantauError(message, place=Place(tables[0], row=1), code="kolom-tidak-ada")

    def named(self) -> list[Source]:
        """Sources with the names of rows: their own ids where these tell all rows apart, else file and row."""
        asked = IDENTITY in self.wanted
        seen: dict[str, Source] = {}
        for source in self.sources:
            before = seen.setdefault(source.name, source)
            if source.name and before is source:
                continue
            if asked:
                raise RantauError(_doubled(source, before), place=self._place_of_id(source), code="id-ganda")
            return [Source(s.file, s.sheet, s.row, _where(s)) for s in self.sources]
        return self.sources

    def _place_of_id(self, source: Source) -> Place:
        return Place(source.file, source.sheet, source.row, ", ".join(self.wanted[IDENTITY]))


def _doubled(source: Source, before: Source) -> str:
    if not source.name:
        return "Id kosong. Setiap baris perlu id; tanpa --map id=..., nomor baris dipakai."
    return f"Id “{source.name}” sudah dipakai di {_where(before)}. Tanpa --map id=..., nomor baris dipakai."


def _where(source: Source) -> str:
    return ":".join(filter(None, (source.file, source.sheet, str(source.row))))
