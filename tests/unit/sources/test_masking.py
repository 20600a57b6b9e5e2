"""NIK and other numbers of persons are whole in the row as it came, and nowhere else on the way in."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.urls import reverse
from tests.unit.sources.books import REGISTER, register_row, write_book
from tests.unit.sources.conftest import Import

from rantau.modules.sources.api import export_problems, look_at_row
from rantau.modules.sources.models import Batch, Row, RowProblem, Sheet
from rantau.modules.sources.queries.batches import columns_of
from rantau.platform.access.actor import Actor
from rantau.project.cli.lists import command

HEADING = [*REGISTER, "No KK", "No HP", "No Paspor"]
SECRETS = ("3604121101909001", "360412110190900", "36041211019099", "081234567890123", "C7654321", "9604121101909007")


def rows() -> list[list[object]]:
    twice = "3604121101909001"
    return [
        [*register_row(1, "Siti", nik=twice), "36041211019099", "081234567890123", "C7654321"],
        [*register_row(2, "Budi", nik=twice), "", "", "C7654321"],
        [*register_row(3, "Tono", nik=9604121101909007), "", "", ""],
        [*register_row(4, "Wati", nik="36041211019099"), "", "", ""],
        ["", "", "", "", "catatan 3604121101909001", "", "", "", "", "", "081234567890123", ""],
    ]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "register.xlsx", rows(), heading=HEADING)


def assert_hidden(text: str) -> None:
    assert [secret for secret in SECRETS if secret in text] == []


def test_problems_and_samples_hide_numbers_wherever_they_are_shown(client_as, regency: str, book: Path) -> None:
    from tests.unit.sources.test_pages import send

    client = client_as("operator_desa", "36.04.12.2001")
    answer = send(client, book)
    batch = Batch.objects.get()
    codes = set(RowProblem.objects.values_list("code", flat=True))
    assert {"nik-ganda", "nik-digit-hilang", "nik-meragukan", "kk-meragukan"} <= codes
    page = client.get(answer.url).content.decode()
    assert "360412•••••••••1" in page
    assert "C7•••••1" in page
    assert_hidden(page)
    assert_hidden(client.get(reverse("sources:problems", args=[batch.pk])).content.decode())
    lines = b"".join(client.get(reverse("sources:problems_csv", args=[batch.pk])).streaming_content).decode()
    assert "nik-ganda" in lines
    assert_hidden(lines)


def test_the_terminal_hides_them_too(regency: str, book: Path) -> None:
    run = CliRunner()
    assert_hidden(run.invoke(command, ["import", str(book), "--yes"]).output)
    number = str(Batch.objects.get().pk)
    for arguments in (["problems", number], ["problems", number, "--csv"]):
        output = run.invoke(command, arguments).output
        assert "360412•••••••••1" in output
        assert_hidden(output)


def test_what_is_kept_beside_the_rows_holds_no_number(store: Import, check: Import, importer: Actor) -> None:
    check(rows(), name="diperiksa.xlsx", heading=HEADING)
    report = store(rows(), heading=HEADING)
    kept = [*Batch.objects.values_list("problems", flat=True), *map(columns_of, Sheet.objects.all())]
    kept += [(found.message, found.read, found.stored) for found in RowProblem.objects.all()]
    kept += list(export_problems(by=importer, batch=report.batch))
    assert_hidden(str(kept))


def test_a_hand_in_keeps_counts_of_problems_and_no_sentence(check: Import) -> None:
    report = check(rows(), heading=HEADING)
    assert all(len(counted) == 3 for counted in Batch.objects.get(pk=report.batch).problems)
    assert {found.code: found.count for found in report.problems}["nik-ganda"] == 2


def test_the_row_as_it_came_is_whole(store: Import, importer: Actor) -> None:
    store(rows(), heading=HEADING)
    seen = look_at_row(by=importer, row=Row.objects.order_by("number").first().pk, reason="mencocokkan ejaan nama")
    assert ("NIK", "3604121101909001") in seen.cells
    assert ("No Paspor", "C7654321") in seen.cells
