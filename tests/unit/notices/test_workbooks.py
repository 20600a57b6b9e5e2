"""Does the queue come back from SISKOP2MI with every row recorded or named?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.unit.notices.conftest import NIK

from rantau.kernel.errors import NotAllowedError, RefusedFileError
from rantau.modules.notices.actions import answer, take_in
from rantau.modules.notices.domain import Found, Outcome
from rantau.modules.notices.models import Check, Notice
from rantau.modules.notices.queries import to_check
from rantau.modules.notices.workbook import CODE, DEPARTED, HEADINGS, NAME, NUMBER, RESULT, Filled, read_back, written
from rantau.platform.access.actor import Actor

Rows = list[list[object]]


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Path]:
    """`filled(rows, heading=..., sheet=...)` -> a workbook as an officer saves it."""

    def make(rows: Rows, heading: tuple[str, ...] = HEADINGS, sheet: str = "Pemberitahuan") -> Path:
        path = tmp_path / "hasil.xlsx"
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet(sheet)
            page.write_row(1, 0, heading)
            for number, row in enumerate(rows, start=2):
                page.write_row(number, 0, row)
        return path

    return make


def _row(number: int, result: str, day: object = "", **other: str) -> list[object]:
    kept = Notice.objects.get(pk=number)
    row = {CODE: kept.code, NAME: kept.name, "NIK": NIK, RESULT: result, HEADINGS[-1]: day} | other
    return [row.get(heading, "") for heading in HEADINGS]


def test_what_goes_out_comes_back(officer: Actor, noticed: Callable[..., int], tmp_path: Path) -> None:
    shut = noticed(name="Sudah")
    answer(by=officer, notice=shut, outcome=Outcome.GUIDED, words="sudah")
    one = noticed(name="=HYPERLINK(1)")
    path = tmp_path / "antrean.xlsx"
    path.write_bytes(written(to_check(officer, timezone.localdate())))
    (row,) = read_back(path, "antrean.xlsx")
    assert isinstance(row, Filled)
    assert (row.code, row.name, row.nik, row.found) == (Notice.objects.get(pk=one).code, "'=HYPERLINK(1)", NIK, None)
    taken = take_in(by=officer, path=path, name="antrean.xlsx")
    assert (taken.rows, taken.unfilled, taken.problems) == (1, 1, ())


def test_each_row_is_recorded_or_named(
    officer: Actor, noticed: Callable[..., int], filled: Callable[..., Path]
) -> None:
    numbers = [noticed(name=name) for name in ("Ani", "Budi", "Cici", "Dedi", "Eka", "Fani", "Gita")]
    ani, budi, cici, dedi, eka, fani, gita = numbers
    tomorrow = timezone.localdate() + timedelta(days=1)
    rows = [
        _row(ani, "ditemukan", "01-02-2026"),
        _row(budi, " Tidak  Ditemukan "),
        _row(cici, "entah"),
        _row(dedi, "ditemukan", **{NAME: "Orang Lain"}),
        _row(eka, "", ""),
        _row(fani, "ditemukan", f"{tomorrow:%d-%m-%Y}"),
        _row(gita, "ditemukan", NIK="3604054107980002"),
        _row(ani, "tidak ditemukan"),
        _row(ani, "ditemukan", **{CODE: "AAAAAAAA"}),
        _row(ani, "ditemukan", **{CODE: ""}),
    ]
    taken = take_in(by=officer, path=filled(rows), name="hasil.xlsx")
    assert (taken.rows, taken.recorded, taken.known, taken.unfilled) == (10, 2, 0, 1)
    assert [(one.place.sheet, one.place.row, one.place.column) for one in taken.problems] == [
        ("Pemberitahuan", 5, RESULT), ("Pemberitahuan", 6, NAME), ("Pemberitahuan", 8, HEADINGS[-1]),
        ("Pemberitahuan", 9, "NIK"), ("Pemberitahuan", 10, CODE), ("Pemberitahuan", 11, CODE),
        ("Pemberitahuan", 12, CODE),
    ]  # fmt: skip
    assert taken.rows == taken.recorded + taken.known + taken.unfilled + len(taken.problems)
    checks = {row.notice_id: (row.found, row.recorded_by) for row in Check.objects.all()}
    assert checks == {ani: (Found.FOUND, officer.name), budi: (Found.NOT_FOUND, officer.name)}
    again = take_in(by=officer, path=filled(rows[:2]), name="hasil.xlsx")
    assert (again.recorded, again.known) == (0, 2)


def test_number_and_departure_come_back(
    officer: Actor, noticed: Callable[..., int], filled: Callable[..., Path]
) -> None:
    good, odd, not_there = (noticed(name=name) for name in ("Ani", "Budi", "Cici"))
    rows = [
        _row(good, "ditemukan", **{NUMBER: "PMI-1", DEPARTED: "06-2026"}),
        _row(odd, "ditemukan", **{DEPARTED: "kapan-kapan"}),
        _row(not_there, "tidak ditemukan", **{NUMBER: "PMI-3"}),
    ]
    taken = take_in(by=officer, path=filled(rows), name="hasil.xlsx")
    assert (taken.recorded, [one.place.column for one in taken.problems]) == (1, [DEPARTED, RESULT])
    kept = Check.objects.get()
    assert (kept.notice_id, kept.number, kept.departed) == (good, "PMI-1", "2026-06")


def test_a_sheet_without_the_columns_is_named(officer: Actor, filled: Callable[..., Path]) -> None:
    taken = take_in(by=officer, path=filled([["x"]], heading=("A",), sheet="Catatan saya"), name="hasil.xlsx")
    assert taken.rows == 0
    assert [str(one.place) for one in taken.problems] == ["lembar Catatan saya, baris 2"]


def test_no_workbook_is_refused_and_a_village_brings_none_back(
    officer: Actor, clerk: Actor, tmp_path: Path, filled: Callable[..., Path]
) -> None:
    path = tmp_path / "gambar.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    with pytest.raises(RefusedFileError):
        take_in(by=officer, path=path, name="gambar.xlsx")
    with pytest.raises(NotAllowedError):
        take_in(by=clerk, path=filled([]), name="hasil.xlsx")


def test_the_pages(client_as: Callable[..., Client], noticed: Callable[..., int], filled: Callable[..., Path]) -> None:
    number, client = noticed(), client_as("petugas_disnakertrans")
    out = client.get(reverse("notices:download"))
    assert out.content.startswith(b"PK")
    assert "attachment" in out["Content-Disposition"]
    content = filled([_row(number, "tidak ditemukan"), ["XXXXXXXX"]]).read_bytes()
    page = client.post(reverse("notices:bring_back"), {"workbook": SimpleUploadedFile("hasil.xlsx", content)})
    assert page.status_code == 200
    assert "lembar Pemberitahuan, baris 4, kolom Kode" in page.content.decode()
    wrong = client.post(reverse("notices:bring_back"), {"workbook": SimpleUploadedFile("a.xlsx", b"%PDF-1.4 ...")})
    assert wrong.status_code == 400
    assert Check.objects.get().found == Found.NOT_FOUND


def test_queries_do_not_grow_with_the_queue(client_as: Callable[..., Client], noticed: Callable[..., int]) -> None:
    client, village = client_as("petugas_disnakertrans"), client_as("operator_desa", "36.04.05.2001")
    counted = []
    noticed()
    for _round in range(2):
        found = []
        for one, page in ((client, "notices:queue"), (client, "notices:download"), (village, "notices:own")):
            one.get(reverse(page))
            with CaptureQueriesContext(connection) as captured:
                assert one.get(reverse(page)).status_code == 200
            found.append(len(captured))
        counted.append(found)
        for _one in range(12):
            noticed()
    assert counted[0] == counted[1]
