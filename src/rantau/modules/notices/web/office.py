"""The officer's pages: the queue, and one notice with what she does about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rantau.kernel.errors import NotAllowedError, RantauError
from rantau.modules.notices.actions import answer, look, record_check, take_on, withdraw_check
from rantau.modules.notices.domain import KIND_LABELS, Line, Outcome, Phase
from rantau.modules.notices.letter_queries import referrals
from rantau.modules.notices.models import Notice
from rantau.modules.notices.queries import NOT_FOUND, as_line, checks, waiting
from rantau.modules.notices.queries import queue as notices_queue
from rantau.modules.notices.web.forms import AnswerForm, CheckForm, ReasonForm
from rantau.modules.notices.web.showing import deadline, phase, progress, sent_entries, today
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Table
from rantau.platform.web.tables import page_of


@requires("notices.receive")
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Notices in the order in which they want attention."""
    actor, now = actor_of(request), today()
    page = page_of(request, notices_queue(actor, now), 50)
    table = Table(
        caption=_("Antrean pemberitahuan"),
        columns=[
            Column("nama", _("Nama")), Column("perihal", _("Perihal")), Column("desa", _("Desa")),
            Column("keadaan", _("Sampai di mana")), Column("tenggat", _("Tenggat")), Column("kode", _("Kode")),
        ],
        rows=[_row(line, now) for line in map(as_line, page)],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Tidak ada pemberitahuan"), _("Pemberitahuan dari desa akan tampil di sini.")),
    )  # fmt: skip
    context = {"table": table, "page": page, "waiting": waiting(actor, "notices.receive", now)}
    return render(request, "notices/queue.html", context)


def _row(line: Line, now: Any) -> list[object]:
    why = line.why_first(now) if line.phase is not Phase.ANSWERED else ""
    return [
        Cell(line.name, href=reverse("notices:one", args=[line.id])),
        Cell(KIND_LABELS[line.kind], note=_(why) if why else ""),
        Cell(line.area_name, note=line.district_name), phase(line), deadline(line, now), line.code,
    ]  # fmt: skip


@requires("notices.receive")
@require_GET
def one(request: HttpRequest, notice: int) -> HttpResponse:
    """What was sent, and what may be done about it."""
    actor = actor_of(request)
    return _shown(request, actor, look(by=actor, notice=notice))


def _shown(
    request: HttpRequest, actor: Actor, row: Notice, *, check_form: forms.Form | None = None,
    answer_form: forms.Form | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    line, sent = as_line(row), row.content
    answers = bool(decide(actor, "notices.answer", Subject(area_code=row.area_id)))
    context = {
        "line": line,
        "entries": progress(line, today()),
        "sent_entries": sent_entries(sent),
        "sent": sent,
        "checks": checks(actor, row.pk),
        "answers": answers,
        "referrals": referrals(actor, row.pk),
        "answer": row.answer_text,
        "may_take": answers and not line.answered_at and line.holder != actor.name,
        "taken": bool(line.taken_at),
        "check_form": (check_form or CheckForm()) if answers else None,
        "answer_form": (answer_form or AnswerForm()) if answers and not line.answered_at else None,
    }
    return render(request, "notices/one.html", context, status=status)


@requires("notices.answer")
@require_POST
def take(request: HttpRequest, notice: int) -> HttpResponse:
    """I handle it."""
    take_on(by=actor_of(request), notice=notice)
    messages.success(request, _("Anda menanganinya. Desa melihat nama Anda dan sejak kapan."))
    return redirect("notices:one", notice)


@requires("notices.answer")
@require_POST
def check(request: HttpRequest, notice: int) -> HttpResponse:
    """Record what SISKOP2MI said."""
    form = CheckForm(request.POST)

    def record() -> None:
        record_check(by=actor_of(request), notice=notice, looked=form.looked())

    return _done(request, notice, form, record, _("Hasil pemeriksaan tercatat."), "check_form")


@requires("notices.answer")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, notice: int, check: int) -> HttpResponse:
    """Take back a result that was wrong: it stays, crossed out, and another can be recorded."""
    actor, form = actor_of(request), ReasonForm(request.POST or None)
    found = next((one for one in checks(actor, notice) if one.id == check and not one.withdrawn), None)
    if found is None:
        raise NotAllowedError(NOT_FOUND)
    if form.is_valid():
        withdraw_check(by=actor, notice=notice, check=check, reason=form.cleaned_data["reason"])
        messages.success(request, _("Hasil dicabut. Catat yang benar."))
        return redirect("notices:one", notice)
    context = {"form": form, "check": found, "notice": notice}
    return render(request, "notices/withdraw.html", context, status=400 if form.errors else 200)


@requires("notices.answer")
@require_POST
def reply(request: HttpRequest, notice: int) -> HttpResponse:
    """Answer the village."""
    form = AnswerForm(request.POST)

    def record() -> None:
        answer(by=actor_of(request), notice=notice, outcome=Outcome(form.cleaned_data["outcome"]),
               words=form.cleaned_data["words"])  # fmt: skip

    return _done(request, notice, form, record, _("Jawaban terkirim ke desa."), "answer_form")


def _done(request: HttpRequest, notice: int, form: forms.Form, record: Any, said: str, name: str) -> HttpResponse:
    if form.is_valid():
        try:
            record()
        except RantauError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect("notices:one", notice)
    actor = actor_of(request)
    return _shown(request, actor, look(by=actor, notice=notice), status=400, **{name: form})
