"""From a file to typed rows (membaca berkas daftar): whole, or in batches for files of any size."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from rantau.engines.intake.layout import Layout, Remembered, Row, find_layout
from rantau.engines.intake.places import PlaceIndex
from rantau.engines.intake.problems import problem
from rantau.engines.intake.reader import open_book
from rantau.engines.intake.reader.book import Book, Sheet
from rantau.engines.intake.sheets import SheetReading, Statement
from rantau.engines.intake.types import Kind, ListRow, Problem
from rantau.kernel.errors import Place, RefusedFileError
from rantau.kernel.nik import NikReliability

PEEK_ROWS = 200
MOST_COLUMNS = 1024
_MOST_ROWS = 2**40  # no sheet has as many

Progress = Callable[[str, int], None]
"""Told (file name, rows read so far)."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one sheet with their problems (bagian berkas). The last batch of a sheet may hold a statement."""

    layout: Layout
    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list file as read (berkas daftar). A refused file has no rows and says why in `refused`."""

    file: str
    kind: Kind | None
    sheets: tuple[Layout, ...]
    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]
    statements: tuple[Statement, ...]
    refused: RefusedFileError | None = None


def propose_layouts(
    path: Path, *, places: PlaceIndex, mapping_memory: Mapping[str, Remembered] | None = None, display_name: str = ""
) -> tuple[Layout, ...]:
    """Layout of every sheet from its first rows, for a person to confirm. Raises RefusedFileError."""
    with open_book(path, display_name=display_name or None) as book:
        found = [
            find_layout(sheet.name, _peek(sheet, display_name or path.name)[0][:PEEK_ROWS]) for sheet in book.sheets()
        ]
    return _agreed([layout.recalled(mapping_memory) for layout in found], places)


def stream_list(
    path: Path,
    places: PlaceIndex,
    layouts: Sequence[Layout] | None = None,
    *,
    mapping_memory: Mapping[str, Remembered] | None = None,
    display_name: str = "",
    on_progress: Progress | None = None,
) -> Iterator[Batch]:
    """Batches of typed rows in the order of the file, holding about 2,000 rows at a time. Raises RefusedFileError."""
    name = display_name or path.name
    with open_book(path, display_name=name) as book:
        if layouts is None and len(book.sheet_names) > 1:
            layouts = propose_layouts(path, places=places, mapping_memory=mapping_memory, display_name=name)
        known = {layout.sheet: layout for layout in layouts or ()}
        yield from _batches(book, name, places, known, mapping_memory, on_progress)


def _batches(
    book: Book,
    name: str,
    places: PlaceIndex,
    known: Mapping[str, Layout],
    memory: Mapping[str, Remembered] | None,
    on_progress: Progress | None,
) -> Iterator[Batch]:
    ledger = NikLedger(name)
    main_kind = kind_of_file(known.values())
    done = 0
    anything = bool(book.problems)
    for sheet in book.sheets():
        layout = known.get(sheet.name)
        rows: Iterable[list[Row]] = _chunks(sheet, name)
        if layout is None:
            first, rest = _peek(sheet, name)
            layout = _agreed([find_layout(sheet.name, first[:PEEK_ROWS]).recalled(memory)], places)[0]
            rows = chain([first], rest)
        for batch in _sheet_batches(sheet, rows, layout, name, places, main_kind or layout.kind, ledger):
            done += len(batch.rows)
            anything = anything or bool(batch.rows or batch.statements or batch.problems)
            yield batch
            if on_progress:
                on_progress(name, done)
    closing = list(book.problems)
    if not anything:
        closing.append(problem("berkas-tanpa-daftar", Place(name)))
    if closing:
        yield Batch(Layout(sheet=""), (), tuple(closing))


def _sheet_batches(
    sheet: Sheet,
    chunks: Iterable[list[Row]],
    layout: Layout,
    name: str,
    places: PlaceIndex,
    main_kind: Kind | None,
    ledger: NikLedger,
) -> Iterator[Batch]:
    kind = layout.kind or main_kind or Kind.REGISTER
    reading = SheetReading(layout, file=name, kind=kind, places=places, merges=sheet.merges)
    opening = reading.open()
    if layout.kind is None and main_kind is None and not (reading.is_prose or layout.aggregate):
        opening.append(problem("jenis-belum-pasti", Place(name, layout.sheet)))
    yield from [Batch(layout, (), tuple(opening))] if opening else []
    for chunk in chunks:
        with _collection_paused():
            batch = _typed(layout, reading, chunk, ledger)
        yield batch
    closing, statements = reading.close()
    yield Batch(layout, (), (*closing, *sheet.problems), statements)


def _typed(layout: Layout, reading: SheetReading, chunk: list[Row], ledger: NikLedger) -> Batch:
    rows: list[ListRow] = []
    problems: list[Problem] = []
    for row, found in reading.read(chunk):
        problems += found
        if row is not None:
            again = ledger.seen(row)
            if again:
                problems += again
                row.warnings = (*row.warnings, "nik-ganda")  # nobody else has the row yet
            rows.append(row)
    return Batch(layout, tuple(rows), tuple(problems))


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Typed rows hold no cycles; searching a growing batch for them costs a quarter of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class NikLedger:
    """Remembers in which row of the file each reliable NIK stood, to warn on both rows of a pair.

    A million numbers must fit beside everything else: a row is one integer, the sheet in its upper part.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._rows: dict[int, int] = {}
        self._sheets: dict[str, int] = {}

    def seen(self, row: ListRow) -> list[Problem]:
        """Problems for this row and for the earlier row with its NIK; nothing where the NIK is new."""
        nik = row.nik
        if nik is None or nik.reliability is not NikReliability.VALID:
            return []
        number = int(nik.digits)
        before = self._rows.get(number)
        if before is None:
            self._rows[number] = self._sheets.setdefault(row.sheet, len(self._sheets)) * _MOST_ROWS + row.row
            return []
        sheet, at = divmod(before, _MOST_ROWS)
        here, there = Place(self._file, row.sheet, row.row), Place(self._file, list(self._sheets)[sheet], at)
        return [
            problem("nik-ganda", here, read=nik.digits, other=_short(there)),
            problem("nik-ganda", there, read=nik.digits, other=_short(here)),
        ]


