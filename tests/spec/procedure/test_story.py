"""A woman of 28 with her village papers and a licensed company's name: nothing may postpone her family letter."""

from __future__ import annotations

from datetime import date

import pytest

from rantau.engines.procedure import (
    Check,
    Document,
    Employer,
    MaritalStatus,
    Plan,
    Recruiter,
    Scheme,
    Sex,
    Stage,
    State,
    evaluate,
    load_rules,
)
from rantau.kernel.partial_date import PartialDate

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("stage", [Stage.INTENTION, Stage.PREPARING])
@pytest.mark.parametrize("licence", [Check.FOUND, None])
def test_contract_visa_and_medical_wait_and_hold_nothing_up(stage: Stage, licence: Check | None):
    plan = Plan(
        stage=stage,
        born=PartialDate(1998, 5, 2),
        sex=Sex.FEMALE,
        marital_status=MaritalStatus.MARRIED,
        country="HK",
        job="prt",
        employer=Employer.HOUSEHOLD,
        scheme=Scheme.PRIVATE,
        recruiter=Recruiter.COMPANY,
        licence_number="SIP3MI 123/2024",
        licence=licence,
        documents=(Document("ktp"), Document("kk"), Document("buku_nikah")),
    )
    checklist = evaluate(plan, load_rules(), TODAY)
    waiting = [checklist.line(rule).state for rule in ("perjanjian-kerja", "visa-kerja", "surat-sehat")]
    assert waiting == [State.NOT_YET_DUE] * 3
    assert checklist.reasons == ()
    assert checklist.holds_up == ()
