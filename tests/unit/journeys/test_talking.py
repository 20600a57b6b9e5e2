"""Is a conversation sealed, kept once, seen by who may talk alone, and brought to the front on its day?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rantau.engines.screening import Answer, Answers, Urgency, guide_on
from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.journeys.actions import keep_conversation, open_conversation, override_urgency
from rantau.modules.journeys.api import Attention, Particulars, Resident, record_plan
from rantau.modules.journeys.models import Conversation, Plan
from rantau.modules.journeys.queries import to_accompany_first
from rantau.modules.journeys.talking import answers_of
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event

DESA, NEIGHBOUR = "36.04.05.2001", "36.04.05.2002"


@pytest.fixture
def clerk(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("operator_desa", DESA)


@pytest.fixture
def plan(clerk: Actor) -> int:
    told = Particulars(safe_contact="Pak Rekaan", more={"safe_relation": "suami-istri"})
    return record_plan(by=clerk, key=uuid4(), area_code=DESA, who=Resident("Siti"), told=told).plan


def _said(*answers: Answer) -> Answers:
    return Answers.of(guide_on(timezone.localdate()), *answers)


AFRAID = Answer("takut", ("suami-istri",))
FREE = Answer("batal", ("bebas",))


def test_what_is_said_is_sealed_and_kept_once(clerk: Actor, plan: int) -> None:
    key = uuid4()
    numbers = {keep_conversation(by=clerk, plan=plan, key=key, answers=_said(AFRAID)) for _ in range(2)}
    assert len(numbers) == Conversation.objects.count() == 1
    assert b"suami" not in bytes(Conversation.objects.get().answers)
    opened = open_conversation(by=clerk, plan=plan, conversation=numbers.pop())
    assert opened.answers.to("takut") == AFRAID
    assert opened.indication.front
    assert Event.objects.filter(action="journeys.open_conversation").count() == 1


def test_who_is_refused_is_no_contact_any_more(clerk: Actor, plan: int) -> None:
    keep_conversation(by=clerk, plan=plan, key=uuid4(), answers=_said(AFRAID))
    row = Plan.objects.get(pk=plan)
    assert (row.told.safe_contact, row.told.more["safe_relation"]) == ("", "")
    assert row.attention == Attention.FRONT


def test_a_harmless_answer_leaves_the_contact(clerk: Actor, plan: int) -> None:
    keep_conversation(by=clerk, plan=plan, key=uuid4(), answers=_said(FREE))
    assert Plan.objects.get(pk=plan).told.safe_contact == "Pak Rekaan"


def test_a_departure_that_comes_near_brings_her_to_the_front_on_its_day(clerk: Actor, plan: int) -> None:
    today = timezone.localdate()
    leaves = today + timedelta(days=60)
    keep_conversation(
        by=clerk, plan=plan, key=uuid4(), answers=_said(Answer("berangkat", ("ada-tanggal",), date=leaves))
    )
    row = Plan.objects.get(pk=plan)
    assert row.front_from is not None
    assert today < row.front_from <= leaves
    assert not to_accompany_first(clerk, row.front_from - timedelta(days=1)).exists()
    assert to_accompany_first(clerk, row.front_from).exists()


def test_an_override_takes_nobody_from_the_front_and_both_stay(clerk: Actor, plan: int) -> None:
    number = keep_conversation(by=clerk, plan=plan, key=uuid4(), answers=_said(AFRAID))
    with pytest.raises(InvalidValueError, match="alasan"):
        override_urgency(by=clerk, plan=plan, conversation=number, urgency=Urgency.NOTHING_SEEN, reason="ya")
    override_urgency(by=clerk, plan=plan, conversation=number, urgency=Urgency.NOTHING_SEEN, reason="keterangan bidan")
    opened = open_conversation(by=clerk, plan=plan, conversation=number)
    assert opened.override is not None
    assert (opened.override.urgency, opened.indication.urgency) == (Urgency.NOTHING_SEEN, Urgency.FIRST)
    assert Plan.objects.get(pk=plan).attention == Attention.FRONT


def test_a_person_may_bring_somebody_to_the_front(clerk: Actor, plan: int) -> None:
    number = keep_conversation(by=clerk, plan=plan, key=uuid4(), answers=_said(FREE))
    override_urgency(by=clerk, plan=plan, conversation=number, urgency=Urgency.FIRST, reason="tampak memar di tangan")
    assert Plan.objects.get(pk=plan).attention == Attention.FRONT


@pytest.mark.parametrize(("role", "area"), [("kepala_desa", DESA), ("operator_desa", NEIGHBOUR)])
def test_nobody_else_opens_it(clerk: Actor, plan: int, actor_with: Callable[..., Actor], role: str, area: str) -> None:
    number = keep_conversation(by=clerk, plan=plan, key=uuid4(), answers=_said(AFRAID))
    other = actor_with(role, area)
    with pytest.raises(NotAllowedError):
        open_conversation(by=other, plan=plan, conversation=number)
    with pytest.raises(NotAllowedError):
        keep_conversation(by=other, plan=plan, key=uuid4(), answers=_said(FREE))


def test_a_conversation_goes_on_part_by_part(clerk: Actor, plan: int, client_as: Callable[..., Client]) -> None:
    address, key = reverse("journeys:talk", args=[plan]), uuid4()
    client = client_as("operator_desa", DESA)
    first = client.get(address).content.decode()
    assert ('id="tanya-hadir"' in first, 'id="tanya-takut"' in first) == (True, False)
    empty = client.post(address, {"bagian": "1", "key": key, "selesai": "1"})
    assert (empty.status_code, Conversation.objects.count()) == (400, 0)
    assert client.post(address, {"bagian": "1", "key": key}).headers["Location"] == f"{address}?bagian=2&key={key}"
    client.post(address, {"bagian": "2", "key": key, "j-takut": "suami-istri"})
    assert Plan.objects.get(pk=plan).attention == Attention.FRONT
    client.post(address, {"bagian": "3", "key": key, "j-batal": "bebas", "tutup": "1"})
    row = Conversation.objects.get()
    assert {answer.question for answer in answers_of(row).answers} >= {"takut", "batal"}
    assert client.get(address).status_code == 302


def test_a_conversation_that_was_judged_or_is_another_s_does_not_go_on(
    clerk: Actor, plan: int, actor_with: Callable[..., Actor]
) -> None:
    key = uuid4()
    number = keep_conversation(by=clerk, plan=plan, key=key, answers=_said(AFRAID))
    with pytest.raises(ConflictError, match="ditutup"):
        keep_conversation(by=actor_with("operator_desa", DESA), plan=plan, key=key, answers=_said(FREE))
    override_urgency(by=clerk, plan=plan, conversation=number, urgency=Urgency.FIRST, reason="tampak memar di tangan")
    with pytest.raises(ConflictError, match="ditutup"):
        keep_conversation(by=clerk, plan=plan, key=key, answers=_said(FREE))
