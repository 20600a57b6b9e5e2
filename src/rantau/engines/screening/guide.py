"""The conversation guide (panduan percakapan): what is asked, what an answer may show, what can be done next.

Values only; `guide_files` reads them. Every question, sign and step names its sources and how sure they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from rantau.engines.screening.words import (
    AskedOf,
    Dimension,
    FrontKind,
    Recipient,
    Relation,
    Stage,
    StepKind,
    Strength,
    Urgency,
)
from rantau.kernel.citation import Source

CHECKED_FOR = 180
"""Days after which a telephone number is to be checked again."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that an answer may show (tanda). `with_other`: counts only beside a sign that stands by itself."""

    id: str
    words: str
    dimension: Dimension
    strength: Strength
    why: str
    sources: tuple[Source, ...]
    with_other: bool = False
    indicator: str = ""
    """The indicator of ILO and EC (2009) that it is taken from, in their words; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer (pilihan jawaban)."""

    id: str
    words: str
    signs: tuple[str, ...] = ()
    front: tuple[FrontKind, ...] = ()
    refuses: tuple[Relation, ...] = ()
    alone: bool = False
    present: bool = False
    """Somebody else was there: to be asked again alone."""
    not_known: bool = False
    """Not known or declined."""
    needs_date: bool = False
    stage: Stage | None = None

    @property
    def unclear(self) -> bool:
        return self.present or self.not_known


@dataclass(frozen=True, slots=True)
class Question:
    """One question (pertanyaan). `say_first` is said before it is asked; `stages` empty means always asked."""

    id: str
    wording: str
    asked_of: AskedOf
    why: str
    sources: tuple[Source, ...]
    options: tuple[Option, ...]
    several: bool = False
    key: bool = False
    say_first: str = ""
    refuses_because: str = ""
    stages: tuple[Stage, ...] = ()

    def option(self, option: str) -> Option | None:
        return next((known for known in self.options if known.id == option), None)

    @property
    def needs_date(self) -> bool:
        return any(option.needs_date for option in self.options)


@dataclass(frozen=True, slots=True)
class FrontReason:
    """Why somebody comes first, in words (alasan didahulukan)."""

    kind: FrontKind
    words: str
    why: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class RequiredSharing:
    """What the law has passed on whatever the resident wants (wajib dibagikan): to whom, and which answers only."""

    id: str
    front: FrontKind
    recipient: Recipient
    questions: tuple[str, ...]
    words: str
    basis: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Phone:
    """One way to call: telepon, whatsapp, telepon-luar-negeri."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom one can call (kontak), with the day its numbers were last checked. No phones: the regency fills them in."""

    id: str
    whom: str
    purpose: str
    phones: tuple[Phone, ...]
    checked: date | None
    source: Source
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class StepWhen:
    """When a step is named: any one of these is enough."""

    always: bool = False
    unclear: bool = False
    present: bool = False
    refused: bool = False
    signs: tuple[str, ...] = ()
    front: tuple[FrontKind, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    urgency: tuple[Urgency, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One next step (langkah). An offer is taken only if the resident chooses it.

    `only`: not at the other stage. `needs_sign`: not where no sign was found.
    """

    id: str
    kind: StepKind
    words: str
    when: StepWhen
    sources: tuple[Source, ...]
    contacts: tuple[str, ...] = ()
    only: Stage | None = None
    needs_sign: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """One version of the guide, with the contacts it offers."""

    version: str
    title: str
    status: str
    valid_from: date
    opening: tuple[str, ...]
    caution: str
    departure_within_days: int
    rule_words: str
    rule_sources: tuple[Source, ...]
    dimension_words: tuple[tuple[Dimension, str], ...]
    questions: tuple[Question, ...]
    signs: tuple[Sign, ...]
    steps: tuple[Step, ...]
    front: tuple[FrontReason, ...]
    required_sharing: tuple[RequiredSharing, ...]
    contacts: tuple[Contact, ...] = field(default=())

    def question(self, question: str) -> Question | None:
        return next((known for known in self.questions if known.id == question), None)

    def sign(self, sign: str) -> Sign | None:
        return next((known for known in self.signs if known.id == sign), None)

    def law_before(self, question: Question) -> tuple[RequiredSharing, ...]:
        """What the law has passed on depending on this answer: shown with its basis before the question is asked."""
        may_trigger = {kind for option in question.options for kind in option.front}
        return tuple(rule for rule in self.required_sharing if rule.front in may_trigger)

    def contact(self, contact: str, on: date) -> Contact | None:
        """The row of the contacts table that holds on that day."""
        return next((row for row in self.contacts if row.id == contact and row.holds_on(on)), None)

    def contacts_to_check(self, on: date) -> tuple[Contact, ...]:
        """Numbers that nobody checked, or not within half a year."""
        since = on - timedelta(days=CHECKED_FOR)
        return tuple(
            row for row in self.contacts if row.phones and row.holds_on(on) and (row.checked or date.min) < since
        )

    def with_contacts(self, contacts: tuple[Contact, ...]) -> Guide:
        """The same guide with a regency's own numbers: its rows replace those of the same id."""
        own = {contact.id for contact in contacts}
        return replace(self, contacts=(*contacts, *(row for row in self.contacts if row.id not in own)))
