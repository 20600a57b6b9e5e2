"""What comes out: the lines of a plan, the reasons, and what may hold up the family letter (daftar periksa)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rantau.engines.procedure.plan import Stage
from rantau.engines.procedure.rulebook import CheckKind
from rantau.kernel.citation import Certainty
from rantau.kernel.partial_date import PartialDate


class State(StrEnum):
    """How a line stands (keadaan)."""

    MET = "met"
    EXPIRES = "expires"
    NOT_APPLICABLE = "not_applicable"
    NOT_YET_DUE = "not_yet_due"
    UNKNOWN = "unknown"
    MISSING = "missing"

    @property
    def words(self) -> str:
        """As it stands on a screen."""
        return _STATE_WORDS[self]


_STATE_WORDS = {
    State.MET: "terpenuhi",
    State.EXPIRES: "berlaku sampai",
    State.NOT_APPLICABLE: "tidak berlaku untuk rencana ini",
    State.NOT_YET_DUE: "belum waktunya",
    State.UNKNOWN: "belum diketahui",
    State.MISSING: "belum ada",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement for one plan (baris), with the law behind it.

    `cost` is in rupiah; None where nobody knows, and then `cost_words` says so. `ask` names the facts that would have
    to be known to say more.
    """

    rule_id: str
    title: str
    group: str
    group_title: str
    check: CheckKind
    state: State
    due: bool
    due_from: Stage
    article: str
    source: str
    certainty: Certainty
    valid_from: date
    valid_to: date | None
    source_checked_on: date
    rules_version: str
    how: str
    where: str
    cost: int | None
    cost_words: str
    postpones_letter: bool
    more_sources: tuple[str, ...] = ()
    expires_on: PartialDate | None = None
    note: str = ""
    ask: tuple[str, ...] = ()

    @property
    def state_words(self) -> str:
        """The state as a person reads it: a paper is not there, an age or a prohibition is not met."""
        if self.state is State.EXPIRES and self.expires_on:
            return f"{self.state.words} {self.expires_on}"
        if self.state is State.MISSING and self.check is not CheckKind.DOCUMENT:
            return "belum terpenuhi"
        return self.state.words


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the plan is not yet by procedure (belum sesuai prosedur, karena ...): a sentence, never a verdict."""

    rule_id: str
    sentence: str
    article: str
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Note:
    """What the clerk should know although nothing is to be ticked (catatan)."""

    rule_id: str
    title: str
    text: str
    article: str
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Checklist:
    """The answer of one day (daftar periksa). `basis` is the day whose rules were used, and why in `basis_words`."""

    on: date
    basis: date
    basis_words: str
    stage: Stage
    effective_stage: Stage
    outside_regime: bool
    rules_version: str
    rules_released: date
    rules_fingerprint: str
    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]
    notes: tuple[Note, ...]

    @property
    def holds_up(self) -> tuple[Line, ...]:
        """What is due now, missing, and sure enough: the only lines for which the family letter may be postponed.

        Nothing is held up once she has left or has given up the plan.
        """
        if not Stage.INTENTION.rank <= self.effective_stage.rank < Stage.DEPARTED.rank:
            return ()
        return tuple(line for line in self.lines if _may_hold_up(line))

    @property
    def not_yet_due(self) -> tuple[Line, ...]:
        """What comes later and holds nothing up today."""
        return self._in(State.NOT_YET_DUE)

    def line(self, rule_id: str) -> Line:
        """The line of one rule. Raises KeyError where the rules of that day have none."""
        for line in self.lines:
            if line.rule_id == rule_id:
                return line
        raise KeyError(rule_id)

    def _in(self, state: State) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.state is state)


def _may_hold_up(line: Line) -> bool:
    return line.state is State.MISSING and line.due and line.postpones_letter and line.certainty.holds_up
