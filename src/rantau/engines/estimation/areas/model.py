"""The joint model of all areas: lists whose coverage varies from area to area, fitted together.

    log mu[s, c] = a_s + sum_i c_i (b_i + e[k(s), i]) + sum_{ij} c_i c_j g_ij

        + u2 C(|c|, 2) + u3 C(|c|, 3)

for stratum s of area k and history c (Sutherland, Schwarz & Rivest 2007; Fienberg, Johnson & Junker 1999, for the
hierarchy). a_s is free; b_i the chance of list i, e its deviation in an area, normal with scale t; g the dependence of
two lists, the same in all areas, normal with scale s. u2 and u3 are what all lists share: people whom any list catches
more easily than others make all lists depend on each other alike (Darroch, Fienberg, Glonek & Junker 1993); without
them the shrinkage of g towards 0 would make every answer too low. A list that was not kept in a stratum
is summed over: people would have stood on it or not, nobody knows which (composite link, Thompson & Baker 1981). So a
village without a register borrows from those with one how much the other lists miss.

For each (t, s) on a grid all coefficients have a Gaussian approximation at their mode; the grid is weighed by
Laplace's approximation of its evidence (Rue, Martino & Chopin 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from scipy.linalg import cho_solve, cholesky, solve_triangular

from rantau.engines.estimation.areas.tables import AreaTables, Floats, Ints

COVERAGE_SCALES = (0.15, 0.3, 0.5, 0.8)
DEPENDENCE_SCALES = (0.25, 0.5, 1.0)
_SPREAD_OF_STRATA, _SPREAD_OF_LISTS = 3.0, 3.0
"""Standard deviations of a_s around the logarithm of those seen, and of b_i around -2: nearly flat."""
_CENTRE_OF_LISTS = -2.0
_SPREAD_OF_SHARED = (2.0, 0.05)
"""Of u2 and u3. Sparse tables hardly tell the third order, and it moves everything: it is held near 0, not at 0."""
_STEPS, _CLOSE, _LONGEST_STEP = 80, 1e-6, 2.0


@dataclass(frozen=True, slots=True)
class Scales:
    """A point of the grid."""

    coverage: float
    dependence: float


GRID = tuple(Scales(*pair) for pair in product(COVERAGE_SCALES, DEPENDENCE_SCALES))


@dataclass(frozen=True, slots=True)
class AreaFit:
    """The mode of all coefficients at one point of the grid, the Cholesky factor of the curvature, the evidence."""

    mode: Floats
    factor: Floats
    evidence: float


class AreaModel:
    """The model of one set of tables."""

    def __init__(self, tables: AreaTables) -> None:
        self.tables = tables
        lists = len(tables.lists)
        cells = np.arange(2**lists)
        self._on = (cells[:, None] >> np.arange(lists) & 1).astype(np.float64)
        pairs = [self._on[:, one] * self._on[:, two] for one, two in combinations(range(lists), 2)]
        held = self._on.sum(axis=1)
        shared = [held * (held - 1) / 2, held * (held - 1) * (held - 2) / 6]
        self._x = np.column_stack([np.ones(len(cells)), self._on, *shared, *pairs])
        self._pairs = len(pairs)
        self._place = {area: index for index, area in enumerate(tables.areas)}
        self._area = np.array([self._place[stratum.area] for stratum in tables.strata])
        self._groups = self._by_absence()
        self.seen: Ints = np.array([tables.seen(stratum) for stratum in tables.strata])

    def _by_absence(self) -> list[tuple[Ints, Floats, Floats]]:
        """Strata with the same lists together: their indices, which cells make up each observation, what was seen."""
        kinds: dict[tuple[int, ...], list[int]] = {}
        for index, stratum in enumerate(self.tables.strata):
            kinds.setdefault(stratum.absent, []).append(index)
        found = []
        for absent, members in sorted(kinds.items()):
            never = sum(1 << position for position in absent)
            observed = self.tables.observed(absent)
            gather = np.array([[float(cell & ~never == kept) for cell in range(len(self._x))] for kept in observed])
            seen = np.array([self.tables.strata[index].counts[list(observed)] for index in members], dtype=np.float64)
            found.append((np.array(members), gather, seen))
        return found

    @property
    def size(self) -> int:
        """Number of coefficients: strata, common ones, deviations of areas."""
        common = int(self._x.shape[1]) - 1
        return len(self.tables.strata) + common + len(self._place) * len(self.tables.lists)

    def _split(self, coefficients: Floats) -> tuple[Floats, Floats, Floats]:
        strata, common = len(self.tables.strata), self._x.shape[1] - 1
        rest = coefficients[strata + common :]
        return coefficients[:strata], coefficients[strata : strata + common], rest.reshape(len(self._place), -1)

    def means(self, coefficients: Floats) -> Floats:
        """Expected number of people by stratum and history, (S, 2**L)."""
        strata, common, deviations = self._split(coefficients)
        linear = strata[:, None] + (self._x[:, 1:] @ common)[None, :] + deviations[self._area] @ self._on.T
        return np.asarray(np.exp(np.minimum(linear, 40.0)))

    def _prior(self, scales: Scales) -> tuple[Floats, Floats]:
        """Precision and centre of every coefficient."""
        strata, lists = len(self.tables.strata), len(self.tables.lists)
        spread = np.concatenate(
            [
                np.full(strata, _SPREAD_OF_STRATA),
                np.full(lists, _SPREAD_OF_LISTS),
                _SPREAD_OF_SHARED,
                np.full(self._pairs, scales.dependence),
                np.full(len(self._place) * lists, scales.coverage),
            ]
        )
        centre = np.zeros(self.size)
        centre[:strata] = np.log(self.seen + 1.0)
        centre[strata : strata + lists] = _CENTRE_OF_LISTS
        return 1 / spread**2, centre

    def fit(self, scales: Scales, near: Floats | None = None) -> AreaFit:
        """The mode by Fisher scoring, from `near` or from the centre of the prior."""
        precision, centre = self._prior(scales)
        coefficients = centre.copy() if near is None else near.copy()
        for _ in range(_STEPS):
            slope, information, loglik = self._derivatives(coefficients)
            slope -= precision * (coefficients - centre)
            information[np.diag_indices_from(information)] += precision
            factor = cholesky(information, lower=True, overwrite_a=True, check_finite=False)
            step = cho_solve((factor, True), slope, check_finite=False)
            length = float(np.abs(step).max())
            if length < _CLOSE:
                break
            coefficients = coefficients + step * min(1.0, _LONGEST_STEP / length)
        away = precision * (coefficients - centre) ** 2
        prior = 0.5 * float((np.log(precision) - away).sum())
        return AreaFit(coefficients, factor, loglik + prior - float(np.log(np.diag(factor)).sum()))

    def _derivatives(self, coefficients: Floats) -> tuple[Floats, Floats, float]:
        """Slope and Fisher information of the log likelihood, and the log likelihood."""
        means = self.means(coefficients)
        width, lists = self._x.shape[1], len(self.tables.lists)
        slopes = np.zeros((len(means), width))
        informations = np.zeros((len(means), width, width))
        loglik = 0.0
        for members, gather, seen in self._groups:
            expected = means[members] @ gather.T
            turned = np.einsum("oc,sc,cx->sox", gather, means[members], self._x, optimize=True)
            slopes[members] = np.einsum("sox,so->sx", turned, seen / expected - 1.0)
            informations[members] = np.einsum("sox,soy->sxy", turned / expected[:, :, None], turned, optimize=True)
            loglik += float((seen * np.log(expected) - expected).sum())
        return *self._assembled(slopes, informations, lists), loglik

    def _assembled(self, slopes: Floats, informations: Floats, lists: int) -> tuple[Floats, Floats]:
        """From strata with (a, common) coefficients to all coefficients."""
        strata, common = len(slopes), slopes.shape[1] - 1
        slope, whole = np.zeros(self.size), np.zeros((self.size, self.size))
        middle = slice(strata, strata + common)
        slope[:strata], slope[middle] = slopes[:, 0], slopes[:, 1:].sum(axis=0)
        whole[range(strata), range(strata)] = informations[:, 0, 0]
        whole[:strata, middle] = informations[:, 0, 1:]
        whole[middle, middle] = informations[:, 1:, 1:].sum(axis=0)
        for index, area in enumerate(self._area):
            block = slice(strata + common + area * lists, strata + common + (area + 1) * lists)
            slope[block] += slopes[index, 1 : lists + 1]
            whole[index, block] = informations[index, 0, 1 : lists + 1]
            whole[middle, block] += informations[index, 1:, 1 : lists + 1]
            whole[block, block] += informations[index, 1 : lists + 1, 1 : lists + 1]
        lower = np.tril_indices(self.size, -1)
        whole[lower] = whole.T[lower]
        return slope, whole

    def draws(self, fit: AreaFit, number: int, rng: np.random.Generator) -> Ints:
        """Numbers of people by stratum, seen and unseen, (number, S)."""
        noise = rng.standard_normal((len(fit.mode), number))
        found = fit.mode[:, None] + solve_triangular(fit.factor, noise, lower=True, trans="T", check_finite=False)
        result = np.zeros((number, len(self.seen)), dtype=np.int64)
        for index in range(number):
            means = self.means(found[:, index])
            unseen = means.sum(axis=1)
            for members, gather, _ in self._groups:
                unseen[members] -= means[members] @ gather.sum(axis=0)
            result[index] = self.seen + rng.poisson(np.clip(unseen, 0.0, 1e12))
        return result


def weighed(model: AreaModel) -> tuple[list[tuple[Scales, AreaFit]], Floats]:
    """Fits at every point of the grid and their weights, which sum to 1."""
    fits: list[tuple[Scales, AreaFit]] = []
    near = None
    for scales in GRID:
        fit = model.fit(scales, near)
        fits.append((scales, fit))
        near = fit.mode
    evidence = np.array([fit.evidence for _, fit in fits])
    weight = np.exp(evidence - evidence.max())
    return fits, weight / weight.sum()


def shares(number: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights, which sum to 1, that sum to `number`."""
    ends = np.round(np.cumsum(weights) * number).astype(int)
    return list(np.diff(ends, prepend=0).tolist())
