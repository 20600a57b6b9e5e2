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
from rantau.modules.areas.api import Level
from rantau.modules.insight import queries
from rantau.modules.insight.actions import note_export
from rantau.platform.access.actor import Actor
from rantau.platform.access.views import actor_of, requires

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


def _lines(actor: Actor, answer: queries.Answer) -> Iterator[tuple[str, str, str, dict[str, int]]]:
    """(level, code, name, counts): kecamatan that the actor sees, each followed by its desa where she may see them."""
    for district in queries.districts(actor, answer):
        yield Level.DISTRICT.label, district.code, district.name, district.values
        for village in queries.villages(actor, answer, district.code):
            yield Level.VILLAGE.label, village.code, village.name, village.values


def _heading(answer: queries.Answer) -> list[str]:
    return ["tingkat", "kode", "nama", *measure_names(answer.years)]


def _source(answer: queries.Answer) -> str:
    when = f"{answer.computed_at:%d-%m-%Y %H:%M}"
    return f"Sumber: daftar yang masuk, dihitung {when}. Hanya yang tercatat, bukan perkiraan."


def _as_csv(answer: queries.Answer, lines: list[tuple[str, str, str, dict[str, int]]]) -> HttpResponse:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_heading(answer))
    for level, code, name, values in lines:
        writer.writerow([level, code, name, *(values.get(measure, 0) for measure in measure_names(answer.years))])
    return HttpResponse("\ufeff" + target.getvalue(), content_type="text/csv; charset=utf-8")


def _as_xlsx(answer: queries.Answer, lines: list[tuple[str, str, str, dict[str, int]]]) -> HttpResponse:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Jawaban")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, _source(answer))
        sheet.write_row(2, 0, _heading(answer), bold)
        for number, (level, code, name, values) in enumerate(lines, start=3):
            for column, text in enumerate((level, code, name)):
                sheet.write_string(number, column, text)
            for column, measure in enumerate(measure_names(answer.years), start=3):
                sheet.write_number(number, column, values.get(measure, 0))
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 2, 20)
        sheet.freeze_panes(3, 3)
    return HttpResponse(target.getvalue(), content_type=XLSX)
