"""Pages of the answer: the regency, one kecamatan, one desa."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rantau.engines.cartography import MAP_CSS
from rantau.engines.estimation import KTP_OUTSIDE
from rantau.modules.areas.api import Area, Level, boundary_credits
from rantau.modules.insight import queries
from rantau.modules.insight.web import claims, maps, tables
from rantau.modules.insight.web.places import lines_below, own_place, title_of, way_up
from rantau.modules.insight.web.summary import Period, period_of, period_tabs, span, summary_of
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Tab
from rantau.platform.web.tables import address_with, sort_of


@requires("insight.view")
def index(request: HttpRequest) -> HttpResponse:
    """The answer for the actor's own area: the regency, or the kecamatan or desa of her post."""
    actor = actor_of(request)
    answer = queries.latest_answer(actor)
    if answer is None:
        return no_answer(request, actor)
    own = own_place(actor)
    if own.count(".") > 1:
        return redirect("insight:area", code=own)
    return _area_page(request, actor, answer, own)


@requires("insight.view")
def area(request: HttpRequest, code: str) -> HttpResponse:
    """The answer for one area."""
    actor = actor_of(request)
    answer = queries.latest_answer(actor)
    if answer is None:
        return no_answer(request, actor)
    return _area_page(request, actor, answer, code)


def no_answer(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What stands here before the first computation, with the next step for who can take it."""
    return render(request, "insight/none.html", {"may_import": bool(decide(actor, "sources.import"))})


def _area_page(request: HttpRequest, actor: Actor, answer: queries.Answer, code: str) -> HttpResponse:
    place = queries.area_of(actor, code)
    line = queries.line_of(actor, answer, place)
    lists = queries.lists(actor, answer, code)
    period = period_of(request, answer)
    below = lines_below(actor, answer, place) if place.level != Level.VILLAGE else []
    context: dict[str, Any] = {
        "answer": answer,
        "place": place,
        "title": title_of(place),
        "is_regency": place.level == Level.REGENCY,
        "is_village": place.level == Level.VILLAGE,
        "span": span(answer),
        "period": period,
        "summary": summary_of(answer, line, below, period),
        "by_ktp": line.values.get("all_total_by_ktp", 0),
        "ktp_outside": line.values.get(KTP_OUTSIDE, 0),
        "lists": tables.list_table(answer, lists, place),
        "parents": way_up(actor, place),
        "may_export": bool(actor.grants_for("insight.export")),
    }
    if below:
        context |= _below(request, actor, answer, place, line, below, period)
    if place.level == Level.VILLAGE:
        context |= _village(actor, place)
    if place.level == Level.REGENCY:
        context |= _whole(actor, answer, code, lists)
    return render(request, "insight/area.html", context)


def _below(
    request: HttpRequest, actor: Actor, answer: queries.Answer, place: Area, whole: queries.AreaLine,
    lines: list[queries.AreaLine], period: Period,
) -> dict[str, Any]:  # fmt: skip
    """Map and table of the areas inside this one, side by side."""
    sort = sort_of(request, tables.area_columns(answer, place, period), default=f"-all_{period.part}")
    projection = maps.TRUE if request.GET.get("peta") == maps.TRUE else maps.TILES
    credits_ = boundary_credits(actor, [line.code for line in lines])
    return {
        "below": tables.area_table(answer, place, whole, lines, sort, period),
        "map": maps.answer_map(actor, place, lines, projection, period),
        "map_css": MAP_CSS,
        "projection": projection,
        "tabs": period_tabs(request, answer, period),
        "projections": _projections(request, projection) if credits_ else [],
        "credits": credits_,
        "hatched": any(tables.is_unsure(line) for line in lines),
    }


def _projections(request: HttpRequest, projection: str) -> list[Tab]:
    return [
        Tab(_("Petak"), address_with(request, peta=None), current=projection == maps.TILES),
        Tab(_("Batas wilayah"), address_with(request, peta=maps.TRUE), current=projection == maps.TRUE),
    ]


def _village(actor: Actor, place: Area) -> dict[str, Any]:
    """What the desa itself says, and the next step for its clerk."""
    said = next((v for v in queries.reporting(actor, place.parent_id or "") if v.area_code == place.code), None)
    return {
        "reporting": said,
        "is_unknown": said is not None and said.state in tables.UNSPOKEN,
        "may_import": bool(decide(actor, "sources.import", Subject(area_code=place.code))),
    }


def _whole(actor: Actor, answer: queries.Answer, regency: str, lists: list[queries.ListLine]) -> dict[str, Any]:
    """What only the page of the whole regency shows: published numbers, and persons on two lists."""
    by_year = [(year, queries.claims(actor, regency, year, lists)) for year in answer.years]
    return {
        "headline": claims.headline(by_year),
        "claims": claims.claim_table(by_year) if any(found for _year, found in by_year) else None,
        "shared": tables.shared_table(answer, [line.kind for line in lists], queries.shared(actor, answer, regency)),
    }
