"""Classes of values (kelas nilai): a few groups of about equal size whose bounds are round numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rantau.engines.cartography.cells import WORDS, Legend, LegendEntry, State

MOST_CLASSES = 5


@dataclass(frozen=True, slots=True)
class Classes:
    """Zero, and up to five growing classes.

    `bounds` holds (lowest, highest) of each class, both included, as they are written in the legend; a value between
    two classes cannot occur, since values are rounded to `decimals` first.
    """

    bounds: tuple[tuple[float, float], ...]
    has_zero: bool
    decimals: int = 0

    def band_of(self, value: float) -> int:
        """Colour of a value: 0 for zero, 1 to 5 for the classes; beyond the last one it is the last."""
        value = _checked(value, self.decimals)
        if value == 0:
            return 0
        for number, (_, highest) in enumerate(self.bounds, start=1):
            if value <= highest:
                return self._colour(number)
        return self._colour(len(self.bounds)) if self.bounds else MOST_CLASSES

    def legend(self, title: str, *, unit: str, states: Iterable[State] = ()) -> Legend:
        """The legend in words; `states` are the patterns that occur on the map."""
        entries = [LegendEntry(f"0 {unit}", band=0)] if self.has_zero else []
        for number, (lowest, highest) in enumerate(self.bounds, start=1):
            low, high = (_written(bound, self.decimals) for bound in (lowest, highest))
            span = low if low == high else f"{low}–{high}"
            entries.append(LegendEntry(f"{span} {unit}", band=self._colour(number)))
        entries += [LegendEntry(WORDS[state], state=state) for state in dict.fromkeys(states) if state in WORDS]
        return Legend(title, tuple(entries))

    def _colour(self, number: int) -> int:
        """Few classes are spread over the colours, so that they can be told apart."""
        few = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5)}
        return few[len(self.bounds)][number - 1] if len(self.bounds) in few else number


def classify(values: Iterable[float], k: int = MOST_CLASSES, *, decimals: int = 0) -> Classes:
    """Classes of `values` (counts, or rates with `decimals`): at most `k`, none empty, ties never split.

    Quantiles, each bound rounded to two leading digits where that moves no more than it must; with k or fewer distinct
    values each is its own class. Zero is never mixed with positive values. Raises ValueError for a negative or
    infinite value or k outside 1 to 5.
    """
    if not 1 <= k <= MOST_CLASSES:
        msg = f"k must be from 1 to {MOST_CLASSES}"
        raise ValueError(msg)
    checked = sorted(_checked(value, decimals) for value in values)
    positive = [value for value in checked if value > 0]
    distinct = sorted(set(positive))
    has_zero = len(positive) < len(checked)
    if len(distinct) <= k:
        return Classes(tuple((value, value) for value in distinct), has_zero, decimals)
    return Classes(_bounds(positive, _tops(positive, distinct, k), decimals), has_zero, decimals)


def _tops(positive: Sequence[float], distinct: Sequence[float], k: int) -> list[float]:
    """Highest value of each class: rounded quantiles, none of them leaving a class empty."""
    tops: list[float] = []
    for number in range(1, k):
        quantile = positive[math.ceil(number * len(positive) / k) - 1]
        if quantile >= distinct[-1] or (tops and quantile <= tops[-1]):
            continue
        following = next(value for value in distinct if value > quantile)
        tops.append(_roundest(quantile, following))
    return [*tops, distinct[-1]]


def _roundest(low: float, below: float) -> float:
    """The number in [low, below) with the fewest leading digits: it separates the same values as `low` does."""
    magnitude = math.floor(math.log10(low))
    for digits in range(3):
        for step in (5, 1):
            unit = step * 10.0 ** (magnitude - digits)
            candidate = round(math.ceil(low / unit - 1e-9) * unit, 10)
            if low <= candidate < below:
                return candidate
    return low


def _bounds(positive: Sequence[float], tops: Sequence[float], decimals: int) -> tuple[tuple[float, float], ...]:
    step = 10.0**-decimals
    lowest = positive[0]
    bounds = []
    for top in tops:
        highest = math.floor(top / step + 1e-9) * step
        bounds.append((round(lowest, decimals), round(highest, decimals)))
        lowest = highest + step
    return tuple(bounds)


def _checked(value: float, decimals: int) -> float:
    if not math.isfinite(value) or value < 0:
        msg = f"a map shows finite values from zero up, not {value}"
        raise ValueError(msg)
    return round(float(value), decimals)


def _written(value: float, decimals: int) -> str:
    """A number as Indonesians write it: 1.234,5."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
