"""The pages of approvals: what waits, what was asked, one request, and asking for one."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rantau.kernel.errors import RantauError
from rantau.platform.access.actor import Actor
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, requires
from rantau.platform.approval import queries
from rantau.platform.approval.actions import approve, ask, refuse
from rantau.platform.approval.kinds import PART, Kind
from rantau.platform.approval.models import Decision, Request
from rantau.platform.approval.web.forms import APPROVE, AskForm, DecisionForm
from rantau.platform.web.components import Cell, Column, Empty, Entry, Table, Tone
from rantau.platform.web.tables import page_of


@requires(PART)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I asked for, and what was decided."""
    actor = actor_of(request)
    page = page_of(request, queries.others(actor), 25)
    context = {
        "waiting": queries.waiting(actor),
        "own": _table(_("Yang Anda minta"), list(queries.own(actor)[:25])),
        "history": _table(_("Permintaan lainnya"), list(page)),
        "page": page,
        "doors": [(kind.label, _door_to_ask(kind)) for kind in queries.kinds_to_ask(actor)],
    }
    return render(request, "approval/index.html", context)


@requires(PART)
@freshly
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One request: who asks for what and why; the second person says yes or no here."""
    actor = actor_of(request)
    row = queries.request(actor, number)
    kind = row.of_kind
    form = DecisionForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid() and _decided(request, form, row):
        return redirect("approval:request", number)
    now = timezone.now()
    second = queries.may_decide(actor, row)
    context = {
        "row": row,
        "kind": kind,
        "entries": _entries(row),
        "form": form if second and row.is_open(now) else None,
        "mine": row.asked_by == actor.id,
        "is_open": row.is_open(now),
        "usable": row.is_usable(now),
        "door": _door_to_step(row, second=second, mine=row.asked_by == actor.id) if row.is_usable(now) else "",
        "for_asker": kind.for_asker(row.pk) if kind.for_asker and row.asked_by == actor.id else "",
        "for_second": kind.for_second(row.pk) if kind.for_second and _said_yes(row, actor) else "",
    }
    return render(request, "approval/request.html", context, status=400 if form.is_bound else 200)


def _decided(request: HttpRequest, form: DecisionForm, row: Request) -> bool:
    actor, reason = actor_of(request), form.cleaned_data["reason"]
    try:
        if form.data.get("decision") == APPROVE:
            approve(by=actor, request=row.pk, reason=reason)
            messages.success(request, _("Disetujui. Persetujuan ini berlaku untuk satu kali."))
        else:
            refuse(by=actor, request=row.pk, reason=reason)
            messages.success(request, _("Ditolak. Yang meminta melihat alasan Anda."))
    except RantauError as error:
        form.add_error(None, str(error))
        return False
    return True


@requires(PART)
def ask_for(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for a step of a kind that has no page of its own."""
    actor = actor_of(request)
    known = next((each for each in queries.kinds_to_ask(actor) if each.name == kind and each.subjects), None)
    if known is None:
        raise Http404
    form = AskForm(request.POST or None, kind=known)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask(by=actor, kind=kind, area_code=actor.areas_for(known.ask)[0], **form.cleaned_data)
        except RantauError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Permintaan terkirim. Ia menunggu persetujuan orang kedua."))
            return redirect("approval:request", asked.id)
    return render(request, "approval/ask.html", {"form": form, "kind": known}, status=400 if form.is_bound else 200)


def _door_to_step(row: Request, *, second: bool, mine: bool) -> str:
    kind = row.of_kind
    takes_it = mine if kind.by_asker else second
    return kind.door(row.subject, row.pk) if kind.door and takes_it else ""


def _said_yes(row: Request, actor: Actor) -> bool:
    return row.decision == Decision.APPROVED and actor.kind == "user" and row.decided_by == actor.id


def _door_to_ask(kind: Kind) -> str:
    return reverse(kind.page) if kind.page else reverse("approval:ask", args=[kind.name])


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j M Y H.i")


def _entries(row: Request) -> list[Entry]:
    entries = [
        Entry(_("Langkah"), str(row.of_kind.label)),
        Entry(_("Tentang"), row.of_kind.describe(row.subject)),
        Entry(_("Alasan"), row.reason),
        Entry(_("Diminta oleh"), row.asked_name),
        Entry(_("Pada"), _moment(row.asked_at)),
        Entry(_("Berlaku sampai"), _moment(row.expires_at)),
    ]
    if row.decided_at:
        said = f"{row.decided_name}, {_moment(row.decided_at)}"
        label = _("Disetujui oleh") if row.decision == Decision.APPROVED else _("Ditolak oleh")
        entries += [Entry(label, said), Entry(_("Catatannya"), row.decision_reason or None)]
    if row.used_at:
        entries.append(Entry(_("Dipakai oleh"), f"{row.used_name}, {_moment(row.used_at)}"))
    return entries


def _table(caption: str, rows: list[Request]) -> Table:
    return Table(
        caption=caption,
        columns=(
            Column("langkah", _("Langkah")), Column("diminta", _("Diminta oleh")), Column("kapan", _("Kapan")),
            Column("keadaan", _("Keadaan")),
        ),
        rows=[
            (
                Cell(
                    str(row.of_kind.label),
                    href=reverse("approval:request", args=[row.pk]),
                    note=row.of_kind.describe(row.subject),
                ),
                row.asked_name, _moment(row.asked_at), _state(row),
            )
            for row in rows
        ],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Belum ada permintaan"), icon="hand-raised"),
    )  # fmt: skip


def _state(row: Request) -> Cell:
    now = timezone.now()
    words: tuple[str, Tone] = (_("lewat waktu"), "")
    if row.used_at:
        words = (_("sudah dipakai"), "")
    elif row.is_usable(now):
        words = (_("disetujui"), "success")
    elif row.decision == Decision.REFUSED:
        words = (_("ditolak"), "error")
    elif row.is_open(now):
        words = (_("menunggu"), "warning")
    return Cell(words[0], tone=words[1])
