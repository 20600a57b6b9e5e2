"""Lists of work: who comes first, news of those abroad, changes of rules, pairs of plans."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from rantau.engines.procedure import load_rules
from rantau.kernel.countries import country_name
from rantau.modules.journeys.actions import answer_pair, note_news, read_rules_anew
from rantau.modules.journeys.domain import LikeReason, News, PairAnswer, Says, shown_code
from rantau.modules.journeys.findings import Finding, findings_of
from rantau.modules.journeys.judging import changes, judge
from rantau.modules.journeys.models import JUDGED, Plan
from rantau.modules.journeys.queries import abroad, as_line, of_other_rules, pairs, to_accompany_first
from rantau.modules.journeys.web import words
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Table
from rantau.platform.web.numbers import whole_number
from rantau.platform.web.tables import page_of

AT_ONCE = 20
WHY = {
    LikeReason.NUMBER: gettext_lazy("NIK sama"),
    LikeReason.NAME: gettext_lazy("nama mirip, tahun lahir sama"),
}
MESSAGES = (
    gettext_lazy("Assalamualaikum. Kami dari desa ingin tahu kabar keluarga yang sedang bekerja di luar negeri. "
                 "Mohon balas: baik, belum ada kabar, atau perlu bantuan. Terima kasih."),
    gettext_lazy("Mohon datang ke kantor desa bila ada waktu, untuk berbicara tentang surat-surat. "
                 "Tidak perlu mengirim foto KTP atau paspor lewat WA."),
    gettext_lazy("Sebelum membayar atau menyerahkan paspor kepada siapa pun, tanyakan dulu ke kantor desa. "
                 "Gratis, dan tidak dilarang berangkat."),
)  # fmt: skip
"""Texts to be copied into a chat (salin untuk WA): no name, no place, no plan."""


@requires("journeys.talk")
def first(request: HttpRequest) -> HttpResponse:
    """Residents to accompany first; the list says nothing of why."""
    page = page_of(request, to_accompany_first(actor_of(request), timezone.localdate()), 50)
    table = Table(
        caption=_("Didampingi lebih dahulu"),
        columns=[Column("nama", _("Nama")), Column("keadaan", _("Keadaan")), Column("desa", _("Desa"))],
        rows=[
            [Cell(line.name, href=reverse("journeys:talk", args=[line.id])), words.STATES[line.state], line.area_name]
            for line in map(as_line, page)
        ],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Tidak ada yang menunggu")),
    )
    return _private(render(request, "journeys/first.html", {"table": table, "page": page}))


@requires("journeys.view")
def news(request: HttpRequest) -> HttpResponse:
    """Those abroad, of whom nothing was heard for longest first."""
    actor = actor_of(request)
    page = page_of(request, abroad(actor), AT_ONCE)
    context = {
        "page": page,
        "rows": [_abroad(row) for row in page],
        "news": [(one.value, words.NEWS[one]) for one in News],
        "may_write": bool(actor.grants_for("journeys.write")),
        "messages_to_copy": [(number, str(text)) for number, text in enumerate(MESSAGES, 1)],
    }
    return _private(render(request, "journeys/news.html", context))


def _abroad(row: Plan) -> dict[str, Any]:
    line = as_line(row)
    return {
        "line": line,
        "state": words.STATES[line.state],
        "country": country_name(line.country) if line.country else "",
        "news_on": row.news_on,
    }


@requires("journeys.write")
@require_POST
def tell_news(request: HttpRequest, plan: int) -> HttpResponse:
    """Write down how somebody is, in one tap."""
    said = request.POST.get("kabar", "")
    if said not in set(News):
        return HttpResponseRedirect(reverse("journeys:news"))
    note_news(by=actor_of(request), plan=plan, news=News(said), says=Says.FAMILY)
    messages.success(request, _("Kabar tercatat."))
    return HttpResponseRedirect(reverse("journeys:news"))


@requires("journeys.write")
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Open plans for which another set of rules changed something, with the difference."""
    actor = actor_of(request)
    if request.method == "POST":
        numbers = [number for text in request.POST.getlist("rencana") if (number := whole_number(text)) is not None]
        read_rules_anew(by=actor, plan_numbers=numbers[:AT_ONCE])
        return HttpResponseRedirect(reverse("journeys:rules"))
    book = load_rules()
    page = page_of(request, of_other_rules(actor, book.fingerprint).prefetch_related("papers", "claims"), AT_ONCE)
    found = findings_of(row.pk for row in page)
    context = {"page": page, "rows": [_changed(row, found[row.pk]) for row in page], "rules_version": book.version}
    return _private(render(request, "journeys/rules.html", context))


def _changed(row: Plan, found: Sequence[Finding]) -> dict[str, Any]:
    checklist = judge(row, row.told, row.papers.all(), timezone.localdate(), found)
    before = json.loads(JUDGED.open(row.judged, row.pk)) if row.judged else {}
    return {"line": as_line(row), "changes": changes(before, checklist)}


@requires("journeys.pairs")
@require_http_methods(["GET", "POST"])
def alike_elsewhere(request: HttpRequest) -> HttpResponse:
    """Pairs of plans that may be of one person: codes and villages, no name."""
    actor = actor_of(request)
    if request.method == "POST":
        number, said = whole_number(request.POST.get("pasangan", "")), request.POST.get("jawab", "")
        if number is not None and said in set(PairAnswer):
            answer_pair(by=actor, pair=number, answer=PairAnswer(said))
            messages.success(request, _("Penilaian tersimpan."))
        return HttpResponseRedirect(reverse("journeys:pairs"))
    page = page_of(request, pairs(actor).filter(answer=""), 50)
    rows = [
        {
            "pair": pair, "first": shown_code(pair.first_code), "second": shown_code(pair.second_code),
            "why": WHY[LikeReason(pair.why)],
        }
        for pair in page
    ]  # fmt: skip
    answers = [(PairAnswer.SAME.value, _("Satu orang")), (PairAnswer.OTHER.value, _("Dua orang"))]
    return _private(render(request, "journeys/pairs.html", {"page": page, "rows": rows, "answers": answers}))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
