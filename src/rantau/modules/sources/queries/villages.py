"""Which desa handed in what (desa yang melapor): rows, nihil, an empty form, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from rantau.modules.areas.api import Area, Level
from rantau.modules.sources.domain import BatchState
from rantau.modules.sources.models import Sheet, Statement
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import scoped

HAS_ROWS, NONE, EMPTY_FORM, SILENT = "ada-data", "nihil", "formulir-kosong", "diam"


@dataclass(frozen=True, slots=True)
class VillageReporting:
    """What one desa handed in with the registers that count. Silence is not zero."""

    area_code: str
    name: str
    state: str
    rows: int
    stated_on: date | None


@dataclass(frozen=True, slots=True)
class VillageStatement:
    """A desa that said something in place of rows."""

    area_code: str
    says: str
    received_on: date
    batch: int


def statements(actor: Actor, *, permission: str = "insight.view_desa") -> list[VillageStatement]:
    """What desa stated in the hand-ins that count, newest first."""
    stated = scoped(Statement.objects.all(), actor, permission, area_field="area__code")
    values = (
        stated.filter(sheet__file__batch__state=BatchState.STORED)
        .order_by("-sheet__file__batch__received_on", "-id")
        .values_list("area_id", "says", "sheet__file__batch__received_on", "sheet__file__batch_id")
    )
    return [VillageStatement(*value) for value in values]


def village_reporting(
    actor: Actor, *, district: str = "", permission: str = "insight.view_desa", rows: Mapping[str, int] | None = None
) -> list[VillageReporting]:
    """Every desa of the actor's areas (of one kecamatan if given), and what its register says.

    `rows` are numbers of register rows by desa where somebody has counted them already; else they are counted here.
    """
    areas = scoped(Area.objects.filter(level=Level.VILLAGE, valid_to__isnull=True), actor, permission, "code")
    if district:
        areas = areas.filter(parent_id=district)
    counted = register_rows(permission) if rows is None else rows
    said: dict[str, VillageStatement] = {}
    for statement in statements(actor, permission=permission):
        said.setdefault(statement.area_code, statement)
    found = areas.order_by("code").values_list("code", "name")
    return [_reporting(code, name, counted.get(code, 0), said.get(code)) for code, name in found]


def silent_villages(actor: Actor, *, permission: str = "insight.view_desa") -> QuerySet[Area]:
    """The desa of the actor's areas of which no register that counts says anything."""
    said = Statement.objects.filter(area=OuterRef("pk"), sheet__file__batch__state=BatchState.STORED)
    areas = scoped(Area.objects.filter(level=Level.VILLAGE, valid_to__isnull=True), actor, permission, "code")
    return areas.exclude(code__in=reporting_villages(permission)).exclude(Exists(said)).order_by("code")


def reporting_villages(permission: str) -> list[str]:
    """Codes of the desa of which a register that counts has a row, where who acts holds `permission`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rantau_reporting(%s)", [permission])
        return [code for (code,) in cursor.fetchall()]


def register_rows(permission: str) -> dict[str, int]:
    """Rows of the registers that count, by desa, where who acts holds `permission`.

    Counted inside the database (`rantau_register_rows`): who may know how many there are need not be able to read them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT area_id, number FROM rantau_register_rows(%s)", [permission])
        return dict(cursor.fetchall())


def _reporting(code: str, name: str, rows: int, said: VillageStatement | None) -> VillageReporting:
    if rows:
        return VillageReporting(code, name, HAS_ROWS, rows, None)
    if said:
        return VillageReporting(code, name, said.says, 0, said.received_on)
    return VillageReporting(code, name, SILENT, 0, None)


def sheets_of(batch: int) -> list[Sheet]:
    """The sheets of a hand-in with their files."""
    return list(Sheet.objects.filter(file__batch_id=batch).select_related("file", "area"))
