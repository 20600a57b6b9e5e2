"""What waits with lists, for whom, and where it is done."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.unit.sources.books import PONTANG, register_row
from tests.unit.sources.conftest import Import

from rantau.modules.sources.web.today import work_for
from rantau.platform.access.actor import Actor
from rantau.platform.web.today import Urgency

DISTRICT = "36.04.12"


def titles(actor: Actor) -> list[str]:
    return [item.title for item in work_for(actor)]


def test_hand_ins_that_were_read_and_not_saved(check: Import, actor_with) -> None:
    officer = actor_with("petugas_disnakertrans")
    first = check([register_row(1, "Siti")], name="a.xlsx").batch
    (item,) = [item for item in work_for(officer) if "belum disimpan" in item.title]
    assert (item.title, item.url) == ("1 setoran belum disimpan", reverse("sources:batch", args=[first]))
    second = check([register_row(2, "Budi")], name="b.xlsx").batch
    (item,) = [item for item in work_for(officer) if "belum disimpan" in item.title]
    assert item.title == "2 setoran belum disimpan"
    assert item.url == f"{reverse('sources:checked')}?setoran={first}&setoran={second}"
    assert not [title for title in titles(actor_with("operator_desa", PONTANG)) if "belum disimpan" in title]


@pytest.mark.parametrize("role", ["petugas_disnakertrans", "walidata"])
def test_names_of_places_for_those_who_may_answer(store: Import, actor_with, role: str) -> None:
    actor = actor_with(role)
    assert not [title for title in titles(actor) if "nama tempat" in title]
    store([register_row(1, "Siti", Desa="Kalimaya"), register_row(2, "Budi", Desa="Kalimaya")])
    assert "1 nama tempat belum pasti" in titles(actor)
    assert not [title for title in titles(actor_with("operator_desa", PONTANG)) if "nama tempat" in title]


def test_silent_desa_for_the_officer_and_of_her_kecamatan_for_the_supervisor(store: Import, actor_with) -> None:
    officer, supervisor = actor_with("petugas_disnakertrans"), actor_with("pembina_kecamatan", DISTRICT)
    before = {actor: titles(actor)[-1] for actor in (officer, supervisor)}
    store([register_row(1, "Siti")])
    after = {actor: titles(actor)[-1] for actor in (officer, supervisor)}
    for actor in (officer, supervisor):
        assert before[actor].endswith("desa belum melapor")
        assert int(before[actor].split()[0]) - int(after[actor].split()[0]) == 1
    assert int(after[supervisor].split()[0]) < 20


def test_the_supervisor_may_open_what_she_is_pointed_to(client_as, store: Import, actor_with) -> None:
    store([register_row(1, "Siti")])
    (item,) = work_for(actor_with("pembina_kecamatan", DISTRICT))
    page = client_as("pembina_kecamatan", DISTRICT).get(item.url).content.decode()
    assert item.url.endswith(f"?kecamatan={DISTRICT}")
    assert "belum melapor" in page
    assert reverse("sources:index") + '"' not in page


def test_a_clerk_is_told_until_her_register_is_there(store: Import, actor_with) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    (item,) = work_for(clerk)
    assert item.title == "Register Desa Pontang belum diserahkan"
    assert (item.url, item.urgency) == (reverse("sources:upload"), Urgency.SOON)
    store([["NIHIL"]], title="BUKU REGISTER PEKERJA MIGRAN DESA PONTANG KECAMATAN PONTANG")
    assert titles(clerk) == []


@pytest.mark.parametrize("role", ["pimpinan", "petugas_mitra", "petugas_pelindungan_data", "admin_sistem"])
def test_nobody_else_is_asked(store: Import, check: Import, actor_with, role: str) -> None:
    store([register_row(1, "Siti", Desa="Kalimaya")])
    check([register_row(2, "Budi")], name="b.xlsx")
    assert titles(actor_with(role)) == []


def test_queries_do_not_grow(store: Import, check: Import, actor_with, django_assert_max_num_queries) -> None:
    officer = actor_with("petugas_disnakertrans")
    for number in range(4):
        check([register_row(number, "Siti")], name=f"{number}.xlsx")
    store([register_row(number, f"Orang {number}", Desa=f"Entah {number}") for number in range(1, 30)])
    with django_assert_max_num_queries(5):
        assert len(titles(officer)) == 3


def test_it_stands_on_the_first_page(client_as, check: Import) -> None:
    check([register_row(1, "Siti")])
    assert "1 setoran belum disimpan" in client_as("petugas_disnakertrans").get("/").content.decode()
