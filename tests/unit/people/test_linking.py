"""Are persons the linkage's answer, stable, and never more than the actor may see?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from tests.linked import NIK, PLACEMENT, placement_row
from tests.reasons import reason_of
from tests.sealed import LOOKS_SEALED
from tests.unit.sources.books import REGISTER, register_row

from rantau.kernel.errors import InvalidValueError, NotAllowedError
from rantau.modules.people.actions import reveal_nik
from rantau.modules.people.api import Linked, link_people
from rantau.modules.people.models import LinkageRun, NameToken, Person, PersonRow
from rantau.modules.people.queries import person_page, search
from rantau.modules.sources.api import IMPORTER, look_at_row, undo_batch
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.audit.models import Event
from rantau.platform.crypto import SealBrokenError

PONTANG, KELAPIAN = "36.04.12.2001", "36.04.12.2006"


def siti() -> Person:
    return Person.objects.get(name_key="SITI JAMILAH")


def test_rows_become_persons_with_reasons(linked: Linked) -> None:
    assert (linked.rows, linked.persons) == (3, 2)
    links = PersonRow.objects.filter(person=siti())
    assert [link.reasons for link in links] == ["NIK sama +7,6; nama sama dan jarang +7,5; tanggal lahir sama +6,0"] * 2
    assert siti().area_id == PONTANG


def test_linking_again_changes_nothing(linked: Linked, linker: Actor) -> None:
    before = list(Person.objects.values_list()), list(PersonRow.objects.order_by("row").values_list())
    assert link_people(by=linker).changed == 0
    assert before == (list(Person.objects.values_list()), list(PersonRow.objects.order_by("row").values_list()))


def test_a_new_list_keeps_identities(linked: Linked, linker: Actor, bring_in: Callable[..., int]) -> None:
    known = siti().pk
    bring_in("siskop2.xlsx", [placement_row(2, "Siti Jamilah", NIK)], heading=PLACEMENT,
             title="SISTEM KOMPUTERISASI PELINDUNGAN PEKERJA MIGRAN INDONESIA")  # fmt: skip
    link_people(by=linker)
    assert siti().pk == known
    assert siti().rows == 3


def test_undoing_a_hand_in_takes_its_rows_out_of_persons(
    linked: Linked, regency: str, bring_in: Callable[..., int], linker: Actor
) -> None:
    before = list(PersonRow.objects.order_by("row").values_list())
    batch = bring_in("tambahan.xlsx", [register_row(7, "Rohman Hidayat", Desa="Kelapian")])
    link_people(by=linker)
    assert Person.objects.filter(name_key="ROHMAN HIDAYAT").exists()
    undo_batch(by=system_actor("uji", IMPORTER, regency), batch=batch, reason="salah berkas")
    assert not Person.objects.filter(name_key="ROHMAN HIDAYAT").exists()
    assert list(PersonRow.objects.order_by("row").values_list()) == before


def test_linking_leaves_one_event_without_names(linked: Linked) -> None:
    event = Event.objects.get(action="people.link")
    assert event.details["persons"] == 2
    assert "SITI" not in str(event.details).upper()


def test_the_labour_office_finds_by_name_and_number(linked: Linked, actor_with: Callable[..., Actor]) -> None:
    officer = actor_with("petugas_disnakertrans")
    assert [line.name for line in search(officer, "jamil")] == ["SITI JAMILAH"]
    assert [line.name for line in search(officer, NIK)] == ["SITI JAMILAH"]
    assert search(officer, "siti ahmad") == []
    assert NIK not in str(search(officer, "jamil"))


def test_a_passport_and_a_telephone_number_are_found_whole(
    linked: Linked, linker: Actor, bring_in: Callable[..., int], actor_with: Callable[..., Actor]
) -> None:
    officer, clerk = actor_with("petugas_disnakertrans"), actor_with("operator_desa", PONTANG)
    assert [line.name for line in search(officer, "e 0000001")] == ["SITI JAMILAH"]
    assert search(officer, "E000000") == search(officer, NIK[:15]) == []
    assert search(clerk, "E0000001") == []
    bring_in("hp.xlsx", [[*register_row(9, "Rohman Hidayat"), "0812 3456 7890"]], heading=(*REGISTER, "No HP"))
    link_people(by=linker)
    assert [line.name for line in search(officer, "+62 812-3456-7890")] == ["Rohman Hidayat"]


def test_what_does_not_open_is_never_shown(linked: Linked, actor_with: Callable[..., Actor]) -> None:
    officer, other = actor_with("petugas_disnakertrans"), Person.objects.get(name_key="AHMAD SOBRI")
    Person.objects.filter(pk=other.pk).update(nik=siti().nik, nik_index=siti().nik_index)
    with pytest.raises(SealBrokenError):
        search(officer, "ahmad")
    with pytest.raises(SealBrokenError):
        reveal_nik(by=officer, person=other.pk, reason="permintaan keluarga")


def test_a_village_sees_its_own_register_and_nothing_that_other_lists_add(
    linked: Linked, actor_with: Callable[..., Actor]
) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    (line,) = search(clerk, "siti")
    assert (line.name, line.rows, line.lists) == ("Siti Jamilah", 1, ("Register desa",))
    assert [row.list_label for row in person_page(clerk, line.id).rows] == ["Register desa"]
    assert search(clerk, "ahmad") == []


def test_neither_the_address_nor_the_reasons_tell_a_village_of_another_list(
    linked: Linked, linker: Actor, bring_in: Callable[..., int], actor_with: Callable[..., Actor]
) -> None:
    """Sobri stood on the placement list before his desa wrote him down: his identity is that of the placement's row."""
    number = "3604121206889004"
    bring_in("siskop3.xlsx", [placement_row(5, "Sobri Hasan", number)], heading=PLACEMENT,
             title="SISTEM KOMPUTERISASI PELINDUNGAN PEKERJA MIGRAN INDONESIA")  # fmt: skip
    bring_in("nanti.xlsx", [register_row(5, "Sobri Hasan", nik=number, **{"L/P": "P"})])
    link_people(by=linker)
    person = Person.objects.get(name_key="SOBRI HASAN")
    clerk = actor_with("operator_desa", PONTANG)
    (line,) = search(clerk, "sobri")
    assert line.id != person.pk
    (row,) = person_page(clerk, line.id).rows
    assert (row.origin.id, row.probability, row.reasons) == (line.id, None, "")
    with pytest.raises(NotAllowedError):
        person_page(clerk, person.pk)


