"""Where a change of rules is to be read, for labour office and kecamatan: numbers of villages, nobody's name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rantau.engines.procedure import load_rules
from rantau.modules.journeys import rule_changes
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Table


@requires(rule_changes.PERMISSION)
@require_GET
def villages(request: HttpRequest) -> HttpResponse:
    """The villages whose open plans were last read by other rules."""
    found = rule_changes.reach(actor_of(request))
    table = Table(
        caption=_("Desa yang perlu membaca"),
        columns=[
            Column("desa", _("Desa")), Column("kecamatan", _("Kecamatan")),
            Column("rencana", _("Belum dibaca"), numeric=True), Column("dari", _("Rencana terbuka"), numeric=True),
        ],
        rows=[
            [Cell(one.area_name, href=reverse("journeys:rules_of", args=[one.area_code])), one.district_name, one.plans,
             one.of]
            for one in found
        ],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Semua desa sudah membaca"), _("Tidak ada rencana terbuka yang dibaca dengan aturan lama.")),
    )  # fmt: skip
    context = {"table": table, "rules_version": load_rules().version, "plans": sum(one.plans for one in found)}
    return render(request, "journeys/rules_reach.html", context)


@requires(rule_changes.PERMISSION)
@require_GET
def one(request: HttpRequest, area: str) -> HttpResponse:
    """What changed in one village, and for how many plans."""
    place, found = rule_changes.differences(actor_of(request), area)
    context = {"place": place, "rows": found, "rules_version": load_rules().version}
    return render(request, "journeys/rules_of.html", context)
