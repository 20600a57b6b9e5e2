"""The officer's letters: the agenda book, writing one, and the paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rantau.kernel.errors import RantauError
from rantau.modules.areas.api import Area
from rantau.modules.letters.api import Number
from rantau.modules.notices.actions import cancel_letter, open_letter, set_letterhead, write_letter
from rantau.modules.notices.letter_queries import (
    ANSWER,
    RECEIVE,
    agenda_gaps,
    heading,
    last_signer,
    of_one_recruiter,
    office_letters,
)
from rantau.modules.notices.models import Notice, OfficeLetter
from rantau.modules.notices.office_letter import RECIPIENT_LABELS, About, Recipient, about, proposed
from rantau.modules.notices.printing import document, letter_pdf, shown_rows
from rantau.modules.notices.web.forms import HeadingForm, LetterForm
from rantau.modules.notices.web.showing import day, today
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.paper import Paper
from rantau.platform.web.components import Cell, Column, Empty, Entry, Table
from rantau.platform.web.numbers import whole_number
from rantau.platform.web.tables import page_of


@requires(RECEIVE)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The letters of the office by the numbers of its agenda book, and those that are not here."""
    actor, year = actor_of(request), today().year
    page = page_of(request, office_letters(actor), 50)
    offices = actor.areas_for(RECEIVE)
    table = Table(
        caption=_("Surat dinas"),
        columns=[
            Column("nomor", _("Nomor")), Column("tanggal", _("Tanggal")), Column("kepada", _("Kepada")),
            Column("keadaan", _("Keadaan")),
        ],
        rows=[_row(row) for row in page],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Belum ada surat"), _("Surat ditulis dari halaman sebuah pemberitahuan.")),
    )  # fmt: skip
    context = {
        "table": table, "page": page, "year": year, "may_write": bool(actor.grants_for(ANSWER)),
        "gaps": [gap for area in offices for gap in agenda_gaps(actor, area, year)],
    }  # fmt: skip
    return _private(render(request, "notices/letters.html", context))


def _row(row: OfficeLetter) -> list[object]:
    state = Cell(_("batal"), tone="warning") if row.cancelled_at else Cell(_("ditulis"), tone="success")
    to = RECIPIENT_LABELS[Recipient(row.recipient)]
    return [Cell(row.number, href=reverse("notices:letter", args=[row.pk])), day(row.dated), to, state]


@requires(ANSWER)
@require_http_methods(["GET", "POST"])
def letterhead(request: HttpRequest) -> HttpResponse:
    """The heading of one's office."""
    actor = actor_of(request)
    area = _office(actor)
    form = HeadingForm(request.POST or None, initial=HeadingForm.of(heading(actor, area), _regency(area)))
    if form.is_valid():
        set_letterhead(by=actor, area_code=area, heading=form.heading())
        messages.success(request, _("Kop surat tersimpan."))
        return redirect("notices:letters")
    return render(request, "notices/letterhead.html", {"form": form}, status=400 if form.errors else 200)


@requires(ANSWER)
@require_GET
def choose_recipient(request: HttpRequest, notice: int) -> HttpResponse:
    """To whom: what goes onto the paper depends on it."""
    first = of_one_recruiter(actor_of(request), notice, today())[0]
    context = {"notice": first, "recipients": [(one.value, RECIPIENT_LABELS[one]) for one in Recipient]}
    return _private(render(request, "notices/letter_to.html", context))


@requires(ANSWER)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, notice: int, recipient: str) -> HttpResponse:
    """Exactly what will stand on the paper, and the words around it."""
    if recipient not in set(Recipient):
        raise Http404
    actor, to = actor_of(request), Recipient(recipient)
    rows = of_one_recruiter(actor, notice, today())
    area = rows[0].area_id[:5]
    signs = last_signer(actor, area)
    form = LetterForm(request.POST or None, initial=LetterForm.of(proposed(to), signs, today()))
    asked = {number for text in request.POST.getlist("dengan") if (number := whole_number(text)) is not None}
    chosen = [row for row in rows if row.pk == notice or row.pk in asked]
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = write_letter(
                by=actor, key=told["key"], recipient=to, notices=[row.pk for row in chosen], words=form.words(),
                signer=form.signer(), number=Number(told["agenda"], told["number"], told["on"]),
            )  # fmt: skip
        except RantauError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Surat ditulis. Cetak, tanda tangani, dan kirim."))
            return redirect("notices:letter", made.letter)
    context = {
        "form": form, "notice": rows[0], "to": RECIPIENT_LABELS[to], "about": _shown(rows[0], to),
        "others": [(row.pk, row.name, row.area.name, row in chosen) for row in rows[1:]],
        "heading": heading(actor, area), "key": form["key"].value(),
    }  # fmt: skip
    return _private(render(request, "notices/letter_write.html", context, status=400 if form.errors else 200))


@requires(RECEIVE)
@require_GET
def letter(request: HttpRequest, letter: int) -> HttpResponse:
    """One letter."""
    actor = actor_of(request)
    row, content = open_letter(by=actor, letter=letter)
    may_cancel = not row.cancelled_at and decide(actor, ANSWER, Subject(area_code=row.area_id))
    context = {
        "row": row, "paper": document(row, content), "subject": content.words.subject, "may_cancel": may_cancel,
        "about": [_entries(one) for one in content.about],
    }  # fmt: skip
    return _private(render(request, "notices/letter.html", context))


@requires(RECEIVE)
@require_GET
def pdf(request: HttpRequest, letter: int) -> HttpResponse:
    """The letter as a PDF: F4 unless A4 is asked for."""
    row, content = open_letter(by=actor_of(request), letter=letter)
    paper = Paper.A4 if request.GET.get("kertas") == "a4" else Paper.F4
    response = HttpResponse(letter_pdf(row, content, paper), "application/pdf")
    response["Content-Disposition"] = f'attachment; filename="surat-dinas-{row.pk}.pdf"'
    return _private(response)


@requires(ANSWER)
@require_POST
def cancel(request: HttpRequest, letter: int) -> HttpResponse:
    """It was not sent after all."""
    cancel_letter(by=actor_of(request), letter=letter)
    messages.success(request, _("Surat ditandai batal; nomornya tetap terpakai."))
    return redirect("notices:letter", letter)


def _shown(row: Notice, to: Recipient) -> dict[str, Any]:
    return _entries(about(row.content, to, row.area.name))


def _entries(said: About) -> dict[str, Any]:
    return {"entries": [Entry(label, value) for label, value in shown_rows(said)], "reasons": said.reasons}


def _office(actor: Actor) -> str:
    """The regency whose letters the actor writes."""
    return next((area[:5] for area in actor.areas_for(ANSWER)), "")


def _regency(code: str) -> str:
    found = Area.objects.filter(code=code).first()
    return found.name if found else ""


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
