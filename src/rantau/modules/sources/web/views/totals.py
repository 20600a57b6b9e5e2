"""Published numbers (angka resmi): the list, and entering one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rantau.kernel.errors import RantauError
from rantau.modules.sources.actions.totals import enter_total
from rantau.modules.sources.domain import Total
from rantau.modules.sources.queries.totals import totals as published
from rantau.modules.sources.web.forms import TotalForm
from rantau.platform.access.decide import decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Table

_SEXES = {"": "", "L": "laki-laki", "P": "perempuan"}


@requires("sources.view")
def totals(request: HttpRequest) -> HttpResponse:
    """Who published which number, of what time and place, and where it can be read."""
    return _page(request, None)


@requires("sources.enter_totals")
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Keep a number; a contradiction goes back to the form."""
    form = TotalForm(request.POST)
    if form.is_valid():
        try:
            enter_total(by=actor_of(request), total=form.total(), replace=form.cleaned_data["replace"])
        except RantauError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Angka tercatat."))
            return redirect("sources:totals")
    return _page(request, form)


def _page(request: HttpRequest, form: TotalForm | None) -> HttpResponse:
    actor = actor_of(request)
    may_enter = bool(decide(actor, "sources.enter_totals"))
    return render(
        request,
        "sources/totals.html",
        {
            "table": _table(published(actor, permission="sources.view")),
            "form": (form or TotalForm()) if may_enter else None,
        },
        status=400 if form else 200,
    )


def _table(found: list[Total]) -> Table:
    return Table(
        caption=_("Angka resmi yang diumumkan"),
        columns=(
            Column("organisation", _("Lembaga")), Column("from", _("Dari tanggal")), Column("to", _("Sampai tanggal")),
            Column("area", _("Wilayah")),
            Column("value", _("Orang"), numeric=True), Column("source", _("Sumber")),
        ),
        rows=[
            (
                total.organisation,
                total.period_from,
                total.period_to,
                Cell(total.area_name, note=_SEXES[total.sex]),
                total.value,
                Cell(_("halaman sumber"), href=total.source_url, note=total.note) if total.source_url else total.note,
            )
            for total in found
        ],
        narrow="cards",
        empty=Empty(_("Belum ada angka resmi"), _("Catat angka yang diumumkan lembaga, dengan alamat sumbernya.")),
        show_caption=False,
    )  # fmt: skip
