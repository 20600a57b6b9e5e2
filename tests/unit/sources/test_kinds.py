"""What a list is decides who may read it: no sheet becomes a list of another kind than it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.unit.sources.books import (
    COMPLAINT,
    PONTANG,
    complaint_row,
    register_row,
    write_book,
    write_mixed_book,
)
from tests.unit.sources.test_pages import send

from rantau.engines.intake.types import Kind
from rantau.kernel.errors import NotAllowedError, RefusedFileError
from rantau.modules.sources.api import (
    GivenFile,
    HandInFacts,
    check_again,
    check_list,
    import_files,
    receive_list,
    store_list,
)
from rantau.modules.sources.models import Batch, Row
from rantau.platform.access.actor import Actor

TWO_KINDS = r"Register desa \(lembar Daftar\) dan Pengaduan Disnakertrans \(lembar PENGADUAN\)"


@pytest.fixture
def mixed(tmp_path: Path) -> list[GivenFile]:
    return [GivenFile(write_mixed_book(tmp_path / "campur.xlsx"), "campur.xlsx")]


@pytest.fixture
def complaints(tmp_path: Path) -> list[GivenFile]:
    path = write_book(
        tmp_path / "aduan.xlsx", [complaint_row(1, "Budi Santoso")], heading=COMPLAINT, title="REKAP PENGADUAN PMI"
    )
    return [GivenFile(path, "aduan.xlsx")]


def stored_kinds() -> set[str]:
    return set(Row.objects.values_list("sheet__kind", flat=True))


def test_two_kinds_in_one_workbook_are_refused_in_the_same_words_everywhere(
    mixed: list[GivenFile], importer: Actor
) -> None:
    import re

    dry = check_list(by=importer, files=mixed, facts=HandInFacts())
    kept = receive_list(by=importer, files=mixed, facts=HandInFacts()).batches[0].batch
    stored = import_files(by=importer, files=mixed, facts=HandInFacts())
    for said in (dry.refused, stored.refused, check_again(by=importer, batch=kept).refused):
        assert len(said) == 1
        assert re.search(TWO_KINDS, said[0])
    for batch in (dry.batches[0].batch, kept):
        with pytest.raises(RefusedFileError, match=TWO_KINDS):
            store_list(by=importer, batch=batch)
    assert not Row.objects.exists()


def test_two_kinds_in_one_workbook_are_refused_in_the_browser(client_as, regency: str, tmp_path: Path) -> None:
    client: Client = client_as("petugas_disnakertrans")
    answer = send(client, write_mixed_book(tmp_path / "campur.xlsx"))
    assert "memuat dua jenis daftar" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("at_once", [True, False])
def test_the_kind_that_a_person_chose_holds_for_every_sheet(
    mixed: list[GivenFile], importer: Actor, at_once: bool
) -> None:
    facts = HandInFacts(kind=Kind.COMPLAINT)
    if at_once:
        import_files(by=importer, files=mixed, facts=facts)
    else:
        store_list(by=importer, batch=check_list(by=importer, files=mixed, facts=facts).batches[0].batch)
    assert stored_kinds() == {"pengaduan_disnaker"}
    assert (Row.objects.count(), Batch.objects.get().chosen_kind) == (2, "pengaduan_disnaker")


def test_a_sheet_of_counts_or_notes_makes_no_second_kind(importer: Actor, tmp_path: Path) -> None:
    import openpyxl

    path = write_book(tmp_path / "a.xlsx", [register_row(1, "Siti Aminah")])
    book = openpyxl.load_workbook(path)
    notes = book.create_sheet("Catatan", 0)
    notes.append(["Mohon laporan perkara TPPO Polres dikirim terpisah."])
    book.save(path)
    book.close()
    outcome = import_files(by=importer, files=[GivenFile(path, "a.xlsx")], facts=HandInFacts())
    assert [(report.kind, report.rows) for report in outcome.batches] == [(Kind.REGISTER, 1)]


@pytest.mark.parametrize("kind", [None, Kind.REGISTER, Kind.COMPLAINT])
def test_a_village_never_hands_in_complaints_whatever_it_calls_them(
    complaints: list[GivenFile], actor_with, kind: Kind | None
) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    with pytest.raises(NotAllowedError, match="Pengaduan Disnakertrans"):
        import_files(by=clerk, files=complaints, facts=HandInFacts(kind=kind))
    assert not Row.objects.exists()


def test_a_second_sheet_of_complaints_does_not_slip_into_a_village_register(mixed: list[GivenFile], actor_with) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    for facts in (HandInFacts(), HandInFacts(kind=Kind.REGISTER)):
        assert "dua jenis" in import_files(by=clerk, files=mixed, facts=facts).refused[0]
    assert not Row.objects.exists()


def test_a_list_that_becomes_another_kind_after_its_check_is_not_stored(
    complaints: list[GivenFile], importer: Actor
) -> None:
    batch = check_list(by=importer, files=complaints, facts=HandInFacts()).batches[0].batch
    Batch.objects.filter(pk=batch).update(chosen_kind="register_desa")
    with pytest.raises(RefusedFileError, match=r"sekarang terbaca sebagai .Register desa."):
        store_list(by=importer, batch=batch)
    assert not Row.objects.exists()
