"""Which earlier hand-in a list corrects: every one can be chosen, the likely ones stand first."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from tests.unit.sources.books import REGISTER, register_row, write_book
from tests.unit.sources.conftest import Import
from tests.unit.sources.test_pages import send

from rantau.modules.sources.models import Batch
from rantau.modules.sources.queries.batches import correctable
from rantau.platform.access.actor import Actor

WITHOUT_PLACE = [name for name in REGISTER if name not in ("Desa", "Kecamatan")]


def row(number: int) -> list[object]:
    cells = register_row(number, f"Orang {number}")
    return [cell for name, cell in zip(REGISTER, cells, strict=True) if name in WITHOUT_PLACE]


def title(village: str) -> dict[str, object]:
    return {"title": f"BUKU REGISTER PEKERJA MIGRAN DESA {village} KECAMATAN PONTANG", "heading": WITHOUT_PLACE}


@pytest.fixture
def thirty(store: Import) -> list[int]:
    """Thirty hand-ins of the same list."""
    return [store([register_row(number, f"Orang {number}")], name=f"{number}.xlsx").batch for number in range(30)]


def test_none_is_cut_off_and_the_same_file_name_stands_first(thirty: list[int], check: Import, importer: Actor) -> None:
    batch = Batch.objects.get(pk=check([register_row(40, "Siti", Desa="Linduk")], name="3.xlsx").batch)
    found = correctable(importer, batch)
    assert {each.batch for each in found} == set(thirty)
    assert (found[0].batch, found[0].files, found[0].alike) == (thirty[3], "3.xlsx", True)
    assert [each.alike for each in found[1:]] == [False] * 29
    assert [each.batch for each in found[1:]] == sorted(set(thirty) - {thirty[3]}, reverse=True)


def test_the_same_desa_stands_first_too(store: Import, check: Import, importer: Actor) -> None:
    same = store([row(1)], name="pontang-mei.xlsx", **title("PONTANG")).batch
    other = store([row(2)], name="linduk-mei.xlsx", **title("LINDUK")).batch
    batch = Batch.objects.get(pk=check([row(3)], name="pontang-juni.xlsx", **title("PONTANG")).batch)
    assert [(each.batch, each.alike) for each in correctable(importer, batch)] == [(same, True), (other, False)]


def test_the_page_names_the_files(client_as, thirty: list[int], tmp_path: Path) -> None:
    client = client_as("petugas_disnakertrans")
    answer = send(client, write_book(tmp_path / "3.xlsx", [register_row(41, "Budi")]))
    page = client.get(answer.url).content.decode()
    assert page.count("Perbaikan dari setoran") == 30
    assert f"setoran {thirty[0]}: 0.xlsx" in page
    assert page.index("Nama berkas atau desanya sama") < page.index(f"setoran {thirty[3]}: 3.xlsx")
    client.post(reverse("sources:store", args=[Batch.objects.latest("pk").pk]), {"supersedes": str(thirty[0])})
    assert Batch.objects.get(pk=thirty[0]).state == "digantikan"


def test_the_head_of_a_desa_meets_no_closed_door(client_as, regency: str) -> None:
    client = client_as("kepala_desa", "36.04.12.2001")
    assert reverse("sources:upload") not in client.get(reverse("sources:index")).content.decode()
    page = client.get(reverse("sources:blanks")).content.decode()
    assert reverse("sources:upload") not in page
