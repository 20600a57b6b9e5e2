"""The map on the pages of areas: population by colour, in tiles or in true shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.engines.cartography import Classes, State, TileCell, classify, draw_tiles, draw_true_map, layout_of
from rantau.modules.areas import queries
from rantau.modules.areas.domain import Denominator
from rantau.modules.areas.models import Area, Level
from rantau.platform.access.actor import Actor


@dataclass(frozen=True, slots=True)
class AreaMap:
    """A map ready for the page (peta): its HTML, the credit it must carry, and whether a true map exists."""

    html: str
    credits: tuple[str, ...]
    has_true_map: bool


def population_map(
    actor: Actor, parent: Area, children: Sequence[Area], people: Mapping[str, Denominator], *, wants_true: bool
) -> AreaMap:
    """Map of the areas inside `parent`; in true shape when wanted and every one of them has a boundary."""
    codes = [area.code for area in children]
    shapes = queries.shapes(actor, codes)
    has_true = bool(codes) and len(shapes) == len(codes)
    classes = classify(found.count for found in people.values())
    cells = {area.code: _cell(area, people.get(area.code), classes) for area in children}
    states = [State.NO_DATA] if len(people) < len(codes) else []
    words = {
        "title": _("Peta wilayah %(name)s") % {"name": parent.name},
        "description": _("Setiap bangun satu wilayah; tabel di halaman ini memuat angka yang sama."),
    }
    legend = classes.legend(_("Jumlah penduduk"), unit=_("orang"), states=states)
    if has_true and wants_true:
        html = draw_true_map(shapes, cells, legend=legend, **words)
        return AreaMap(html, queries.boundary_credits(actor, codes), has_true)
    return AreaMap(draw_tiles(layout_of(parent.code, codes), cells, legend=legend, **words), (), has_true)


def _cell(area: Area, people: Denominator | None, classes: Classes) -> TileCell:
    href = reverse("areas:district", args=[area.code]) if area.level == Level.DISTRICT else ""
    if people is None:
        return TileCell(area.name, state=State.NO_DATA, href=href)
    spoken = _("%(count)s orang") % {"count": f"{people.count:,}".replace(",", ".")}
    return TileCell(area.name, _short(people.count), spoken, classes.band_of(people.count), href=href)


def _short(count: int) -> str:
    """A number that fits on a tile: 8.412, 66 rb, 1,8 jt."""
    if count < 10_000:
        return f"{count:,}".replace(",", ".")
    if count < 1_000_000:
        return f"{count / 1000:.0f} rb"
    return f"{count / 1_000_000:.1f} jt".replace(".", ",")
