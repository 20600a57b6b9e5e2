"""When a rule applies (berlaku bila): yes, no, or not known because a fact is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rantau.engines.procedure.plan import OUTSIDE_THE_REGIME

ALL_MIGRANT_WORKERS = "pmi"
"""Written in a rule as `skema = ["pmi"]`: every scheme inside the law. While nobody knows the scheme, it holds: a plan
is taken to be inside the law until somebody says otherwise."""
UNKNOWN = "tidak_diketahui"
"""May stand in any list of a rule: the rule holds as well while the fact is not known."""

Facts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Condition:
    """Facts and the values that fulfil them: every fact must fit (and), with one of its values (or)."""

    wanted: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def holds(self, facts: Facts) -> bool | None:
        """True, False, or None where a fact that decides is not known."""
        answers = [_fits(values, facts.get(fact)) for fact, values in self.wanted]
        if False in answers:
            return False
        return None if None in answers else True

    def unknown(self, facts: Facts) -> tuple[str, ...]:
        """The facts that would have to be known, where `holds` gives None."""
        return tuple(fact for fact, values in self.wanted if _fits(values, facts.get(fact)) is None)


NO_CONDITION = Condition()


def _fits(values: tuple[str, ...], fact: str | None) -> bool | None:
    if fact is None:
        return True if UNKNOWN in values or ALL_MIGRANT_WORKERS in values else None
    return fact in values or (ALL_MIGRANT_WORKERS in values and fact not in OUTSIDE_THE_REGIME)


def applies(when: Condition, unless: Condition, facts: Facts) -> bool | None:
    """Whether a rule with these conditions is about a plan with these facts; None: not known."""
    yes = when.holds(facts)
    no = unless.holds(facts) if unless else False
    if yes is False or no is True:
        return False
    return None if yes is None or no is None else True
