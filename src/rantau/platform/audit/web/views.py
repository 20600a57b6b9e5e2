"""The trace as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rantau.platform.access.views import actor_of, requires
from rantau.platform.audit import queries
from rantau.platform.audit.models import Event
from rantau.platform.audit.queries import Opener
from rantau.platform.audit.web.forms import EventFilter, Period
from rantau.platform.audit.web.tabs import trace_tabs
from rantau.platform.audit.web.words import action_words, detail_words, opening_actions, role_words, subject_words
from rantau.platform.web.components import Cell, Column, Empty, Table
from rantau.platform.web.searching import filtered, to_filtered
from rantau.platform.web.tables import page_of


@requires(queries.VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """Who did what, when, to what (jejak)."""
    if request.method == "POST":
        return to_filtered(request, "who", "number")
    actor = actor_of(request)
    form = EventFilter(filtered(request, "who", "number"), actions=queries.known_actions(actor))
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.events(actor, **chosen)
    page = page_of(request, found, 50)
    context = {"form": form, "page": page, "table": _table(list(page)), "tabs": trace_tabs("audit:index")}
    return render(request, "audit/events.html", context)


@requires(queries.VIEW)
def openers(request: HttpRequest) -> HttpResponse:
    """Who opened what is closed most often, in a period (paling banyak membuka)."""
    form = Period(request.GET)
    since, until = form.days()
    actions = opening_actions()
    found = queries.most_opening(actor_of(request), actions=actions, since=since, until=until)
    context = {
        "form": form,
        "since": since,
        "until": until,
        "table": _openers_table(found, actions),
        "tabs": trace_tabs("audit:openers"),
    }
    return render(request, "audit/openers.html", context)


def _openers_table(found: list[Opener], actions: tuple[str, ...]) -> Table:
    return Table(
        caption=_("Akun yang paling banyak membuka"),
        columns=(
            Column("akun", _("Akun")),
            Column("jumlah", _("Semuanya"), numeric=True),
            *(Column(action, action_words(action), numeric=True) for action in actions),
        ),
        rows=[(each.name, each.total, *(each.counts.get(action, 0) for action in actions)) for each in found],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Tidak ada yang membuka data tertutup"), _("Pilih kurun yang lain.")),
    )


def _table(events: list[Event]) -> Table:
    return Table(
        caption=_("Jejak tindakan"),
        columns=(
            Column("kapan", _("Kapan")),
            Column("siapa", _("Siapa")),
            Column("tindakan", _("Tindakan")),
            Column("terhadap", _("Terhadap")),
            Column("wilayah", _("Wilayah")),
            Column("rincian", _("Rincian")),
        ),
        rows=[_row(event) for event in events],
        narrow="cards",
        empty=Empty(_("Tidak ada jejak yang cocok"), _("Longgarkan saringannya.")),
    )


def _row(event: Event) -> tuple[object, ...]:
    told = [detail_words(name, value) for name, value in event.details.items() if name != "seen"]
    details = ", ".join([*told, *[_("beralasan")] * bool(event.reason_mark)])
    return (
        date_format(timezone.localtime(event.at), "j M Y H:i"),
        Cell(event.actor_name, note=role_words(event.roles)),
        Cell(action_words(event.action), note=event.action),
        f"{subject_words(event.subject_type)} {event.subject_id}".strip(),
        event.area_code,
        details,
    )
