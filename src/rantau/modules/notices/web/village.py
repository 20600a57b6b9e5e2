"""The village's pages: sending a notice, and what became of those that were sent."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rantau.kernel.errors import RantauError
from rantau.modules.notices.actions import look, prepare, send
from rantau.modules.notices.domain import BASIS, KIND_LABELS
from rantau.modules.notices.letter_queries import referrals
from rantau.modules.notices.queries import as_line, checks, open_of_plan, own
from rantau.modules.notices.web.forms import SendForm
from rantau.modules.notices.web.showing import day, deadline, phase, progress, sent_entries, today
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Table
from rantau.platform.web.tables import page_of


@requires("notices.send")
def send_one(request: HttpRequest, plan: int) -> HttpResponse:
    """Exactly what will be sent, and one button."""
    actor = actor_of(request)
    form, status = SendForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                sent = send(by=actor, plan=plan, **form.cleaned_data)
            except RantauError as error:
                form.add_error(None, str(error))
            else:
                messages.success(
                    request, _("Terkirim ke Disnakertrans.") if sent.new else _("Sudah terkirim sebelumnya.")
                )
                return redirect("notices:own_one", sent.notice)
    return render(request, "notices/send.html", _draft_context(actor, plan, form), status=status)


def _draft_context(actor: Actor, plan: int, form: SendForm) -> dict[str, Any]:
    wanted, known = prepare(by=actor, plan=plan), open_of_plan(actor, plan)
    key = form["key"].value() or uuid4()
    return {
        "form": form,
        "plan": plan,
        "key": key,
        "shown": wanted.snapshot.mark,
        "kind": KIND_LABELS[wanted.kind],
        "entries": [entry for entry in sent_entries(wanted.snapshot) if entry.value is not None],
        "missing": [entry.term for entry in sent_entries(wanted.snapshot) if entry.value is None],
        "sent": wanted.snapshot,
        "basis": BASIS,
        "known": as_line(known) if known else None,
    }


@requires("notices.view_own")
@require_GET
def own_list(request: HttpRequest) -> HttpResponse:
    """What the village sent, who has it, what came of it."""
    page = page_of(request, own(actor_of(request)), 50)
    now = today()
    table = Table(
        caption=_("Pemberitahuan desa"),
        columns=[
            Column("nama", _("Nama")), Column("perihal", _("Perihal")), Column("keadaan", _("Sampai di mana")),
            Column("tenggat", _("Tenggat")), Column("dikirim", _("Dikirim")),
        ],
        rows=[
            [
                Cell(line.name, href=reverse("notices:own_one", args=[line.id])), KIND_LABELS[line.kind], phase(line),
                deadline(line, now), day(line.sent_at),
            ]
            for line in map(as_line, page)
        ],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Belum ada pemberitahuan"), _("Pemberitahuan dikirim dari halaman rencana seorang warga.")),
    )  # fmt: skip
    return render(request, "notices/own.html", {"table": table, "page": page})


@requires("notices.view_own")
@require_GET
def own_one(request: HttpRequest, notice: int) -> HttpResponse:
    """One notice as the village sees it."""
    actor = actor_of(request)
    row = look(by=actor, notice=notice)
    line, sent = as_line(row), row.content
    talks = bool(decide(actor, "journeys.talk", Subject(area_code=row.area_id)))
    context = {
        "line": line,
        "entries": progress(line, today()),
        "checks": checks(actor, notice),
        "answer": row.answer_text,
        "referrals": referrals(actor, notice),
        "sent_entries": [entry for entry in sent_entries(sent) if entry.value is not None],
        "sent": sent,
        "signs": sent.signs if talks else (),
    }
    return render(request, "notices/own_one.html", context)
