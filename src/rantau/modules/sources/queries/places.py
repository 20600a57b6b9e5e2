"""Place names that nobody has placed yet (nama tempat yang belum pasti), and the answers given."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
from django.db.models import Count, Min, Q, QuerySet

from rantau.engines.intake.masked import masked
from rantau.engines.intake.types import Field
from rantau.modules.areas.api import Area, Level, place_name, place_names
from rantau.modules.sources.domain import BatchState
from rantau.modules.sources.models import PlaceAnswer, Row
from rantau.modules.sources.queries.rows import cells_of
from rantau.modules.sources.records import shown
from rantau.modules.sources.sealing import TYPED
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import decide, scoped

_NO_VILLAGE = Q(place_key="") | Q(place_key__startswith="|")
_PLACE_FIELDS = (Field.VILLAGE, Field.DISTRICT, Field.REGENCY)


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """An area that a name may mean."""

    code: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class WaitingPlace:
    """A name that waits for an answer: how many rows wait with it, and what it may mean, best first."""

    key: str
    text: str
    """As one of the rows writes it."""
    rows: int
    district_code: str
    choices: tuple[PlaceChoice, ...]


def answers_in_force() -> dict[str, tuple[int, str, bool]]:
    """Key of a place name -> (id of the answer, area code, outside). For reading lists; names no person."""
    answers = PlaceAnswer.objects.filter(withdrawn_at__isnull=True)
    return {
        key: (pk, area or "", outside)
        for pk, key, area, outside in answers.values_list("pk", "key", "area_id", "outside")
    }


def waiting_rows(actor: Actor) -> QuerySet[Row]:
    """Rows whose place is not known. They have no area, so only those responsible for the regency see them."""
    rows = Row.objects.filter(area__isnull=True, outside=False, sheet__file__batch__state=BatchState.STORED)
    return scoped(rows, actor, "sources.resolve_places", area_field="area__code")


def waiting_places(actor: Actor, *, start: int = 0, limit: int = 25) -> tuple[list[WaitingPlace], int]:
    """The queue, longest first, and how many names wait in all."""
    grouped = (
        waiting_rows(actor).exclude(_NO_VILLAGE).order_by().values("place_key")
        .annotate(number_of_rows=Count("id"), one=Min("id")).order_by("-number_of_rows", "place_key")
    )  # fmt: skip
    page = list(grouped[start : start + limit])
    examples = Row.objects.select_related("sheet").in_bulk([each["one"] for each in page])
    near = {each["place_key"]: _near(examples[each["one"]]) for each in page}
    labels = place_names({code for found in near.values() for code, _ in found})
    return [
        WaitingPlace(
            key=each["place_key"],
            text=_as_written(examples[each["one"]]),
            rows=each["number_of_rows"],
            district_code=examples[each["one"]].district_code,
            choices=tuple(
                PlaceChoice(code, labels[code], score) for code, score in near[each["place_key"]] if code in labels
            ),
        )
        for each in page
    ], grouped.count()


def waiting_names(actor: Actor) -> int:
    """How many names wait for an answer."""
    return waiting_rows(actor).exclude(_NO_VILLAGE).order_by().values("place_key").distinct().count()


def _as_written(row: Row) -> str:
    """What the row says of its place, in its own words; else the title of the sheet's desa, by its key."""
    meanings = {str(heading): str(meaning) for _, heading, meaning, _ in row.sheet.columns}
    cells = cells_of(row)
    texts = [shown(value).strip() for heading, value in cells if meanings.get(heading) in _PLACE_FIELDS]
    return masked(", ".join(texts)) or row.place_key.partition("|")[0].title()


def _near(row: Row) -> list[tuple[str, float]]:
    typed = orjson.loads(TYPED.open(row.typed, row.sheet_id, row.number))
    return [(code, score) for code, score in typed.get("near", ())[:4]]


def rows_without_any_place(actor: Actor) -> int:
    """Rows that name no place at all: no answer can help them."""
    return waiting_rows(actor).filter(_NO_VILLAGE).count()


def answers_given(actor: Actor) -> QuerySet[PlaceAnswer]:
    """Answers in force, newest first."""
    if not decide(actor, "sources.resolve_places"):
        return PlaceAnswer.objects.none()
    return PlaceAnswer.objects.filter(withdrawn_at__isnull=True).select_related("area__parent")


def find_villages(words: str, *, limit: int = 12) -> list[PlaceChoice]:
    """Desa whose name contains the words, for choosing by hand."""
    if len(words.strip()) < 2:
        return []
    found = (
        Area.objects.filter(level=Level.VILLAGE, name__icontains=words.strip(), valid_to__isnull=True)
        .select_related("parent").order_by("name")[:limit]
    )  # fmt: skip
    return [PlaceChoice(area.code, place_name(area), 1.0) for area in found]
