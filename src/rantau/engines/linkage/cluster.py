"""From pairs to persons: groups of rows that belong together as wholes, so that one wrong pair joins nobody.

Groups grow by joining the two whose rows agree most on average, as long as they agree more than not; every pair of rows
between them counts, also one that speaks against. Two rows that must not be one person never are.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Pair = tuple[int, int]
MOST = 10.0
"""Log odds beyond which a pair says no more: fields depend on each other, so very large sums are not to be believed."""
AGAINST = -2.5
"""Log odds at which a pair speaks plainly against one person."""
OVERRULE = 2.0
"""Mean log odds beyond the threshold that it takes to join two groups against such a pair."""
UNCOMPARED = -4.0
"""Log odds of two rows of a component too large for all its pairs to be compared."""


def components(count: int, left: Ints, right: Ints) -> Ints:
    """The lowest row that each row is connected with, over any number of pairs."""
    label = np.arange(count)
    while True:
        low = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, left, low)
        np.minimum.at(label, right, low)
        label = label[label]
        if np.array_equal(label, before):
            return label


def parts_within(count: int, left: Ints, right: Ints, score: NDArray[np.float64], floor: float, most: int) -> Ints:
    """Components of the pairs above a floor; where one has too many rows its floor rises until it falls apart."""
    label = np.arange(count)
    kept = score > floor
    while kept.any():
        left, right, score = left[kept], right[kept], score[kept]
        found = components(count, left, right)
        sizes = np.bincount(found, minlength=count)
        small = sizes[found] <= most
        label = np.where(small & (label == np.arange(count)), found, label)
        floor += 1.0
        kept = ~small[left] & (score > floor)
    return label


class Groups:
    """Rows of one component that grow into persons."""

    def __init__(self, rows: Sequence[int], score: Mapping[Pair, float], apart: Iterable[Pair]) -> None:
        self._members = {row: [row] for row in rows}
        self._sums: dict[int, dict[int, float]] = {row: {} for row in rows}
        self._worst: dict[int, dict[int, float]] = {row: {} for row in rows}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, two in apart:
            self._apart[one].add(two)
            self._apart[two].add(one)
        for at, one in enumerate(rows):
            for two in rows[at + 1 :]:
                value = min(max(score.get((one, two), UNCOMPARED), -MOST), MOST)
                self._sums[one][two] = self._sums[two][one] = value
                self._worst[one][two] = self._worst[two][one] = value

    def join(self, one: int, two: int) -> None:
        """Make one group of two, under the lower name."""
        keep, gone = min(one, two), max(one, two)
        self._members[keep] += self._members.pop(gone)
        sums, worst = self._sums.pop(gone), self._worst.pop(gone)
        del self._sums[keep][gone], self._worst[keep][gone]
        for other, value in sums.items():
            if other != keep:
                del self._sums[other][gone], self._worst[other][gone]
                self._sums[keep][other] += value
                self._sums[other][keep] = self._sums[keep][other]
                self._worst[keep][other] = min(self._worst[keep][other], worst[other])
                self._worst[other][keep] = self._worst[keep][other]
        for other in self._apart.pop(gone, set()):
            self._apart[other].discard(gone)
            self._apart[other].add(keep)
            self._apart[keep].add(other)

    def join_all(self, must: Iterable[Pair]) -> None:
        """Make one of those who must be, where nothing forbids it."""
        home = {row: row for row in self._members}
        for one, two in must:
            first, second = home[one], home[two]
            if first != second and self.may_join(first, second):
                self.join(first, second)
                low, high = min(first, second), max(first, second)
                home = {row: low if at == high else at for row, at in home.items()}

    def may_join(self, one: int, two: int) -> bool:
        return two not in self._apart[one]

    def mean(self, one: int, two: int) -> float:
        """How much two groups agree: the mean over all pairs of rows between them, less where one speaks against."""
        mean = self._sums[one][two] / (len(self._members[one]) * len(self._members[two]))
        return mean - OVERRULE if self._worst[one][two] < AGAINST else mean

    def grow(self, threshold: float) -> list[list[int]]:
        """Join while two groups agree more than the threshold; the members of each group, in order."""
        heap = [
            (-self.mean(one, two), one, two, len(self._members[one]), len(self._members[two]))
            for one, sums in self._sums.items() for two in sums
            if one < two and self.mean(one, two) > threshold and self.may_join(one, two)
        ]  # fmt: skip
        heapq.heapify(heap)
        while heap:
            _, one, two, size_one, size_two = heapq.heappop(heap)
            if (len(self._members.get(one, ())), len(self._members.get(two, ()))) != (size_one, size_two):
                continue
            self.join(one, two)
            for other in self._sums[one]:
                mean = self.mean(one, other)
                if mean > threshold and self.may_join(one, other):
                    low, high = min(one, other), max(one, other)
                    heapq.heappush(heap, (-mean, low, high, len(self._members[low]), len(self._members[high])))
        return [sorted(members) for members in self._members.values()]
