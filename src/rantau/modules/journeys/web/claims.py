"""What somebody says about a plan: writing it down, withdrawing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rantau.kernel.errors import NotAllowedError
from rantau.modules.journeys.actions import add_claim, withdraw_claim
from rantau.modules.journeys.queries import NOT_FOUND, as_claim
from rantau.modules.journeys.queries import plan as plan_of
from rantau.modules.journeys.web import words
from rantau.modules.journeys.web.forms import ReasonForm, SaidForm
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.drafts import draft_key


@requires("journeys.write")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, plan: int) -> HttpResponse:
    """Write down what somebody says."""
    actor = actor_of(request)
    found = plan_of(actor, plan)
    given = {name: request.GET[name] for name in ("state", "on", "says") if name in request.GET}
    form = SaidForm(request.POST or None, initial={"state": found.state} | given)
    if form.is_valid():
        add_claim(by=actor, plan=plan, said=form.said())
        messages.success(request, _("Kabar tercatat."))
        return HttpResponseRedirect(reverse("journeys:plan", args=[plan]) + "?selesai=1")
    context = {"form": form, "plan": found, "draft_key": draft_key(request)}
    response = render(request, "journeys/claim.html", context, status=400 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@requires("journeys.write")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, plan: int, claim: int) -> HttpResponse:
    """Withdraw what was wrong, with a reason."""
    actor = actor_of(request)
    found = plan_of(actor, plan)
    row = found.claims.filter(pk=claim).first()
    if row is None:
        raise NotAllowedError(NOT_FOUND)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        withdraw_claim(by=actor, plan=plan, claim=claim, reason=form.cleaned_data["reason"])
        messages.success(request, _("Pernyataan dicabut."))
        return HttpResponseRedirect(reverse("journeys:plan", args=[plan]))
    value = as_claim(row)
    context = {
        "form": form,
        "plan": found,
        "says": words.SAYS[value.says],
        "words": ", ".join(filter(None, (str(words.STATES[value.state]), words.day_words(value.on)))),
    }
    return render(request, "journeys/withdraw.html", context, status=400 if form.errors else 200)
