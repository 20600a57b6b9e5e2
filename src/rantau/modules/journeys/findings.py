"""What offices found about a plan (temuan): claims that stay with the office that made them, read beside all others.

A higher module registers where findings come from, in its AppConfig.ready(); journeys knows none of them. A finding
never moves the state of a plan: the village reads it and says itself how the plan stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rantau.engines.procedure.plan import Check
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.domain import ABROAD, State, StateClaim, may_be_same_day, order_of


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look into a register gave (temuan): who looked, when, where it was read."""

    id: int
    register: str
    """ "SISKOP2MI"."""
    found: Check | None
    """None: not clear."""
    words: str
    on: date
    by: str
    recorded_at: datetime
    document: str = ""
    number: str = ""
    """Under which number it is registered there."""
    departed: PartialDate | None = None
    """The departure as the register has it."""
    withdrawn: bool = False


Source = Callable[[Sequence[int]], Mapping[int, Sequence[Finding]]]
_sources: list[Source] = []


def register_findings(source: Source) -> None:
    """Add a source: numbers of plans -> what was found about each, in a constant number of queries."""
    if source not in _sources:
        _sources.append(source)


def findings_of(plans: Iterable[int]) -> dict[int, list[Finding]]:
    """All findings about some plans, as far as whoever acts may see them; the latest look first."""
    asked = list(plans)
    found: dict[int, list[Finding]] = {plan: [] for plan in asked}
    for source in _sources:
        for plan, these in source(asked).items():
            found[plan].extend(these)
    return {plan: sorted(these, key=_order, reverse=True) for plan, these in found.items()}


def counted(findings: Iterable[Finding]) -> Finding | None:
    """The finding that counts: of those not withdrawn the one of the latest day, of one day the one recorded last."""
    return max((one for one in findings if not one.withdrawn), key=_order, default=None)


def departed_on(state: State, claims: Iterable[StateClaim], findings: Iterable[Finding] = ()) -> PartialDate | None:
    """The day on which somebody left, by a rule that can be said in a sentence.

    Only for a plan that stands abroad or returned. The claim of departure about the latest day counts, as for the
    state; where no claim has a day, the finding that counts.
    """
    if state not in ABROAD | {State.RETURNED}:
        return None
    said = [claim for claim in claims if claim.state is State.DEPARTED and claim.on and not claim.withdrawn]
    if said:
        return max(said, key=order_of).on
    found = counted(one for one in findings if one.departed)
    return found.departed if found else None


def disagreements(claims: Sequence[StateClaim], findings: Iterable[Finding]) -> tuple[list[StateClaim], list[Finding]]:
    """What offices found about the departure and what is claimed of it, where the two differ; both empty where not.

    No claim of a departure at all differs from a finding that knows one.
    """
    left = [one for one in findings if one.departed and not one.withdrawn]
    said = [claim for claim in claims if claim.state is State.DEPARTED and not claim.withdrawn]
    differing = [one for one in left if not said or any(not may_be_same_day(one.departed, by.on) for by in said)]
    return (said if differing else []), differing


def _order(finding: Finding) -> tuple[date, datetime, int]:
    return finding.on, finding.recorded_at, finding.id
