"""A month as a table to take away, with the columns of the village's other duties."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple
from datetime import date

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rantau.kernel.errors import InvalidValueError
from rantau.kernel.spreadsheet import inert
from rantau.modules.recaps.actions import note_export
from rantau.modules.recaps.domain import EVENT_LABELS, Village, read_month
from rantau.modules.recaps.queries import of_month
from rantau.platform.access.views import actor_of, requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXTS = 5
NOTE = (
    "Kosong = belum mengirim atau tidak disebut, bukan nol. P202 = 15 (TKI) adalah kode pekerjaan pada kuesioner SDGs "
    "Desa menurut media; kolom Prodeskel belum diperiksa pada aplikasinya."
)
"""Source of P202: domain adviser in the press, May 2025. Nothing readable was found about Prodeskel's own column."""


@requires("recaps.view")
@require_GET
def download(request: HttpRequest, month: str, form: str) -> HttpResponse:
    """The month of all villages of the actor's area, in one file."""
    writers = {"csv": _as_csv, "xlsx": _as_xlsx}
    if form not in writers:
        raise InvalidValueError(_("Bentuk unduhan hanya csv atau xlsx."))
    actor, shown = actor_of(request), read_month(month, timezone.localdate())
    lines = [_line(one, shown) for one in of_month(actor, shown)]
    note_export(by=actor, month=shown, form=form, rows=len(lines))
    response = writers[form](lines)
    response["Content-Disposition"] = f'attachment; filename="rantau-rekap-{shown:%Y-%m}.{form}"'
    return response


def _headings() -> list[str]:
    counted = [f"{label} (hitungan rencana)" for label in EVENT_LABELS.values()]
    duties = ["SDGs Desa P202=15 TKI (belum diperiksa)", "Prodeskel TKI (belum diperiksa)"]
    return ["Kode desa", "Kecamatan", "Desa", "Bulan", "Keadaan", *EVENT_LABELS.values(), *counted, *duties]


def _line(one: Village, month: date) -> list[str | int | None]:
    sent = one.summary
    nothing: tuple[None, ...] = (None,) * len(EVENT_LABELS)
    state = "belum mengirim" if sent is None else "nihil" if sent.nihil else "terkirim"
    counts = astuple(sent.counts) if sent else nothing
    plans = astuple(sent.counted) if sent and sent.counted else nothing
    stock = sent.abroad if sent else None
    where = (one.area_code, inert(one.district), inert(one.name), f"{month:%Y-%m}", state)
    return [*where, *counts, *plans, stock, stock]


def _as_csv(lines: list[list[str | int | None]]) -> HttpResponse:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerows([_headings(), *lines])
    return HttpResponse("\ufeff" + target.getvalue(), content_type="text/csv; charset=utf-8")


def _as_xlsx(lines: list[list[str | int | None]]) -> HttpResponse:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Rekap")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, NOTE)
        sheet.write_row(1, 0, _headings(), bold)
        for number, line in enumerate(lines, start=2):
            for column, value in enumerate(line):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write_number(number, column, value)
        sheet.freeze_panes(2, 3)
        sheet.set_column(0, TEXTS - 1, 16)
    return HttpResponse(target.getvalue(), content_type=XLSX)
