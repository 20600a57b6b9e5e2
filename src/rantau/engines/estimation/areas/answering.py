"""The answer for many areas: numbers with intervals, ranks with how sure they are, and when only ranks may be said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantau.engines.estimation.areas.model import AreaModel, shares, weighed
from rantau.engines.estimation.areas.tables import AreaTables, Floats, Ints

OK, RANK_ONLY, WITHHELD = "ok", "rank_only", "withheld"
DRAWS = 2_000
WIDEST = 5.0
"""Upper end over lower end of an interval beyond which a number says nothing."""
FEWEST_SEEN = 5
FEWEST_LISTS = 3
FEWEST_ON_A_LIST = 10


@dataclass(frozen=True, slots=True)
class AreaEstimate:
    """How many people in one area: median and 95% interval, and its rank among all areas (1 has most).

    `rank_lo` and `rank_hi` are the 95% interval of the rank; `top3` and `top_tenth` the probabilities of being among
    the first three and the first tenth (rounded up).
    """

    area: str
    seen: int
    estimate: float
    lo: float
    hi: float
    state: str
    reasons: tuple[str, ...]
    expected_rank: float
    rank_lo: int
    rank_hi: int
    top3: float
    top_tenth: float


@dataclass(frozen=True, slots=True)
class AreasAnswer:
    """All areas, in the order of `AreaTables.areas`, and their total; `draws` (D, K) are what it is read from."""

    areas: tuple[AreaEstimate, ...]
    total: tuple[float, float, float]
    """Median, lower and upper end."""
    state: str
    reasons: tuple[str, ...]
    draws: Ints


def answer_areas(tables: AreaTables, *, draws: int = DRAWS, seed: int = 0) -> AreasAnswer:
    """Fit the joint model and read the answer from its draws; the same input gives the same answer."""
    model = AreaModel(tables)
    fits, weight = weighed(model)
    rng = np.random.default_rng(seed)
    strata = np.concatenate(
        [
            model.draws(fit, number, rng)
            for (_, fit), number in zip(fits, shares(draws, weight.tolist()), strict=True)
            if number
        ]
    )
    found, seen = _by_area(tables, strata, model.seen)
    lo, middle, hi = np.quantile(found.sum(axis=1), (0.025, 0.5, 0.975))
    reasons = _grounds(tables, float(lo), float(hi))
    lines = _lines(tables.areas, found, seen, reasons)
    return AreasAnswer(lines, (float(middle), float(lo), float(hi)), RANK_ONLY if reasons else OK, reasons, found)


def _by_area(tables: AreaTables, strata: Ints, seen: Ints) -> tuple[Ints, Ints]:
    place = {area: index for index, area in enumerate(tables.areas)}
    found = np.zeros((len(strata), len(place)), dtype=np.int64)
    known = np.zeros(len(place), dtype=np.int64)
    for index, stratum in enumerate(tables.strata):
        found[:, place[stratum.area]] += strata[:, index]
        known[place[stratum.area]] += seen[index]
    return found, known


def _grounds(tables: AreaTables, lo: float, hi: float) -> tuple[str, ...]:
    """Why no number is said for any area."""
    everyone = sum((stratum.counts for stratum in tables.strata), np.zeros(2 ** len(tables.lists), dtype=np.int64))
    cells = np.arange(len(everyone))
    sizes = [int(everyone[cells >> position & 1 == 1].sum()) for position in range(len(tables.lists))]
    usable = sum(size >= FEWEST_ON_A_LIST for size in sizes)
    reasons = []
    if usable < FEWEST_LISTS:
        reasons.append(f"hanya {usable} daftar yang cukup terisi (paling sedikit {FEWEST_LISTS})")
    if hi > WIDEST * max(lo, 1):
        reasons.append(f"rentang seluruhnya terlalu lebar: batas atas {hi / max(lo, 1):.1f} kali batas bawah")
    return tuple(reasons)


def _lines(areas: tuple[str, ...], found: Ints, seen: Ints, reasons: tuple[str, ...]) -> tuple[AreaEstimate, ...]:
    lo, middle, hi = np.quantile(found, (0.025, 0.5, 0.975), axis=0)
    ranks = ranked(found)
    tenth = -(-len(areas) // 10)
    lines = []
    for index, area in enumerate(areas):
        rank = ranks[:, index]
        why = (*reasons, *_own_grounds(int(seen[index]), float(lo[index]), float(hi[index])))
        ends = np.quantile(rank, (0.025, 0.975), method="nearest")
        lines.append(
            AreaEstimate(
                area, int(seen[index]), float(middle[index]), float(lo[index]), float(hi[index]),
                RANK_ONLY if why else OK, why, float(rank.mean()), int(ends[0]), int(ends[1]),
                float((rank <= 3).mean()), float((rank <= tenth).mean()),
            )
        )  # fmt: skip
    return tuple(lines)


def _own_grounds(seen: int, lo: float, hi: float) -> tuple[str, ...]:
    """Why no number is said for this area."""
    reasons = []
    if seen < FEWEST_SEEN:
        reasons.append(f"hanya {seen} orang yang tercatat (paling sedikit {FEWEST_SEEN})")
    if hi > WIDEST * max(lo, 1):
        reasons.append(f"rentangnya terlalu lebar: batas atas {hi / max(lo, 1):.1f} kali batas bawah")
    return tuple(reasons)


def ranked(draws: Ints) -> Floats:
    """Rank of each area in each draw, 1 has most; equal ones share the middle of their places."""
    more = (draws[:, None, :] > draws[:, :, None]).sum(axis=2)
    same = (draws[:, None, :] == draws[:, :, None]).sum(axis=2)
    return np.asarray(more + (same + 1) / 2)
