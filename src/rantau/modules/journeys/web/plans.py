"""Pages of journeys: the village's plans, and one plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rantau.engines.procedure import Checklist
from rantau.kernel.countries import country_name
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.actions import open_particulars
from rantau.modules.journeys.domain import (
    BEFORE_LEAVING,
    ENDED,
    State,
    StateClaim,
    latest_first,
    shown_code,
    standing,
)
from rantau.modules.journeys.doors import OpenDoor, doors_of, notes_of
from rantau.modules.journeys.findings import findings_of
from rantau.modules.journeys.judging import GROUPS, grouped, judge
from rantau.modules.journeys.models import Plan
from rantau.modules.journeys.queries import as_claim, as_line, plans
from rantau.modules.journeys.queries import plan as plan_of
from rantau.modules.journeys.web import found as shown
from rantau.modules.journeys.web import words
from rantau.modules.journeys.web.today import SOON_DAYS
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Entry, Table
from rantau.platform.web.tables import page_of


@requires("journeys.view")
def index(request: HttpRequest) -> HttpResponse:
    """The plans of one's villages."""
    actor = actor_of(request)
    found = plans(actor)
    if request.GET.get("keadaan") == "segera":
        found = found.filter(state__in=BEFORE_LEAVING, leaves_on__lte=timezone.localdate() + timedelta(days=SOON_DAYS))
    page = page_of(request, found, 50)
    may_write = bool(actor.grants_for("journeys.write"))
    lines = [as_line(row) for row in page]
    table = Table(
        caption=_("Rencana kerja warga"),
        columns=[
            Column("nama", _("Nama")), Column("keadaan", _("Keadaan")), Column("tujuan", _("Tujuan")),
            Column("sejak", _("Sejak")), Column("desa", _("Desa")), Column("kode", _("Kode")),
        ],
        rows=[
            [
                Cell(line.name, href=reverse("journeys:plan", args=[line.id])), words.STATES[line.state],
                country_name(line.country) if line.country else None,
                words.day_words(PartialDate.parse(line.state_on)), line.area_name, shown_code(line.code),
            ]
            for line in lines
        ],
        narrow="cards",
        show_caption=False,
        empty=Empty(
            _("Belum ada rencana yang tercatat"),
            _("Catat begitu ada warga yang berniat, belum perlu menunggu suratnya."),
            reverse("journeys:new") if may_write else "",
            _("Catat warga") if may_write else "",
        ),
    )  # fmt: skip
    return _private(render(request, "journeys/index.html", {"table": table, "page": page, "may_write": may_write}))


@requires("journeys.view")
def plan(request: HttpRequest, plan: int) -> HttpResponse:
    """One plan: how it stands, who says so, and what the law asks of it."""
    actor = actor_of(request)
    row = plan_of(actor, plan)
    line, values = as_line(row), [as_claim(claim) for claim in row.claims.all()]
    found = findings_of([row.pk])[row.pk]
    checklist = judge(row, row.told, row.papers.all(), timezone.localdate(), found)
    may_write = bool(decide(actor, "journeys.write", Subject(area_code=row.area_id)))
    context = {
        "line": line,
        "code": shown_code(line.code),
        "goal": _goal(row),
        "state": _stands(line.state, PartialDate.parse(line.state_on)),
        "conflict": [*_conflict(values), *shown.conflict(values, found)],
        "doors": _own_doors(actor, row, may_write=may_write),
        "notes": notes_of(actor, row),
        "checklist": checklist,
        "groups": _groups(checklist),
        "findings": shown.findings(row, found, may_write=may_write),
        "unlike": shown.unlike(found),
        "reasons": checklist.reasons if line.state not in ENDED else (),
        "ended": line.state in ENDED,
        "legal_notes": checklist.notes,
        "claims": [_claim(row, value, may_write=may_write) for value in latest_first(values)],
    }
    return _private(render(request, "journeys/plan.html", context))


