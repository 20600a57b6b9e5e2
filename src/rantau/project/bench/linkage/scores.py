"""How good pairs and persons are (mutu): measures against the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

SURE = 0.95
STRICT = 0.98


@dataclass(frozen=True, slots=True)
class PairScores:
    """Of pairs with a probability."""

    best_f1: float
    best_at: float
    precision_sure: float
    recall_sure: float
    """Precision and recall of pairs at 0.95 and above."""
    recall_strict: float
    """The most that is found at a precision of 0.98."""
    found: float
    """Share of true pairs among all pairs given."""


@dataclass(frozen=True, slots=True)
class PersonScores:
    """Of persons (clusters)."""

    precision: float
    recall: float
    b_cubed: float
    look_alikes: int
    merged: int

    @property
    def f1(self) -> float:
        """Of the pairs of rows within persons."""
        return _f1(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of one bin of said probability: how many, what was said, what was true."""

    nik: bool
    low: float
    pairs: int
    said: float
    true: float


def true_pairs(persons: Ints) -> int:
    """Pairs of rows that are one person."""
    counts = np.bincount(persons)
    return int((counts * (counts - 1) // 2).sum())


def score_pairs(left: Ints, right: Ints, said: Floats, persons: Ints) -> PairScores:
    """Every probability is a threshold once."""
    total = true_pairs(persons)
    order = np.argsort(-said, kind="stable")
    said = said[order]
    right_so_far = np.cumsum(persons[left[order]] == persons[right[order]])
    taken = np.arange(1, len(said) + 1)
    last = np.flatnonzero(np.append(said[1:] != said[:-1], True)) if len(said) else np.zeros(0, np.int64)
    precision, recall = right_so_far[last] / taken[last], right_so_far[last] / max(total, 1)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    best = int(f1.argmax()) if len(f1) else -1
    sure = int((said >= SURE).sum())
    strict = recall[precision >= STRICT]
    return PairScores(
        best_f1=float(f1[best]) if len(f1) else 0.0,
        best_at=float(said[last[best]]) if len(f1) else 1.0,
        precision_sure=float(right_so_far[sure - 1] / sure) if sure else 1.0,
        recall_sure=float(right_so_far[sure - 1] / total) if sure else 0.0,
        recall_strict=float(strict.max()) if len(strict) else 0.0,
        found=float(right_so_far[-1] / total) if len(said) else 0.0,
    )


def score_persons(found: Ints, persons: Ints, groups: Sequence[str]) -> PersonScores:
    """Pairs within persons, B-cubed, and cases of look-alikes that stand in one person."""
    table = (
        pl.DataFrame({"found": found, "person": persons})
        .group_by("found", "person")
        .len("both")
        .with_columns(pl.col("both").cast(pl.Int64))
    )
    both = table["both"].to_numpy()
    found_size = table.join(
        table.group_by("found").agg(pl.col("both").sum().alias("n")), on="found", maintain_order="left"
    )
    person_size = table.join(
        table.group_by("person").agg(pl.col("both").sum().alias("n")), on="person", maintain_order="left"
    )
    right = int((both * (both - 1) // 2).sum())
    b_precision = float((both * both / found_size["n"].to_numpy()).sum() / len(found))
    b_recall = float((both * both / person_size["n"].to_numpy()).sum() / len(found))
    cases, merged = _look_alikes(found, persons, groups)
    return PersonScores(
        precision=right / max(true_pairs(found), 1),
        recall=right / max(true_pairs(persons), 1),
        b_cubed=_f1(b_precision, b_recall),
        look_alikes=cases,
        merged=merged,
    )


def _look_alikes(found: Ints, persons: Ints, groups: Sequence[str]) -> tuple[int, int]:
    """Cases of two look-alikes who are both on the lists, and how many of them share a found person."""
    members: dict[str, dict[int, set[int]]] = {}
    for at, group in enumerate(groups):
        if group:
            members.setdefault(group, {}).setdefault(int(persons[at]), set()).add(int(found[at]))
    cases = [list(each.values()) for each in members.values() if len(each) > 1]
    return len(cases), sum(any(one & two for i, one in enumerate(case) for two in case[:i]) for case in cases)


def calibration(left: Ints, right: Ints, said: Floats, persons: Ints, has_nik: NDArray[np.bool_]) -> list[Bin]:
    """Bins of 0.1, apart for pairs where both rows have a reliable NIK and the others."""
    true = persons[left] == persons[right]
    both = has_nik[left] & has_nik[right]
    place = np.minimum((said * 10).astype(np.int64), 9)
    bins = []
    for nik in (True, False):
        for number in range(10):
            chosen = (place == number) & (both == nik)
            if chosen.any():
                count = int(chosen.sum())
                bins.append(Bin(nik, number / 10, count, float(said[chosen].mean()), float(true[chosen].mean())))
    return bins


def worst_gap(bins: Sequence[Bin], *, nik: bool | None = None, fewest: int = 200) -> float:
    """The largest |said - true| above 0.5 in bins of so many pairs."""
    gaps = [
        abs(each.said - each.true)
        for each in bins
        if each.low >= 0.5 and each.pairs >= fewest and (nik is None or each.nik == nik)
    ]
    return max(gaps, default=0.0)


def components(left: Ints, right: Ints, count: int) -> Ints:
    """Persons by joining pairs, whatever stands between them."""
    parent = list(range(count))
    for one, two in zip(left.tolist(), right.tolist(), strict=True):
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]  # noqa: PLW2901 - climbs
        while parent[two] != two:
            parent[two] = parent[parent[two]]
            two = parent[two]  # noqa: PLW2901 - climbs
        if one != two:
            parent[max(one, two)] = min(one, two)
    for row in range(count):
        parent[row] = parent[parent[row]]
    return np.array(parent, dtype=np.int64)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
