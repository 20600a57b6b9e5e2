"""Reading areas. Codes, names, boundaries and population are public: every actor, also an anonymous one, sees all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from rantau.kernel.errors import ConflictError, RantauError
from rantau.modules.areas.domain import AreaRef, Denominator, LocalNumber, Service
from rantau.modules.areas.models import Area, AreaCodeChange, Boundary, Level, LocalContact, Population
from rantau.platform.access.actor import Actor

M = TypeVar("M", bound=Model)


class UnknownAreaError(RantauError):
    """No such area code here."""

    code = "wilayah-tidak-dikenal"


def home_regency() -> AreaRef:
    """The regency that this installation serves. Raises ConflictError when none is installed."""
    found = Area.objects.filter(level=Level.REGENCY).first()
    if found is None:
        raise ConflictError("Kode wilayah belum terpasang. Jalankan: rantau setup --regency KODE.")
    return reference(found)


def regency(code: str) -> AreaRef:
    """A regency that is installed; the home regency for "". Raises UnknownAreaError."""
    if not code:
        return home_regency()
    found = Area.objects.filter(level=Level.REGENCY, pk=code).first()
    if found is None:
        raise UnknownAreaError(f"Kabupaten atau kota {code} tidak terpasang di sini.")
    return reference(found)


def areas(actor: Actor, *, level: int | None = None, inside: str = "") -> QuerySet[Area]:
    """Areas in force, in the order of their codes; `inside` is a code whose whole subtree is meant, itself left out."""
    rows = _visible(Area.objects.filter(valid_to__isnull=True), actor)
    if level is not None:
        rows = rows.filter(level=level)
    if inside:
        rows = rows.filter(code__startswith=inside + ".")
    return rows


def area(actor: Actor, code: str) -> Area:
    """One area, in force or not. Raises UnknownAreaError."""
    found = _visible(Area.objects.all(), actor).filter(pk=code).first()
    if found is None:
        raise UnknownAreaError(f"Kode wilayah {code} tidak dikenal di sini.")
    return found


def code_changes(actor: Actor) -> QuerySet[AreaCodeChange]:
    """Changes of codes, the oldest first."""
    return _visible(AreaCodeChange.objects.all(), actor)


def current_code(actor: Actor, code: str) -> str:
    """The code in force of a code that was replaced; the code itself where no change, or more than one, is known."""
    followed: dict[str, set[str]] = {}
    for old, new in code_changes(actor).values_list("old_code", "new_code_id"):
        followed.setdefault(old, set()).add(new)
    seen = {code}
    while len(successors := followed.get(code, set())) == 1:
        (code,) = successors
        if code in seen:
            break
        seen.add(code)
    return code


def shapes(actor: Actor, codes: Iterable[str]) -> dict[str, Any]:
    """Current boundaries by code, as coordinates of a GeoJSON MultiPolygon; areas without one are left out."""
    rows = _visible(Boundary.objects.filter(is_current=True), actor).filter(area__in=list(codes))
    return dict(rows.values_list("area_id", "coordinates"))


def boundary_credits(actor: Actor, codes: Iterable[str]) -> tuple[str, ...]:
    """The lines of credit that a map of these areas must carry."""
    rows = _visible(Boundary.objects.filter(is_current=True), actor).filter(area__in=list(codes)).exclude(credit="")
    return tuple(rows.order_by("credit").values_list("credit", flat=True).distinct())


def populations(actor: Actor, codes: Iterable[str], *, year: int | None = None) -> dict[str, Denominator]:
    """Population of each area: of `year`, or of the latest year known; of several sources the most recently dated.

    An area of which nobody has told the population is left out: a rate is not shown for it.
    """
    rows = _visible(Population.objects.filter(sex=""), actor).filter(area__in=list(codes))
    if year is not None:
        rows = rows.filter(year=year)
    ordered = rows.order_by("year", "source_date", "source")
    dated = sorted(ordered, key=lambda row: (row.year, row.source_date is not None))
    return {row.area_id: Denominator(row.count, row.year, row.source, row.source_date) for row in dated}


def place_name(area: Area) -> str:
    """An area as people name it; a desa with its kecamatan, because names of desa repeat."""
    if area.level == Level.VILLAGE and area.parent is not None:
        return f"{area.name}, Kec. {area.parent.name}"
    return f"Kec. {area.name}" if area.level == Level.DISTRICT else str(area.name)


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """The names by code; codes that are not known are left out."""
    return {area.code: place_name(area) for area in Area.objects.filter(pk__in=codes).select_related("parent")}


def reference(row: Area) -> AreaRef:
    """An area as other modules see it."""
    return AreaRef(row.code, row.name, row.level, row.kind, row.is_island, row.is_remote)


def _visible(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:  # noqa: ARG001 - the seam, should areas ever be scoped
    """All of them: areas are public."""
    return rows


def contacts(actor: Actor) -> QuerySet[LocalContact]:
    """The numbers of services that are in force, of all areas."""
    return _visible(LocalContact.objects.filter(ended_at__isnull=True).select_related("area"), actor)


def numbers_near(actor: Actor, code: str) -> list[LocalNumber]:
    """The numbers of an area and of those around it, the nearest first."""
    parts = code.split(".")
    around = [".".join(parts[:length]) for length in range(2, len(parts) + 1)]
    found = contacts(actor).filter(area__in=around)
    return [local_number(row) for row in sorted(found, key=lambda row: (-len(row.area_id), row.service, row.pk))]


def local_number(row: LocalContact) -> LocalNumber:
    """A stored number as a value."""
    return LocalNumber(
        row.pk, Service(row.service), row.name, row.number, row.area_id, row.area.name, row.source, row.checked_on
    )
