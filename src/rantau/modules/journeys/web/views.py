"""Pages of journeys: the village's plans, and one plan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.modules.journeys.domain import SAYS_LABELS, STATE_LABELS, latest_first, shown_code
from rantau.modules.journeys.doors import doors_of, notes_of
from rantau.modules.journeys.queries import as_line, claims, plans
from rantau.modules.journeys.queries import plan as plan_of
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Entry, Table
from rantau.platform.web.tables import page_of


@requires("journeys.view")
def index(request: HttpRequest) -> HttpResponse:
    """The plans of one's villages."""
    page = page_of(request, plans(actor_of(request)), 50)
    lines = [as_line(row) for row in page]
    table = Table(
        caption=_("Rencana kerja warga"),
        columns=[
            Column("nama", _("Nama")), Column("keadaan", _("Keadaan")), Column("sejak", _("Sejak")),
            Column("desa", _("Desa")), Column("kode", _("Kode")),
        ],
        rows=[
            [
                Cell(line.name, href=reverse("journeys:plan", args=[line.id])), STATE_LABELS[line.state],
                line.state_on or None, line.area_name, shown_code(line.code),
            ]
            for line in lines
        ],
        narrow="cards",
        show_caption=False,
    )  # fmt: skip
    response = render(request, "journeys/index.html", {"table": table, "page": page})
    response["Cache-Control"] = "no-store"
    return response


@requires("journeys.view")
def plan(request: HttpRequest, plan: int) -> HttpResponse:
    """One plan: how it stands, and who says so."""
    actor = actor_of(request)
    row = plan_of(actor, plan)
    line = as_line(row)
    context = {
        "line": line,
        "code": shown_code(line.code),
        "doors": doors_of(actor, row),
        "notes": notes_of(actor, row),
        "entries": [Entry(_("Keadaan"), STATE_LABELS[line.state]), Entry(_("Desa"), line.area_name)],
        "claims": [
            (STATE_LABELS[claim.state], claim.on, SAYS_LABELS[claim.says], claim.recorded_at)
            for claim in latest_first(claims(actor, plan))
        ],
    }
    response = render(request, "journeys/plan.html", context)
    response["Cache-Control"] = "no-store"
    return response
