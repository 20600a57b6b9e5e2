"""Do papers that go home say what they should, and nothing of what was told?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError
from rantau.modules.journeys.models import Plan
from rantau.modules.letters.actions import open_card, open_for_print, open_proof, record_proof
from rantau.modules.letters.models import Letter, Proof
from rantau.modules.letters.printing import document
from rantau.modules.letters.printing_home import card_pdf, card_values, proof_pdf, proof_values
from rantau.modules.letters.topics import topics
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event
from rantau.platform.paper import Paper

DAY = date(2026, 11, 24)


def _proof(clerk: Actor, plan: int, **other: object) -> Proof:
    values = {"key": uuid4(), "explained": ["visa", "syarat"], "explained_by": "Ibu Operator", "on": date(2026, 3, 2)}
    return record_proof(by=clerk, plan=plan, **values | other)


def test_a_proof_says_what_was_explained_by_whom_and_when(clerk: Actor, bare_plan: int) -> None:
    made = open_proof(by=clerk, proof=_proof(clerk, bare_plan).pk)
    values = proof_values(made)
    assert [topic["title"] for topic in values["topics"]] == ["Lima syarat bekerja ke luar negeri", "Visa kerja"]
    assert ["Tanggal", "2 Maret 2026"] in values["rows"]
    assert proof_pdf(made, Paper.F4).startswith(b"%PDF")
    assert Event.objects.filter(action="letters.print_proof").count() == 1


def test_the_same_form_twice_is_one_proof(clerk: Actor, bare_plan: int) -> None:
    key = uuid4()
    assert _proof(clerk, bare_plan, key=key).pk == _proof(clerk, bare_plan, key=key).pk


@pytest.mark.parametrize("wrong", [{"explained": []}, {"explained": ["lain"]}, {"on": date(2999, 1, 1)},
                                   {"explained_by": " "}])  # fmt: skip
def test_what_cannot_be_is_refused(clerk: Actor, bare_plan: int, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError):
        _proof(clerk, bare_plan, **wrong)


def test_the_card_has_the_code_and_dated_numbers(clerk: Actor, bare_plan: int) -> None:
    plan = open_card(by=clerk, plan=bare_plan)
    values = card_values(plan, DAY)
    assert values["code"].replace("-", "") == plan.code
    assert any("0800-1000" in one["phones"] for one in values["contacts"])
    assert all(one["checked"] for one in values["contacts"] if one["phones"] != [" "])
    assert card_pdf(plan, DAY, Paper.A4).startswith(b"%PDF")


def test_nothing_that_was_told_is_on_any_print(clerk: Actor, numbered: int, bare_plan: int) -> None:
    """What she said, what she fears, who paid, how urgent it is: on no paper."""
    Plan.objects.filter(pk=bare_plan).update(attention="dahulukan")
    plan = Plan.objects.select_related("area__parent").get(pk=bare_plan)
    row, content = open_for_print(by=clerk, letter=numbered)
    prints = [
        document(row, content, "https://rantau.uji")[1],
        proof_values(open_proof(by=clerk, proof=_proof(clerk, bare_plan).pk)),
        card_values(plan, DAY),
    ]
    written = json.dumps(prints, ensure_ascii=False).casefold()
    for told in ("8 juta", "takut", "kakak", "dahulukan", "tanda bahaya"):
        assert told not in written
    assert "siti rekaan" in written


def test_every_topic_has_words_and_a_code_of_its_own() -> None:
    assert all(topic.id and topic.title and topic.text for topic in topics())
    assert len({topic.id for topic in topics()}) == len(topics())


def test_pages_are_downloads_without_a_name(client_as: Callable, clerk: Actor, numbered: int, bare_plan: int) -> None:
    client = client_as("operator_desa", "36.04.05.2001")
    made = _proof(clerk, bare_plan)
    for address in (
        reverse("letters:pdf", args=[numbered]), reverse("letters:pdf", args=[numbered]) + "?kertas=a4",
        reverse("letters:card", args=[bare_plan]), reverse("letters:proof_pdf", args=[made.pk]),
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.content.startswith(b"%PDF"), address
        assert answer["Cache-Control"].endswith("no-store")
        assert "siti" not in answer["Content-Disposition"].casefold()
    assert Event.objects.filter(action="letters.print", subject_id=str(numbered)).count() == 2


def test_the_database_refuses(clerk: Actor, bare_plan: int) -> None:
    made, other = _proof(clerk, bare_plan), _proof(clerk, bare_plan)
    for name, values in (
        ("proof_key_once", {"key": other.key}), ("proof_in_a_desa", {"area_id": "36.04.05"}),
        ("proof_has_topics", {"topics": []}), ("proof_says_by_whom", {"explained_by": ""}),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Proof.objects.filter(pk=made.pk).update(made_at=timezone.now(), **values)
    assert not Letter.objects.exists()
