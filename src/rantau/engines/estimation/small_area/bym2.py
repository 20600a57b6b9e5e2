"""BYM2: smoothed rates of small areas from counts, by nested Laplace with mean correction.

    y_i ~ Poisson(E_i exp(eta_i)),  eta = X beta + b,  b = s (sqrt(r) u + sqrt(1 - r) v)

u is spatially structured (intrinsic autoregression, Besag, York & Mollie 1991), scaled so that its typical variance is
1 in every connected part of the map (Riebler et al. 2016); an area without neighbours has u ~ N(0, 1) and every part
of the map its own level (Freni-Sterrantino, Ventrucci & Rue 2018); v is unstructured. Priors: s penalised towards 0
with P(s > 1) = 0.01 (Simpson et al. 2017), r uniform, beta nearly flat.

For each point of a grid over (s, r) the latent field gets a Gaussian approximation at its mode (Rue, Martino & Chopin
2009). A Gaussian at the mode sits too high on small counts; its mean is moved to where the variational bound is
highest with the covariance kept (van Niekerk & Rue 2021), and its third cumulant is that of the first order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_solve, cholesky
from scipy.special import ndtr

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_RATE = -log(0.01)
"""Of the exponential prior of s: P(s > 1) = 0.01."""
_FLAT = 1e-3
"""Precision of the prior of beta."""
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(7)
_SHARES = (_NODES + 1) / 2
"""Values of r on which it is integrated, with `_WEIGHTS`."""
_SCALES = 9
_DROP = 8.0
"""The grid over log s ends where the posterior is this much below its top."""
_LIGHT = 1e-4
"""Points of the grid with less weight than this beside the heaviest are left out."""
_HIGHEST_LIFT = 2.0
"""A variance of the log risk over 4 is that of a map without cases: there the correction has nothing to hold on to."""
_STEPS, _CLOSE = 60, 1e-8


@dataclass(frozen=True, slots=True)
class Bym2:
    """Posterior of the relative risk exp(eta) of n areas.

    `mean`, `median`, `lo`, `hi` (95%) have shape (n,); `scale` and `share` are the posterior means of s and r;
    `beta`, `beta_lo`, `beta_hi` (p,) of the coefficients, the constant first. `fitted` holds (n, G, 3): mean,
    standard deviation and skewness of eta at each grid point with its `weights` (G,), for draws.
    """

    mean: Floats
    median: Floats
    lo: Floats
    hi: Floats
    scale: float
    share: float
    beta: Floats
    beta_lo: Floats
    beta_hi: Floats
    fitted: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class _Map:
    """Eigenvectors and eigenvalues of the scaled covariance of u."""

    vectors: Floats
    values: Floats


@dataclass(frozen=True, slots=True)
class _Mode:
    """The mode of (b, beta) at one point of the grid, and the log posterior of the point."""

    latent: Floats
    prior: Floats
    """Precision of (b, beta)."""
    factor: Floats
    """Lower Cholesky factor of the curvature at the mode."""
    log_posterior: float


@dataclass(frozen=True, slots=True)
class _Point:
    """Marginals at one point of the grid."""

    eta: Floats
    deviation: Floats
    skewness: Floats
    beta: Floats
    beta_deviation: Floats


def bym2(y: Floats, expected: Floats, neighbours: Sequence[Sequence[int]], x: Floats | None = None) -> Bym2:
    """Fit. `y` (n,) counts, `expected` (n,) over 0, `neighbours` indices from 0, `x` (n, p) without constant.

    Raises ValueError for values that make no sense or neighbours that are not mutual.
    """
    _check(y, expected, neighbours)
    design = np.column_stack([np.ones(len(y)), x]) if x is not None else np.ones((len(y), 1))
    field = _Field(y, expected, design, _scaled_map(neighbours))
    modes: list[_Mode] = []
    logs: list[float] = []
    grid: list[tuple[float, float]] = []
    near = field.start()
    for scale in _scale_grid(field):
        for share, width in zip(_SHARES.tolist(), _WEIGHTS.tolist(), strict=True):
            near = field.mode(scale, share, near)
            modes.append(near)
            logs.append(near.log_posterior + log(width) + log(scale))
            grid.append((scale, share))
    weight = np.exp(np.array(logs) - max(logs))
    heavy = np.flatnonzero(weight > _LIGHT)
    points = [field.marginals(modes[index]) for index in heavy]
    return _summary(points, weight[heavy] / weight[heavy].sum(), np.array(grid)[heavy])


def _check(y: Floats, expected: Floats, neighbours: Sequence[Sequence[int]]) -> None:
    if not (len(y) == len(expected) == len(neighbours)):
        raise ValueError("y, expected and neighbours must have one entry for each area")
    if y.sum() == 0:
        raise ValueError("no case in any area: nothing to smooth")
    if not (np.isfinite(y).all() and (y >= 0).all() and np.isfinite(expected).all() and (expected > 0).all()):
        raise ValueError("counts must be 0 or more, expected numbers over 0")
    for area, others in enumerate(neighbours):
        for other in others:
            if not 0 <= other < len(y) or other == area or area not in neighbours[other]:
                raise ValueError(f"areas {area} and {other} must be each other's neighbours")


def _scaled_map(neighbours: Sequence[Sequence[int]]) -> _Map:
    """Covariance of u: each connected part scaled to a geometric mean variance of 1, on a level of its own.

    The level of a map in one part is the constant; of several parts each has its own, N(0, 1) like that of an island.
    """
    count = len(neighbours)
    covariance = np.zeros((count, count))
    for part in _parts(neighbours):
        if len(part) == 1:
            covariance[part[0], part[0]] = 1.0
            continue
        place = {area: index for index, area in enumerate(part)}
        laplacian = np.zeros((len(part), len(part)))
        for area in part:
            laplacian[place[area], place[area]] = len(neighbours[area])
            laplacian[place[area], [place[other] for other in neighbours[area]]] = -1.0
        inverse = np.linalg.pinv(laplacian, hermitian=True)
        level = 0.0 if len(part) == count else 1.0
        covariance[np.ix_(part, part)] = inverse / np.exp(np.log(np.diag(inverse)).mean()) + level
    values, vectors = np.linalg.eigh(covariance)
    return _Map(vectors, np.maximum(values, 0.0))


def _parts(neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """Connected parts of the map, each sorted."""
    left = set(range(len(neighbours)))
    found = []
    while left:
        reached, open_areas = set(), [min(left)]
        while open_areas:
            area = open_areas.pop()
            if area not in reached:
                reached.add(area)
                open_areas.extend(neighbours[area])
        left -= reached
        found.append(sorted(reached))
    return found


def _scale_grid(field: _Field) -> Floats:
    """Values of s that cover its posterior, evenly in the logarithm."""
    coarse = np.linspace(log(0.02), log(3.0), 9)
    near, heights = field.start(), []
    for value in coarse:
        near = field.mode(float(np.exp(value)), 0.5, near)
        heights.append(near.log_posterior + value)
    covered = np.flatnonzero(np.array(heights) > max(heights) - _DROP)
    step = coarse[1] - coarse[0]
    return np.asarray(np.exp(np.linspace(coarse[covered[0]] - step / 2, coarse[covered[-1]] + step / 2, _SCALES)))


@dataclass(frozen=True, slots=True)
class _Field:
    """The data and the map; what is asked of them for given (s, r)."""

    y: Floats
    expected: Floats
    design: Floats
    drawn: _Map

    def start(self) -> _Mode:
        """All areas alike."""
        latent = np.zeros(len(self.y) + self.design.shape[1])
        latent[len(self.y)] = np.log((self.y.sum() + 0.5) / self.expected.sum())
        return _Mode(latent, np.empty((0, 0)), np.empty((0, 0)), 0.0)

    def eta(self, latent: Floats) -> Floats:
        """Linear predictor, (n,)."""
        return np.asarray(latent[: len(self.y)] + self.design @ latent[len(self.y) :])

    def mode(self, scale: float, share: float, near: _Mode) -> _Mode:
        """The mode given s and r, and Laplace's approximation of their log posterior."""
        areas = len(self.y)
        spread = scale**2 * (share * self.drawn.values + 1 - share)
        prior = np.zeros((len(near.latent), len(near.latent)))
        prior[:areas, :areas] = (self.drawn.vectors / spread) @ self.drawn.vectors.T
        prior[range(areas, len(prior)), range(areas, len(prior))] = _FLAT
        latent, factor = self._climb(prior, near.latent, np.zeros(areas))
        eta = self.eta(latent)
        likelihood = float((self.y * eta - self.expected * np.exp(eta)).sum())
        log_prior = -0.5 * float(latent @ prior @ latent) - 0.5 * float(np.log(spread).sum()) - _RATE * scale
        return _Mode(latent, prior, factor, likelihood + log_prior - float(np.log(np.diag(factor)).sum()))

    def marginals(self, mode: _Mode) -> _Point:
        """Mean (corrected), deviation and skewness of every eta."""
        areas = len(self.y)
        covariance = cho_solve((mode.factor, True), np.eye(len(mode.latent)), check_finite=False)
        right = covariance[:, :areas] + covariance[:, areas:] @ self.design.T
        spreads = right[:areas] + self.design @ right[areas:]
        variance = np.diag(spreads)
        third = -(spreads**3) @ (self.expected * np.exp(self.eta(mode.latent)))
        corrected, _ = self._climb(mode.prior, mode.latent, np.minimum(variance / 2, _HIGHEST_LIFT))
        return _Point(
            self.eta(corrected) - third / 6, np.sqrt(variance), third / variance**1.5,
            corrected[areas:], np.sqrt(np.diag(covariance)[areas:]),
        )  # fmt: skip

    def _climb(self, prior: Floats, latent: Floats, lift: Floats) -> tuple[Floats, Floats]:
        """Where sum y eta - E exp(eta + lift) less the quadratic prior is highest, and the Cholesky factor there."""
        for _ in range(_STEPS):
            mean = self.expected * np.exp(self.eta(latent) + lift)
            off = self.y - mean
            slope = np.concatenate([off, self.design.T @ off]) - prior @ latent
            factor = cholesky(self._curvature(mean, prior), lower=True, overwrite_a=True, check_finite=False)
            step = cho_solve((factor, True), slope, check_finite=False)
            largest = float(np.abs(self.eta(step)).max())
            if largest < _CLOSE:
                break
            latent = latent + step * min(1.0, 2.0 / largest)
        return latent, factor

    def _curvature(self, mean: Floats, prior: Floats) -> Floats:
        areas = len(mean)
        matrix = prior.copy()
        weighted = mean[:, None] * self.design
        matrix[range(areas), range(areas)] += mean
        matrix[:areas, areas:] += weighted
        matrix[areas:, :areas] += weighted.T
        matrix[areas:, areas:] += self.design.T @ weighted
        return matrix


