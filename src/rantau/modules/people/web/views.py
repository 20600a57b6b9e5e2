"""Pages of people: the search, and one person with her rows."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantau.modules.people.actions import reveal_nik
from rantau.modules.people.domain import MIN_REASON, mask_nik
from rantau.modules.people.queries import PAGE, PersonLine, PersonRowLine, person_page
from rantau.modules.people.queries import search as find
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Entry, Table


class ReasonForm(forms.Form):
    """Why a masked value is opened."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan membuka NIK"), min_length=MIN_REASON, max_length=200, strip=True
    )


@requires("people.search")
def search(request: HttpRequest) -> HttpResponse:
    """Results of the search box: by words of the name or by NIK."""
    text = request.GET.get("q", "").strip()
    found = find(actor_of(request), text) if text else []
    response = render(
        request,
        "people/search.html",
        {"text": text, "found": len(found), "full": len(found) == PAGE, "table": _table(found) if found else None},
    )
    response["Cache-Control"] = "no-store"
    return response


def _table(found: list[PersonLine]) -> Table:
    return Table(
        caption=_("Orang yang ditemukan"),
        columns=[
            Column("nama", _("Nama")),
            Column("lahir", _("Lahir"), numeric=True),
            Column("jk", _("L/P")),
            Column("nik", "NIK"),
            Column("tinggal", _("Tinggal")),
            Column("daftar", _("Ada pada")),
        ],
        rows=[
            [
                Cell(line.name or _("nama tidak tertulis"), href=reverse("people:person", args=[line.id])),
                line.birth_year or None,
                line.sex or None,
                line.nik or None,
                _("luar kabupaten") if line.outside else line.area_name or None,
                ", ".join(line.lists),
            ]
            for line in found
        ],
        narrow="cards",
        show_caption=False,
    )


@requires("people.view")
def person(request: HttpRequest, person: int) -> HttpResponse:
    """One person: what the rows say together, and each row as its list has it."""
    return _person(request, person, ReasonForm())


@requires("people.reveal")
def reveal(request: HttpRequest, person: int) -> HttpResponse:
    """Open the NIK, with a reason; shown once, on this page."""
    form = ReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _person(request, person, form)
    opened = reveal_nik(by=actor_of(request), person=person, reason=form.cleaned_data["reason"])
    return _person(request, person, ReasonForm(), opened.nik)


def _person(request: HttpRequest, person: int, form: ReasonForm, nik: str = "") -> HttpResponse:
    actor = actor_of(request)
    page = person_page(actor, person)
    line = page.line
    response = render(
        request,
        "people/person.html",
        {
            "line": line,
            "nik": nik,
            "form": form,
            "may_reveal": bool(line.nik) and bool(decide(actor, "people.reveal", Subject(area_code=line.area_code))),
            "entries": [
                Entry(_("Lahir"), line.birth_year),
                Entry(_("Jenis kelamin"), {"L": _("laki-laki"), "P": _("perempuan")}.get(line.sex, "")),
                Entry(_("Tinggal"), _("luar kabupaten") if line.outside else line.area_name),
            ],
            "table": _rows_table(page.rows),
        },
    )
    response["Cache-Control"] = "no-store"
    return response


def _rows_table(rows: tuple[PersonRowLine, ...]) -> Table:
    """The rows side by side, so that a difference is seen."""
    return Table(
        caption=_("Baris pada daftar"),
        columns=[
            Column("daftar", _("Daftar")),
            Column("nama", _("Nama tertulis")),
            Column("nik", "NIK"),
            Column("lahir", _("Lahir")),
            Column("negara", _("Negara")),
            Column("berangkat", _("Berangkat")),
            Column("tempat", _("Desa disebut")),
            Column("tautan", _("Mengapa orang ini")),
        ],
        rows=[_row(line) for line in rows],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Tidak ada baris yang boleh Anda lihat")),
    )


def _row(line: PersonRowLine) -> list[object]:
    row, origin = line.row, line.origin
    where = _("%(file)s %(sheet)s baris %(row)s") % {"file": origin.file, "sheet": origin.sheet, "row": origin.number}
    why = line.reasons or _("baris tunggal")
    return [
        Cell(line.list_label, note=where),
        row.name.raw.strip() if row.name else None,
        mask_nik(row.nik.digits) if row.nik else None,
        row.birth.iso()[:4] if row.birth else None,
        row.country or None,
        row.departed.iso() if row.departed else None,
        row.place.code or None,
        Cell(why, note=_("peluang %(p)s") % {"p": f"{line.probability:.2f}".replace(".", ",")} if line.reasons else ""),
    ]
