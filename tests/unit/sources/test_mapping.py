"""What columns mean: a clerk says it of her own hand-in, the regency of every list; a sure kind stays what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from tests.unit.sources.books import COMPLAINT, PONTANG, REGISTER, complaint_row, register_row, write_book
from tests.unit.sources.conftest import Import

from rantau.engines.intake.types import Field, Kind
from rantau.modules.sources.api import GivenFile, HandInFacts, check_again, check_list, confirm_mapping, store_list
from rantau.modules.sources.models import Batch, ColumnMapping, Row, Sheet
from rantau.modules.sources.queries.batches import columns_of
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event


def meanings_without_country(batch: int) -> list[Field]:
    found = [column.meaning for column in columns_of(Sheet.objects.get(file__batch=batch))]
    return [Field.OTHER if meaning is Field.COUNTRY else meaning for meaning in found]


@pytest.fixture
def checked_by(actor_with, check: Import):
    def run(role: str, area: str) -> tuple[Actor, int, int]:
        actor = actor_with(role, area)
        batch = check([register_row(1, "Siti Aminah")], by=actor).batch
        return actor, batch, Sheet.objects.get(file__batch=batch).pk

    return run


def test_what_a_clerk_confirms_holds_for_her_hand_in_only(checked_by, check: Import) -> None:
    clerk, batch, sheet = checked_by("operator_desa", PONTANG)
    meanings = meanings_without_country(batch)
    confirmed = confirm_mapping(by=clerk, batch=batch, sheet=sheet, meanings=meanings)
    assert (confirmed.everywhere, confirmed.changed) == (False, 1)
    assert not ColumnMapping.objects.exists()
    check_again(by=clerk, batch=batch)
    store_list(by=clerk, batch=batch)
    assert Row.objects.get().country == ""
    other = check([register_row(2, "Budi")], name="lain.xlsx")
    assert Field.COUNTRY in [column.meaning for column in other.sheets[0].columns]
    assert not any(column.remembered for column in other.sheets[0].columns)
    assert Event.objects.get(action="sources.confirm_mapping").details["everywhere"] is False


def test_her_own_word_comes_before_the_regencys_in_her_hand_in(checked_by, importer: Actor, check: Import) -> None:
    earlier = check([register_row(3, "Tono")], name="dulu.xlsx").batch
    sheet = Sheet.objects.get(file__batch=earlier)
    same = [column.meaning for column in columns_of(sheet)]
    assert confirm_mapping(by=importer, batch=earlier, sheet=sheet.pk, meanings=same).everywhere
    clerk, batch, read = checked_by("operator_desa", PONTANG)
    confirm_mapping(by=clerk, batch=batch, sheet=read, meanings=meanings_without_country(batch))
    columns = check_again(by=clerk, batch=batch).sheets[0].columns
    assert Field.COUNTRY not in [column.meaning for column in columns]


def test_the_page_says_how_far_it_reaches(client_as, regency: str, tmp_path: Path) -> None:
    from tests.unit.sources.test_pages import send

    path = write_book(tmp_path / "register.xlsx", [register_row(1, "Siti Aminah")])
    for client, said in (
        (client_as("operator_desa", PONTANG), "Setoran ini dibaca ulang"),
        (client_as("petugas_disnakertrans"), "Arti kolom diingat"),
    ):
        send(client, path)
        sheet = Sheet.objects.select_related("file").latest("pk")
        answer = client.post(
            reverse("sources:confirm", args=[sheet.file.batch_id, sheet.pk]),
            {f"column{number}": column[2] for number, column in enumerate(sheet.columns)},
        )
        assert said in client.get(answer.url).content.decode()


def test_a_remembered_mapping_does_not_overrule_a_sure_kind(importer: Actor, tmp_path: Path) -> None:
    headings = (*REGISTER[:-2], "Keterangan")
    rows = [register_row(1, "Siti Aminah")[: len(headings)]]
    register = write_book(tmp_path / "a.xlsx", rows, heading=headings)
    batch = check_list(by=importer, files=[GivenFile(register, "a.xlsx")], facts=HandInFacts()).batches[0].batch
    sheet = Sheet.objects.get(file__batch=batch)
    assert sheet.kind == Kind.REGISTER
    meanings = [column.meaning for column in columns_of(sheet)]
    confirm_mapping(by=importer, batch=batch, sheet=sheet.pk, meanings=meanings)
    other = write_book(tmp_path / "b.xlsx", rows, heading=headings, title="REKAP PERKARA TPPO POLRES SERANG")
    report = check_list(by=importer, files=[GivenFile(other, "b.xlsx")], facts=HandInFacts()).batches[0]
    assert report.kind is Kind.POLICE
    assert all(column.remembered for column in report.sheets[0].columns)
    assert Batch.objects.get(pk=report.batch).source.kind == Kind.POLICE


def test_complaints_are_recognised_beside_a_remembered_register(importer: Actor, tmp_path: Path) -> None:
    path = write_book(tmp_path / "c.xlsx", [complaint_row(1, "Budi")], heading=COMPLAINT, title="REKAP PENGADUAN PMI")
    report = check_list(by=importer, files=[GivenFile(path, "c.xlsx")], facts=HandInFacts()).batches[0]
    assert report.kind is Kind.COMPLAINT
