"""The one-time link: given out by the clerk, filled in far away without an account, confirmed by the clerk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from rantau.kernel.errors import NotAllowedError, RantauError
from rantau.modules.journeys.api import plan as plan_of
from rantau.modules.letters.actions import close_link, fill_link, give_link
from rantau.modules.letters.actions.from_afar import GONE
from rantau.modules.letters.domain import WRITE, Filled
from rantau.modules.letters.queries import filler, link_in_hand
from rantau.modules.letters.web.checking import area_of
from rantau.modules.letters.web.forms import AfarForm
from rantau.modules.letters.web.views import kept_nowhere
from rantau.platform.access.acting import acting
from rantau.platform.access.views import actor_of, open_to_all, requires


@requires(WRITE)
def give(request: HttpRequest, plan: int) -> HttpResponse:
    """Make a link; it is shown this once."""
    if request.method != "POST":
        return redirect("letters:plan", plan)
    actor = actor_of(request)
    found = plan_of(actor, plan)
    made = give_link(by=actor, plan=plan)
    place = {"village": found.area_id.replace(".", ""), "token": made.token}
    address = request.build_absolute_uri(reverse("letters:fill", kwargs=place))
    context = {"plan": found, "address": address, "expires": made.expires_at}
    return kept_nowhere(render(request, "letters/link.html", context))


@requires(WRITE)
def close(request: HttpRequest, plan: int) -> HttpResponse:
    """Put the link and what was filled in aside."""
    if request.method == "POST":
        close_link(by=actor_of(request), plan=plan)
        messages.success(request, _("Tautan disisihkan. Ia tidak berlaku lagi."))
    return redirect("letters:plan", plan)


@open_to_all
@sensitive_post_parameters()
def fill(request: HttpRequest, village: str, token: str) -> HttpResponse:
    """Isian dari jauh: shows nothing that is stored, takes one answer."""
    area = area_of(village)
    with acting(filler(area)):
        found = link_in_hand(filler(area), area, token)
        place = found.area.name if found else ""
        form = AfarForm(request.POST or None)
        gone, done = ("" if found else GONE), False
        if found and request.method == "POST" and form.is_valid():
            try:
                filled = Filled(form.giver(""), form.cleaned_data["period"])
                fill_link(by=filler(area), area_code=area, token=token, filled=filled)
                done = True
            except NotAllowedError as error:
                gone = str(error)
            except RantauError as error:
                form.add_error(None, str(error))
    status = 404 if gone else 400 if form.errors else 200
    context = {"form": form, "place": place, "gone": gone, "done": done}
    return kept_nowhere(render(request, "letters/fill.html", context, status=status), public=True)
