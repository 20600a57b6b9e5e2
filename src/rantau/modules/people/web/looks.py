"""Who looked at a person (siapa melihat orang ini): for who checks the trace, and without anything of the person."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantau.modules.people.queries import Traced, traced
from rantau.platform.access.views import actor_of, requires
from rantau.platform.audit.actions import open_reasons
from rantau.platform.audit.models import Event
from rantau.platform.audit.queries import VIEW, about
from rantau.platform.audit.web.tabs import trace_tabs
from rantau.platform.audit.web.words import action_words, role_words, subject_words
from rantau.platform.web.components import Cell, Column, Empty, Table
from rantau.platform.web.searching import filtered, to_filtered
from rantau.platform.web.tables import page_of

LARGEST = 999_999_999
"""Shorter than a NIK or a telephone number: neither is taken, as what is asked is written into the trace."""


class NumberForm(forms.Form):
    """Whom it is about."""

    number = forms.IntegerField(
        label=gettext_lazy("Nomor orang atau nomor baris"), min_value=1, max_value=LARGEST,
        help_text=gettext_lazy("Tertulis di halaman orangnya; petugas yang boleh membukanya dapat menyebutkannya."),
    )  # fmt: skip


@requires(VIEW)
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at a person, at which of her rows and at which hand-ins, when and why."""
    if request.method == "POST":
        return to_filtered(request, "number")
    actor = actor_of(request)
    form = NumberForm(filtered(request, "number") or None)
    number = form.cleaned_data["number"] if form.is_valid() else None
    context: dict[str, object] = {"form": form, "tabs": trace_tabs("people_trace:looks")}
    if number:
        who = traced(actor, number)
        subjects = {"person": who.rows, "row": who.rows, "batch": who.batches}
        page = page_of(request, about(actor, subjects=subjects, seen=who.rows), 50)
        events = list(page)
        why = open_reasons(by=actor, kind="person", number=who.number, events=[event.pk for event in events])
        context |= {"page": page, "who": who, "table": _table(events, why, who)}
    return render(request, "people/looks.html", context)


def _table(events: list[Event], why: dict[int, str], who: Traced) -> Table:
    return Table(
        caption=_("Siapa melihat orang nomor %(number)s") % {"number": who.number},
        columns=(
            Column("kapan", _("Kapan")),
            Column("siapa", _("Siapa")),
            Column("tindakan", _("Tindakan")),
            Column("terhadap", _("Terhadap")),
            Column("alasan", _("Alasan")),
        ),
        rows=[_row(event, why.get(event.pk), who) for event in events],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Belum ada yang melihat"), _("Periksa lagi nomornya.")),
    )


def _row(event: Event, why: str | None, who: Traced) -> tuple[object, ...]:
    named = f"{subject_words(event.subject_type)} {event.subject_id}".strip()
    rows = ", ".join(str(row) for row in event.details.get("seen", ()) if row in who.rows)
    return (
        date_format(timezone.localtime(event.at), "j M Y H:i"),
        Cell(event.actor_name, note=role_words(event.roles)),
        action_words(event.action),
        Cell(named or _("hasil pencarian"), note=_("baris %(rows)s") % {"rows": rows} if rows else ""),
        why,
    )
