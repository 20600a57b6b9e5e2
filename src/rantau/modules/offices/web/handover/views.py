"""Handing over a post at the kecamatan: the list, the one page that asks, and the page that follows it to its end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rantau.modules.areas.api import place_name
from rantau.modules.offices import queries
from rantau.modules.offices.actions import Successor, hand_over, propose_hand_over
from rantau.modules.offices.handover import KIND
from rantau.modules.offices.models import HandOver, Post
from rantau.modules.offices.post_names import post_name
from rantau.modules.offices.queries import HAND_OVER
from rantau.modules.offices.web.accounts.attempt import attempt
from rantau.modules.offices.web.accounts.letter_forms import SheetForm
from rantau.modules.offices.web.handover.forms import HandOverForm
from rantau.modules.offices.web.printing import printed
from rantau.platform.access.actor import Actor
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, requires
from rantau.platform.approval.api import Request, requests
from rantau.platform.web.components import Cell, Column, Empty, Entry, Table, Tone
from rantau.platform.web.tables import page_of


@requires(HAND_OVER)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Hand-overs of the kecamatan, the latest first."""
    actor = actor_of(request)
    page = page_of(request, queries.hand_overs(actor), 25)
    asked = _requests(actor, [row.pk for row in page])
    table = Table(
        caption=_("Serah terima"),
        columns=(Column("jabatan", _("Jabatan")), Column("kepada", _("Kepada")), Column("mulai", _("Mulai")),
                 Column("keadaan", _("Keadaan"))),
        rows=[
            (
                Cell(post_name(row.post.role, acting=row.acting), href=reverse("handover:one", args=[row.pk]),
                     note=place_name(row.area)),
                Cell(row.name, note=row.username), row.starts_on, _standing(row, asked.get(row.pk)),
            )
            for row in page
        ],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Belum ada serah terima"), icon="arrows-right-left"),
    )  # fmt: skip
    return render(request, "offices/handover/index.html", {"table": table, "page": page})


@requires(HAND_OVER)
@freshly
def start(request: HttpRequest) -> HttpResponse:
    """Serah terima baru: one page says all of it; a second person approves."""
    actor = actor_of(request)
    posts = [(str(post.pk), _held(post)) for post in queries.posts_to_hand_over(actor)]
    people = [(str(each.pk), f"{each.name} ({each.username})") for each in queries.successors(actor)]
    form = HandOverForm(request.POST or None, initial={"starts_on": timezone.localdate()}, posts=posts, people=people)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        number = attempt(
            form,
            lambda: propose_hand_over(
                by=actor, post_id=said["post"], to=Successor(said["successor"], said["name"], said["username"]),
                decree=said["decree"], starts_on=said["starts_on"], acting_head=said["acting"],
            ),
        )  # fmt: skip
        if number is not None:
            messages.success(request, _("Permintaan terkirim. Orang kedua dapat menyetujuinya sekarang juga."))
            return redirect("handover:one", number)
    context = {"form": form, "nothing": not posts}
    return render(request, "offices/handover/start.html", context, status=400 if form.is_bound else 200)


@requires(HAND_OVER)
@freshly
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One hand-over: who can approve it now, and after that the step itself."""
    actor = actor_of(request)
    row = queries.hand_over(actor, number)
    form = SheetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = attempt(form, lambda: hand_over(by=actor, number=number, with_codes=form.cleaned_data["codes"]))
        if done is not None and done.letter is not None:
            back = reverse("handover:one", args=[number])
            return printed(request, [done.letter], back=back, contact=_contact(row), codes=done.codes)
        if done is not None:
            messages.success(request, _("Jabatan sudah diserahkan."))
            return redirect("handover:one", number)
    asked, now = _requests(actor, [number]).get(number), timezone.now()
    waits = asked is not None and asked.is_open(now)
    context = {
        "row": row,
        "title": _title(row),
        "entries": _entries(row, asked),
        "standing": _standing(row, asked),
        "waits": waits,
        "second": _second_people(actor, number) if waits else [],
        "usable": asked is not None and asked.is_usable(now),
        "approved_by": asked.decided_name if asked is not None else "",
        "new": row.successor is None or not row.successor.has_usable_password(),
        "form": form,
    }
    return render(request, "offices/handover/one.html", context, status=400 if form.is_bound else 200)


def _second_people(actor: Actor, number: int) -> list[dict[str, Any]]:
    return [
        {"name": each.name, "post": post_name(each.role, acting=each.acting), "area": each.area, "here": each.here}
        for each in queries.who_may_confirm(actor, number)
    ]


def _requests(actor: Actor, numbers: list[int]) -> dict[int, Request]:
    rows = requests(actor).filter(kind=KIND, subject__in=[str(number) for number in numbers])
    return {int(row.subject): row for row in rows}


def _held(post: Post) -> str:
    return f"{post.area.name}: {post_name(post.role, acting=post.acting)}, {post.account.name}"


def _title(row: HandOver) -> str:
    return f"{post_name(row.post.role, acting=row.acting)} {row.area.name}"


def _contact(row: HandOver) -> str:
    district = row.area.parent.name if row.area.parent else row.area.name
    return _("pembina di Kecamatan %(name)s") % {"name": district}


def _entries(row: HandOver, asked: Request | None) -> list[Entry]:
    entries: list[Any] = [
        Entry(_("Yang menyerahkan"), f"{row.post.account.name} ({row.post.account.username})"),
        Entry(_("Yang menerima"), f"{row.name} ({row.username})"),
        Entry(_("Wilayah"), place_name(row.area)),
        Entry(_("Nomor SK"), row.decree),
        Entry(_("Mulai menjabat"), row.starts_on),
    ]
    if asked is not None:
        entries.append(Entry(_("Diminta oleh"), asked.asked_name))
        if asked.decided_name:
            label = _("Disetujui oleh") if asked.decision == "disetujui" else _("Ditolak oleh")
            entries.append(Entry(label, " · ".join(filter(None, (asked.decided_name, asked.decision_reason)))))
    if row.done_at:
        entries.append(Entry(_("Diselesaikan"), f"{timezone.localtime(row.done_at):%d-%m-%Y %H.%M}, {row.done_by}"))
    return entries


def _standing(row: HandOver, asked: Request | None) -> Cell:
    now = timezone.now()
    words: tuple[str, Tone] = (_("lewat waktu"), "")
    if row.done_at:
        words = (_("selesai"), "success")
    elif asked is not None and asked.is_usable(now):
        words = (_("disetujui, tinggal diselesaikan"), "info")
    elif asked is not None and asked.is_open(now):
        words = (_("menunggu orang kedua"), "warning")
    elif asked is not None and asked.decision == "ditolak":
        words = (_("ditolak"), "error")
    return Cell(words[0], tone=words[1])
