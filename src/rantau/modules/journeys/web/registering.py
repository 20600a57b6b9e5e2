"""Registering a resident's plan, and changing what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.kernel.nik import Nik
from rantau.modules.areas.api import Area
from rantau.modules.journeys.actions import amend_plan, open_particulars, record_plan
from rantau.modules.journeys.domain import Doubt, Opened, PlanLine, Says, State, doubts, shown_code
from rantau.modules.journeys.queries import alike
from rantau.modules.journeys.queries import plan as plan_of
from rantau.modules.journeys.tasks import ask_to_find_alike
from rantau.modules.journeys.web.forms import PlanForm, SaidForm
from rantau.modules.journeys.web.words import DOUBTS, STATES
from rantau.platform.access.actor import Actor
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.drafts import draft_key


@dataclass(frozen=True, slots=True)
class Hints:
    """What is said before a plan is saved: doubts about the data, and plans that may be the same resident's."""

    doubts: Sequence[Doubt]
    alike: Sequence[PlanLine]

    @property
    def seen(self) -> str:
        """Tells these hints from others: who goes on says that she saw these."""
        words = [*self.doubts, *(str(line.id) for line in self.alike)]
        return sha256("/".join(words).encode()).hexdigest()[:16] if words else ""


@requires("journeys.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new plan; doubts and likenesses are shown once before it is saved."""
    actor = actor_of(request)
    form = PlanForm(request.POST or None, areas=villages(actor))
    said = SaidForm(request.POST or None, initial={"state": State.INTENDED, "says": Says.SELF})
    hints = Hints((), ())
    if form.is_valid() and said.is_valid():
        hints = _hints(actor, form)
        if hints.seen == request.POST.get("lanjut", ""):
            return _saved(request, actor, form, said)
    context = {"form": form, "said": said, **_shown(hints)}
    return _form_page(request, "journeys/new.html", form, context)


@requires("journeys.write")
@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, plan: int) -> HttpResponse:
    """Change what is told. The NIK is not shown here: left empty it stays."""
    actor = actor_of(request)
    found = plan_of(actor, plan)
    areas = [(found.area_id, found.area.name)]
    if request.method == "POST":
        form = PlanForm(request.POST, areas=areas)
        if form.is_valid() and (answer := _amended(request, actor, plan, form)):
            return answer
    else:
        form = PlanForm(areas=areas, initial=_initial(found, open_particulars(by=actor, plan=plan)))
    return _form_page(request, "journeys/amend.html", form, {"form": form, "plan": found})


def villages(actor: Actor) -> list[tuple[str, str]]:
    """The villages in which the actor writes: code and name."""
    return list(
        Area.objects.filter(pk__in=actor.areas_for("journeys.write"), level=4).order_by("pk").values_list("pk", "name")
    )


def _hints(actor: Actor, form: PlanForm) -> Hints:
    said, who = form.cleaned_data, form.who()
    nik = Nik.parse(who.nik) if who.nik else None
    birth = said["birth"]
    found = doubts(nik, birth, who.sex)
    return Hints(found, alike(actor, who, birth.year if birth else None, but=said["key"]))


def _shown(hints: Hints) -> dict[str, Any]:
    return {
        "hints": hints if hints.seen else None,
        "doubts": [DOUBTS[doubt] for doubt in hints.doubts],
        "alike": [
            {"line": line, "state": STATES[line.state], "href": reverse("journeys:plan", args=[line.id])}
            for line in hints.alike
        ],
    }


def _saved(request: HttpRequest, actor: Actor, form: PlanForm, said: SaidForm) -> HttpResponse:
    with transaction.atomic():
        done = record_plan(
            by=actor, key=form.cleaned_data["key"], area_code=form.cleaned_data["area"], who=form.who(),
            told=form.told(), wish=form.wish(), said=said.said(),
        )  # fmt: skip
        if done.new:
            ask_to_find_alike(done.plan)
    messages.success(request, _("Tercatat. Kode rencana: %(code)s") % {"code": shown_code(done.code)})
    return HttpResponseRedirect(reverse("journeys:plan", args=[done.plan]) + "?selesai=1")


def _amended(request: HttpRequest, actor: Actor, plan: int, form: PlanForm) -> HttpResponse | None:
    """The way back to the plan; None where something must be said on the form."""
    before = plan_of(actor, plan).told.more
    try:
        amend_plan(by=actor, plan=plan, seen=form.cleaned_data["seen"], who=form.who(), told=form.told(dict(before)),
                   wish=form.wish())  # fmt: skip
    except InvalidValueError as error:
        form.add_error("safe_contact" if error.code == "kontak-ditolak" else None, str(error))
        return None
    except ConflictError as error:
        form.add_error(None, str(error))
        form.data = {**form.data.dict(), "seen": plan_of(actor, plan).changed_at.isoformat()}  # type: ignore[attr-defined]
        return None
    messages.success(request, _("Perubahan tersimpan."))
    return HttpResponseRedirect(reverse("journeys:plan", args=[plan]) + "?selesai=1")


def _initial(found: Any, opened: Opened) -> dict[str, Any]:
    told = opened.told
    columns = ("country", "job", "scheme", "employer_kind", "recruiter_kind", "leaves_on")
    kept = ("birth", "birth_place", "ktp_address", "actual_address", "phone", "marital", "family_left", "safe_contact",
            "recruiter", "recruiter_licence", "recruiter_phone", "employer", "note")  # fmt: skip
    return {
        "name": opened.name, "sex": opened.sex, "seen": opened.stamp, "area": found.area_id,
        **{name: getattr(told, name) for name in kept}, **{name: getattr(found, name) for name in columns},
        **{name: told.more.get(name, "") for name in ("visa", "passport_held_by", "licence", "payment", "amount",
                                                      "safe_relation")},
    }  # fmt: skip


def _form_page(request: HttpRequest, template: str, form: PlanForm, context: dict[str, Any]) -> HttpResponse:
    wrong = form.is_bound and not form.is_valid()
    context |= {"draft_key": draft_key(request), "bound": form.is_bound}
    response = render(request, template, context, status=400 if wrong else 200)
    response["Cache-Control"] = "no-store"
    return response
