"""Review on screen (peninjauan): one pair at a time, both rows beside each other, what the system holds shown after."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.modules.people.actions import decide_pair, look_at_pair, set_thresholds, undo_decision
from rantau.modules.people.actions.reviewing import MOST_WORDS
from rantau.modules.people.queries import (
    DecisionLine,
    limits_in_force,
    pair_page,
    recent_decisions,
    review_progress,
    threshold_effects,
    waiting_pairs,
)
from rantau.modules.people.review import Verdict
from rantau.modules.people.web.side_by_side import rows_beside, weighed
from rantau.modules.people.web.words import MATTERS, VERDICTS, percent
from rantau.platform.access.decide import decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Table

KEYS = {Verdict.SAME: "1", Verdict.OTHER: "2", Verdict.UNSURE: "3"}
"""With the browser's own combination (Alt+1, or Alt+Shift+1)."""


class VerdictForm(forms.Form):
    """What a reviewer says of a pair."""

    verdict = forms.ChoiceField(choices=[(verdict.value, verdict.value) for verdict in Verdict])
    note = forms.CharField(
        label=gettext_lazy("Catatan"), required=False, max_length=MOST_WORDS, strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Misalnya bagaimana Anda memastikannya. Hanya peninjau yang membacanya."),
    )  # fmt: skip


class ThresholdsForm(forms.Form):
    """Both thresholds, in percent."""

    lower = forms.FloatField(label=gettext_lazy("Ditanyakan mulai (%)"), min_value=1, max_value=99, localize=True)
    upper = forms.FloatField(
        label=gettext_lazy("Digabung sendiri mulai (%)"), min_value=2, max_value=100, localize=True
    )


@requires("people.review")
def review(request: HttpRequest) -> HttpResponse:
    """How far the review is, what is expected to be wrong, and the reviewer's own last decisions."""
    actor = actor_of(request)
    progress = review_progress(actor)
    following = waiting_pairs(actor).first() if progress.waiting else None
    limits = progress.limits
    context = {
        "progress": progress,
        "next_url": reverse("people:pair", args=[following.pk]) if following else "",
        "doubtful": round(progress.doubtful),
        "missed": round(progress.missed),
        "lower": percent(limits.lower),
        "upper": percent(limits.upper),
        "may_set": bool(decide(actor, "people.thresholds")),
        "table": _decided_table(recent_decisions(actor)),
    }
    return _private(render(request, "people/review.html", context))


def _decided_table(found: list[DecisionLine]) -> Table:
    return Table(
        caption=_("Putusan Anda yang terakhir"),
        columns=[
            Column("pasangan", _("Pasangan")),
            Column("putusan", _("Putusan")),
            Column("kapan", _("Kapan")),
        ],
        rows=[
            [
                Cell(_("Pasangan %(number)s") % {"number": line.pair}, href=reverse("people:pair", args=[line.pair])),
                VERDICTS[line.verdict],
                date_format(timezone.localtime(line.at), "j M Y H:i"),
            ]
            for line in found
        ],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Belum ada putusan Anda")),
    )


@requires("people.review")
@require_http_methods(["GET", "POST"])
def pair(request: HttpRequest, pair: int) -> HttpResponse:
    """One pair: before the decision without what the system holds, afterwards with it and with the way back."""
    actor = actor_of(request)
    form = VerdictForm(request.POST or None)
    if form.is_valid():
        said = Verdict(form.cleaned_data["verdict"])
        try:
            decide_pair(by=actor, pair=pair, verdict=said, note=form.cleaned_data["note"])
        except ConflictError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(reverse("people:pair", args=[pair]))
    wrong = request.method == "POST"
    page = pair_page(actor, pair) if wrong else look_at_pair(by=actor, pair=pair)
    following = waiting_pairs(actor).exclude(pk=pair).first()
    context: dict[str, Any] = {
        "page": page,
        "form": form,
        "table": rows_beside(page, may_open=bool(decide(actor, "sources.view_rows"))),
        "matters": [MATTERS[matter] for matter in page.matters],
        "answers": [(verdict.value, VERDICTS[verdict], KEYS[verdict]) for verdict in Verdict],
        "next_url": reverse("people:pair", args=[following.pk]) if following else "",
        "decided": page.mine is not None or page.holds is not None,
        "holds": VERDICTS[page.holds] if page.holds else "",
        "waits_for_second": page.protected and page.mine is not None and page.holds is None,
        "probability": percent(page.probability) if page.probability is not None else "",
        "weights": weighed(page.reasons),
        "decisions": [(line, VERDICTS[line.verdict]) for line in page.decisions],
    }
    return _private(render(request, "people/pair.html", context, status=400 if wrong else 200))


@requires("people.review")
@require_POST
def undo(request: HttpRequest, decision: int) -> HttpResponse:
    """Take a decision back."""
    try:
        done = undo_decision(by=actor_of(request), decision=decision)
    except ConflictError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("people:review"))
    messages.success(request, _("Putusan dibatalkan. Baris dan orangnya kembali seperti semula."))
    return HttpResponseRedirect(reverse("people:pair", args=[done.pair]))


@requires("people.thresholds")
@require_http_methods(["GET", "POST"])
def thresholds(request: HttpRequest) -> HttpResponse:
    """From where on pairs are asked about and joined, with what is expected to go wrong in words."""
    actor = actor_of(request)
    limits = limits_in_force()
    shown = {"lower": round(limits.lower * 100, 1), "upper": round(limits.upper * 100, 1)}
    form = ThresholdsForm(request.POST or None, initial=shown)
    if form.is_valid():
        try:
            set_thresholds(by=actor, lower=form.cleaned_data["lower"] / 100, upper=form.cleaned_data["upper"] / 100)
        except InvalidValueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Batas tersimpan. Berlaku mulai penautan berikutnya."))
            return HttpResponseRedirect(reverse("people:review"))
    effects = [
        _("Mulai %(limit)s: %(asked)s baris ditanyakan dahulu; di antara yang digabung sendiri, kira-kira %(wrong)s "
          "keliru.") % {"limit": percent(effect.limit), "asked": effect.asked, "wrong": round(effect.wrong)}
        for effect in threshold_effects(actor)
    ]  # fmt: skip
    return _private(
        render(
            request, "people/thresholds.html", {"form": form, "effects": effects}, status=400 if form.errors else 200
        )
    )


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
