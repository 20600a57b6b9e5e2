"""Rows that no linker may join by itself (yang ditahan): of protected people, and where it is not sure enough."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from rantau.engines.linkage import Judgement, Link, PairLink, Reason
from rantau.engines.linkage.judged import Persons

FIELD = "tautan"


def held_back(
    links: Mapping[str, Link], *, protected: Collection[str], upper: float, judgements: Iterable[Judgement]
) -> tuple[dict[str, Link], list[PairLink]]:
    """The links without those that wait for a person, and a pair for each that waits.

    A row waits where it is of a protected list, or was joined with less than `upper`; rows that a reviewer joined wait
    together. What remains of a person keeps its identity where its first row remains.
    """
    same = [judgement for judgement in judgements if judgement.same]
    members: dict[str, list[str]] = defaultdict(list)
    for row, link in links.items():
        members[link.person].append(row)
    kept, waiting = dict(links), []
    for rows in members.values():
        rows.sort()
        if len(rows) > 1 and any(row in protected or links[row].probability < upper for row in rows):
            parts = _parts(rows, links, protected, upper, same)
            waiting += [_question(parts[0], part, links) for part in parts[1:]]
            for part in parts if len(parts) > 1 else ():
                kept.update(_alone(part, links))
    return kept, waiting


def _parts(
    rows: Sequence[str], links: Mapping[str, Link], protected: Collection[str], upper: float, same: Sequence[Judgement]
) -> list[list[str]]:
    """The person that remains, then each part that waits."""
    units = sorted(Persons(rows, same).members().values())
    waits = [
        any(row in protected for row in unit) or all(links[row].probability < upper for row in unit) for unit in units
    ]
    if all(waits):
        waits[0] = False
    core = sorted(row for unit, waiting in zip(units, waits, strict=True) if not waiting for row in unit)
    return [core, *(unit for unit, waiting in zip(units, waits, strict=True) if waiting)]


def _question(core: Sequence[str], part: Sequence[str], links: Mapping[str, Link]) -> PairLink:
    link = links[part[0]]
    sure = min(link.probability, 0.9999)
    weight = math.log(sure / (1 - sure))
    left, right = sorted((core[0], part[0]))
    reasons = tuple(Reason(FIELD, text, round(weight / len(link.reasons), 2)) for text in link.reasons)
    return PairLink(left, right, link.probability, reasons)


def _alone(part: Sequence[str], links: Mapping[str, Link]) -> dict[str, Link]:
    if len(part) == 1:
        return {part[0]: Link(person=part[0], probability=1.0)}
    return {row: Link(part[0], links[row].probability, links[row].reasons) for row in part}
