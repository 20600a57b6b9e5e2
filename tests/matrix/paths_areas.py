"""Paths to areas. Reading is open to everybody; changing is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path as FilePath

from tests.matrix.paths import Path
from tests.matrix.places import ANYWHERE, DISTRICT, KNOWN, REGENCY
from tests.matrix.world import World, allowed

from rantau.modules.areas import api
from rantau.modules.areas.queries import code_changes
from rantau.platform.access.actor import Actor

MISSING = FilePath("/berkas-yang-tidak-ada")


def build(world: World) -> None:
    """The areas themselves are there already."""


def everybody(places: tuple[str, ...]):
    """What everybody sees, the public too."""
    return lambda who: set(places)


def _areas(world: World, who: str, actor: Actor) -> set[str]:
    return set(api.areas(actor).values_list("code", flat=True))


def _area(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(KNOWN, lambda place: api.area(actor, place))


def _public_facts(world: World, who: str, actor: Actor) -> set[str]:
    def read(_: str) -> None:
        code_changes(actor).count()
        api.current_code(actor, REGENCY)
        api.shapes(actor, KNOWN)
        api.boundary_credits(actor, KNOWN)
        api.populations(actor, KNOWN)

    return allowed((ANYWHERE,), read)


def _install(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((REGENCY, "36.72"), lambda place: api.install_regency(by=actor, regency_code=place))


def _change(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(
        KNOWN,
        lambda place: api.record_code_change(
            by=actor, old_code="36.99.99.2001", new_code=place, on=date(2024, 1, 1), source="Keputusan uji"
        ),
    )


def _boundaries(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((REGENCY,), lambda _: api.import_boundaries(by=actor, path=MISSING, source="uji"))


def _population(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((REGENCY,), lambda _: api.import_population(by=actor, path=MISSING, source="uji"))


PATHS = [
    Path("areas: daftar wilayah", "areas.maintain", _areas, covers=("areas.areas",), instead=everybody(KNOWN)),
    Path("areas: satu wilayah", "areas.maintain", _area, covers=("areas.area",), instead=everybody(KNOWN)),
    Path(
        "areas: keterangan umum",
        "areas.maintain",
        _public_facts,
        covers=(
            "areas.boundary_credits", "areas.code_changes", "areas.current_code", "areas.populations", "areas.shapes",
        ),
        instead=everybody((ANYWHERE,)),
    ),
    Path("areas: pasang", "areas.maintain", _install, (REGENCY, "36.72"), covers=("areas.install_regency",)),
    Path("areas: perubahan kode", "areas.maintain", _change, KNOWN, covers=("areas.record_code_change",)),
    Path("areas: batas", "areas.import_boundaries", _boundaries, (REGENCY,), covers=("areas.import_boundaries",)),
    Path("areas: penduduk", "areas.import_population", _population, (REGENCY,), covers=("areas.import_population",)),
]  # fmt: skip
ADDRESSES = {"areas:district": lambda world, place: {"code": DISTRICT}}
