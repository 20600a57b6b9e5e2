"""A rule and the book of all rules (aturan): law as dated data, with its article, source and certainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rantau.engines.procedure.conditions import NO_CONDITION, Condition
from rantau.engines.procedure.plan import Stage
from rantau.kernel.citation import Certainty


class CheckKind(StrEnum):
    """How a rule looks at a plan (cara memeriksa)."""

    DOCUMENT = "dokumen"
    AGE = "usia"
    PROHIBITION = "larangan"
    CONTRACT = "isi_kontrak"
    COST = "biaya"
    NOTE = "catatan"


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement in one version (aturan). `id` stays the same over all versions; their dates never overlap."""

    id: str
    title: str
    group: str
    check: CheckKind
    stage: Stage
    article: str
    source: str
    certainty: Certainty
    valid_from: date
    checked_on: date
    valid_to: date | None = None
    more_sources: tuple[str, ...] = ()
    postpones_letter: bool = True
    when: Condition = NO_CONDITION
    unless: Condition = NO_CONDITION
    forbidden: Condition = NO_CONDITION
    documents: tuple[str, ...] = ()
    contract_item: str = ""
    cost_kinds: tuple[str, ...] = ()
    least_age: int | None = None
    most_age: int | None = None
    how: str = ""
    where: str = ""
    cost_rupiah: int | None = None
    cost_note: str = ""
    reason: str = ""
    note: str = ""
    file: str = ""

    def in_force(self, day: date) -> bool:
        """Whether this version is the law of that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules (kitab aturan), with the words they use. `fingerprint` changes with any letter of any rule file."""

    version: str
    released: date
    fingerprint: str
    rules: tuple[Rule, ...]
    documents: Mapping[str, str] = field(default_factory=dict)
    jobs: Mapping[str, str] = field(default_factory=dict)
    contract_items: Mapping[str, str] = field(default_factory=dict)
    cost_kinds: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    remind_days: int = 90
    ready_days: int = 14

    def in_force(self, day: date) -> tuple[Rule, ...]:
        """The rules of that day, in the order of the files."""
        return tuple(rule for rule in self.rules if rule.in_force(day))

    @property
    def document_kinds(self) -> frozenset[str]:
        return frozenset(self.documents)
