"""Does the trace lead to everybody who looked at a person, whatever they knew her by, and tell nothing of her?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.linked import NIK
from tests.reasons import reason_of

from rantau.kernel.errors import NotAllowedError
from rantau.modules.people.actions import look_at_person, reveal_nik, search_people
from rantau.modules.people.api import Linked
from rantau.modules.people.models import Person, PersonRow
from rantau.modules.people.queries import search, traced
from rantau.modules.sources.actions.look import look_at_row
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.audit.actions import open_reasons, record
from rantau.platform.audit.models import Event
from rantau.platform.audit.queries import about, most_opening, reasons

PONTANG = "36.04.12.2001"
PAGE, OPENERS = "/jejak/orang/", "/jejak/pembuka/"


def siti() -> Person:
    return Person.objects.get(name_key="SITI JAMILAH")


@pytest.fixture
def looked_at(linked: Linked, actor_with: Callable[..., Actor]) -> list[int]:
    """Siti was found, opened and revealed by the labour office, and opened by her own village; gives her rows."""
    officer, clerk = actor_with("petugas_disnakertrans"), actor_with("operator_desa", PONTANG)
    search_people(by=officer, text="jamilah")
    look_at_person(by=officer, person=siti().pk)
    reveal_nik(by=officer, person=siti().pk, reason="Diminta keluarga Ibu Siti")
    (line,) = search(clerk, "siti")
    look_at_person(by=clerk, person=line.id)
    rows = sorted(PersonRow.objects.filter(person=siti()).values_list("row_id", flat=True))
    look_at_row(by=officer, row=rows[-1], reason="memeriksa tulisan tangan")
    return rows


def test_every_look_is_found_by_any_of_her_numbers(looked_at: list[int], actor_with: Callable[..., Actor]) -> None:
    checker = actor_with("petugas_pelindungan_data")
    for number in looked_at:
        who = traced(checker, number)
        assert (who.number, list(who.rows)) == (siti().pk, looked_at)
        found = about(checker, subjects={"person": who.rows, "row": who.rows}, seen=who.rows)
        assert [event.action for event in found] == [
            "sources.look_at_row", "people.look_at_person", "people.reveal_nik", "people.look_at_person",
            "people.search_people",
        ]  # fmt: skip
        handed_in = about(checker, subjects={"batch": who.batches}, seen=())
        assert {event.action for event in handed_in} == {"sources.store"}


def test_a_look_is_found_after_she_was_taken_apart(looked_at: list[int], actor_with: Callable[..., Actor]) -> None:
    """The event names the rows that were shown, so that a later linkage does not hide who saw them."""
    last = looked_at[-1]
    alone = Person.objects.create(id=last, name="", kinds="", rows=1, area_id=PONTANG)
    PersonRow.objects.filter(row=last).update(person=alone)
    who = traced(actor_with("petugas_pelindungan_data"), last)
    found = about(actor_with("petugas_pelindungan_data"), subjects={"person": who.rows, "row": who.rows}, seen=who.rows)
    actions = [event.action for event in found if "petugas_disnakertrans" in event.roles]
    assert who.rows == (last,)
    assert {"people.look_at_person", "people.reveal_nik", "sources.look_at_row"} <= set(actions)


def test_a_search_leaves_whom_it_showed_and_not_what_was_typed(looked_at: list[int]) -> None:
    event = Event.objects.get(action="people.search_people")
    assert event.details == {"seen": [siti().pk]}
    assert (event.subject_type, event.area_code) == ("", "36.04")


def test_a_search_that_shows_nobody_leaves_nothing(linked: Linked, actor_with: Callable[..., Actor]) -> None:
    assert search_people(by=actor_with("petugas_disnakertrans"), text="tidak ada begini") == []
    assert not Event.objects.filter(action="people.search_people").exists()


def test_opening_reasons_leaves_a_trace_of_its_own(looked_at: list[int], actor_with: Callable[..., Actor]) -> None:
    checker = actor_with("petugas_pelindungan_data")
    event = Event.objects.get(action="people.reveal_nik")
    assert reason_of(event) == "Diminta keluarga Ibu Siti"
    opened = open_reasons(by=checker, kind="person", number=siti().pk, events=[event.pk])
    assert opened == {event.pk: "Diminta keluarga Ibu Siti"}
    left = Event.objects.get(action="audit.open_reasons")
    assert (left.subject_id, left.details) == (str(siti().pk), {"reasons": 1})


@pytest.mark.parametrize("role", ["petugas_disnakertrans", "admin_sistem", "walidata"])
def test_nobody_else_sees_who_looked(looked_at: list[int], actor_with: Callable[..., Actor], role: str) -> None:
    other = actor_with(role)
    event = Event.objects.get(action="people.reveal_nik")
    assert not about(other, subjects={"person": looked_at}, seen=looked_at)
    assert reasons(other, [event.pk]) == {}
    with pytest.raises(NotAllowedError):
        traced(other, looked_at[0])
    with pytest.raises(NotAllowedError):
        open_reasons(by=other, kind="person", number=1, events=[event.pk])


def test_the_page_says_who_when_and_why_and_nothing_of_her(
    looked_at: list[int], client_as: Callable[..., Client]
) -> None:
    client = client_as("petugas_pelindungan_data")
    assert "Nomor orang atau nomor baris" in client.get(PAGE).content.decode()
    for number in looked_at:
        answer = client.post(PAGE, {"number": number}, follow=True)
        text = answer.content.decode()
        assert "Diminta keluarga Ibu Siti" in text
        assert "Membuka NIK" in text
        assert "Operator desa" in text
        assert "JAMILAH" not in text.upper()
        assert NIK not in text
        assert answer["Cache-Control"] == "private, no-store"
    assert "Belum ada yang melihat" in client.post(PAGE, {"number": 999999}, follow=True).content.decode()
    assert client.post(PAGE, {"number": "banyak"}, follow=True).status_code == 200


def test_the_page_costs_the_same_with_more_looks(
    looked_at: list[int], client_as: Callable[..., Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = client_as("petugas_pelindungan_data")
    by = system_actor("uji", frozenset(), "36.04")
    for _ in range(60):
        record(by=by, action="uji.lihat", subject_type="person", subject_id=looked_at[0], reason="karena uji")
    there = client.post(PAGE, {"number": looked_at[0]}).url
    with django_assert_max_num_queries(24):
        client.get(there)


def test_who_opens_most_is_listed_for_a_period(
    looked_at: list[int], actor_with: Callable[..., Actor], client_as: Callable[..., Client]
) -> None:
    today, checker = timezone.localdate(), actor_with("petugas_pelindungan_data")
    actions = ("people.look_at_person", "people.reveal_nik")
    first, second = most_opening(checker, actions=actions, since=today, until=today)
    assert (first.total, dict(first.counts)) == (2, {"people.look_at_person": 1, "people.reveal_nik": 1})
    assert (second.total, second.kind) == (1, "user")
    yesterday = today - timedelta(days=1)
    assert most_opening(checker, actions=actions, since=yesterday, until=yesterday) == []
    assert most_opening(actor_with("walidata"), actions=actions, since=today, until=today) == []

    client = client_as("petugas_pelindungan_data")
    assert first.name in client.get(OPENERS).content.decode()
    empty = client.get(f"{OPENERS}?since=2020-01-01&until=2020-02-01").content.decode()
    assert "Tidak ada yang membuka data tertutup" in empty
    assert client.get(f"{OPENERS}?since=kemarin").status_code == 200


def test_a_nik_is_not_taken_for_the_number_of_a_person(client_as):
    answer = client_as("petugas_pelindungan_data").post(PAGE, {"number": "3604054101800001"}, follow=True)
    assert answer.status_code == 200
    assert not Event.objects.filter(action="audit.open_reasons").exists()
