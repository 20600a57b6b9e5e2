"""Which area a page speaks of (wilayah halaman), what it is called, and the way up from it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.modules.areas.api import Area, Level, home_regency
from rantau.modules.insight import queries
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide


def own_place(actor: Actor) -> str:
    """Code of the area that the actor is responsible for: the regency, or the kecamatan or desa of her post."""
    outermost = actor.areas_for("insight.view")
    regency = home_regency().code
    return regency if regency in outermost or not outermost else outermost[0]


def chosen_place(request: HttpRequest, actor: Actor) -> Area:
    """The area asked for by `?wilayah=`, else the actor's own. Raises NotAllowedError for one outside her scope."""
    return queries.area_of(actor, request.GET.get("wilayah", "") or own_place(actor))


def title_of(place: Area) -> str:
    """What an area is called in a heading: Kecamatan Pontang, Desa Kelapian."""
    if place.level == Level.REGENCY:
        return str(place.name)
    return f"{place.kind.capitalize()} {place.name}"


def way_up(actor: Actor, place: Area) -> list[tuple[str, str]]:
    """Pages above this one that the actor may open, outermost first."""
    above: list[tuple[str, str]] = []
    parent = place.parent
    while parent is not None:
        if decide(actor, queries.permission_for(parent.code), Subject(area_code=parent.code)):
            name = _("Jawaban") if parent.level == Level.REGENCY else title_of(parent)
            above.insert(0, (name, reverse("insight:area", args=[parent.code])))
        parent = parent.parent
    return above


def lines_below(actor: Actor, answer: queries.Answer, place: Area) -> list[queries.AreaLine]:
    """Counts of the areas inside a place, as far as the actor sees them; of a desa the desa itself."""
    if place.level == Level.REGENCY:
        return queries.districts(actor, answer)
    lines = queries.villages(actor, answer, place.code[:8])
    return [line for line in lines if line.code.startswith(place.code)]


def kind_below(place: Area) -> str:
    """What the areas inside a place are called, as the heading of their column."""
    return _("Kecamatan") if place.level == Level.REGENCY else _("Desa")
