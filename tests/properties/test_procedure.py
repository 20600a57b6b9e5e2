"""What holds for every plan: a paper more never hurts, what is not due holds nothing up, nonsense does no harm."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from rantau.engines.procedure import (
    Answer,
    Certainty,
    Check,
    Checklist,
    Cost,
    Document,
    Employer,
    Holder,
    MaritalStatus,
    Payer,
    Plan,
    PlanError,
    Recruiter,
    Scheme,
    Sex,
    Stage,
    State,
    Visa,
    as_json,
    as_text,
    compare,
    difference,
    evaluate,
    load_rules,
    read_plan,
)
from rantau.kernel.partial_date import PartialDate

RULES = load_rules()
DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))
PARTIAL = st.one_of(
    DAYS.map(PartialDate.of),
    DAYS.map(lambda day: PartialDate(day.year, day.month)),
    DAYS.map(lambda day: PartialDate(day.year)),
)
BORN = st.builds(PartialDate, st.integers(1950, 2015), st.integers(1, 12), st.integers(1, 28))
DOCUMENTS = st.builds(Document, st.sampled_from(list(RULES.documents)), st.none(), st.none() | PARTIAL)
COSTS = st.builds(
    Cost, st.sampled_from(list(RULES.cost_kinds)), st.none() | st.sampled_from(Payer), st.none() | st.integers(0, 10**8)
)
PLANS = st.builds(
    Plan,
    stage=st.sampled_from(Stage),
    intended_on=st.none() | PARTIAL,
    departure_planned=st.none() | PARTIAL,
    departed_on=st.none() | PARTIAL,
    born=st.none() | BORN | PARTIAL,
    sex=st.none() | st.sampled_from(Sex),
    marital_status=st.none() | st.sampled_from(MaritalStatus),
    country=st.none() | st.sampled_from(["SA", "HK", "MY", "SY", "JP"]),
    job=st.none() | st.sampled_from(list(RULES.jobs)),
    employer=st.none() | st.sampled_from(Employer),
    scheme=st.none() | st.sampled_from(Scheme),
    recruiter=st.none() | st.sampled_from(Recruiter),
    licence=st.none() | st.sampled_from(Check),
    visa=st.none() | st.sampled_from(Visa),
    siskop2mi=st.none() | st.sampled_from(Check),
    passport_held_by=st.none() | st.sampled_from(Holder),
    documents=st.none() | st.lists(DOCUMENTS, max_size=8).map(tuple),
    documents_not_asked=st.frozensets(st.sampled_from(list(RULES.documents)), max_size=5),
    contract=st.dictionaries(st.sampled_from(list(RULES.contract_items)), st.sampled_from(Answer), max_size=5),
    costs=st.none() | st.lists(COSTS, max_size=4).map(tuple),
)
BEST_LAST = (State.MISSING, State.UNKNOWN, State.NOT_YET_DUE, State.NOT_APPLICABLE, State.EXPIRES, State.MET)


def ranks(checklist: Checklist) -> dict[str, int]:
    return {line.rule_id: BEST_LAST.index(line.state) for line in checklist.lines}


@given(PLANS, DOCUMENTS, DAYS)
def test_one_paper_more_never_makes_a_checklist_worse(plan: Plan, paper: Document, on: date):
    before = evaluate(plan, RULES, on)
    after = evaluate(plan.with_document(paper, kinds=RULES.document_kinds), RULES, on)
    old, new = ranks(before), ranks(after)
    assert {rule for rule in old if new[rule] < old[rule]} == set()
    assert {reason.rule_id for reason in after.reasons} <= {reason.rule_id for reason in before.reasons}
    assert {line.rule_id for line in after.holds_up} <= {line.rule_id for line in before.holds_up}


@given(PLANS, DAYS)
def test_only_what_is_due_missing_and_sure_holds_anything_up(plan: Plan, on: date):
    checklist = evaluate(plan, RULES, on)
    for line in checklist.holds_up:
        assert line.due
        assert line.state is State.MISSING
        assert line.certainty.holds_up
        assert "izin_keluarga" not in line.rule_id
    late = {line.rule_id for line in checklist.not_yet_due}
    assert late.isdisjoint(line.rule_id for line in checklist.holds_up)
    assert late.isdisjoint(reason.rule_id for reason in checklist.reasons)
    if checklist.effective_stage.rank >= Stage.DEPARTED.rank or plan.stage is Stage.CANCELLED:
        assert checklist.holds_up == ()


@given(PLANS, DAYS)
def test_a_reason_has_a_sentence_with_its_article_and_is_never_disputed(plan: Plan, on: date):
    for reason in evaluate(plan, RULES, on).reasons:
        assert reason.sentence.startswith("Belum sesuai prosedur, karena ")
        assert reason.article in reason.sentence
        assert reason.certainty is not Certainty.DISPUTED
        assert "{" not in reason.sentence


@given(PLANS, DAYS, st.randoms(use_true_random=False))
def test_order_changes_nothing(plan: Plan, on: date, dice: random.Random):
    documents, costs = list(plan.documents or ()), list(plan.costs or ())
    dice.shuffle(documents)
    dice.shuffle(costs)
    shuffled = replace(
        plan,
        documents=None if plan.documents is None else tuple(documents),
        costs=None if plan.costs is None else tuple(costs),
    )
    assert evaluate(shuffled, RULES, on) == evaluate(plan, RULES, on)


@given(PLANS, DAYS)
def test_the_answer_is_json_and_text_and_the_same_book_changes_nothing(plan: Plan, on: date):
    checklist = evaluate(plan, RULES, on)
    assert json.loads(json.dumps(as_json(checklist))) == as_json(checklist)
    assert as_text(checklist).endswith("\n")
    assert compare(plan, RULES, RULES, on) == difference(checklist, checklist) == ()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(
    "stage intended_on departure_planned departed_on born sex marital_status country job employer scheme recruiter "
    "licence licence_number visa siskop2mi siskop2mi_checked_on passport_held_by documents documents_not_asked "
    "contract costs name".split()
)
LIKELY = (
    st.sampled_from(["niat", "1998-05-02", "1998-13", "SA", "prt", "p_to_p", "tidak_diketahui", "31/02/1990", ""])
    | st.lists(st.fixed_dictionaries({"kind": st.sampled_from(["ktp", "tiket", "x"])}, optional={"expires": ANYTHING}))
    | st.dictionaries(st.sampled_from(["upah", "cuti"]), ANYTHING, max_size=2)
)


@settings(max_examples=300)
@given(ANYTHING | st.dictionaries(KEYS, LIKELY | ANYTHING, max_size=8), DAYS)
def test_anything_gives_a_checklist_or_a_typed_error(written: object, on: date):
    with suppress(PlanError):
        assert evaluate(read_plan(written, RULES), RULES, on).on == on
