"""Bicara berdua: the guide's questions, and what the answers point to. For who may talk; nothing of it is printed."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rantau.engines.screening import Answer, Answers, AskedOf, Guide, Question, Urgency, guide_on
from rantau.kernel.errors import InvalidValueError
from rantau.modules.areas.api import numbers_near
from rantau.modules.journeys.actions import keep_conversation, open_conversation, override_urgency
from rantau.modules.journeys.domain import BEFORE_LEAVING, State
from rantau.modules.journeys.queries import talking_plan, talks
from rantau.modules.offices.api import lock
from rantau.platform.access.actor import Actor
from rantau.platform.access.views import actor_of, requires

TOGETHER = 2
"""So many questions a part has: a phone shows them without much scrolling."""
CHOICES = (Urgency.NOTHING_SEEN, Urgency.UNCLEAR, Urgency.SIGNS, Urgency.SIGNS_AGREE, Urgency.FIRST)


class OverrideForm(forms.Form):
    """Another urgency than the guide's, with the reason."""

    urgency = forms.ChoiceField(label=gettext_lazy("Menurut Anda"), choices=[(one.value, one.words) for one in CHOICES])
    reason = forms.CharField(
        label=gettext_lazy("Alasannya"), min_length=10, max_length=300,
        help_text=gettext_lazy("Disimpan bersama nama Anda, di samping hasil panduan; keduanya tetap ada."),
    )  # fmt: skip


@requires("journeys.talk")
@require_http_methods(["GET", "POST"])
def talk(request: HttpRequest, plan: int) -> HttpResponse:
    """One part of the guide at a time: to be alone first, then what is asked. No answer is shown again."""
    actor = actor_of(request)
    found = talking_plan(actor, plan)
    guide = guide_on(timezone.localdate())
    parts = _parts(asked(guide, State(found.state)))
    told = request.POST if request.method == "POST" else request.GET
    here, key = _part(told, len(parts)), _key(told)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        answers, wrong = _read(request.POST, guide)
        if answers is not None:
            keep_conversation(by=actor, plan=plan, key=key, answers=answers)
        if "tutup" in request.POST:
            return _hidden(request)
        if not wrong and (further := _further(request, actor, plan, key, here, len(parts))):
            return further
        if not wrong:
            wrong = {parts[here - 1][0].id: _("Belum ada yang dijawab.")}
    given = _given(request.POST, guide)
    context = {
        "plan": found,
        "guide": guide,
        "key": key,
        "part": here,
        "parts": len(parts),
        "questions": [_shown(question, guide, given, wrong) for question in parts[here - 1]],
        "wrong": wrong,
        "earlier": [(row, reverse("journeys:talked", args=[plan, row.pk])) for row in talks(actor, plan)],
    }
    return _private(render(request, "journeys/talk.html", context, status=400 if wrong else 200))


def _further(
    request: HttpRequest, actor: Actor, plan: int, key: UUID, here: int, parts: int
) -> HttpResponseRedirect | None:
    """The next part; after the last one, or when she stops here, what the answers point to. None: no answer yet."""
    if here < parts and "selesai" not in request.POST:
        address = reverse("journeys:talk", args=[plan])
        return HttpResponseRedirect(f"{address}?{urlencode({'bagian': here + 1, 'key': key})}")
    held = next((row for row in talks(actor, plan) if row.key == key), None)
    return HttpResponseRedirect(reverse("journeys:talked", args=[plan, held.pk])) if held else None


def _hidden(request: HttpRequest) -> HttpResponse:
    """Somebody came in: nothing of this stays on the screen, and it opens again only with a proof."""
    lock(request)
    response = HttpResponseRedirect(reverse("account_reauthenticate"))
    response["Clear-Site-Data"] = '"cache"'
    return response


def _parts(questions: list[Question]) -> list[list[Question]]:
    """The first question, who is there, stands alone; the others come two at a time."""
    rest = questions[1:]
    return [questions[:1], *(rest[start : start + TOGETHER] for start in range(0, len(rest), TOGETHER))]


