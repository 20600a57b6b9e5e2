"""Paths to the answer: numbers by kecamatan, by desa, by list, maps, comparisons, downloads."""

from __future__ import annotations

from io import BytesIO

from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.matrix import table
from tests.matrix.paths import Path
from tests.matrix.places import ANYWHERE, DISTRICTS, KNOWN, REGENCY, VILLAGES, scope_of
from tests.matrix.world import World, allowed, marked, opened

from rantau.engines.estimation import ALL_YEARS
from rantau.engines.intake.types import Kind
from rantau.modules.areas.api import Area, Level
from rantau.modules.insight import actions, queries
from rantau.modules.insight.models import AnswerRun, AreaCount, ListCount, SharedCount
from rantau.platform.access.actor import Actor

VIEW, DESA, EXPORT = "insight.view", "insight.view_desa", "insight.export"
LARGE = tuple(place for place in KNOWN if place not in VILLAGES)
"""Regencies and kecamatan: their numbers need no permission for desa."""


def build(world: World) -> None:
    """One computation with a number at every area."""
    run = AnswerRun.objects.create(
        computed_at=timezone.now(), computed_by="uji", first_year=2023, last_year=2024, linkage_version="uji",
        rows=9, persons=9, fingerprint="x" * 64,
    )  # fmt: skip
    for place in KNOWN:
        AreaCount.objects.create(run=run, area_id=place, measure="all_total", value=7)
        ListCount.objects.create(
            run=run, area_id=place, year=ALL_YEARS, kind=Kind.REGISTER.value, rows=7, persons=7, only_here=7
        )
    SharedCount.objects.create(run=run, first=Kind.REGISTER.value, second=Kind.PLACEMENT.value, persons=1)
    world.things["insight.answer"] = {
        "": queries.Answer(run=run.pk, computed_at=run.computed_at, years=(2023, 2024), rows=9, persons=9)
    }


def _answer(world: World) -> queries.Answer:
    return world.things["insight.answer"][""]


def _latest(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: queries.latest_answer(actor))


def _area_of(places: tuple[str, ...]):
    return lambda world, who, actor: allowed(places, lambda place: queries.area_of(actor, place))


def _line_of(places: tuple[str, ...]):
    return lambda world, who, actor: allowed(
        places, lambda place: queries.line_of(actor, _answer(world), Area.objects.get(pk=place))
    )


def _lists(places: tuple[str, ...]):
    return lambda world, who, actor: allowed(places, lambda place: queries.lists(actor, _answer(world), place))


def _shown(places: tuple[str, ...], see):
    """What a read shows; nothing where it is refused."""

    def path(world: World, who: str, actor: Actor) -> set[str]:
        found: set[str] = set()
        allowed((ANYWHERE,), lambda _: found.update(see(world, actor)))
        return found & set(places)

    return path


def _districts(world: World, actor: Actor) -> set[str]:
    return {line.code for line in queries.districts(actor, _answer(world))}


def _villages(world: World, actor: Actor) -> set[str]:
    return {line.code for at in DISTRICTS for line in queries.villages(actor, _answer(world), at)}


def _reporting(world: World, actor: Actor) -> set[str]:
    return {village.area_code for village in queries.reporting(actor)}


def _list_by(level: Level):
    return lambda world, actor: set(queries.list_by_area(actor, _answer(world), Kind.REGISTER, level))


