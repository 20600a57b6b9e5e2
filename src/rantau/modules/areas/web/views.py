"""Wilayah: the regency's kecamatan, and the desa of one kecamatan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rantau.engines.cartography import MAP_CSS
from rantau.modules.areas import queries
from rantau.modules.areas.domain import Denominator
from rantau.modules.areas.models import Area, Level
from rantau.modules.areas.web.maps import population_map
from rantau.platform.access.views import actor_of, any_account
from rantau.platform.web.components import Cell, Column, Empty, Tab, Table

MAP = "peta"
TRUE = "batas"


@any_account
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Wilayah: all kecamatan of the regency."""
    regency = queries.area(actor_of(request), queries.home_regency().code)
    return _page(request, regency, level=Level.DISTRICT)


@any_account
@require_GET
def district(request: HttpRequest, code: str) -> HttpResponse:
    """One kecamatan and its desa."""
    try:
        chosen = queries.area(actor_of(request), code)
    except queries.UnknownAreaError as error:
        raise Http404 from error
    if chosen.level != Level.DISTRICT:
        raise Http404
    return _page(request, chosen, level=Level.VILLAGE)


def _page(request: HttpRequest, parent: Area, *, level: Level) -> HttpResponse:
    actor = actor_of(request)
    children = list(queries.areas(actor, level=level, inside=parent.code))
    people = queries.populations(actor, [parent.code, *(area.code for area in children)])
    own = people.pop(parent.code, None)
    wants_true = request.GET.get(MAP) == TRUE
    shown = population_map(actor, parent, children, people, wants_true=wants_true)
    context = {
        "parent": parent,
        "is_regency": parent.level == Level.REGENCY,
        "population": own,
        "is_populated": bool(people),
        "map": shown,
        "map_css": MAP_CSS,
        "tabs": _tabs(wants_true=wants_true) if shown.has_true_map else [],
        "table": _table(children, people, level),
    }
    return render(request, "areas/area.html", context)


def _tabs(*, wants_true: bool) -> list[Tab]:
    return [
        Tab(_("Petak"), f"?{MAP}=petak", current=not wants_true),
        Tab(_("Batas wilayah"), f"?{MAP}={TRUE}", current=wants_true),
    ]


def _table(children: Sequence[Area], people: Mapping[str, Denominator], level: Level) -> Table:
    of_districts = level == Level.DISTRICT
    sources = sorted({f"{found.source}, {found.year}" for found in people.values()})
    return Table(
        caption=_("Kecamatan") if of_districts else _("Desa dan kelurahan"),
        columns=(
            Column("nama", _("Kecamatan") if of_districts else _("Desa atau kelurahan")),
            Column("kode", _("Kode")),
            Column("ciri", _("Ciri")),
            Column("penduduk", _("Penduduk"), numeric=True),
        ),
        rows=[
            (
                Cell(area.name, href=reverse("areas:district", args=[area.code]) if of_districts else ""),
                area.code,
                _features(area),
                people[area.code].count if area.code in people else None,
            )
            for area in children
        ],
        source="; ".join(sources),
        empty=Empty(_("Belum ada wilayah"), _("Kode wilayah dipasang dengan perintah rantau setup.")),
    )


def _features(area: Area) -> str:
    """What makes it differ from others: kelurahan, island, remote."""
    words = [_("kelurahan")] if area.kind == "kelurahan" else []
    words += [_("pulau")] if area.is_island else []
    words += [_("terpencil")] if area.is_remote else []
    return ", ".join(words)
