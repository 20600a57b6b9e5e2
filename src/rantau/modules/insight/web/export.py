"""Downloads of the answer: csv and xlsx with typed cells, inert against formulas, with source and date."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from rantau.engines.estimation import measure_names
from rantau.kernel.errors import InvalidValueError, RantauError
from rantau.kernel.spreadsheet import inert
from rantau.modules.areas.api import Level
from rantau.modules.insight import queries
from rantau.modules.insight.actions import note_export
from rantau.modules.insight.web.tables import count_cell
from rantau.platform.access.actor import Actor
from rantau.platform.access.views import actor_of, requires

TEXTS = ("tingkat", "kode", "nama")
SPOKEN = ("desa", "desa_diam", "register_desa")
"""Columns after the measures: how many desa, how many of them have not spoken, what the desa's own register says."""

Line = tuple[str, queries.AreaLine]
"""Level in words, and the area with its counts."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("insight.export")
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The table of kecamatan, and of desa for who may see them, in one file."""
    actor = actor_of(request)
    answer = queries.latest_answer(actor)
    if answer is None:
        raise RantauError(_("Belum ada jawaban yang dihitung."))
    writers = {"csv": _as_csv, "xlsx": _as_xlsx}
    if form not in writers:
        raise InvalidValueError(_("Bentuk unduhan hanya csv atau xlsx."))
    lines = list(_lines(actor, answer))
    note_export(by=actor, run=answer.run, form=form, rows=len(lines))
    response = writers[form](answer, lines)
    response["Content-Disposition"] = f'attachment; filename="rantau-jawaban-{answer.computed_at:%Y-%m-%d}.{form}"'
    response["Cache-Control"] = "no-store"
    return response


def _lines(actor: Actor, answer: queries.Answer) -> Iterator[Line]:
    """Kecamatan that the actor sees, each followed by its desa where she may see them."""
    for district in queries.districts(actor, answer):
        yield Level.DISTRICT.label, district
        for village in queries.villages(actor, answer, district.code):
            yield Level.VILLAGE.label, village


def _heading(answer: queries.Answer) -> list[str]:
    return [*TEXTS, *measure_names(answer.years), *SPOKEN]


def _words(answer: queries.Answer) -> list[str]:
    """The heading in words, for who reads the workbook and not a program."""
    measures = [_measure_words(measure) for measure in measure_names(answer.years)]
    return [_("Tingkat"), _("Kode"), _("Nama"), *measures, _("Desa"), _("Desa diam"), _("Register desa")]


def _measure_words(measure: str) -> str:
    status, _underscore, part = measure.partition("_")
    counted = {"procedural": _("Di SISKOP2MI"), "nonprocedural": _("Tanpa penempatan tercatat"), "all": _("Orang")}
    parts = {
        "total": _("semua tahun"),
        "total_by_ktp": _("semua tahun, menurut alamat KTP"),
        "total_on_a_list": _("semua tahun, ada di daftar"),
    }
    return f"{counted[status]}, {parts.get(part, part)}"


def _numbers(answer: queries.Answer, line: queries.AreaLine) -> list[int | None]:
    """Counts and how many desa are silent; None where it is unknown or not asked, never zero."""
    counts = [count_cell(line, measure) for measure in measure_names(answer.years)]
    return [*counts, line.villages or None, line.silent]


def _source(answer: queries.Answer) -> str:
    when = f"{answer.computed_at:%d-%m-%Y %H:%M}"
    return (
        f"Sumber: daftar yang masuk, dihitung {when}. Hanya yang tercatat, bukan perkiraan. Kosong = belum diketahui."
    )


def _as_csv(answer: queries.Answer, lines: list[Line]) -> HttpResponse:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_heading(answer))
    for level, line in lines:
        writer.writerow([level, line.code, inert(line.name), *_numbers(answer, line), line.reporting])
    return HttpResponse("\ufeff" + target.getvalue(), content_type="text/csv; charset=utf-8")


def _as_xlsx(answer: queries.Answer, lines: list[Line]) -> HttpResponse:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Jawaban")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        quiet = book.add_format({"font_color": "#666666", "text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, _source(answer))
        sheet.write_row(1, 0, _words(answer), bold)
        sheet.write_row(2, 0, _heading(answer), quiet)
        for number, (level, line) in enumerate(lines, start=3):
            for column, text in enumerate((level, line.code, line.name)):
                sheet.write_string(number, column, text)
            numbers = _numbers(answer, line)
            for column, value in enumerate(numbers, start=len(TEXTS)):
                if value is not None:
                    sheet.write_number(number, column, value)
            sheet.write_string(number, len(TEXTS) + len(numbers), line.reporting)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 2, 20)
        sheet.freeze_panes(3, 3)
    return HttpResponse(target.getvalue(), content_type=XLSX)
