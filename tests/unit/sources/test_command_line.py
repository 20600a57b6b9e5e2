"""`rantau lists` on the terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.unit.sources.books import register_row, write_book

from rantau.kernel.errors import RantauError
from rantau.modules.sources.models import Batch, Row
from rantau.project.cli.lists import command, period_of

Run = Callable[..., Result]


@pytest.fixture
def lists(regency: str) -> Run:
    """`lists("import", path, "--yes")`."""

    def run(*arguments: object, answers: str = "") -> Result:
        return CliRunner().invoke(command, [str(each) for each in arguments], input=answers)

    return run


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return write_book(tmp_path / "register.xlsx", [register_row(1, "Siti", nik="1"), register_row(2, "Budi")])


def test_a_folder_is_imported_and_again_passed_over(lists: Run, register: Path) -> None:
    first = lists("import", register.parent, "--yes", "--period", "2024", "--received", "2025-07-22")
    assert first.exit_code == 0, first.output
    assert "2 baris: 2 jelas desanya" in first.output
    assert "nik-meragukan" in first.output
    batch = Batch.objects.get()
    assert (batch.period_from, batch.period_to, batch.received_on) == (
        date(2024, 1, 1), date(2024, 12, 31), date(2025, 7, 22),
    )  # fmt: skip
    assert batch.stored_by.startswith("terminal: ")
    again = lists("import", register, "--yes")
    assert again.exit_code == 0
    assert f"setoran {batch.pk}" in again.output
    assert Row.objects.count() == 2


def test_without_a_word_nothing_is_stored(lists: Run, register: Path) -> None:
    unasked = lists("import", register)
    assert unasked.exit_code == 2
    assert "--yes" in unasked.output
    assert not Batch.objects.exists()
    for arguments in (("import", register, "--dry-run"), ("check", register)):
        assert lists(*arguments).exit_code == 0
    assert not Row.objects.exists()


def test_what_was_only_checked_is_discarded(lists: Run, register: Path) -> None:
    lists("check", register)
    number = Batch.objects.get().pk
    assert "dibuang" in lists("discard", number).output
    assert not Batch.objects.exists()
    lists("import", register, "--yes")
    assert isinstance(lists("discard", Batch.objects.get().pk).exception, RantauError)


def test_an_unreadable_file_gives_3_and_is_named(lists: Run, register: Path) -> None:
    (register.parent / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    result = lists("import", register.parent, "--yes")
    assert result.exit_code == 3
    assert "rusak.xlsx" in result.output
    assert Row.objects.count() == 2


def test_problems_list_and_undo(lists: Run, register: Path) -> None:
    lists("import", register, "--yes")
    number = Batch.objects.get().pk
    assert "nik-meragukan" in lists("problems", number, "--csv").output
    assert "baris" not in lists("problems", number, "--code", "tidak-ada").output
    assert "tersimpan" in lists("list").output
    assert "2 baris dihapus" in lists("undo", number, "--reason", "berkas keliru").output
    assert isinstance(lists("undo", number, "--reason", "berkas keliru").exception, RantauError)


def test_a_form_is_written(lists: Run, tmp_path: Path) -> None:
    assert lists("form", "register_desa", "--out", tmp_path / "f.xlsx").exit_code == 0
    assert (tmp_path / "f.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-01..2024-06", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-02-03..2024-02-04", date(2024, 2, 3), date(2024, 2, 4)),
        ("", None, None),
    ],
)
def test_periods(text: str, first: date | None, last: date | None) -> None:
    assert period_of(text) == (first, last)


@pytest.mark.parametrize("text", ["abc", "2024-06..2024-01"])
def test_a_period_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(RantauError):
        period_of(text)