def test_a_person_of_elsewhere_and_one_that_is_not_there_look_alike(
    linked: Linked, actor_with: Callable[..., Actor]
) -> None:
    clerk = actor_with("operator_desa", KELAPIAN)
    said = []
    for person in (siti().pk, 999_999_999):
        with pytest.raises(NotAllowedError) as refused:
            person_page(clerk, person)
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_opening_a_nik_asks_for_a_reason_and_leaves_a_trace(linked: Linked, actor_with: Callable[..., Actor]) -> None:
    officer = actor_with("petugas_disnakertrans")
    with pytest.raises(InvalidValueError):
        reveal_nik(by=officer, person=siti().pk, reason="ya")
    assert reveal_nik(by=officer, person=siti().pk, reason="permintaan keluarga").nik == NIK
    event = Event.objects.get(action="people.reveal_nik")
    assert reason_of(event) == "permintaan keluarga"
    assert "permintaan" not in str(event.details)
    assert NIK not in str(event.details)


def test_an_account_opens_so_many_a_day(
    linked: Linked, actor_with: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rantau.platform.limits.opening.MOST_A_DAY", 3)
    officer, row = actor_with("petugas_disnakertrans"), PersonRow.objects.filter(person=siti()).first().row_id
    for _ in range(2):
        reveal_nik(by=officer, person=siti().pk, reason="permintaan keluarga")
    look_at_row(by=officer, row=row, reason="permintaan keluarga")
    for again in (
        lambda: reveal_nik(by=officer, person=siti().pk, reason="permintaan keluarga"),
        lambda: look_at_row(by=officer, row=row, reason="permintaan keluarga"),
    ):
        with pytest.raises(NotAllowedError, match="paling banyak 3 nilai"):
            again()


def test_short_searches_find_nothing(linked: Linked, actor_with: Callable[..., Actor]) -> None:
    officer = actor_with("petugas_disnakertrans")
    assert search(officer, "si") == search(officer, "") == search(officer, "123456") == []


def broken(**values: object) -> Person:
    return Person(**({"id": 5, "kinds": "", "rows": 1} | values))


@pytest.mark.parametrize(
    ("constraint", "row"),
    [
        ("person_has_rows", lambda: broken(rows=0)),
        ("person_outside_no_area", lambda: broken(outside=True, area_id=PONTANG)),
        ("person_nik_sealed", lambda: broken(nik=NIK.encode(), nik_index=bytes(32))),
        ("person_nik_has_index", lambda: broken(nik=LOOKS_SEALED)),
        ("name_token_once", lambda: NameToken(person=siti(), token="SITI")),
        ("person_row_probability", lambda: PersonRow(row_id=_free_row(), person=siti(), probability=0)),
        ("linkage_run_counts", lambda: _run(rows=1, persons=2)),
    ],
)
def test_the_database_says_no(linked: Linked, constraint: str, row: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row().save(force_insert=True)  # type: ignore[attr-defined]


def _free_row() -> int:
    row = PersonRow.objects.filter(person=siti()).latest("row").row_id
    PersonRow.objects.filter(row=row).delete()
    return row


def _run(**counts: int) -> LinkageRun:
    run = LinkageRun.objects.latest("pk")
    return LinkageRun(version="x", started_at=run.started_at, finished_at=run.finished_at, changed=0, **counts)
