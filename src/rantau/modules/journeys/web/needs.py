"""What a resident needs at return: told, with who can help, and the way back to prevention."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rantau.kernel.errors import RantauError
from rantau.modules.journeys.actions import note_needs, open_needs
from rantau.modules.journeys.domain import Says
from rantau.modules.journeys.needs import MOST_WORDS, NEED_LABELS, Need, NeedsClaim, NeedsSaid, referrals
from rantau.modules.journeys.queries import plan as plan_of
from rantau.modules.journeys.web import words
from rantau.platform.access.views import actor_of, requires


class NeedsForm(forms.Form):
    """What is needed; nothing ticked says that nothing is."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Yang dibutuhkan sekarang"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(need.value, label) for need, label in NEED_LABELS.items()],
        help_text=gettext_lazy("Tanyakan kepada yang pulang sendiri. Tanpa centang: tidak ada yang dibutuhkan."),
    )  # fmt: skip
    says = forms.ChoiceField(
        label=gettext_lazy("Siapa yang mengatakan?"), choices=[(one.value, words.SAYS[one]) for one in Says]
    )
    on = forms.DateField(
        label=gettext_lazy("Tanggal"), initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Catatan"), required=False, max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "2", "autocomplete": "off"}),
    )  # fmt: skip

    def said(self) -> NeedsSaid:
        """As told."""
        told = self.cleaned_data
        return NeedsSaid(tuple(map(Need, told["needs"])), told["on"], Says(told["says"]), told["note"])


@requires("journeys.write")
@require_http_methods(["GET", "POST"])
def needs(request: HttpRequest, plan: int) -> HttpResponse:
    """What was said, who helps with it, and the form for more."""
    actor = actor_of(request)
    found, form = plan_of(actor, plan), NeedsForm(request.POST or None)
    if form.is_valid():
        try:
            note_needs(by=actor, key=form.cleaned_data["key"], plan=plan, said=form.said())
        except RantauError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Kebutuhan tercatat, dan tercetak pada berita acara."))
            return redirect("journeys:needs", plan)
    claims = open_needs(by=actor, plan=plan)
    latest = claims[0].said.needs if claims else ()
    context = {
        "plan": found, "form": form, "key": form["key"].value(), "claims": [_claim(one) for one in claims],
        "referrals": [
            {"need": NEED_LABELS[one.need], "place": one.place, "contacts": one.contacts}
            for one in referrals(latest, timezone.localdate())
        ],
    }  # fmt: skip
    response = render(request, "journeys/needs.html", context, status=400 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def _claim(one: NeedsClaim) -> dict[str, Any]:
    return {
        "needs": [NEED_LABELS[need] for need in one.said.needs], "says": words.SAYS[one.said.says], "on": one.said.on,
        "note": one.said.note,
    }  # fmt: skip
