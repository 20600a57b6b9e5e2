"""Does a notice carry only the signs that the resident lets go, and does nothing else show through?"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.unit.notices.conftest import DESA

from rantau.engines.screening import Answer, Answers, guide_on
from rantau.modules.journeys.actions import keep_conversation
from rantau.modules.journeys.api import Plan
from rantau.modules.notices.api import draft, notice, send
from rantau.platform.access.actor import Actor


def _afraid(clerk: Actor, plan: int, *, share: bool) -> None:
    guide = guide_on(timezone.localdate())
    answers = Answers.of(guide, Answer("takut", ("suami-istri",), share=share))
    keep_conversation(by=clerk, plan=plan, key=uuid4(), answers=answers)


def test_what_she_keeps_is_neither_sent_nor_shown_by_the_order_of_the_queue(
    clerk: Actor, officer: Actor, planned: Callable[..., int]
) -> None:
    plan = planned()
    _afraid(clerk, plan, share=False)
    assert Plan.objects.get(pk=plan).attention
    wanted = draft(clerk, plan, timezone.localdate())
    assert wanted.snapshot.signs == ()
    row = notice(officer, send(by=clerk, key=uuid4(), plan=plan, shown=wanted.snapshot.mark).notice)
    assert row.front is False
    assert row.content.signs == ()


def test_what_she_lets_go_is_shown_first_and_kept_from_the_head(
    clerk: Actor, officer: Actor, planned: Callable[..., int], client_as: Callable[..., Client]
) -> None:
    plan = planned()
    _afraid(clerk, plan, share=True)
    wanted = draft(clerk, plan, timezone.localdate())
    assert wanted.snapshot.signs
    number = send(by=clerk, key=uuid4(), plan=plan, shown=wanted.snapshot.mark).notice
    assert notice(officer, number).front is True
    page = reverse("notices:own_one", args=[number])
    shown = {who: client_as(who, DESA).get(page).content.decode() for who in ("operator_desa", "kepala_desa")}
    assert wanted.snapshot.signs[0] in shown["operator_desa"]
    assert wanted.snapshot.signs[0] not in shown["kepala_desa"]
    assert wanted.snapshot.reasons[0] in shown["kepala_desa"]
