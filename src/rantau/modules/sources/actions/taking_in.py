"""Taking in what was read (memasukkan hasil baca): sheets, rows, problems and statements of one hand-in, in order."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction

from rantau.engines.intake import Batch as Part
from rantau.engines.intake import Layout
from rantau.engines.intake import Statement as Stated
from rantau.engines.intake.types import ListRow, PlaceMatch, Problem, Severity
from rantau.kernel.errors import NotAllowedError, Place, RefusedFileError
from rantau.modules.areas.api import Level
from rantau.modules.sources.actions.copying import Copier, row_record
from rantau.modules.sources.actions.reading import Memory, Progress, columns_of, headings_of, plain
from rantau.modules.sources.domain import ImportStep
from rantau.modules.sources.models import Batch, Sheet, SourceFile, Statement
from rantau.modules.sources.sealing import REFUSED, SAMPLES, as_json, sealed_list
from rantau.platform.access.actor import Actor
from rantau.platform.files.actions import forget

_REGENCY_PARTS = 1
_NO_PLACE = "tempat-kosong"
_ELSEWHERE = (
    "Baris ini menyebut tempat di luar wilayah tugas Anda. Operator desa hanya memasukkan register "
    "desanya sendiri; tidak ada yang disimpan."
)
_SAYS = {"nihil": Statement.Says.NONE, "formulir_kosong": Statement.Says.EMPTY_FORM}


class TakingIn:
    """The running import of one hand-in. Rows are sent only when `storing`; everything else also in a dry run."""

    def __init__(self, batch: Batch, by: Actor, memory: Memory, progress: Progress, *, storing: bool) -> None:
        self.batch = batch
        self.memory = memory
        self.progress = progress
        self.storing = storing
        self.copier = Copier(batch.pk)
        self.rows = self.resolved = self.outside = 0
        self._allowed = _village_limits(by)
        self._own_village = batch.source.area if batch.source.area.level == Level.VILLAGE else None
        self._own_rows: set[tuple[str, int | None]] = set()
        self._sheet: Sheet | None = None
        self._layout: Layout | None = None
        self._headings: dict[str, int] = {}

    def file(self, file: SourceFile, parts: Iterator[Part]) -> None:
        """Take in one file whole, or not at all: a refused one is named in the hand-in and leaves nothing."""
        before = self.rows, self.resolved, self.outside
        try:
            with transaction.atomic(), without_cycle_search():
                self._read(file, parts)
        except RefusedFileError as error:
            self.rows, self.resolved, self.outside = before
            self.refuse(file, error)

    def refuse(self, file: SourceFile, error: RefusedFileError) -> None:
        """Name a file that could not be read; what is stored does not keep it."""
        self.batch.refused = sealed_list(REFUSED, [*self.batch.refused_texts, str(error)], self.batch.pk)
        self.copier.problems([Problem(error.place or Place(file.name_text), error.code, error.message, Severity.ERROR)])
        self.copier.pause()
        if self.storing:
            file.delete()
            forget(contents=[file.stored_id])

    def write_counts(self) -> None:
        """Keep the counts on the hand-in, and everything else that was set on it."""
        self.batch.rows, self.batch.resolved, self.batch.outside = self.rows, self.resolved, self.outside
        counted = sorted(self.copier.counts.items(), key=lambda item: (item[0][1] != Severity.ERROR, -item[1], item[0]))
        self.batch.problems = [[code, severity, count] for (code, severity), count in counted]
        self.batch.save()

    def _read(self, file: SourceFile, parts: Iterator[Part]) -> None:
        name = file.name_text
        try:
            for part in parts:
                if part.layout.columns or part.layout.sheet:
                    self._at_sheet(file, part.layout)
                    self._take_rows(part.rows)
                self.copier.problems(found for found in part.problems if not self._answered(found))
                for stated in part.statements:
                    self._stated(stated)
                self.progress(ImportStep(name, self.rows))
            self._close_sheet()
            self.copier.pause()
        except BaseException:
            self.copier.give_up()
            self._sheet = self._layout = None
            raise

    def _at_sheet(self, file: SourceFile, layout: Layout) -> None:
        if layout is self._layout:
            return
        self._close_sheet()
        self.copier.pause()
        headings = headings_of(layout)
        self._layout = layout
        self._headings = {heading: at for at, heading in enumerate(headings)}
        self._sheet = Sheet.objects.create(
            file=file,
            name=plain(layout.sheet)[:255],
            kind=layout.kind or self.batch.source.kind,
            header_row=layout.last_header_row or None,
            signature=layout.signature,
            headings=headings,
            columns=[[c.letter, c.heading, c.meaning.value, c.remembered] for c in columns_of(layout)],
            note=_note(layout),
        )
        if not self.storing:  # what is stored keeps values of persons in its rows only
            samples = [c.sample for c in columns_of(layout)]
            self._sheet.samples = SAMPLES.seal(as_json(samples), self._sheet.pk)

    def _close_sheet(self) -> None:
        sheet, self._sheet, self._layout = self._sheet, None, None
        if sheet is None:
            return
        self.copier.pause()
        sheet.save()

    def _stated(self, stated: Stated) -> None:
        """What a sheet says of its desa as a whole."""
        sheet = self._sheet
        if sheet is None:
            return
        code = stated.desa_code or (self._own_village.code if self._own_village else "")
        if self._allowed and code and not code.startswith(self._allowed):
            raise NotAllowedError(_ELSEWHERE, place=stated.place)
        known = code in self.memory.codes
        sheet.area_id = code if known else None
        says = _SAYS.get(stated.state)
        if says is None:
            return
        sheet.note = says.label if known else f"{says.label}, desanya belum dikenal"
        if known:
            self.copier.pause()
            Statement.objects.create(area_id=code, sheet=sheet, says=says)

    def _take_rows(self, rows: Sequence[ListRow]) -> None:
        sheet = self._sheet
        if sheet is None or not rows:
            return
        sheet.rows += len(rows)
        sheet.kind = rows[-1].kind
        taken = map(self._taken, rows)
        if not self.storing:
            deque(taken, maxlen=0)
            return
        # Each record is sent as soon as it is made, so that the database works in the meantime.
        answers, headings = self.memory.answers, self._headings
        self.copier.rows(
            row_record(row, sheet.pk, headings, answers.get(row.place.key) if answers else None) for row in taken
        )

    def _taken(self, read: ListRow) -> ListRow:
        row = self._placed(read)
        self._count(row)
        return row

    def _placed(self, row: ListRow) -> ListRow:
        """The row; one that names no desa in a list of a desa's own is meant to be there. An unknown code is none."""
        place = row.place
        if self._own_village is not None and _names_no_village_but(self._own_village.code, place):
            code = self._own_village.code
            self._own_rows.add((row.sheet, row.row))
            return replace(
                row,
                place=PlaceMatch(code, 1.0, district_code=code.rpartition(".")[0], key=place.key),
                warnings=tuple(warning for warning in row.warnings if warning != _NO_PLACE),
            )
        if place.code and place.code not in self.memory.codes:
            return replace(row, place=replace(place, code="", probability=0.0))
        return row

    def _count(self, row: ListRow) -> None:
        self.rows += 1
        place = row.place
        if self._allowed and self._is_elsewhere(place):
            raise NotAllowedError(_ELSEWHERE, place=Place(row.file, row.sheet, row.row))
        self.resolved += bool(place.code)
        self.outside += place.outside

    def _is_elsewhere(self, place: PlaceMatch) -> bool:
        """Whether the row states a place beyond the actor's own, be it only the kecamatan."""
        if place.code:
            return not place.code.startswith(self._allowed)
        beyond = place.district_code and not any(own.startswith(place.district_code + ".") for own in self._allowed)
        return place.outside or bool(beyond)

    def _answered(self, found: Problem) -> bool:
        """Whether a row waits for no answer, because the list is that of a desa."""
        return found.code == _NO_PLACE and (found.place.sheet, found.place.row) in self._own_rows


def _names_no_village_but(own: str, place: PlaceMatch) -> bool:
    """Whether a row leaves its desa open and says nothing against this one: no kecamatan, or the one around it."""
    village, district = [*place.key.split("|"), ""][:2]
    return not (village or place.code or place.outside) and (not district or own.startswith(place.district_code + "."))


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Rows hold no reference cycles; looking for some takes a quarter of the time of a large import."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def forget_check(batch: Batch) -> None:
    """What an earlier reading left is written anew."""
    Sheet.objects.filter(file__batch=batch).delete()
    batch.row_problems.all().delete()
    batch.refused = b""


def _note(layout: Layout) -> str:
    if layout.aggregate:
        return "rekapitulasi; tidak berisi baris orang"
    if not layout.columns:
        return "tidak ada judul kolom yang dikenal"
    return "" if layout.header_rows else "tanpa judul kolom; arti kolom diduga dari isinya"


def _village_limits(by: Actor) -> tuple[str, ...]:
    """Codes in which every row must lie; empty for somebody responsible for a regency."""
    areas = by.areas_for("sources.import")
    return () if any(code.count(".") <= _REGENCY_PARTS for code in areas) else areas
