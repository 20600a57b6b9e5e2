"""How good a linkage is, given the truth: pairs, persons, look-alikes. Used by `rantau bench linkage`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares, 0 to 1. A pair is two rows of one person."""

    precision: float
    recall: float
    b_cubed_precision: float
    b_cubed_recall: float
    look_alikes_merged: float
    """Share of couples of look-alikes, both on lists, of whom rows were taken for one person."""
    look_alikes: int

    @property
    def f1(self) -> float:
        return _harmonic(self.precision, self.recall)

    @property
    def b_cubed_f1(self) -> float:
        return _harmonic(self.b_cubed_precision, self.b_cubed_recall)


def evaluate(
    found: Mapping[str, str], truth: Mapping[str, str], look_alikes: Iterable[tuple[str, str]] = ()
) -> Quality:
    """Quality of a linkage: person by row, found and true; couples of true persons who look alike.

    Only rows that the truth knows count; one that was not linked stands alone.
    """
    said = {row: found.get(row, f"?{row}") for row in truth}
    cells = Counter((said[row], truth[row]) for row in truth)
    said_sizes, true_sizes = Counter(said.values()), Counter(truth.values())
    right = sum(map(_couples, cells.values()))
    said_pairs, true_pairs = sum(map(_couples, said_sizes.values())), sum(map(_couples, true_sizes.values()))
    rows = max(len(truth), 1)
    merged, couples = _merged(said, truth, look_alikes)
    return Quality(
        precision=right / said_pairs if said_pairs else 1.0,
        recall=right / true_pairs if true_pairs else 1.0,
        b_cubed_precision=sum(n * n / said_sizes[person] for (person, _), n in cells.items()) / rows,
        b_cubed_recall=sum(n * n / true_sizes[person] for (_, person), n in cells.items()) / rows,
        look_alikes_merged=merged / couples if couples else 0.0,
        look_alikes=couples,
    )


def _merged(
    said: Mapping[str, str], truth: Mapping[str, str], look_alikes: Iterable[tuple[str, str]]
) -> tuple[int, int]:
    persons: dict[str, set[str]] = {}
    for row, person in truth.items():
        persons.setdefault(person, set()).add(said[row])
    couples = {tuple(sorted(couple)) for couple in look_alikes if set(couple) <= set(persons)}
    return sum(bool(persons[one] & persons[two]) for one, two in couples), len(couples)


def _couples(count: int) -> int:
    return count * (count - 1) // 2


def _harmonic(one: float, two: float) -> float:
    return 2 * one * two / (one + two) if one + two else 0.0
