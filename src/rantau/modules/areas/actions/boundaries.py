"""Boundaries (batas wilayah): imported from a regency's GeoJSON, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import shapely
from django.db import transaction
from django.utils import timezone

from rantau.engines.intake.types import Problem, Severity
from rantau.kernel.errors import InvalidValueError, Place
from rantau.modules.areas import queries
from rantau.modules.areas.boundary_file import (
    Feature,
    Matcher,
    check_shape,
    overlapping,
    read_features,
    simplified,
)
from rantau.modules.areas.domain import (
    IMPORT_BOUNDARIES,
    AreaRef,
    BoundariesImported,
    NameDifference,
    RefusedRowsError,
    Repaired,
    Unrecognised,
)
from rantau.modules.areas.models import Boundary, Level
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record

Shapes = dict[str, shapely.MultiPolygon]


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    file: str
    shapes: Shapes = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    by_code: int = 0
    outside: int = 0
    differences: list[NameDifference] = field(default_factory=list)
    repaired: list[Repaired] = field(default_factory=list)
    unrecognised: list[Unrecognised] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@transaction.atomic
def import_boundaries(
    *,
    by: Actor,
    path: Path,
    source: str,
    credit: str = "",
    by_hand: Mapping[tuple[str, str], str] | None = None,
    dry_run: bool = False,
    regency_code: str = "",
) -> BoundariesImported:
    """Import the boundaries of kecamatan or desa (memasukkan batas wilayah) of a regency, by default the home regency.

    Shapes are joined by code, else by the names of kecamatan and desa; `by_hand` settles ("kecamatan", "desa") -> code.
    A shape that is invalid beyond a harmless repair, twice there, not a polygon or not in Indonesia refuses the whole
    file: RefusedRowsError names each. Unrecognised names are reported and left out. Nothing is stored in a dry run.
    """
    regency = queries.regency(regency_code)
    require(by, IMPORT_BOUNDARIES, Subject(regency.code))
    known = [queries.reference(area) for area in queries.areas(by, inside=regency.code)]
    matcher = Matcher(regency, known, by_hand)
    found = _Found(path.name)
    for feature in read_features(path):
        _take(found, feature, matcher)
    _refuse_if_bad(found, regency.name)
    derived = _districts_from_villages(found, known)
    report = _report(found, known, dry_run=dry_run, derived=len(derived))
    if not dry_run:
        _store(found, derived, source.strip() or path.name, credit.strip())
        record(
            by=by, action="areas.import_boundaries", subject_type="area", subject_id=regency.code,
            area_code=regency.code, stored=report.matched, derived=report.derived, repaired=len(report.repaired),
            unrecognised=len(report.unrecognised), missing=len(report.missing),
        )  # fmt: skip
    return report


def _take(found: _Found, feature: Feature, matcher: Matcher) -> None:
    """Match one shape, check it, and note whatever is to be told about it."""
    match = matcher.match(feature)
    if match.outside:
        found.outside += 1
        return
    if match.area is None:
        likely = f"{match.suggestion.code} {match.suggestion.name}" if match.suggestion else ""
        found.unrecognised.append(Unrecognised(feature.number, match.name, likely))
        return
    area = match.area
    if area.code in found.shapes:
        _object(found, feature, area, f"{area.code} {area.name} sudah ada di berkas ini", "batas-ganda")
        return
    try:
        checked = check_shape(feature)
    except InvalidValueError as error:
        _object(found, feature, area, error.message, "batas-tidak-sah")
        return
    found.shapes[area.code], found.levels[area.code] = checked.shape, area.level
    found.by_code += match.by_code
    if checked.repair:
        found.repaired.append(Repaired(area.code, area.name, checked.repair))
    if match.name and match.name.casefold() != area.name.casefold():
        found.differences.append(NameDifference(area.code, area.name, match.name))


def _object(found: _Found, feature: Feature, area: AreaRef, reason: str, code: str) -> None:
    message = f"Bangun ke-{feature.number} ({area.code} {area.name}): {reason}."
    found.problems.append(Problem(Place(file=found.file), code, message, Severity.ERROR, read=area.name))


def _refuse_if_bad(found: _Found, regency: str) -> None:
    if found.problems:
        message = f"Batas tidak dimasukkan: {len(found.problems)} bangun di {found.file} bermasalah."
        raise RefusedRowsError(message, tuple(found.problems), code="batas-ditolak")
    if not found.shapes:
        message = f"Tidak satu pun bangun di {found.file} dikenali sebagai wilayah {regency}."
        raise RefusedRowsError(message, (), code="batas-ditolak")


def _districts_from_villages(found: _Found, known: list[AreaRef]) -> Shapes:
    """Kecamatan all of whose desa are there, dissolved; not where an own boundary is in the file or stored already."""
    villages: dict[str, list[str]] = {}
    for area in known:
        if area.level == Level.VILLAGE:
            villages.setdefault(area.code[:8], []).append(area.code)
    own = Boundary.objects.filter(is_current=True, is_derived=False, area__level=Level.DISTRICT)
    settled = set(own.values_list("area_id", flat=True)) | set(found.shapes)
    return {
        district: _dissolved([found.shapes[code] for code in codes])
        for district, codes in villages.items()
        if district not in settled and all(code in found.shapes for code in codes)
    }


def _dissolved(parts: list[shapely.MultiPolygon]) -> shapely.MultiPolygon:
    whole = shapely.union_all(parts)
    return whole if isinstance(whole, shapely.MultiPolygon) else shapely.MultiPolygon([whole])


def _report(found: _Found, known: list[AreaRef], *, dry_run: bool, derived: int) -> BoundariesImported:
    levels = set(found.levels.values())
    return BoundariesImported(
        file=found.file,
        dry_run=dry_run,
        matched=len(found.shapes),
        by_code=found.by_code,
        derived=derived,
        outside=found.outside,
        overlapping=sum(overlapping(list(_of_level(found, level).values())) for level in levels),
        differences=tuple(found.differences),
        repaired=tuple(found.repaired),
        unrecognised=tuple(found.unrecognised),
        missing=tuple(area for area in known if area.level in levels and area.code not in found.shapes),
    )


def _of_level(found: _Found, level: int) -> Shapes:
    return {code: shape for code, shape in found.shapes.items() if found.levels[code] == level}


def _store(found: _Found, derived: Shapes, source: str, credit: str) -> None:
    now = timezone.now()
    coordinates = simplified(derived)
    for level in sorted(set(found.levels.values())):
        coordinates |= simplified(_of_level(found, level))
    Boundary.objects.filter(area__in=coordinates, is_current=True).update(is_current=False)
    Boundary.objects.bulk_create(
        Boundary(
            area_id=code,
            coordinates=shape,
            is_derived=code in derived,
            source=source[:200],
            credit=credit[:300],
            imported_at=now,
        )
        for code, shape in coordinates.items()
    )