def _short(place: Place) -> str:
    return f"lembar {place.sheet} baris {place.row}" if place.sheet else f"baris {place.row}"


def read_list(
    path: Path,
    places: PlaceIndex,
    *,
    layouts: Sequence[Layout] | None = None,
    mapping_memory: Mapping[str, Remembered] | None = None,
    display_name: str = "",
    on_progress: Progress | None = None,
) -> ListFile:
    """A whole file in memory. Raises RefusedFileError where the file cannot be read."""
    sheets: dict[str, Layout] = {}
    rows: list[ListRow] = []
    problems: list[Problem] = []
    statements: list[Statement] = []
    name = display_name or path.name
    for batch in stream_list(
        path, places, layouts, mapping_memory=mapping_memory, display_name=name, on_progress=on_progress
    ):
        if batch.layout.columns or batch.layout.sheet:
            sheets[batch.layout.sheet] = batch.layout
        rows += batch.rows
        problems += batch.problems
        statements += batch.statements
    kind = kind_of_file(sheets.values())
    marked = _marked_on_both(rows, problems)
    return ListFile(name, kind, tuple(sheets.values()), marked, _without_repeats(problems), tuple(statements))


def read_lists(
    paths: Iterable[Path],
    places: PlaceIndex,
    *,
    mapping_memory: Mapping[str, Remembered] | None = None,
    on_progress: Progress | None = None,
) -> Iterator[ListFile]:
    """Every file in turn; a refused one comes without rows and with the reason."""
    for path in paths:
        try:
            yield read_list(path, places, mapping_memory=mapping_memory, on_progress=on_progress)
        except RefusedFileError as refused:
            yield ListFile(path.name, None, (), (), (), (), refused)


def kind_of_file(layouts: Iterable[Layout]) -> Kind | None:
    """Kind that most sheets of persons have."""
    counts = Counter(layout.kind for layout in layouts if layout.kind and not layout.aggregate)
    return counts.most_common(1)[0][0] if counts else None


def _chunks(sheet: Sheet, name: str) -> Iterator[list[Row]]:
    """The chunks of a sheet. A row that is wider than any list refuses the file: it would only cost time."""
    for chunk in sheet.chunks():
        for number, cells in chunk:
            if len(cells) > MOST_COLUMNS:
                raise RefusedFileError(
                    f"Berkas {name} ditolak: baris ini berisi {len(cells)} kolom, daftar paling lebar {MOST_COLUMNS}. "
                    "Hapus kolom yang tidak dipakai, lalu simpan ulang.",
                    place=Place(name, sheet.name, number),
                    code="terlalu-banyak-kolom",
                )
        yield chunk


def _peek(sheet: Sheet, name: str) -> tuple[list[Row], Iterator[list[Row]]]:
    """The first rows of a sheet, and the chunks after them."""
    chunks = _chunks(sheet, name)
    first: list[Row] = []
    for chunk in chunks:
        first += chunk
        if len(first) >= PEEK_ROWS:
            break
    return first, chunks


def _agreed(layouts: Sequence[Layout], places: PlaceIndex) -> tuple[Layout, ...]:
    """Sheets without kecamatan take the one that most sheets of the workbook are from."""
    votes: Counter[str] = Counter()
    for layout in layouts:
        if layout.district:
            code = places.nearest_district(layout.district)
            votes.update([code] if code else [])
        elif layout.village:
            votes.update(places.districts_with(layout.village))
    if not votes:
        return tuple(layouts)
    main = places.names[votes.most_common(1)[0][0]]
    return tuple(
        replace(layout, district=main) if layout.village and not layout.district else layout for layout in layouts
    )


def _marked_on_both(rows: Sequence[ListRow], problems: Iterable[Problem]) -> tuple[ListRow, ...]:
    """The first row of a pair with one NIK learns of the pair only when the second is read."""
    repeated = {(found.place.sheet, found.place.row) for found in problems if found.code == "nik-ganda"}
    return tuple(
        replace(row, warnings=(*row.warnings, "nik-ganda"))
        if (row.sheet, row.row) in repeated and "nik-ganda" not in row.warnings
        else row
        for row in rows
    )


def _without_repeats(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))
