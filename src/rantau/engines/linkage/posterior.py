"""What the model holds of every pair that matters: where persons come from, and what is drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rantau.engines.linkage.cluster import MOST, Groups, Ints, Pair

CERTAIN = 7.0
"""Log odds from which a draw need not be made: one in a thousand."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """Pairs of rows (by place in order of ids) within components, with their log odds and what is bound to hold."""

    ids: list[str]
    label: Ints
    """Component of each row: its lowest row."""
    left: Ints
    right: Ints
    score: NDArray[np.float64]
    must: tuple[Pair, ...]
    apart: frozenset[Pair]
    threshold: float

    def persons(self, score: NDArray[np.float64] | None = None) -> Ints:
        """The first row of each row's person."""
        return self._clustered(self.score if score is None else score, self._parts())

    def _parts(self) -> dict[int, list[int]]:
        """Rows of each component of more than one row."""
        sizes = np.bincount(self.label, minlength=len(self.ids))
        parts: dict[int, list[int]] = defaultdict(list)
        for row in np.flatnonzero(sizes[self.label] > 1).tolist():
            parts[int(self.label[row])].append(row)
        return parts

    def _clustered(self, score: NDArray[np.float64], parts: dict[int, list[int]]) -> Ints:
        person = np.arange(len(self.ids))
        scores: dict[int, dict[Pair, float]] = defaultdict(dict)
        for label, one, two, value in zip(
            self.label[self.left].tolist(), self.left.tolist(), self.right.tolist(), score.tolist(), strict=True
        ):
            if label in parts:
                scores[label][one, two] = value
        apart, must = self._bound(self.apart), self._bound(sorted(self.must))
        for label, rows in parts.items():
            groups = Groups(rows, scores[label], apart[label])
            groups.join_all(must[label])
            for members in groups.grow(self.threshold):
                person[members] = members[0]
        return person

    def _bound(self, pairs: Iterable[Pair]) -> dict[int, list[Pair]]:
        """Pairs by their component; those of two components bind nobody."""
        found: dict[int, list[Pair]] = defaultdict(list)
        for one, two in pairs:
            if self.label[one] == self.label[two]:
                found[int(self.label[one])].append((one, two))
        return found

    def draw(self, draws: int, seed: int) -> list[Ints]:
        """So many clusterings, each as likely as the pairs say, under what is bound to hold.

        A pair alone is one person in as many draws as its probability says. Of several rows, each joins those before
        it, in an order drawn anew, with the odds that they have on average.
        """
        random = np.random.default_rng(seed)
        parts = self._parts()
        unsure = set(self.label[self.left[np.abs(self.score) < CERTAIN]].tolist())
        fixed = {label: rows for label, rows in parts.items() if label not in unsure}
        base = self._clustered(self.score, fixed)
        open_parts = {label: rows for label, rows in parts.items() if label in unsure}
        inside = np.isin(self.label[self.left], list(open_parts))
        clustered = []
        for _ in range(draws):
            noise = random.logistic(size=len(self.ids))
            rank = random.permutation(len(self.ids))
            later = np.where(rank[self.left] > rank[self.right], self.left, self.right)
            score = np.clip(self.score, -MOST, MOST) - self.threshold + noise[later]
            drawn = self._clustered(np.where(inside, score + self.threshold, self.score), open_parts)
            clustered.append(np.where(np.isin(self.label, list(open_parts)), drawn, base))
        return clustered


def sample(posterior: Posterior, draws: int, seed: int) -> list[dict[str, str]]:
    """Draws of who is who: person by row, as `Linkage.person_of`."""
    ids = posterior.ids
    return [
        {row: ids[person] for row, person in zip(ids, drawn.tolist(), strict=True)}
        for drawn in posterior.draw(draws, seed)
    ]


def pairs_inside(parts: Iterable[Sequence[int]]) -> tuple[Ints, Ints]:
    """All pairs of rows within each part."""
    found = [(one, two) for rows in parts for at, one in enumerate(rows) for two in rows[at + 1 :]]
    table = np.array(found, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]
