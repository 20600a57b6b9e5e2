"""Pages of people: the search, and one person with her rows."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantau.engines.intake.masked import masked_whole
from rantau.modules.people.actions import look_at_person, reveal_nik, search_people
from rantau.modules.people.queries import PAGE, PersonLine, PersonRowLine, sees_all_lists
from rantau.modules.people.web.words import calm, country, half_known
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, requires
from rantau.platform.limits.api import MIN_REASON
from rantau.platform.web.components import Cell, Column, Empty, Entry, Table
from rantau.platform.web.searching import kept_search


class ReasonForm(forms.Form):
    """Why a masked value is opened."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan membuka NIK"), min_length=MIN_REASON, max_length=200, strip=True
    )


@requires("people.search")
def search(request: HttpRequest) -> HttpResponse:
    """Results of the search box: by words of the name or by a whole number."""
    actor = actor_of(request)
    text = kept_search(request, request.GET.get("cari", ""))
    found = search_people(by=actor, text=text) if text else []
    context = {
        "text": text,
        "found": len(found),
        "full": len(found) == PAGE,
        "whole": sees_all_lists(actor),
        "may_review": bool(decide(actor, "people.review")),
        "table": _table(found) if found else None,
    }
    response = render(request, "people/search.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _table(found: list[PersonLine]) -> Table:
    return Table(
        caption=_("Orang yang ditemukan"),
        columns=[
            Column("nama", _("Nama")),
            Column("tinggal", _("Tinggal")),
            Column("lahir", _("Lahir")),
            Column("jk", _("L/P")),
            Column("nik", "NIK"),
            Column("daftar", _("Ada pada")),
        ],
        rows=[
            [
                Cell(_shown_name(line), href=reverse("people:person", args=[line.id])),
                _home(line),
                _year(line),
                line.sex or None,
                line.nik or None,
                ", ".join(line.lists),
            ]
            for line in found
        ],
        narrow="cards",
        show_caption=False,
    )


def _shown_name(line: PersonLine) -> str:
    return calm(line.name) or _("Nama tidak tertulis")


def _year(line: PersonLine) -> str | None:
    """As text: a number would be written with a point, 1.990."""
    return str(line.birth_year) if line.birth_year else None


def _home(line: PersonLine) -> str | None:
    return _("luar kabupaten") if line.outside else line.area_name or None


@requires("people.view")
def person(request: HttpRequest, person: int) -> HttpResponse:
    """One person: what the rows say together, and each row as its list has it."""
    return _person(request, person, ReasonForm())


@requires("people.reveal")
@freshly
def reveal(request: HttpRequest, person: int) -> HttpResponse:
    """Open the NIK, with a reason; shown once, on this page."""
    form = ReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _person(request, person, form)
    opened = reveal_nik(by=actor_of(request), person=person, reason=form.cleaned_data["reason"])
    return _person(request, person, ReasonForm(), opened.nik)


def _person(request: HttpRequest, person: int, form: ReasonForm, nik: str = "") -> HttpResponse:
    actor = actor_of(request)
    page = look_at_person(by=actor, person=person)
    line = page.line
    sexes = {"L": _("laki-laki"), "P": _("perempuan")}
    context = {
        "line": line,
        "name": _shown_name(line),
        "nik": nik,
        "form": form,
        "whole": sees_all_lists(actor),
        "may_reveal": bool(line.nik) and bool(decide(actor, "people.reveal", Subject(area_code=line.area_code))),
        "entries": [
            Entry(_("Tinggal"), _home(line)),
            Entry(_("Lahir"), _year(line)),
            Entry(_("Jenis kelamin"), sexes.get(line.sex)),
            Entry(_("Ada pada"), ", ".join(line.lists)),
            Entry(_("Nomor untuk memeriksa jejak"), str(line.id)),
        ],
        "table": _rows_table(page.rows, may_open=bool(decide(actor, "sources.view_rows"))),
    }
    response = render(request, "people/person.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _rows_table(rows: tuple[PersonRowLine, ...], *, may_open: bool) -> Table:
    """The rows side by side, so that a difference is seen."""
    return Table(
        caption=_("Baris pada daftar"),
        columns=[
            Column("daftar", _("Daftar")),
            Column("nama", _("Nama tertulis")),
            Column("nik", "NIK"),
            Column("lahir", _("Lahir")),
            Column("tempat", _("Desa disebut")),
            Column("negara", _("Negara")),
            Column("berangkat", _("Berangkat")),
            Column("tautan", _("Mengapa orang ini")),
        ],
        rows=[_row(line, may_open=may_open) for line in rows],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Tidak ada baris yang boleh Anda lihat")),
    )


def _row(line: PersonRowLine, *, may_open: bool) -> list[object]:
    row, origin = line.row, line.origin
    where = ", ".join(filter(None, (origin.file, origin.sheet, _("baris %(row)s") % {"row": origin.number})))
    return [
        Cell(line.list_label, note=where, href=reverse("sources:row", args=[origin.id]) if may_open else ""),
        row.name.raw.strip() if row.name else None,
        masked_whole(row.nik.digits) if row.nik else None,
        str(row.birth.year) if row.birth else None,
        line.place or None,
        country(row.country),
        half_known(row.departed),
        _why(line),
    ]


def _why(line: PersonRowLine) -> Cell:
    """The reasons in words, with how sure they are."""
    if line.probability is None:
        return Cell(_("register desa"))
    if not line.reasons:
        return Cell(_("satu-satunya baris"))
    return Cell(line.reasons, note=_("keyakinan %(sure)s%%") % {"sure": round(line.probability * 100)})
