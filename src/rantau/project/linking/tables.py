"""Tables as they come (tabel): csv and workbooks by the safe reader, parquet by polars; every row with its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rantau.engines.intake.reader import Limits, open_book
from rantau.engines.intake.text import shown
from rantau.engines.intake.types import Problem, Value
from rantau.kernel.errors import Place, RantauError, RefusedFileError

LIMITS = Limits(rows=50_000_000, text_bytes=16 * 1024**3)
"""Whoever links at a terminal knows what a large file is; memory and time of the reading process stay bounded."""

Row = tuple[int, tuple[Value, ...]]


@dataclass(slots=True)
class Table:
    """One sheet of a file: headings in `headings`, rows as they are read."""

    file: str
    sheet: str
    headings: tuple[str, ...]
    rows: Iterator[Row]


def tables_of(path: Path, problems: list[Problem]) -> Iterator[Table]:
    """The tables of a file, each to be read before the next. Raises RefusedFileError."""
    if path.suffix.lower() in (".parquet", ".pq"):
        yield _parquet(path)
        return
    with open_book(path, limits=LIMITS) as book:
        for sheet in book.sheets():
            rows = (row for chunk in sheet.chunks() for row in chunk)
            first = next(rows, None)
            if first is not None:
                headings = tuple(shown(cell) for cell in first[1])
                yield Table(path.name, sheet.name, headings, rows)
            sheet.drain()
            problems += sheet.problems
        problems += book.problems


def _parquet(path: Path) -> Table:
    import polars as pl

    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        message = "Berkas parquet tidak dapat dibaca: rusak, atau bukan parquet."
        raise RefusedFileError(message, place=Place(path.name), code="parquet-rusak") from error
    odd = [name for name, kind in frame.schema.items() if kind.is_nested() or kind in (pl.Binary, pl.Object)]
    if odd:
        message = f"Kolom {', '.join(odd)} bukan teks, angka atau tanggal. Ubah atau buang kolom itu dahulu."
        raise RefusedFileError(message, place=Place(path.name), code="parquet-bersarang")
    return Table(path.name, "", tuple(frame.columns), _numbered(frame.iter_rows()))


def _numbered(rows: Iterator[Sequence[object]]) -> Iterator[Row]:
    """Parquet has no lines: the first row below the headings is row 2, as if it were a csv."""
    plain = (str, int, float, bool, date, type(None))
    for number, row in enumerate(rows, start=2):
        yield number, tuple(cell if isinstance(cell, plain) else str(cell) for cell in row)


def check_inputs(paths: Sequence[Path], outputs: Sequence[Path]) -> None:
    """Say what is missing before anything is read. Raises RantauError."""
    for path in paths:
        if not path.exists():
            raise RantauError("Berkas tidak ada.", place=Place(str(path)), code="tidak-ada")
        if path.is_dir():
            raise RantauError(
                "Ini folder. Sebutkan berkasnya, atau pakai rantau answer untuk satu folder daftar.",
                place=Place(str(path)), code="folder",
            )  # fmt: skip
    names = [path.name for path in paths]
    for name in names:
        if names.count(name) > 1:
            raise RantauError(
                "Dua berkas bernama sama; ganti nama salah satu, supaya barisnya dapat dibedakan.",
                place=Place(name), code="nama-ganda",
            )  # fmt: skip
    inputs = {path.resolve() for path in paths}
    for out in outputs:
        if out.resolve() in inputs:
            raise RantauError("Hasil tidak boleh menimpa tabel yang dibaca.", place=Place(str(out)), code="menimpa")
        if not out.parent.is_dir():
            raise RantauError(f"Folder {out.parent} tidak ada.", place=Place(str(out)), code="folder-hasil")
        if out.is_dir():
            raise RantauError("Ini folder; sebutkan nama berkas.", place=Place(str(out)), code="folder-hasil")
    resolved = [out.resolve() for out in outputs]
    if len(set(resolved)) < len(resolved):
        raise RantauError("Dua hasil tidak dapat ditulis ke berkas yang sama.", code="hasil-sama")
