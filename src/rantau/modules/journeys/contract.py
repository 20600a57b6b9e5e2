"""What somebody read in a resident's contract, and who paid whom (rincian kontrak): sealed with the plan's particulars.

Each reading is a whole statement of its own day; the latest counts, earlier ones stay beside it. Items, kinds of cost
and their words come from the rule files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from rantau.engines.procedure import Checklist, Cost, load_rules
from rantau.engines.procedure.plan import Answer, Payer
from rantau.kernel.errors import InvalidValueError
from rantau.modules.journeys.domain import Particulars

MOST_READINGS = 40
"""Of one plan."""
READINGS = "readings"
INSURANCE = "jaminan_sosial"
"""The document that a number of social security stands for."""


class Read(StrEnum):
    """How an item of the contract stands on paper (isi kontrak)."""

    YES = "ada"
    NO = "tidak_ada"
    UNREADABLE = "tidak_terbaca"


class Seen(StrEnum):
    """Which paper was read (dibaca dari)."""

    ORIGINAL = "asli"
    COPY = "salinan"
    PHOTO = "foto"


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment (pembayaran): what for, who paid, who received it, how much in rupiah; empty where nobody said."""

    kind: str
    payer: str = ""
    receiver: str = ""
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class ContractSaid:
    """What is said of a contract and of money, as a whole."""

    seen: str = ""
    items: Mapping[str, str] = field(default_factory=dict)
    paid: tuple[Paid, ...] = ()
    insurance: str = ""
    """Number of social security (nomor kepesertaan)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement with its day and who wrote it down (pembacaan)."""

    key: str
    at: datetime
    by: str
    said: ContractSaid


def readings_of(told: Particulars) -> list[Reading]:
    """All readings, the latest last."""
    return [_reading(row) for row in told.more.get(READINGS, ())]


def latest_of(told: Particulars) -> ContractSaid:
    """What counts now."""
    found = readings_of(told)
    return found[-1].said if found else ContractSaid()


def with_reading(told: Particulars, reading: Reading) -> Particulars:
    """The particulars with one reading more; InvalidValueError for unknown words, and for too many readings."""
    _require_known(reading.said)
    kept = list(told.more.get(READINGS, ()))
    if len(kept) >= MOST_READINGS:
        raise InvalidValueError("Rincian ini sudah diubah 40 kali. Hubungi Disnakertrans sebelum mengubahnya lagi.")
    row = {"key": reading.key, "at": reading.at.isoformat(), "by": reading.by, **asdict(reading.said)}
    return replace(told, more={**told.more, READINGS: [*kept, row]})


def answers_of_contract(told: Particulars) -> dict[str, Answer]:
    """What the procedure engine is given: what could not be read stays unknown."""
    known = {Read.YES: Answer.YES, Read.NO: Answer.NO}
    return {item: known[Read(read)] for item, read in latest_of(told).items.items() if read in known}


def costs_of(told: Particulars) -> tuple[Cost, ...]:
    """The payments in the engine's words."""
    return tuple(
        Cost(paid.kind, Payer(paid.payer) if paid.payer else None, paid.amount) for paid in latest_of(told).paid
    )


def items_asked(checklist: Checklist) -> dict[str, dict[str, str]]:
    """What the law asks of this plan's contract: article -> item -> words. What two articles name stands once."""
    asked = {rule.id: rule.contract_item for rule in load_rules().rules if rule.contract_item}
    found: dict[str, dict[str, str]] = {}
    seen: set[str] = set()
    for line in checklist.lines:
        item = asked.get(line.rule_id)
        if item and item not in seen and line.state.value != "not_applicable":
            seen.add(item)
            found.setdefault(line.article, {})[item] = line.title
    return found


def _reading(row: Mapping[str, Any]) -> Reading:
    paid = tuple(Paid(**one) for one in row["paid"])
    said = ContractSaid(row["seen"], dict(row["items"]), paid, row["insurance"])
    return Reading(row["key"], datetime.fromisoformat(row["at"]), row["by"], said)


def _require_known(said: ContractSaid) -> None:
    book = load_rules()
    right = (
        said.seen in ("", *Seen)
        and set(said.items) <= set(book.contract_items)
        and set(said.items.values()) <= set(Read)
        and all(one.kind in book.cost_kinds and one.payer in ("", *Payer) for one in said.paid)
    )
    if not right:
        raise InvalidValueError("Isian ini tidak dikenal. Muat ulang halamannya.")
