"""From a file to what is taken in (membaca berkas daftar): the bridge to engines/intake."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from rantau.engines.intake import (
    OUTSIDE,
    Batch,
    Layout,
    PlaceIndex,
    Remembered,
    area_names,
    propose_layouts,
    stream_list,
)
from rantau.engines.intake.kinds import SURE
from rantau.engines.intake.masked import masked_sample
from rantau.engines.intake.text import column_letter
from rantau.engines.intake.types import Field, Kind
from rantau.kernel.errors import RefusedFileError
from rantau.modules.areas.api import Area, Level
from rantau.modules.sources.actions.hand_in import GivenFile
from rantau.modules.sources.domain import KIND_LABELS, Column, ImportStep
from rantau.modules.sources.models import ColumnMapping
from rantau.modules.sources.queries.places import answers_in_force

Progress = Callable[[ImportStep], None]


def silent(_step: ImportStep) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What people confirmed before, and the names of places: everything that reading needs to know."""

    places: PlaceIndex
    mappings: Mapping[str, Remembered]
    answers: Mapping[str, int]
    """Key of a place name -> id of the answer."""
    codes: frozenset[str]
    """Codes of the desa that are in the database."""


def memory_in_force(regency: str, mappings: Mapping[str, Any] | None = None) -> Memory:
    """Mappings and answers as they stand now; `mappings` are those of one hand-in, which come first there."""
    answers = answers_in_force()
    aliases = {key: OUTSIDE if outside else code for key, (_, code, outside) in answers.items()}
    return Memory(
        places=PlaceIndex(area_names(regency), aliases, regency=regency) if aliases else plain_index(regency),
        mappings={
            **{
                mapping.signature: _remembered(mapping.kind, mapping.meanings)
                for mapping in ColumnMapping.objects.all()
            },
            **{signature: _remembered(kind, meanings) for signature, (kind, meanings) in (mappings or {}).items()},
        },
        answers={key: answer for key, (answer, _, _) in answers.items()},
        codes=frozenset(Area.objects.filter(level=Level.VILLAGE).values_list("code", flat=True)),
    )


def _remembered(kind: str, meanings: Iterable[str]) -> Remembered:
    return Remembered(Kind(kind), tuple(Field(meaning) for meaning in meanings))


@lru_cache(maxsize=2)
def plain_index(regency: str) -> PlaceIndex:
    """Names of a regency without anything that a person answered."""
    return PlaceIndex(area_names(regency), {}, regency=regency)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file whose kind is known and whose parts are waiting."""

    kind: Kind
    parts: Iterator[Batch]
    source: Generator[Batch, None, None]

    def close(self) -> None:
        """Stop reading."""
        self.source.close()


def open_file(file: GivenFile, memory: Memory, *, chosen: Kind | None = None, unsure: Kind | None = None) -> OpenFile:
    """Start reading. Every sheet of persons is of one kind, or the file is refused. Raises RefusedFileError.

    `chosen` is what a person said of all sheets. `unsure` is taken where recognition is not confident.
    """
    layouts = None
    if chosen or unsure:
        found = propose_layouts(file.path, places=memory.places, mapping_memory=memory.mappings, display_name=file.name)
        layouts = [_settled(layout, chosen, unsure) for layout in found]
    source = _parts(file, memory, layouts)
    kind, first, seen = _recognised(source)
    return OpenFile(kind, _of_one_kind(file, kind, first, chain(seen, source), source), source)


def _settled(layout: Layout, chosen: Kind | None, unsure: Kind | None) -> Layout:
    """The layout with the kind that it is read as."""
    if layout.aggregate:
        return layout
    if chosen:
        return layout.with_kind(chosen)
    return layout.with_kind(unsure) if unsure and layout.kind_confidence < SURE else layout


def _recognised(parts: Iterator[Batch]) -> tuple[Kind, str, list[Batch]]:
    """Kind of the first sheet that holds persons or says that there are none, its name, and what was read so far."""
    seen: list[Batch] = []
    hint: Kind | None = None
    for part in parts:
        seen.append(part)
        if part.rows:
            return part.rows[0].kind, part.layout.sheet, seen
        if part.statements and part.layout.kind is Kind.REGISTER:
            return Kind.REGISTER, part.layout.sheet, seen
        hint = hint or (None if part.layout.aggregate else part.layout.kind)
    return hint or Kind.REGISTER, "", seen


def _of_one_kind(
    file: GivenFile, kind: Kind, first: str, parts: Iterable[Batch], source: Generator[Batch, None, None]
) -> Iterator[Batch]:
    """The parts, as long as their rows are of one kind: rows of another are for other eyes."""
    for part in parts:
        if part.rows and part.rows[0].kind is not kind:
            source.close()
            raise RefusedFileError(
                f"Berkas {file.name} memuat dua jenis daftar: {KIND_LABELS[kind]} (lembar {first}) dan "
                f"{KIND_LABELS[part.rows[0].kind]} (lembar {part.layout.sheet}). Simpan tiap jenis sebagai berkas "
                "sendiri lalu kirim lagi; bila semuanya memang satu jenis, pilih jenis itu saat mengirim.",
                code="dua-jenis",
            )
        yield part


def _parts(file: GivenFile, memory: Memory, layouts: Sequence[Layout] | None = None) -> Generator[Batch, None, None]:
    yield from stream_list(file.path, memory.places, layouts, mapping_memory=memory.mappings, display_name=file.name)


def columns_of(layout: Layout) -> list[Column]:
    """The columns of a layout, for a person to confirm; NIK and the like in part. NUL cannot be stored."""
    return [
        Column(
            letter=column_letter(column.index),
            heading=plain(column.heading),
            meaning=column.field,
            sample=tuple(masked_sample(plain(each)[:60], column.field) for each in column.sample),
            remembered=layout.confirmed,
        )
        for column in layout.columns
    ]


def headings_of(layout: Layout) -> list[str]:
    """Headings of all cells from column A on, as rows name them."""
    names = {column.index: column.heading for column in layout.columns}
    return [plain(names.get(at) or f"kolom {column_letter(at)}") for at in range(max(names, default=-1) + 1)]


def plain(text: str) -> str:
    """Text that the database takes."""
    return text.replace("\x00", "")
