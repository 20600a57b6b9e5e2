"""From a file to what is taken in (membaca berkas daftar): the bridge to engines/intake."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

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
from rantau.engines.intake.text import column_letter
from rantau.engines.intake.types import Field, Kind
from rantau.modules.areas.api import Area, Level
from rantau.modules.sources.actions.hand_in import GivenFile
from rantau.modules.sources.domain import Column, ImportStep
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


def memory_in_force(regency: str) -> Memory:
    """Mappings and answers as they stand now."""
    answers = answers_in_force()
    aliases = {key: OUTSIDE if outside else code for key, (_, code, outside) in answers.items()}
    return Memory(
        places=PlaceIndex(area_names(regency), aliases, regency=regency) if aliases else plain_index(regency),
        mappings={
            mapping.signature: Remembered(Kind(mapping.kind), tuple(Field(each) for each in mapping.meanings))
            for mapping in ColumnMapping.objects.all()
        },
        answers={key: answer for key, (answer, _, _) in answers.items()},
        codes=frozenset(Area.objects.filter(level=Level.VILLAGE).values_list("code", flat=True)),
    )


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


def open_file(file: GivenFile, memory: Memory, kind: Kind | None = None) -> OpenFile:
    """Start reading. The kind is the one given, else the first that a sheet of persons has. Raises RefusedFileError."""
    opened = _recognised(file, memory)
    if kind is None or opened.kind is kind:
        return opened
    opened.close()
    found = propose_layouts(file.path, places=memory.places, mapping_memory=memory.mappings, display_name=file.name)
    parts = _parts(file, memory, [layout if layout.aggregate else layout.with_kind(kind) for layout in found])
    return OpenFile(kind, parts, parts)


def _recognised(file: GivenFile, memory: Memory) -> OpenFile:
    parts = _parts(file, memory)
    seen: list[Batch] = []
    for part in parts:
        seen.append(part)
        kind = part.rows[0].kind if part.rows else None if part.layout.aggregate else part.layout.kind
        if kind is not None:
            return OpenFile(kind, chain(seen, parts), parts)
    return OpenFile(Kind.REGISTER, iter(seen), parts)


def _parts(file: GivenFile, memory: Memory, layouts: Sequence[Layout] | None = None) -> Generator[Batch, None, None]:
    yield from stream_list(file.path, memory.places, layouts, mapping_memory=memory.mappings, display_name=file.name)


def columns_of(layout: Layout) -> list[Column]:
    """The columns of a layout, for a person to confirm. NUL cannot be stored."""
    return [
        Column(
            letter=column_letter(column.index),
            heading=plain(column.heading),
            meaning=column.field,
            sample=tuple(plain(each)[:60] for each in column.sample),
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
