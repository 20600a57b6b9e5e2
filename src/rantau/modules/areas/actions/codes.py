"""Codes of areas (kode wilayah): installed from the published list, and followed when they change."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

from django.db import transaction
from django.utils import timezone
from lokal import wilayah

from rantau.kernel.area_code import AreaCode
from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.modules.areas import queries
from rantau.modules.areas.domain import MAINTAIN, CodeChanged, RegencyInstalled
from rantau.modules.areas.models import Area, AreaCodeChange, Level
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record


@transaction.atomic
def install_regency(*, by: Actor, regency_code: str) -> RegencyInstalled:
    """Install a regency with its kecamatan, desa and kelurahan (memasang kode wilayah). Again: only what changed.

    New areas are added, renamed ones renamed, those no longer published get their last day; none is ever deleted.
    Raises InvalidValueError for a code that is not a regency's, ConflictError when another regency is installed.
    """
    published = _published(regency_code)
    code = published[0].code
    require(by, MAINTAIN, Subject(code))
    other = Area.objects.filter(level=Level.REGENCY).exclude(pk=code).first()
    if other is not None:
        raise ConflictError(f"Pemasangan ini sudah melayani {other.name} ({other.code}).")
    present = {area.code: area for area in Area.objects.filter(code__startswith=code).select_for_update()}
    added = _add([area for area in published if area.code not in present], is_update=bool(present))
    renamed = _rename(published, present)
    ended = _end({area.code for area in published}, present)
    described = _describe(code)
    regency = queries.reference(Area.objects.get(pk=code))
    result = RegencyInstalled(regency, len(published), added, renamed, ended, described)
    if result.changed:
        record(
            by=by, action="areas.install_regency", subject_type="area", subject_id=code, area_code=code,
            added=len(added), renamed=len(renamed), ended=list(ended),
        )  # fmt: skip
    return result


@transaction.atomic
def record_code_change(*, by: Actor, old_code: str, new_code: str, on: date, source: str) -> CodeChanged:
    """Record that a code was replaced (mencatat perubahan kode), so that lists with the old code still find the area.

    Idempotent. Raises InvalidValueError for a code of no form or an empty source, UnknownAreaError for a new code.
    """
    new = queries.area(by, AreaCode.parse(new_code).value)
    require(by, MAINTAIN, Subject(new.code))
    old = AreaCode.parse(old_code).value
    if old == new.code or len(old) < 5:
        raise InvalidValueError("Kode lama harus kode kabupaten, kecamatan atau desa yang lain dari kode baru.")
    if not source.strip():
        raise InvalidValueError("Sebutkan dasar perubahan kode, misalnya nomor keputusannya.")
    change, created = AreaCodeChange.objects.get_or_create(
        old_code=old, new_code=new, defaults={"on": on, "source": source.strip()}
    )
    if created:
        record(by=by, action="areas.record_code_change", subject_type="area", subject_id=new.code, area_code=new.code,
               old_code=old)  # fmt: skip
    return CodeChanged(change.old_code, change.new_code_id, change.on)


def _published(regency_code: str) -> list[wilayah.Wilayah]:
    """A regency, its kecamatan and their desa as published, outermost first."""
    code = AreaCode.parse(regency_code)
    regency = wilayah.get_wilayah(code.value)
    if regency is None or regency.type not in {"kabupaten", "kota"}:
        raise InvalidValueError(f"{code} bukan kode kabupaten atau kota yang dikenal; contoh: 36.04.")
    districts = wilayah.list_wilayah(code.value)
    return [
        regency,
        *districts,
        *(village for district in districts for village in wilayah.list_wilayah(district.code)),
    ]


def _add(published: list[wilayah.Wilayah], *, is_update: bool) -> tuple[str, ...]:
    """New areas. Since when the first ones exist is not known; later ones exist since they were found."""
    Area.objects.bulk_create(
        Area(
            code=area.code,
            name=area.name,
            level=area.level,
            kind=area.type,
            parent_id=area.code.rpartition(".")[0] if area.level > Level.REGENCY else None,
            valid_from=timezone.localdate() if is_update else None,
        )
        for area in published
    )
    return tuple(area.code for area in published)


def _rename(published: list[wilayah.Wilayah], present: dict[str, Area]) -> tuple[tuple[str, str, str], ...]:
    renamed = []
    for area in published:
        known = present.get(area.code)
        if known is not None and (known.name, known.kind, known.valid_to) != (area.name, area.type, None):
            renamed.append((area.code, known.name, area.name))
            known.name, known.kind, known.valid_to = area.name, area.type, None
            known.save(update_fields=["name", "kind", "valid_to"])
    return tuple(renamed)


def _end(published: set[str], present: dict[str, Area]) -> tuple[str, ...]:
    gone = [area for code, area in present.items() if code not in published and area.valid_to is None]
    for area in gone:
        area.valid_to = timezone.localdate()
        area.save(update_fields=["valid_to"])
    return tuple(area.code for area in gone)


def _describe(regency: str) -> tuple[str, ...]:
    """Mark the islands and remote areas that the project knows of; each line of the file names its source."""
    facts = files("rantau.modules.areas").joinpath("facts", f"{regency}.csv")
    if not facts.is_file():
        return ()
    described = []
    for row in csv.DictReader(facts.read_text(encoding="utf-8").splitlines()):
        is_island, is_remote = row["is_island"] == "1", row["is_remote"] == "1"
        other = Area.objects.filter(pk=row["code"]).exclude(is_island=is_island, is_remote=is_remote)
        if other.update(is_island=is_island, is_remote=is_remote):
            described.append(row["code"])
    return tuple(described)