def _part(told: QueryDict, parts: int) -> int:
    said = told.get("bagian", "")
    return min(max(int(said), 1), parts) if said.isdecimal() and len(said) < 4 else 1


@requires("journeys.talk")
@require_http_methods(["GET", "POST"])
def talked(request: HttpRequest, plan: int, conversation: int) -> HttpResponse:
    """What a conversation points to today, and the clerk's own judgement beside it."""
    actor = actor_of(request)
    found = talking_plan(actor, plan)
    form = OverrideForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        override_urgency(by=actor, plan=plan, conversation=conversation, urgency=Urgency(said["urgency"]),
                         reason=said["reason"])  # fmt: skip
        messages.success(request, _("Penilaian Anda tersimpan."))
        return HttpResponseRedirect(reverse("journeys:talked", args=[plan, conversation]))
    opened = open_conversation(by=actor, plan=plan, conversation=conversation)
    today = timezone.localdate()
    context = {
        "plan": found, "talk": opened, "found": opened.indication, "changed": opened.override, "form": form,
        "near": [(number, number.is_stale(today)) for number in numbers_near(actor, found.area_id)],
    }  # fmt: skip
    return _private(render(request, "journeys/talked.html", context, status=400 if form.errors else 200))


def asked(guide: Guide, state: State) -> list[Question]:
    """The questions of a plan in this state, in their order; what the checklist knows is not asked."""
    stage = "berencana" if state in BEFORE_LEAVING else "sudah-berangkat"
    return [
        question
        for question in guide.questions
        if question.asked_of is not AskedOf.CHECKLIST and (not question.stages or stage in question.stages)
    ]


def _read(posted: QueryDict, guide: Guide) -> tuple[Answers | None, dict[str, str]]:
    """What was answered well, if anything, and what is wrong with which question. A question left open is no answer."""
    wrong: dict[str, str] = {}
    rows = []
    for question in guide.questions:
        options = tuple(posted.getlist(f"j-{question.id}"))
        if not options or question.asked_of is AskedOf.CHECKLIST:
            continue
        try:
            answer = _answer(posted, question, options)
            Answers.of(guide, answer)
        except InvalidValueError as error:
            wrong[question.id] = _why(error, question, options)
        else:
            rows.append(answer)
    return (Answers.of(guide, *rows) if rows else None), wrong


def _answer(posted: QueryDict, question: Question, options: tuple[str, ...]) -> Answer:
    needs = any(option.needs_date for option in question.options if option.id in options)
    try:
        day = date.fromisoformat(posted.get(f"t-{question.id}", "")) if needs else None
    except ValueError:
        day = None
    return Answer(question.id, options, share=f"b-{question.id}" in posted, date=day)


def _why(error: InvalidValueError, question: Question, options: tuple[str, ...]) -> str:
    """In the clerk's words: the engine's own name places of a file."""
    chosen = [option for option in question.options if option.id in options]
    if any(option.needs_date for option in chosen):
        return _("Isi tanggalnya, misalnya 1 Desember 2026.")
    if len(chosen) > 1 and any(option.alone for option in chosen):
        alone = next(option.words for option in chosen if option.alone)
        return _("“%(words)s” tidak dapat dipilih bersama yang lain.") % {"words": alone}
    return str(error)


def _given(posted: QueryDict, guide: Guide) -> dict[str, Any]:
    return {
        question.id: {
            "options": set(posted.getlist(f"j-{question.id}")),
            "share": f"b-{question.id}" in posted,
            "date": posted.get(f"t-{question.id}", ""),
        }
        for question in guide.questions
    }


def _shown(question: Question, guide: Guide, given: dict[str, Any], wrong: dict[str, str]) -> dict[str, Any]:
    said = given[question.id]
    return {
        "question": question,
        "law": guide.law_before(question),
        "wrong": wrong.get(question.id, ""),
        "options": [(option, option.id in said["options"]) for option in question.options],
        "needs_date": any(option.needs_date for option in question.options),
        "share": said["share"],
        "date": said["date"],
    }


def _key(posted: QueryDict) -> UUID:
    try:
        return UUID(posted.get("key", ""))
    except ValueError:
        return uuid4()


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
