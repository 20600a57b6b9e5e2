"""A stored plan as the law looks at it (daftar periksa): what engines/procedure is given, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from rantau.engines.procedure import Checklist, Cost, Document, Line, evaluate, load_rules
from rantau.engines.procedure import Plan as LegalPlan
from rantau.engines.procedure import State as LineState
from rantau.engines.procedure.plan import (
    Check,
    Employer,
    Holder,
    MaritalStatus,
    Payer,
    Recruiter,
    Scheme,
    Sex,
    Stage,
    Visa,
)
from rantau.kernel.errors import InvalidValueError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.contract import answers_of_contract, costs_of
from rantau.modules.journeys.domain import Particulars, State
from rantau.modules.journeys.findings import Finding, counted, departed_on, findings_of
from rantau.modules.journeys.models import Paper, Plan
from rantau.modules.journeys.queries import as_claim

E = TypeVar("E", bound=StrEnum)
STAGES: dict[State, Stage] = {
    State.INTENDED: Stage.INTENTION,
    State.PREPARING: Stage.PREPARING,
    State.READY: Stage.READY,
    State.DEPARTED: Stage.DEPARTED,
    State.WORKING: Stage.WORKING,
    State.TROUBLE: Stage.IN_TROUBLE,
    State.LOST: Stage.LOST_CONTACT,
    State.RETURNED: Stage.RETURNED,
    State.NOT_LEAVING: Stage.CANCELLED,
}


class Payment(StrEnum):
    """Who gave money to whom (aliran uang). In this regency it often goes to the family."""

    NONE = "tidak_ada"
    TO_FAMILY = "perekrut_ke_keluarga"
    TO_RESIDENT = "perekrut_ke_calon"
    BY_RESIDENT = "calon_membayar"
    BY_FAMILY = "keluarga_membayar"


_COSTS: dict[Payment, tuple[str, Payer]] = {
    Payment.TO_FAMILY: ("uang_muka_keluarga", Payer.RECRUITER),
    Payment.TO_RESIDENT: ("uang_muka_keluarga", Payer.RECRUITER),
    Payment.BY_RESIDENT: ("penempatan_lain", Payer.WORKER),
    Payment.BY_FAMILY: ("penempatan_lain", Payer.FAMILY),
}


def judge(
    plan: Plan, told: Particulars, papers: Iterable[Paper], on: date, found: Sequence[Finding] | None = None
) -> Checklist:
    """The checklist of a plan on a day. `found`: what offices found, where it was read already, as for a list."""
    seen = findings_of([plan.pk])[plan.pk] if found is None else found
    return evaluate(legal_plan(plan, told, papers, seen), load_rules(), on=on)


def legal_plan(plan: Plan, told: Particulars, papers: Iterable[Paper], found: Sequence[Finding] = ()) -> LegalPlan:
    """The plan in the engine's words; what nobody said stays unknown."""
    asked, more, check = list(papers), told.more, counted(found)
    return LegalPlan(
        stage=STAGES[State(plan.state)],
        intended_on=PartialDate.of(plan.recorded_at.date()),
        departure_planned=PartialDate.of(plan.leaves_on) if plan.leaves_on else None,
        departed_on=departed_on(State(plan.state), map(as_claim, plan.claims.all()), found),
        born=_day(told.birth),
        sex={"P": Sex.FEMALE, "L": Sex.MALE}.get(plan.sex),
        marital_status=_word(MaritalStatus, told.marital),
        country=plan.country or None,
        job=plan.job or None,
        employer=_word(Employer, plan.employer_kind),
        scheme=_word(Scheme, plan.scheme),
        recruiter=_word(Recruiter, plan.recruiter_kind),
        licence_number=told.recruiter_licence or None,
        licence=_word(Check, more.get("licence")),
        visa=_word(Visa, more.get("visa")),
        siskop2mi=check.found if check else None,
        siskop2mi_checked_on=check.on if check else None,
        passport_held_by=_word(Holder, more.get("passport_held_by")),
        documents=_documents(asked) if asked else None,
        documents_not_asked=frozenset(load_rules().documents) - {paper.kind for paper in asked},
        contract=answers_of_contract(told),
        costs=_costs(more.get("payment"), more.get("amount"), costs_of(told)),
    )


def _documents(papers: Iterable[Paper]) -> tuple[Document, ...]:
    return tuple(Document(paper.kind, expires=_day(paper.expires)) for paper in papers if paper.there)


def _costs(payment: object, amount: object, paid: tuple[Cost, ...]) -> tuple[Cost, ...] | None:
    """What was told with the plan, and the payments that were written down one by one."""
    way = _word(Payment, payment)
    if way is None:
        return paid or None
    if way is Payment.NONE:
        return paid
    kind, payer = _COSTS[way]
    return (Cost(kind, payer, amount if isinstance(amount, int) else None), *paid)


def _word(words: type[E], value: object) -> E | None:
    """The word, where it is one of them: what an older form stored and nobody knows any more is unknown."""
    return words(value) if isinstance(value, str) and value in set(words) else None


def _day(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except InvalidValueError:
        return None


@dataclass(frozen=True, slots=True)
class LineChange:
    """What another set of rules changed in one line (perubahan): states in words, "" where there was no such line."""

    title: str
    before: str
    after: str
    article: str


FROM_OUTSIDE = frozenset({"siskop2mi"})
"""Lines that follow what offices find: another look is no change of the rules."""
Kept = Mapping[str, Sequence[str]]
"""Rule -> state and title, as they were."""


def states_of(checklist: Checklist) -> Kept:
    """What is kept of a checklist to tell later what changed."""
    return {line.rule_id: (line.state.value, line.title) for line in checklist.lines}


def changes(before: Kept, after: Checklist) -> list[LineChange]:
    """The lines that stand otherwise than `before` (of `states_of`)."""
    now = {line.rule_id: line for line in after.lines if line.rule_id not in FROM_OUTSIDE}
    before = {rule: kept for rule, kept in before.items() if rule not in FROM_OUTSIDE}
    found = [
        LineChange(line.title, _words(before[rule][0] if rule in before else ""), line.state_words, line.article)
        for rule, line in now.items()
        if rule not in before or before[rule][0] != line.state.value
    ]
    gone = [LineChange(title, _words(state), "", "") for rule, (state, title) in before.items() if rule not in now]
    return found + gone


def _words(state: str) -> str:
    return LineState(state).words if state in set(LineState) else ""


GROUPS: tuple[tuple[str, tuple[LineState, ...]], ...] = (
    ("belum", (LineState.MISSING,)),
    ("tanyakan", (LineState.UNKNOWN,)),
    ("sudah", (LineState.MET, LineState.EXPIRES)),
    ("nanti", (LineState.NOT_YET_DUE,)),
)
"""How a checklist is read: what is missing now, what nobody knows yet, what is done, what comes later."""


def grouped(checklist: Checklist) -> dict[str, list[Line]]:
    """The lines of a checklist by group; what does not apply is in none. Not known and not due yet comes later."""
    found: dict[str, list[Line]] = {name: [] for name, _ in GROUPS}
    for line in checklist.lines:
        for name, states in GROUPS:
            if line.state in states:
                found["nanti" if line.state is LineState.UNKNOWN and not line.due else name].append(line)
    return found
