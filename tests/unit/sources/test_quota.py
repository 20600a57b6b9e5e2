"""What one account may leave open: twenty hand-ins and 200 MB of files, exact also for many uploads at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse
from tests.unit.sources.books import COMPLAINT, complaint_row, register_row, write_book
from tests.unit.sources.conftest import Import

from rantau.modules.sources.actions import quota
from rantau.modules.sources.actions import storing as storing_actions
from rantau.modules.sources.actions.quota import QuotaError
from rantau.modules.sources.api import (
    GivenFile,
    HandInFacts,
    check_list,
    discard_check,
    import_files,
    receive_list,
    store_list,
)
from rantau.modules.sources.domain import MOST_OPEN, MOST_OPEN_BYTES
from rantau.modules.sources.models import Batch, SourceFile
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor
from rantau.platform.files.models import StoredFile


@pytest.fixture
def officer(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("petugas_disnakertrans")


@pytest.fixture
def most_open(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    return lambda number: monkeypatch.setattr(quota, "MOST_OPEN", number)


def test_the_limits_are_as_they_are_said() -> None:
    assert (MOST_OPEN, MOST_OPEN_BYTES) == (20, 200 * 1024 * 1024)


def test_one_more_than_allowed_is_refused_before_anything_is_read(
    check: Import, officer: Actor, most_open: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    most_open(2)
    check([register_row(1, "Siti")], name="a.xlsx", by=officer)
    second = check([register_row(2, "Budi")], name="b.xlsx", by=officer)
    with monkeypatch.context() as patch:
        patch.setattr(storing_actions, "open_file", lambda *_, **__: pytest.fail("it was read"))
        with pytest.raises(QuotaError, match="Paling banyak 2 setoran boleh menunggu disimpan"):
            check([register_row(3, "Wati")], name="c.xlsx", by=officer)
    assert Batch.objects.count() == 2
    store_list(by=officer, batch=second.batch)
    check([register_row(3, "Wati")], name="c.xlsx", by=officer)


def test_a_discarded_one_makes_room(check: Import, officer: Actor, most_open: Callable[[int], None]) -> None:
    most_open(1)
    first = check([register_row(1, "Siti")], name="a.xlsx", by=officer)
    discard_check(by=officer, batch=first.batch)
    check([register_row(2, "Budi")], name="b.xlsx", by=officer)


def test_each_account_has_its_own_and_the_terminal_none(
    check: Import, officer: Actor, actor_with: Callable[..., Actor], most_open: Callable[[int], None]
) -> None:
    most_open(1)
    check([register_row(1, "Siti")], name="a.xlsx", by=officer)
    check([register_row(2, "Budi")], name="b.xlsx", by=actor_with("petugas_disnakertrans"))
    for name in ("c.xlsx", "d.xlsx"):
        check([register_row(3, name)], name=name)
    assert Batch.objects.filter(handed_in_by=None).count() == 2


def test_it_counts_what_she_left_where_she_works_no_more(
    check: Import, officer: Actor, most_open: Callable[[int], None]
) -> None:
    most_open(1)
    check([register_row(1, "Siti")], name="a.xlsx", by=officer)
    Batch.objects.get().source.__class__.objects.update(area_id="36.04.05.2001")
    clerk = Actor("user", officer.id, officer.name, (officer.grants[0].__class__(
        "operator_desa", frozenset({"sources.import", "sources.view"}), "36.04.12.2001"
    ),))  # fmt: skip
    with acting(clerk), pytest.raises(QuotaError):
        check([register_row(2, "Budi")], name="b.xlsx", by=clerk)


def test_an_upload_that_opens_several_takes_as_many(
    officer: Actor, tmp_path: Path, most_open: Callable[[int], None]
) -> None:
    """One for each kind: how many it takes is known only while it is read, and then nothing of it stays."""
    most_open(1)
    files = [
        GivenFile(write_book(tmp_path / "a.xlsx", [register_row(1, "Siti")]), "a.xlsx"),
        GivenFile(
            write_book(tmp_path / "b.xlsx", [complaint_row(1, "Budi")], heading=COMPLAINT, title="DAFTAR PENGADUAN"),
            "b.xlsx",
        ),
    ]
    with pytest.raises(QuotaError):
        check_list(by=officer, files=files, facts=HandInFacts())
    assert not Batch.objects.exists()
    most_open(2)
    assert len(check_list(by=officer, files=files, facts=HandInFacts()).batches) == 2


def test_bytes_count_too(check: Import, officer: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check([register_row(1, "Siti")], name="a.xlsx", by=officer)
    size = StoredFile.objects.get().size
    monkeypatch.setattr(quota, "MOST_OPEN_BYTES", size + 10)
    path = write_book(tmp_path / "b.xlsx", [register_row(2, "Budi")])
    for way in (check_list, receive_list):
        with pytest.raises(QuotaError, match=r"Pada akun Anda sudah ada 0,0 MB, dan kiriman ini 0,0 MB"):
            way(by=officer, files=[GivenFile(path, "b.xlsx")], facts=HandInFacts())
    import_files(by=officer, files=[GivenFile(path, "b.xlsx")], facts=HandInFacts())  # leaves nothing open


def test_files_that_are_stored_already_take_no_room(
    store: Import, officer: Actor, tmp_path: Path, most_open: Callable[[int], None]
) -> None:
    store([register_row(1, "Siti")], name="a.xlsx")
    most_open(0)
    outcome = check_list(by=officer, files=[GivenFile(tmp_path / "a.xlsx", "a.xlsx")], facts=HandInFacts())
    assert outcome.known


def test_the_page_says_so_and_keeps_what_was_typed(
    client_as: Callable[..., Client], tmp_path: Path, most_open: Callable[[int], None]
) -> None:
    most_open(0)
    path = write_book(tmp_path / "register.xlsx", [register_row(1, "Siti Aminah")])
    answer = client_as("petugas_disnakertrans").post(
        reverse("sources:upload"),
        {
            "uploads": [SimpleUploadedFile(path.name, path.read_bytes())],
            "received_on": "2025-07-22",
            "note": "dari pos",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "setoran boleh menunggu disimpan" in page
    assert "dari pos" in page
    assert not SourceFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_uploads_at_once_do_not_pass_together(
    regency: str, officer: Actor, tmp_path: Path, most_open: Callable[[int], None]
) -> None:
    most_open(2)
    together = Barrier(4)
    files = [
        GivenFile(write_book(tmp_path / f"{number}.xlsx", [register_row(number, "Siti")]), f"{number}.xlsx")
        for number in range(1, 5)
    ]

    def upload(file: GivenFile) -> bool:
        try:
            together.wait(timeout=20)
            with acting(officer):
                check_list(by=officer, files=[file], facts=HandInFacts())
        except QuotaError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as threads:
        passed = list(threads.map(upload, files))
    assert sorted(passed) == [False, False, True, True]
    assert Batch.objects.count() == 2