def _summary(points: Sequence[_Point], weights: Floats, grid: Floats) -> Bym2:
    centre = np.stack([point.eta for point in points], axis=1)
    deviation = np.stack([point.deviation for point in points], axis=1)
    beta = np.stack([point.beta for point in points], axis=1)
    beta_deviation = np.stack([point.beta_deviation for point in points], axis=1)
    skewness = np.stack([point.skewness for point in points], axis=1)
    lo, median, hi = (np.exp(_quantile(centre, deviation, weights, p, skewness)) for p in (0.025, 0.5, 0.975))
    return Bym2(
        mean=np.exp(centre + deviation**2 / 2 + skewness * deviation**3 / 6) @ weights,
        median=median,
        lo=lo,
        hi=hi,
        scale=float(grid[:, 0] @ weights),
        share=float(grid[:, 1] @ weights),
        beta=beta @ weights,
        beta_lo=_quantile(beta, beta_deviation, weights, 0.025),
        beta_hi=_quantile(beta, beta_deviation, weights, 0.975),
        fitted=np.stack([centre, deviation, skewness], axis=2),
        weights=weights,
    )


def _quantile(
    centre: Floats, deviation: Floats, weights: Floats, probability: float, skewness: Floats | float = 0.0
) -> Floats:
    """Quantile of a mixture of nearly normal distributions for each row, by bisection."""
    low = (centre - 8 * deviation).min(axis=1)
    high = (centre + 8 * deviation).max(axis=1)
    for _ in range(60):
        middle = (low + high) / 2
        standard = _normal_score((middle[:, None] - centre) / deviation, np.asarray(skewness))
        below = ndtr(standard) @ weights < probability
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray((low + high) / 2)


def _normal_score(standard: Floats, skewness: Floats) -> Floats:
    """The z with z + skewness (z^2 - 1) / 6 = standard (Cornish & Fisher 1938), the branch through the middle."""
    slant = np.where(np.abs(skewness) < 1e-9, 1e-9, skewness) / 6
    inside = np.maximum(1 + 4 * slant * (standard + slant), 0.0)
    return np.asarray((np.sqrt(inside) - 1) / (2 * slant))