@requires("journeys.write")
def particulars(request: HttpRequest, plan: int) -> HttpResponse:
    """What was told, opened: every look leaves a trace."""
    actor = actor_of(request)
    row = plan_of(actor, plan)
    opened = open_particulars(by=actor, plan=plan)
    told, more = opened.told, opened.told.more
    entries = [
        Entry(_("Nama"), opened.name),
        Entry(_("Jenis kelamin"), words.word(words.SEXES, opened.sex)),
        Entry(_("Lahir"), words.day_words(PartialDate.parse(told.birth))),
        Entry(_("Tempat lahir"), told.birth_place or None),
        Entry("NIK", opened.nik or None),
        Entry(_("Alamat menurut KTP"), told.ktp_address or None),
        Entry(_("Alamat sekarang"), told.actual_address or None),
        Entry(_("Nomor HP warga"), told.phone or None),
        Entry(_("Status perkawinan"), words.word(words.MARITAL, told.marital)),
        Entry(_("Keluarga yang ditinggalkan"), told.family_left or None),
        Entry(_("Kontak aman"), told.safe_contact or None),
        Entry(_("Kontak aman itu siapanya?"), words.word(words.RELATIONS, str(more.get("safe_relation", "")))),
        Entry(_("Yang mengajak"), told.recruiter or None),
        Entry(_("Nomor izin"), told.recruiter_licence or None),
        Entry(_("Nomor HP yang mengajak"), told.recruiter_phone or None),
        Entry(_("Uang"), told.payments or None),
        Entry(_("Pemberi kerja"), told.employer or None),
        Entry(_("Visa"), words.word(words.VISAS, str(more.get("visa", "")))),
        Entry(_("Paspor"), words.word(words.HOLDERS, str(more.get("passport_held_by", "")))),
        Entry(_("Catatan"), told.note or None),
    ]
    notes = [
        {"words": _stands(said.claim.state, said.claim.on), "note": said.note, "because": said.withdrawn_because}
        for said in opened.claim_notes
    ]
    return _private(render(request, "journeys/particulars.html", {"plan": row, "entries": entries, "notes": notes}))


def _goal(row: Plan) -> str:
    job = words.job_name(row.job)
    parts = [country_name(row.country) if row.country else "", job]
    said = ", ".join(part for part in parts if part)
    return said or _("Tujuan belum diketahui")


def _stands(state: State, on: PartialDate | None) -> str:
    day = words.day_words(on)
    return f"{words.STATES[state]}, {day}" if day else str(words.STATES[state])


def _conflict(claims: Sequence[StateClaim]) -> list[str]:
    """The claims that disagree, each with who says it: "Desa: Sudah berangkat, Mei 2025"."""
    now = standing(claims)
    if not now.disagreeing or now.decided_by is None:
        return []
    return [
        f"{words.SAYS[claim.says]}: {_stands(claim.state, claim.on)}" for claim in (*now.disagreeing, now.decided_by)
    ]


def _groups(checklist: Checklist) -> list[dict[str, Any]]:
    titles = {
        "belum": _("Belum ada"),
        "tanyakan": _("Belum diketahui, tanyakan"),
        "sudah": _("Sudah"),
        "nanti": _("Belum waktunya"),
    }
    found = grouped(checklist)
    return [{"name": name, "title": titles[name], "lines": found[name]} for name, _states in GROUPS]


def _claim(row: Plan, value: StateClaim, *, may_write: bool) -> dict[str, Any]:
    return {
        "words": _stands(value.state, value.on),
        "says": words.SAYS[value.says],
        "document": value.document,
        "recorded_at": value.recorded_at,
        "withdrawn": value.withdrawn,
        "href": reverse("journeys:withdraw", args=[row.pk, value.id]) if may_write and not value.withdrawn else "",
    }


def _own_doors(actor: Actor, row: Plan, *, may_write: bool) -> list[dict[str, Any]]:
    """To talk alone comes first, before any paper."""
    first: list[OpenDoor] = []
    own: list[OpenDoor] = []
    if decide(actor, "journeys.talk", Subject(area_code=row.area_id)):
        first.append(OpenDoor(_("Bicara berdua"), reverse("journeys:talk", args=[row.pk]), "chat-bubble-left-right"))
    if may_write:
        own += [
            OpenDoor(_("Dokumen dan foto"), reverse("journeys:papers", args=[row.pk]), "document-check"),
            OpenDoor(_("Rincian kontrak"), reverse("journeys:contract", args=[row.pk]), "clipboard-document-check"),
            OpenDoor(_("Catat kabar"), reverse("journeys:claim", args=[row.pk]), "megaphone"),
            OpenDoor(_("Keterangan"), reverse("journeys:particulars", args=[row.pk]), "identification"),
        ]
    found = [*first, *doors_of(actor, row), *own]
    return [{"label": door.label, "href": door.href, "icon": door.icon, "kind": "quiet"} for door in found]


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
