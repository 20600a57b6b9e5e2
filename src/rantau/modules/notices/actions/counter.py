"""At the village's counter: answering a family, and the papers of a return."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.api import Plan, plans
from rantau.modules.journeys.api import plan as plan_of
from rantau.modules.notices.queries import CounterAnswer, told_to_family
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.limits.api import give_back, take

LIMIT = "notices.counter"
MOST, WITHIN = 10, timedelta(minutes=15)
"""Wrong pairs of code and birth date, for each account."""


def answer_family(*, by: Actor, code: str, birth: date) -> CounterAnswer | None:
    """What was checked, by whom, when (jawaban loket), for who knows code and birth date; None for any other pair.

    Every try is counted and leaves a trace. ConflictError when there were too many.
    """
    require(by, "notices.view_own")
    key = f"{by.kind} {by.id or by.name}"
    taken = take(LIMIT, key, most=MOST, within=WITHIN)
    if not taken:
        raise ConflictError(f"Terlalu banyak pasangan yang tidak cocok. Coba lagi setelah pukul {taken.until:%H:%M}.")
    wanted = code.upper().replace("-", "").replace(" ", "")
    row = plans(by).filter(code=wanted).first() if wanted else None
    fits = row is not None and _born(row, birth)
    with transaction.atomic():
        record(by=by, action="notices.answer_family", subject_type="plan", subject_id=row.pk if row and fits else "",
               area_code=row.area_id if row and fits else "", fits=fits)  # fmt: skip
    if row is None or not fits:
        return None
    give_back(LIMIT, key)
    return told_to_family(by, row)


def open_return_papers(*, by: Actor, plan: int, paper: str) -> Plan:
    """The plan whose papers of return are printed (surat kepulangan); they show sealed values, so it leaves a trace."""
    row = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=row.area_id))
    with transaction.atomic():
        record(by=by, action="notices.open_return_papers", subject_type="plan", subject_id=plan, area_code=row.area_id,
               paper=paper)  # fmt: skip
    return row


def _born(row: Plan, birth: date) -> bool:
    """Whether she may be born on this day, by what is known of it; a plan without a birth date fits nobody."""
    try:
        known = PartialDate.parse(row.told.birth)
    except InvalidValueError:
        return False
    return known is not None and known.could_equal(PartialDate.of(birth))
