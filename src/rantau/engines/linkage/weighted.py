"""The linker: pairs that share a key are compared field by field, weighed, and gathered into persons.

    linkage = WeightedLinker().link(rows)

What it does and how well is in docs/reference/linkage.md; why, in docs/adr/0033-own-linkage-engine.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rantau.engines.linkage.candidates import candidate_pairs
from rantau.engines.linkage.cluster import Ints, parts_within
from rantau.engines.linkage.columns import Columns, columns_of
from rantau.engines.linkage.compare import Compared, compare_pairs
from rantau.engines.linkage.explain import reasons_in_short, reasons_of
from rantau.engines.linkage.fields import NIK_TWIN
from rantau.engines.linkage.judged import REASON, Persons
from rantau.engines.linkage.model import Model, chance, learn, scores
from rantau.engines.linkage.posterior import Posterior, pairs_inside
from rantau.engines.linkage.rules import INDONESIAN, Rules
from rantau.engines.linkage.types import Judgement, Link, Linkage, LinkRow, PairLink

FLOOR = -2.0
"""Log odds from which a pair makes its rows neighbours, all of whose pairs are compared."""
FORGOTTEN = -6.0
"""Log odds below which a pair is not kept: memory stays with those that may matter."""
LARGEST = 120
"""Rows of a neighbourhood; a larger one is split at its weakest pairs."""
THRESHOLD = -0.2
"""Mean log odds from which two groups of rows are one person: about even, as pairs near even were said too low."""
WORTH_A_LOOK = 0.05


@dataclass(frozen=True, slots=True)
class _Scored:
    """Compared pairs with their log odds."""

    left: Ints
    right: Ints
    compared: Compared
    score: NDArray[np.float64]


class WeightedLinker:
    """Links by a sum of weights that it learns from the rows it is given."""

    def __init__(self, rules: Rules = INDONESIAN, *, threshold: float = THRESHOLD) -> None:
        self.rules = rules
        self.threshold = threshold
        self.version = f"weighted-1 {rules.version}"

    def link(self, rows: Iterable[LinkRow], judgements: Iterable[Judgement] = ()) -> Linkage:
        """Link all rows. The order in which they come changes nothing."""
        ordered = sorted(rows, key=lambda row: row.id)
        columns = columns_of(ordered, self.rules)
        scored, model = _score(columns)
        bound = Persons(columns.ids, judgements)
        posterior, scored = _posterior(columns, scored, model, bound, self.threshold)
        person = posterior.persons()
        return Linkage(
            links=_links(columns, scored, model, person, bound),
            version=self.version,
            pairs=tuple(_pairs(columns, scored, model)),
            posterior=posterior,
        )


def _score(columns: Columns) -> tuple[_Scored, Model]:
    left, right = candidate_pairs(columns)
    compared = compare_pairs(columns, left, right)
    model = learn(compared)
    score = scores(model, compared)
    near = score > FORGOTTEN
    return _Scored(left[near], right[near], compared.kept(near), score[near]), model


def _posterior(
    columns: Columns, scored: _Scored, model: Model, bound: Persons, threshold: float
) -> tuple[Posterior, _Scored]:
    """All pairs of every neighbourhood, and what must and must not be joined."""
    place = {row: number for number, row in enumerate(columns.ids)}
    must = tuple((place[one], place[two]) for one, two in bound.joined)
    must_left, must_right = (np.array([pair[side] for pair in must], dtype=np.int64) for side in (0, 1))
    label = parts_within(
        len(columns), np.concatenate([scored.left, must_left]), np.concatenate([scored.right, must_right]),
        np.concatenate([scored.score, np.full(len(must), 99.0)]), FLOOR, LARGEST,
    )  # fmt: skip
    scored = _completed(columns, scored, model, label)
    inside = label[scored.left] == label[scored.right]
    left, right, score = scored.left[inside], scored.right[inside], scored.score[inside]
    forbidden = _never_one(columns, left, right, scored.compared.nik[inside])
    apart = {
        pair for pair in zip(left[forbidden].tolist(), right[forbidden].tolist(), strict=True)
        if not bound.are_one(columns.ids[pair[0]], columns.ids[pair[1]])
    }  # fmt: skip
    apart |= {(place[one], place[two]) for one, two in bound.kept_apart}
    return Posterior(columns.ids, label, left, right, score, must, frozenset(apart), threshold), scored


def _completed(columns: Columns, scored: _Scored, model: Model, label: Ints) -> _Scored:
    """Add the pairs of each neighbourhood that shared no key."""
    rows: dict[int, list[int]] = defaultdict(list)
    for row, name in enumerate(label.tolist()):
        rows[name].append(row)
    left, right = pairs_inside(part for part in rows.values() if len(part) > 1)
    count = max(len(columns), 1)
    fresh = ~np.isin(left * count + right, scored.left * count + scored.right)
    left, right = left[fresh], right[fresh]
    compared = compare_pairs(columns, left, right)
    return _Scored(
        np.concatenate([scored.left, left]), np.concatenate([scored.right, right]), scored.compared.joined(compared),
        np.concatenate([scored.score, scores(model, compared)]),
    )  # fmt: skip


def _never_one(columns: Columns, left: Ints, right: Ints, nik: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Pairs that are two persons whatever else agrees: two numbers on a clean list, or those of twins."""
    one, two = columns.nik[left], columns.nik[right]
    clean = columns.clean[left] & columns.clean[right] & (columns.kind[left] == columns.kind[right])
    return np.asarray((clean & (one >= 0) & (two >= 0) & (one != two)) | (nik == NIK_TWIN))


def _links(columns: Columns, scored: _Scored, model: Model, person: Ints, bound: Persons) -> dict[str, Link]:
    """The link of each row: how sure on average over its person's other rows, and why, by its best pair."""
    ids = columns.ids
    links = {row: Link(person=ids[first], probability=1.0) for row, first in zip(ids, person.tolist(), strict=True)}
    at = np.flatnonzero(person[scored.left] == person[scored.right])
    sums, counts = np.zeros(len(ids)), np.zeros(len(ids))
    best: dict[int, tuple[float, int]] = {}
    for pair, one, two, score in zip(
        at.tolist(), scored.left[at].tolist(), scored.right[at].tolist(), scored.score[at].tolist(), strict=True
    ):
        for row in (one, two):
            sums[row] += score
            counts[row] += 1
            best[row] = max(best.get(row, (-99.0, 0)), (score, -pair))
    sure = chance(sums / np.maximum(counts, 1))
    for row, (_, pair) in best.items():
        if ids[row] in bound.judged:
            links[ids[row]] = Link(ids[int(person[row])], 1.0, (REASON,))
        else:
            reasons = reasons_in_short(model, scored.compared, -pair)
            links[ids[row]] = Link(ids[int(person[row])], round(max(float(sure[row]), 0.0001), 4), reasons)
    return links


def _pairs(columns: Columns, scored: _Scored, model: Model) -> Sequence[PairLink]:
    probability = chance(scored.score)
    at = np.flatnonzero(probability >= WORTH_A_LOOK)
    order = np.lexsort((scored.right[at], scored.left[at]))
    return [
        PairLink(
            columns.ids[int(scored.left[pair])], columns.ids[int(scored.right[pair])],
            round(float(probability[pair]), 4), reasons_of(model, scored.compared, pair),
        )
        for pair in at[order].tolist()
    ]  # fmt: skip
