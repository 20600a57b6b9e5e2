"""Problems of a hand-in (masalah): page by page, and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.modules.sources.actions.look import export_problems
from rantau.modules.sources.models import RowProblem
from rantau.modules.sources.queries.batches import batch_for, problems_of
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Tab, Table
from rantau.platform.web.tables import page_of


@requires("sources.import")
def problems(request: HttpRequest, number: int) -> HttpResponse:
    """Problems in the order of the file, of one code or of all."""
    actor = actor_of(request)
    code = request.GET.get("kode", "")
    found = batch_for(actor, number, "sources.import")
    page = page_of(request, problems_of(actor, number, code=code), 50)
    return render(
        request,
        "sources/problems.html",
        {
            "batch": found,
            "code": code,
            "tabs": _tabs(found.pk, found.problems, code),
            "table": _table(list(page.object_list)),
            "page": page,
        },
    )


@requires("sources.import")
def problems_csv(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """All problems as CSV, safe to open in a spreadsheet."""
    lines = export_problems(by=actor_of(request), batch=number)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="masalah-setoran-{number}.csv"'
    return response


def _tabs(batch: int, counted: list[list[object]], code: str) -> list[Tab]:
    address = reverse("sources:problems", args=[batch])
    total = sum(int(str(count)) for _code, _severity, count in counted)
    tabs = [Tab(_("Semua"), address, not code, total)]
    for name, _severity, count in counted:
        tabs.append(Tab(str(name), f"{address}?kode={name}", code == name, int(str(count))))
    return tabs


def _table(found: list[RowProblem]) -> Table:
    return Table(
        caption=_("Masalah"),
        columns=(
            Column("where", _("Tempat")), Column("message", _("Masalah")),
            Column("read", _("Terbaca")), Column("stored", _("Disimpan sebagai")),
        ),
        rows=[
            (
                Cell(
                    _("baris %(row)d") % {"row": each.row} if each.row else (each.sheet or each.file),
                    note=", ".join(part for part in (each.sheet, each.column, each.file) if part),
                ),
                each.message,
                each.read,
                each.stored,
            )
            for each in found
        ],
        narrow="cards",
        empty=Empty(_("Tidak ada masalah"), icon="check-circle"),
        show_caption=False,
    )  # fmt: skip