def _shared(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((REGENCY, "36.72"), lambda place: queries.shared(actor, _answer(world), place))


def _claims(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: queries.claims(actor, REGENCY, 2024, []))


def _compute(verb):
    return lambda world, who, actor: allowed((ANYWHERE,), lambda _: verb(by=actor))


def _note(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: actions.note_export(by=actor, run=1, form="csv", rows=1))


def _area_pages(places: tuple[str, ...]):
    return lambda world, who, actor: opened(
        world.client(who), {at: reverse("insight:area", kwargs={"code": at}) for at in places}
    )


def _front(world: World, who: str, actor: Actor) -> set[str]:
    """The page for one's own area: it and the areas right inside it."""
    return marked(world.client(who).get(reverse("insight:index") + "?peta=batas", follow=True), KNOWN) - {""}


def _front_expected(who: str) -> set[str]:
    own = scope_of(who)
    inside = {place for place in KNOWN if own and place.rpartition(".")[0] == own and place.count(".") > 1}
    return {
        place
        for place in ({own} | inside if own else set())
        if table.says(DESA if place in VILLAGES else VIEW, place, who)
    }


def _page_marks(name: str, places: tuple[str, ...], **arguments: str):
    return lambda world, who, actor: marked(world.client(who).get(reverse(name, kwargs=arguments or None)), places)


def _csv(places: tuple[str, ...]):
    return _page_marks("insight:download", places, form="csv")


def _xlsx(places: tuple[str, ...]):
    def see(world: World, who: str, actor: Actor) -> set[str]:
        answer = world.client(who).get(reverse("insight:download", kwargs={"form": "xlsx"}))
        if answer.status_code != 200:
            return set()
        cells = {cell for row in load_workbook(BytesIO(answer.content)).active.values for cell in row}
        return cells & set(places)

    return see


COMPUTE = ("insight.compute", "insight.view", "people.link", "sources.view_rows")
PATHS = [
    Path("insight: jawaban terakhir", VIEW, _latest, (ANYWHERE,), covers=("insight.latest_answer",)),
    Path("insight: wilayah", VIEW, _area_of(LARGE), LARGE, covers=("insight.area_of",)),
    Path("insight: wilayah desa", DESA, _area_of(VILLAGES), VILLAGES, covers=("insight.area_of",)),
    Path("insight: angka satu wilayah", VIEW, _line_of(LARGE), LARGE, covers=("insight.line_of",)),
    Path("insight: angka satu desa", DESA, _line_of(VILLAGES), VILLAGES, covers=("insight.line_of",)),
    Path("insight: menurut daftar", VIEW, _lists(LARGE), LARGE, covers=("insight.lists",)),
    Path("insight: menurut daftar, desa", DESA, _lists(VILLAGES), VILLAGES, covers=("insight.lists",)),
    Path("insight: kecamatan", VIEW, _shown(DISTRICTS, _districts), DISTRICTS, covers=("insight.districts",)),
    Path("insight: desa", DESA, _shown(VILLAGES, _villages), VILLAGES, covers=("insight.villages",)),
    Path("insight: desa melapor", DESA, _shown(VILLAGES, _reporting), VILLAGES, covers=("insight.reporting",)),
    Path("insight: satu daftar", VIEW, _shown(DISTRICTS, _list_by(Level.DISTRICT)), DISTRICTS,
         covers=("insight.list_by_area",)),
    Path("insight: satu daftar, desa", DESA, _shown(VILLAGES, _list_by(Level.VILLAGE)), VILLAGES,
         covers=("insight.list_by_area",)),
    Path("insight: pada dua daftar", VIEW, _shared, (REGENCY, "36.72"), covers=("insight.shared",)),
    Path("insight: angka berdampingan", VIEW, _claims, (ANYWHERE,), covers=("insight.claims",)),
    Path("insight: hitung", COMPUTE, _compute(actions.compute_answer), (ANYWHERE,), covers=("insight.compute_answer",)),
    Path("insight: perbarui", COMPUTE, _compute(actions.refresh), (ANYWHERE,), covers=("insight.refresh",)),
    Path("insight: catat unduhan", EXPORT, _note, (ANYWHERE,), covers=("insight.note_export",)),
    Path("insight: halaman wilayah", VIEW, _area_pages(LARGE), LARGE, by_browser=True),
    Path("insight: halaman desa", DESA, _area_pages(VILLAGES), VILLAGES, by_browser=True),
    Path("insight: halaman muka dan peta", VIEW, _front, KNOWN, by_browser=True, instead=_front_expected),
    Path("insight: halaman banding", VIEW, _page_marks("insight:compare", DISTRICTS), DISTRICTS, by_browser=True),
    Path("insight: halaman satu daftar", VIEW, _page_marks("insight:list", DISTRICTS, kind=Kind.REGISTER.value),
         DISTRICTS, by_browser=True),
    Path("insight: unduh csv", (VIEW, EXPORT), _csv(DISTRICTS), DISTRICTS, by_browser=True),
    Path("insight: unduh csv, desa", (DESA, EXPORT), _csv(VILLAGES), VILLAGES, by_browser=True),
    Path("insight: unduh xlsx", (VIEW, EXPORT), _xlsx(DISTRICTS), DISTRICTS, by_browser=True),
    Path("insight: unduh xlsx, desa", (DESA, EXPORT), _xlsx(VILLAGES), VILLAGES, by_browser=True),
]  # fmt: skip
ADDRESSES = {
    "insight:area": lambda world, place: {"code": place},
    "insight:list": lambda world, place: {"kind": Kind.REGISTER.value},
    "insight:download": lambda world, place: {"form": "csv"},
}
