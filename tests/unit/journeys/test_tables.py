"""Does the database refuse what may not stand in the tables of journeys?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.sealed import sealed

from rantau.modules.journeys.api import Particulars, Resident, record_plan
from rantau.modules.journeys.models import (
    Claim,
    Conversation,
    Likeness,
    Paper,
    Photo,
    Plan,
    ResidentRow,
    ResidentSheet,
    sealed_particulars,
)
from rantau.platform.access.actor import Actor
from rantau.platform.files.models import StoredFile

DESA, NEIGHBOUR = "36.04.05.2001", "36.04.05.2002"
NIK = "3604054107980001"


@pytest.fixture
def made(actor_with: Callable[..., Actor]) -> Plan:
    clerk = actor_with("operator_desa", DESA)
    who = Resident("Siti Rekaan", nik=NIK, sex="P")
    return Plan.objects.get(
        pk=record_plan(by=clerk, key=uuid4(), area_code=DESA, who=who, told=Particulars(phone="0812345678")).plan
    )


def refused(name: str, attempt: Callable[..., object], /, **values: Any) -> None:
    """The database refuses by the constraint of this name."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        attempt(**values)


def test_plans(made: Plan) -> None:
    change = Plan.objects.filter(pk=made.pk).update

    def twin(**other: object) -> None:
        values = {"id": made.pk + 1, "key": uuid4(), "code": "AAAAAAAA", "area_id": DESA, "name": "S", "name_key": "S",
                  "particulars": sealed_particulars(Particulars(), made.pk + 1), "state": "niat",
                  "recorded_at": timezone.now(), "changed_at": timezone.now()}  # fmt: skip
        Plan.objects.create(**values | other)

    refused("plan_key_once", twin, key=made.key)
    refused("plan_code_once", twin, code=made.code)
    refused("plan_has_name", change, name="")
    refused("plan_in_a_desa", change, area_id="36.04.05")
    refused("plan_nik_sealed", change, nik=NIK.encode())
    refused("plan_nik_has_index", change, nik_index=None)
    refused("plan_particulars_sealed", change, particulars=b"{}")
    refused("plan_judged_sealed", change, judged=b"{}")
    refused("plan_state_known", change, state="hilang")
    refused("plan_attention_known", change, attention="merah")


def test_claims(made: Plan) -> None:
    def claim(**other: object) -> None:
        values = {"plan": made, "state": "niat", "says": "desa", "recorded_at": timezone.now()}
        Claim.objects.create(**values | other)

    reason = sealed("journeys_claim", "withdrawn_reason", b"salah", 1)
    refused("claim_state_known", claim, state="hilang")
    refused("claim_says_known", claim, says="tetangga")
    refused("claim_note_sealed", claim, note=b"terbuka")
    refused("claim_reason_sealed", claim, withdrawn_reason=b"terbuka", withdrawn_by="u", withdrawn_at=timezone.now())
    refused("claim_withdrawn_with_reason", claim, withdrawn_at=timezone.now(), withdrawn_by="u")
    refused("claim_withdrawn_with_reason", claim, withdrawn_reason=reason, withdrawn_by="u")


def test_documents(made: Plan) -> None:
    now = timezone.now()

    def paper() -> None:
        Paper.objects.create(plan=made, kind="ktp", there=True, noted_at=now)

    def photo(**other: object) -> None:
        values = {"plan": made, "kind": "ktp", "key": uuid4(), "taken_at": now, "file": _file("b")}
        Photo.objects.create(**values | other)

    kept, key = _file("a"), uuid4()
    paper()
    photo(file=kept, key=key)
    refused("paper_once", paper)
    refused("photo_key_once", photo, key=key)


def _file(name: str) -> StoredFile:
    return StoredFile.objects.get_or_create(fingerprint=name * 64, size=1)[0]


def test_conversations(made: Plan) -> None:
    def talk(**other: object) -> None:
        answers = sealed("journeys_conversation", "answers", b"{}", 1)
        values = {"plan": made, "key": uuid4(), "guide": "2026-11", "answers": answers, "held_at": timezone.now()}
        Conversation.objects.create(**values | other)

    key = uuid4()
    talk(key=key)
    refused("conversation_key_once", talk, key=key)
    refused("conversation_answers_sealed", talk, answers=b"{}")
    refused("conversation_reason_sealed", talk, override="x", override_by="u", override_reason=b"terbuka")
    refused("conversation_override_with_reason", talk, override="dahulukan")


def test_pairs(made: Plan) -> None:
    def pair(**other: object) -> None:
        values = {"first": 1, "second": 2, "first_code": "A", "second_code": "B", "first_area_id": DESA,
                  "second_area_id": NEIGHBOUR, "why": "nik", "found_at": timezone.now()}  # fmt: skip
        Likeness.objects.create(**values | other)

    pair()
    refused("likeness_once", pair)
    refused("likeness_in_order", pair, first=3)
    refused("likeness_reason_known", pair, second=3, why="rasa")
    refused("likeness_answer_known", pair, second=3, answer="mungkin", answered_by="u", answered_at=timezone.now())
    refused("likeness_answered_by_somebody", pair, second=3, answer="satu_orang")


def test_sheets_of_residents(regency: str) -> None:
    def sheet(**other: object) -> ResidentSheet:
        values = {"key": uuid4(), "area_id": DESA, "rows": 1, "left_out": 0, "given_at": timezone.now(),
                  "expires_on": timezone.localdate()}  # fmt: skip
        return ResidentSheet.objects.create(**values | other)

    made = sheet()

    def row(**other: object) -> None:
        content = sealed("journeys_residentrow", "content", b"{}", made.pk, 1)
        ResidentRow.objects.create(**{"sheet": made, "number": 1, "name_words": [], "content": content} | other)

    row()
    refused("residentsheet_key_once", sheet, area_id=NEIGHBOUR, key=made.key)
    refused("residentsheet_one_of_area", sheet)
    refused("residentsheet_in_a_desa", sheet, area_id="36.04.05")
    refused("residentrow_once", row)
    refused("residentrow_content_sealed", row, number=2, content=b"{}")
