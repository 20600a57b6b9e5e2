"""What a browser may send that no form would: answered in words, never with a broken page."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.unit.sources.books import PONTANG, register_row, write_book
from tests.unit.sources.conftest import Import
from tests.unit.sources.test_pages import send

from rantau.kernel.errors import RantauError
from rantau.modules.sources.api import (
    GivenFile,
    HandInFacts,
    check_list,
    enter_total,
    import_files,
    resolve_place,
    store_list,
)
from rantau.modules.sources.models import Batch, PublishedTotal, Row, Source
from rantau.platform.access.actor import Actor

NO_NUMBERS = ["²", "٣", "9" * 30, "-1", "1.5", "", "a"]
LARGE = 10**25


@pytest.fixture
def officer(client_as) -> Client:
    return client_as("petugas_disnakertrans")


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_only_looks_like_a_number_is_none(officer: Client, check: Import, text: str) -> None:
    report = check([register_row(1, "Siti")])
    assert officer.get(reverse("sources:places"), {"hal": text}).status_code == 200
    assert officer.get(reverse("sources:index"), {"hal": text}).status_code == 200
    assert officer.get(reverse("sources:checked"), {"setoran": [text, str(report.batch)]}).status_code == 200
    answer = officer.post(reverse("sources:store", args=[report.batch]), {"supersedes": text})
    assert answer.status_code == 302
    assert Row.objects.count() == 1


@pytest.mark.parametrize("name", ["batch", "problems", "problems_csv", "row"])
def test_a_number_larger_than_any_is_not_there(officer: Client, regency: str, name: str) -> None:
    assert officer.get(f"/daftar/setoran/{LARGE}/").status_code == 400
    assert officer.get(reverse(f"sources:{name}", args=[LARGE])).status_code == 400


def test_a_place_name_without_end_is_refused(officer: Client, importer: Actor) -> None:
    with pytest.raises(RantauError, match="terlalu panjang"):
        resolve_place(by=importer, key="A" * 201, outside=True)
    answer = officer.post(reverse("sources:resolve"), {"nama": "A" * 5000, "pilihan": "luar"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"value": "9" * 12}, {"period_from": "0001-01-01"}, {"period_to": "9999-12-31"},
        {"published_on": "0900-01-01"}, {"period_from": "kapan-kapan"},
    ],
)  # fmt: skip
def test_a_published_number_beyond_reason_goes_back_to_the_form(
    officer: Client, regency: str, changed: dict[str, str]
) -> None:
    said = {
        "organisation": "BP2MI", "value": "911", "period_from": "2024-01-01", "period_to": "2024-12-31",
        "area": regency, "sex": "", "source_url": "https://contoh.go.id", "note": "",
    }  # fmt: skip
    assert officer.post(reverse("sources:enter_total"), said | changed).status_code == 400
    assert not PublishedTotal.objects.exists()


def test_the_verb_refuses_it_too(importer: Actor) -> None:
    from dataclasses import replace

    from tests.unit.sources.test_totals import NUMBER

    for wrong in (replace(NUMBER, value=10**12), replace(NUMBER, published_on=date(900, 1, 1))):
        with pytest.raises(RantauError):
            enter_total(by=importer, total=wrong)


def test_a_list_that_comes_tomorrow_has_not_been_received(officer: Client, importer: Actor, tmp_path: Path) -> None:
    path = write_book(tmp_path / "register.xlsx", [register_row(1, "Siti")])
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = send(officer, path, received_on=tomorrow.isoformat())
    assert answer.status_code == 400
    assert "belum tiba" in answer.content.decode()
    with pytest.raises(RantauError, match="belum tiba"):
        check_list(by=importer, files=[GivenFile(path, "a.xlsx")], facts=HandInFacts(received_on=tomorrow))
    assert not Batch.objects.exists()
    assert send(officer, path, received_on=timezone.localdate().isoformat()).status_code == 302


@pytest.mark.parametrize(
    "facts",
    [
        HandInFacts(received_on=date(200, 1, 1)),
        HandInFacts(period_from=date(200, 1, 1), period_to=date(2024, 1, 1)),
        HandInFacts(period_from=date(2024, 1, 2), period_to=date(2024, 1, 1)),
    ],
)
def test_dates_of_a_hand_in_are_possible(importer: Actor, facts: HandInFacts) -> None:
    with pytest.raises(RantauError):
        check_list(by=importer, files=(), facts=facts)


def test_a_desa_speaks_for_itself_only(client_as, regency: str, tmp_path: Path) -> None:
    clerk = client_as("operator_desa", PONTANG)
    page = clerk.get(reverse("sources:upload")).content.decode()
    assert 'name="institution"' not in page
    assert 'name="kind"' not in page
    send(clerk, write_book(tmp_path / "a.xlsx", [register_row(1, "Siti")]), institution="Polres Serang")
    assert Source.objects.get().institution == "Desa Pontang"


def test_a_desa_learns_nothing_of_the_files_of_others(importer: Actor, actor_with, tmp_path: Path) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    path = write_book(tmp_path / "rahasia.xlsx", [register_row(1, "Siti")])
    mine = [GivenFile(path, "milik saya.xlsx")]
    batch = check_list(by=clerk, files=mine, facts=HandInFacts()).batches[0].batch
    import_files(by=importer, files=[GivenFile(path, "rahasia.xlsx")], facts=HandInFacts())
    assert check_list(by=clerk, files=mine, facts=HandInFacts()).known == ("Berkas milik saya.xlsx sudah tersimpan.",)
    with pytest.raises(RantauError) as refused:
        store_list(by=clerk, batch=batch)
    assert str(refused.value) == "Berkas yang sama sudah tersimpan."
