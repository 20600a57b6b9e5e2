"""What comes out (indikasi): words with their reasons. No number, no label for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rantau.engines.screening.guide import Contact, FrontReason, Question, RequiredSharing, Sign, Step
from rantau.engines.screening.words import Dimension, Relation, StepKind, Urgency
from rantau.kernel.citation import Source
from rantau.kernel.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class FoundSign:
    """A sign with the questions whose answers show it. `may_share`: at least one of these answers may be shared."""

    sign: Sign
    questions: tuple[str, ...]
    may_share: bool


@dataclass(frozen=True, slots=True)
class DimensionFinding:
    """One side with its signs; `holds` when they agree by the rule of ILO and EC (2009)."""

    dimension: Dimension
    words: str
    holds: bool
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class FrontFinding:
    """Why this comes first, and from which questions."""

    reason: FrontReason
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedContact:
    """Somebody through whom the resident is not contacted, and why (kontak yang ditolak)."""

    relation: Relation
    why: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StillUnclear:
    """A question to ask again, or not: what was declined is not pressed."""

    question: Question
    declined: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step, why it is named here, whom to call. `needs_choice`: nothing is done unless the resident wants it."""

    step: Step
    because: tuple[str, ...]
    contacts: tuple[Contact, ...]

    @property
    def needs_choice(self) -> bool:
        return self.step.kind is StepKind.OFFER


@dataclass(frozen=True, slots=True)
class Indication:
    """What the answers of one conversation point to, on a day, by a version of the guide."""

    guide: str
    on: date
    urgency: Urgency
    signs: tuple[FoundSign, ...]
    dimensions: tuple[DimensionFinding, ...]
    front_reasons: tuple[FrontFinding, ...]
    unclear: tuple[StillUnclear, ...]
    refused_contacts: tuple[RefusedContact, ...]
    required_sharing: tuple[RequiredSharing, ...]
    steps: tuple[NextStep, ...]
    caution: str
    rule_words: str
    rule_sources: tuple[Source, ...]

    @property
    def front(self) -> bool:
        """It goes to the front of every work list, whatever the rest says."""
        return bool(self.front_reasons)


@dataclass(frozen=True, slots=True)
class Override:
    """A person's own judgement instead of the indication's urgency, with reason and who (penilaian petugas)."""

    urgency: Urgency
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class JudgedIndication:
    """Indication and override side by side; nothing is written over."""

    indication: Indication
    override: Override

    @property
    def urgency(self) -> Urgency:
        return self.override.urgency

    @property
    def front(self) -> bool:
        """A person may bring somebody to the front. What stands in front stays there: a wrong answer is corrected, not
        overruled, because the one who overrules may be a neighbour of the recruiter."""
        return self.indication.front or self.override.urgency is Urgency.FIRST


SHORTEST_REASON = 10


def override(indication: Indication, level: Urgency, reason: str, by: str) -> JudgedIndication:
    """Keep both. `by` is a reference to who judges, not a name. Raises InvalidValueError without reason or person."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidValueError("reason: tulis alasannya dengan jelas; keduanya disimpan.")
    if not by.strip():
        raise InvalidValueError("by: wajib disebut siapa yang menilai.")
    return JudgedIndication(indication, Override(level, reason.strip(), by.strip()))
