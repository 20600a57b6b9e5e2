"""Paths to areas. Codes, names, boundaries and population are public; changing them is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path as FilePath

from django.urls import reverse
from django.utils import timezone
from tests.matrix.paths import Path
from tests.matrix.places import DISTRICT, KNOWN, REGENCY
from tests.matrix.world import World, allowed, mark, opened

from rantau.modules.areas import api
from rantau.modules.areas.models import AreaCodeChange, Boundary, LocalContact, Population
from rantau.modules.areas.queries import code_changes, contacts
from rantau.platform.access.actor import Actor

EVERYBODY = ()
REGENCIES = (REGENCY, "36.72")
MISSING = FilePath("/berkas-yang-tidak-ada")
SQUARE = [[[[106.0, -6.0], [106.1, -6.0], [106.1, -6.1], [106.0, -6.0]]]]


def build(world: World) -> None:
    """A former code, a boundary with a credit, and a population for every area."""
    for place in KNOWN:
        AreaCodeChange.objects.create(old_code=_former(place), new_code_id=place, on=date(2024, 1, 1), source="uji")
        Boundary.objects.create(
            area_id=place, coordinates=SQUARE, source="uji", credit=mark(place), imported_at=timezone.now()
        )
        Population.objects.create(area_id=place, year=2024, count=100, source="uji")
    world.things["areas.contact"] = {
        place: LocalContact.objects.create(
            area_id=place, service="puskesmas", name="Puskesmas", number="0254 2", source="uji",
            checked_on=date(2026, 1, 1), recorded_at=timezone.now(), recorded_by="uji",
        ).pk
        for place in KNOWN
    }  # fmt: skip


def _former(place: str) -> str:
    return "99" + place[2:]


def _listed(world: World, who: str, actor: Actor) -> set[str]:
    return set(api.areas(actor).values_list("code", flat=True))


def _counted(world: World, who: str, actor: Actor) -> int:
    return api.areas(actor).count()


def _by_code(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(KNOWN, lambda place: api.area(actor, place))


def _boundaries(world: World, who: str, actor: Actor) -> set[str]:
    return set(api.shapes(actor, KNOWN))


def _credits(world: World, who: str, actor: Actor) -> set[str]:
    lines = api.boundary_credits(actor, KNOWN)
    return {place for place in KNOWN if mark(place) in lines}


def _populations(world: World, who: str, actor: Actor) -> set[str]:
    return set(api.populations(actor, KNOWN))


def _changes(world: World, who: str, actor: Actor) -> set[str]:
    return set(code_changes(actor).values_list("new_code_id", flat=True))


def _followed(world: World, who: str, actor: Actor) -> set[str]:
    return {api.current_code(actor, _former(place)) for place in KNOWN}


def _install(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(REGENCIES, lambda place: api.install_regency(by=actor, regency_code=place))


def _change(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(
        KNOWN,
        lambda place: api.record_code_change(
            by=actor, old_code="98.99.99.2001", new_code=place, on=date(2024, 1, 1), source="Keputusan uji"
        ),
    )


def _numbers(world: World, who: str, actor: Actor) -> set[str]:
    return set(contacts(actor).values_list("area_id", flat=True))


def _near(world: World, who: str, actor: Actor) -> set[str]:
    return {place for place in KNOWN if place in {number.area_code for number in api.numbers_near(actor, place)}}


def _kept(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(
        KNOWN,
        lambda place: api.keep_contact(
            by=actor, area_code=place, service=api.Service.HEALTH, name="Puskesmas Uji", number="0254 1", source="uji",
            checked_on=date(2026, 11, 1),
        ),
    )  # fmt: skip


def _ended(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(KNOWN, lambda place: api.end_contact(by=actor, contact=world.things["areas.contact"][place]))


def _number_page(world: World, who: str, actor: Actor) -> set[str]:
    places = {at: reverse("areas:contact", args=[world.things["areas.contact"][at]]) for at in KNOWN}
    return opened(world.client(who), places)


def _import(verb):
    def see(world: World, who: str, actor: Actor) -> set[str]:
        return allowed(REGENCIES, lambda place: verb(by=actor, path=MISSING, source="uji", regency_code=place))

    return see


PATHS = [
    Path("areas: daftar", EVERYBODY, _listed, KNOWN, covers=("areas.areas",)),
    Path("areas: jumlah", EVERYBODY, _counted, KNOWN, covers=("areas.areas",)),
    Path("areas: satu wilayah", EVERYBODY, _by_code, KNOWN, covers=("areas.area",)),
    Path("areas: batas", EVERYBODY, _boundaries, KNOWN, covers=("areas.shapes",)),
    Path("areas: sumber batas", EVERYBODY, _credits, KNOWN, covers=("areas.boundary_credits",)),
    Path("areas: penduduk", EVERYBODY, _populations, KNOWN, covers=("areas.populations",)),
    Path("areas: perubahan kode", EVERYBODY, _changes, KNOWN, covers=("areas.code_changes",)),
    Path("areas: kode yang berlaku", EVERYBODY, _followed, KNOWN, covers=("areas.current_code",)),
    Path("areas: nomor setempat", EVERYBODY, _numbers, KNOWN, covers=("areas.contacts",)),
    Path("areas: nomor terdekat", EVERYBODY, _near, KNOWN, covers=("areas.numbers_near",)),
    Path("areas: catat nomor", "areas.keep_contacts", _kept, KNOWN, covers=("areas.keep_contact",)),
    Path("areas: cabut nomor", "areas.keep_contacts", _ended, KNOWN, covers=("areas.end_contact",)),
    Path("areas: halaman nomor", "areas.keep_contacts", _number_page, KNOWN, by_browser=True),
    Path("areas: pasang", "areas.maintain", _install, REGENCIES, covers=("areas.install_regency",)),
    Path("areas: catat perubahan kode", "areas.maintain", _change, KNOWN, covers=("areas.record_code_change",)),
    Path("areas: masukkan batas", "areas.import_boundaries", _import(api.import_boundaries), REGENCIES,
         covers=("areas.import_boundaries",)),
    Path("areas: masukkan penduduk", "areas.import_population", _import(api.import_population), REGENCIES,
         covers=("areas.import_population",)),
]  # fmt: skip
ADDRESSES = {
    "areas:district": lambda world, place: {"code": DISTRICT},
    "areas:contact": lambda world, place: {"contact": world.things["areas.contact"][place]},
    "areas:contact_end": lambda world, place: {"contact": world.things["areas.contact"][place]},
}
