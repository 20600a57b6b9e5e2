"""Opening a hand-in (setoran dibuka): who gives what, for which area, with which files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from rantau.engines.intake.types import Kind
from rantau.kernel.area_code import AreaCode, AreaLevel
from rantau.kernel.errors import NotAllowedError, RantauError
from rantau.modules.areas.api import Area, Level
from rantau.modules.sources.domain import FIRST_DAY, KIND_INSTITUTIONS, KIND_LABELS, LAST_DAY, is_sound_day
from rantau.modules.sources.models import Batch, Source, SourceFile
from rantau.modules.sources.queries.batches import earlier_batch_of
from rantau.modules.sources.sealing import BATCH_NOTE, FILE_NAME, name_index, sealed_text
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide, require
from rantau.platform.db.drawing import next_id
from rantau.platform.files.actions import fingerprint, keep


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file to be read: where it lies, and what the person calls it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class HandInFacts:
    """What a person says of a hand-in; the kind and the institution may be left to the list itself."""

    kind: Kind | None = None
    institution: str = ""
    area: str = ""
    received_on: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    note: str = ""
    supersedes: int | None = None


def scope_of(by: Actor, wanted: str = "") -> Area:
    """The area of the lists that this actor hands in: her desa for a clerk, else the regency (or what is asked for)."""
    areas = by.areas_for("sources.import")
    if not areas:
        require(by, "sources.import")
        raise NotAllowedError("Tidak diizinkan: Anda tidak bertugas di wilayah mana pun.")
    code = wanted or areas[0]
    require(by, "sources.import", Subject(area_code=code))
    found = Area.objects.filter(code=code).first()
    if found is None:
        raise RantauError(f"Wilayah {code} belum dimuat. Jalankan `rantau setup` lebih dulu.", code="wilayah-kosong")
    return found


def must_be_sound(facts: HandInFacts) -> None:
    """What a person says of a hand-in must be possible."""
    if facts.received_on and facts.received_on > timezone.localdate():
        raise RantauError("Tanggal diterima belum tiba; paling lambat hari ini.", code="tanggal-belum-tiba")
    if not all(map(is_sound_day, (facts.received_on, facts.period_from, facts.period_to))):
        raise RantauError(
            f"Tanggal dan masa harus antara tahun {FIRST_DAY.year} dan {LAST_DAY.year}.", code="tanggal-mustahil"
        )
    if facts.period_from and facts.period_to and facts.period_to < facts.period_from:
        raise RantauError("Akhir masa mendahului awalnya.", code="masa-terbalik")


def regency_code(area: Area) -> str:
    """Code of the regency around an area."""
    return AreaCode(area.code).at(AreaLevel.REGENCY).value


def open_batch(*, by: Actor, kind: Kind, facts: HandInFacts, area: Area) -> Batch:
    """A hand-in without files yet. The area decides what a village may hand in."""
    _must_suit(kind, area)
    _must_suit(facts.kind or kind, area)
    institution = _institution(kind, facts, area)
    source, _ = Source.objects.get_or_create(kind=kind.value, institution=institution[:150], area=area)
    batch = Batch.objects.create(
        source=source,
        chosen_kind=chosen_kind(facts, area) or "",
        received_on=facts.received_on or timezone.localdate(),
        period_from=facts.period_from,
        period_to=facts.period_to,
        handed_in_by=by.id if by.kind == "user" else None,
        checked_by=by.name,
        checked_at=timezone.now(),
    )
    if facts.note:
        batch.note = sealed_text(BATCH_NOTE, facts.note, batch.pk)
        batch.save(update_fields=["note"])
    return batch


def _institution(kind: Kind, facts: HandInFacts, area: Area) -> str:
    """Who keeps the list. A desa speaks for itself only."""
    if area.level == Level.VILLAGE:
        return f"Desa {area.name}"
    return facts.institution.strip() or KIND_INSTITUTIONS[kind]


def chosen_kind(facts: HandInFacts, area: Area) -> Kind | None:
    """The kind that a person said of all sheets. A village says nothing: its sheets are registers or not taken."""
    return None if area.level == Level.VILLAGE else facts.kind


def kind_where_unsure(area: Area) -> Kind | None:
    """What a sheet is read as that nothing speaks for clearly: a village keeps a register and nothing else."""
    return Kind.REGISTER if area.level == Level.VILLAGE else None


def _must_suit(kind: Kind, area: Area) -> None:
    if area.level == Level.VILLAGE and kind is not Kind.REGISTER:
        raise NotAllowedError(
            "Operator desa hanya dapat memasukkan register desanya sendiri; berkas ini terbaca sebagai "
            f"“{KIND_LABELS[kind]}”."
        )


def add_file(batch: Batch, file: GivenFile) -> SourceFile:
    """Keep a file's bytes with the hand-in."""
    name = unused_name(batch, file.name)
    number = next_id(SourceFile)
    return SourceFile.objects.create(
        pk=number,
        batch=batch,
        stored=keep(path=file.path),
        name=sealed_text(FILE_NAME, name, number),
        name_index=name_index(name),
    )


def unused_name(batch: Batch, name: str) -> str:
    """The name as given, or with a number where two files of a hand-in are called the same."""
    shown = name.replace("\x00", "")[-200:] or "tanpa nama"
    taken = {file.name_text for file in batch.files.all()}
    number, free = 2, shown
    while free in taken:
        free = f"{shown} ({number})"
        number += 1
    return free


def _where(by: Actor, earlier: SourceFile) -> str:
    """In which hand-in a file is, for those who may know of that."""
    batch = earlier.batch
    if not decide(by, "sources.view", Subject(area_code=batch.source.area_id)):
        return ""
    when = f" tanggal {batch.stored_at:%d-%m-%Y}" if batch.stored_at else ""
    return (
        f" sebagai {earlier.name_text} dalam setoran {batch.pk}{when}. "
        "Batalkan setoran itu lebih dulu bila harus dimasukkan ulang"
    )


def known_files(by: Actor, files: Sequence[GivenFile]) -> dict[Path, str]:
    """Files that are stored already, or come twice, each with a sentence that says where, as far as she may know."""
    found: dict[Path, str] = {}
    names: dict[str, str] = {}
    for file in files:
        digest, _ = fingerprint(file.path)
        earlier = earlier_batch_of(digest)
        if earlier is not None:
            found[file.path] = f"Berkas {file.name} sudah tersimpan{_where(by, earlier)}."
        elif digest in names:
            found[file.path] = f"Berkas {file.name} sama isinya dengan {names[digest]}."
        names.setdefault(digest, file.name)
    return found
