"""Bayesian average over hierarchical log-linear models: the default answer to "how many stand on no list".

One model is not an answer: models that fit a table alike can differ twofold in what they say of the unseen (Link 2003;
Aleshin-Guendel, Sadinle & Wakefield 2021). The average weighs every model by its evidence (Madigan & York 1997; King &
Brooks 2001):

*prior* - nearly flat on the constant (so 1/N on the unseen) and on main effects, which all models share; interactions
normal around 0 with scale s, halved for each order above two, and s averaged over SCALES; the number of interactions
of each order uniform, then every set of that size alike (Scott & Berger 2010), so that many lists do not by themselves
mean many interactions;
*evidence* - Laplace's approximation in all coefficients; exact enough to weigh (Tierney & Kadane 1986);
*the unseen* - for the models that carry the weight, the posterior of the constant on a grid, the other coefficients
integrated out by Laplace at each point (Rue, Martino & Chopin 2009), because it is skewed where overlaps are few.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, log

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.special import gammaln

from rantau.engines.estimation.mse.fitting import (
    CHUNK,
    Prior,
    Problem,
    curvature,
    loglikelihood,
    maximum,
    means,
    solved,
    start,
)
from rantau.engines.estimation.mse.models import (
    Bools,
    Floats,
    Ints,
    design,
    hierarchical_models,
    parts,
    sizes_of,
    terms_to,
)
from rantau.engines.estimation.mse.searching import search_models
from rantau.engines.estimation.mse.tables import ListTable

SCALES = (0.5, 1.0, 2.0)
"""Standard deviations of a two-list interaction (log odds ratio) that the prior averages over."""
_SPREAD_OF_CONSTANT, _SPREAD_OF_LISTS = 30.0, 30.0
"""Standard deviations, on the log scale, of the constant around the number seen and of main effects around 0: nearly
flat, so that a table says all it can, and proper, so that one where every list holds everybody has an answer too."""
_WINDOW = 1e-4
"""Models with less weight than this beside the best are left out (Occam's window, Madigan & Raftery 1994)."""
_MOST_GRIDDED = 96
_POINTS = np.array([-4.0, -2.8, -1.9, -1.2, -0.6, 0.0, 0.6, 1.2, 1.9, 2.8, 4.0])
_GRID = 1_000


@dataclass(frozen=True, slots=True)
class Average:
    """The posterior of the number of people, over models.

    `draws` (D,) are numbers of people, seen and unseen, sorted; `considered` how many models, `whole` whether these
    are all to `order`; `models` (K, P) those that carry weight, rows over `terms_to(lists, order)`, heaviest first,
    and their `weights` (K,), which sum to 1.
    """

    draws: Ints
    order: int
    considered: int
    whole: bool
    models: Bools
    weights: Floats

    def quantile(self, probability: float) -> float:
        """Quantile of the number of people."""
        return float(np.quantile(self.draws, probability))


@dataclass(frozen=True, slots=True)
class _Components:
    """Weighed pairs of model and scale, in falling weight."""

    problem: Problem
    prior: Prior
    mode: Floats
    deviation: Floats
    """Standard deviation of the constant by Laplace."""
    weight: Floats


def usual_order(lists: int) -> int:
    """The order of interactions the default average goes to: 3 with four lists, else 2 (five lists: 1,024 models)."""
    return 3 if lists == 4 else 2


def average(table: ListTable, order: int | None = None, *, draws: int = 4_000, seed: int = 0) -> Average:
    """Average over models of `table` to `order` (usual_order by default). Raises ValueError for a list without people.

    The draws are quantiles of the mixture with Poisson noise from `seed`: the same input gives the same answer.
    """
    if (table.list_sizes() == 0).any():
        raise ValueError("a list without people tells nothing: leave it out")
    lists = len(table.lists)
    reach = min(order or usual_order(lists), lists - 1)
    terms = terms_to(lists, reach)
    models, whole = candidates(table, terms, reach)
    components = _weigh(table, terms, models)
    points, density = _mixture(components)
    uniform = (np.arange(draws) + 0.5) / draws
    unseen = np.exp(np.interp(uniform, np.cumsum(density) / density.sum(), points))
    noisy = np.random.default_rng(seed).poisson(np.minimum(unseen, 1e15))
    weighed, weights = _by_model(components)
    return Average(np.sort(table.observed + noisy), reach, len(models), whole, weighed, weights)


def _by_model(components: _Components) -> tuple[Bools, Floats]:
    """Weights of models over all scales, heaviest first."""
    models, place = np.unique(components.problem.kept, axis=0, return_inverse=True)
    weights: Floats = np.bincount(place.ravel(), weights=components.weight).astype(np.float64)
    order = np.argsort(-weights, kind="stable")
    return models[order], weights[order]


def candidates(table: ListTable, terms: Ints, order: int) -> tuple[Bools, bool]:
    """The models to weigh and whether these are all: every one, or those a search finds worth it.

    An interaction of lists that cannot share anybody is no question, so models with it are left out.
    """
    every = hierarchical_models(len(table.lists), order)
    if every is not None:
        void = ~design(len(table.lists), terms)[table.possible].any(axis=0)
        return every[~every[:, void].any(axis=1)], True
    return search_models(terms, lambda models: _evidence(table, terms, models, SCALES[1]).evidence), False


@dataclass(frozen=True, slots=True)
class _Weighed:
    evidence: Floats
    mode: Floats
    deviation: Floats


def _weigh(table: ListTable, terms: Ints, models: Bools) -> _Components:
    """Evidence of every model at the middle scale, then at the others for those within the window."""
    middle = _evidence(table, terms, models, SCALES[1])
    near = middle.evidence > middle.evidence.max() + log(_WINDOW)
    models, mode = models[near], middle.mode[near]
    weighed = [
        _Weighed(middle.evidence[near], mode, middle.deviation[near])
        if scale == SCALES[1]
        else _evidence(table, terms, models, scale, mode)
        for scale in SCALES
    ]
    evidence = np.concatenate([each.evidence for each in weighed])
    order = np.argsort(-evidence, kind="stable")
    weight = np.exp(evidence - evidence.max())[order]
    all_models = np.concatenate([models] * len(SCALES))[order]
    priors = [_prior(table, terms, models, scale) for scale in SCALES]
    return _Components(
        problem=_problem(table, terms, all_models),
        prior=Prior(np.concatenate([each.precision for each in priors])[order], priors[0].centre),
        mode=np.concatenate([each.mode for each in weighed])[order],
        deviation=np.concatenate([each.deviation for each in weighed])[order],
        weight=weight / weight.sum(),
    )


def _problem(table: ListTable, terms: Ints, models: Bools) -> Problem:
    """Also where the likelihood has no maximum the posterior has: the priors on interactions are proper."""
    x = design(len(table.lists), terms)
    cells = np.repeat(table.possible[None, :], len(models), axis=0)
    return Problem(x, table.counts.astype(np.float64), models, cells)


def _prior(table: ListTable, terms: Ints, models: Bools, scale: float) -> Prior:
    """Interactions around 0 with the scale, halved for each order above two; the rest nearly flat."""
    sizes = sizes_of(terms)
    spread = scale * 0.5 ** np.maximum(sizes - 2, 0)
    spread[sizes == 0], spread[sizes == 1] = _SPREAD_OF_CONSTANT, _SPREAD_OF_LISTS
    centre = np.where(sizes == 0, log(max(table.observed, 1)), 0.0)
    return Prior(np.where(models, 1 / spread[None, :] ** 2, 0.0), centre)


def _evidence(table: ListTable, terms: Ints, models: Bools, scale: float, near: Floats | None = None) -> _Weighed:
    """Laplace's approximation of the log evidence with the prior of the models, and the mode, of every model."""
    parts = []
    for first in range(0, len(models), CHUNK):
        rows = slice(first, first + CHUNK)
        problem = _problem(table, terms, models[rows])
        prior = _prior(table, terms, models[rows], scale)
        mode = maximum(problem, start(problem) if near is None else near[rows], prior)
        evidence, matrix = _laplace(problem, mode, prior)
        first_column = np.zeros_like(mode)
        first_column[:, 0] = 1.0
        parts.append(_Weighed(evidence, mode, np.sqrt(solved(matrix, first_column)[:, 0])))
    of_models = _log_prior(terms, models, len(table.lists))
    return _Weighed(
        evidence=np.concatenate([part.evidence for part in parts]) + of_models,
        mode=np.concatenate([part.mode for part in parts]),
        deviation=np.concatenate([part.deviation for part in parts]),
    )


def _laplace(problem: Problem, mode: Floats, prior: Prior) -> tuple[Floats, Floats]:
    """Log of likelihood times prior integrated over the kept terms, and the curvature at the mode."""
    matrix = curvature(problem, means(problem, mode), prior)
    _, logdet = np.linalg.slogdet(matrix)
    proper = prior.precision > 0
    away = prior.precision * (mode - prior.centre) ** 2
    density = 0.5 * (np.log(np.where(proper, prior.precision, 1.0)) - proper * np.log(2 * np.pi) - away)
    free = problem.kept.sum(axis=1)
    joint = loglikelihood(problem, mode) + density.sum(axis=1)
    return joint + 0.5 * free * np.log(2 * np.pi) - 0.5 * logdet, matrix


def _log_prior(terms: Ints, models: Bools, lists: int) -> Floats:
    """Log prior of each model: for each order the number of interactions uniform, then every set of the size alike."""
    sizes = sizes_of(terms)
    result = np.zeros(len(models))
    for size in range(2, int(sizes.max()) + 1):
        chosen = models[:, sizes == size].sum(axis=1)
        allowed = np.full(len(models), comb(lists, 2)) if size == 2 else _allowed(terms, models, size)
        result -= np.log(allowed + 1.0) + _log_choose(allowed, chosen)
    return result


def _allowed(terms: Ints, models: Bools, size: int) -> Ints:
    """How many terms of a size a model could hold: all their parts are in it."""
    place = {int(term): index for index, term in enumerate(terms)}
    possible = [[place[part] for part in parts(int(term))] for term in terms[sizes_of(terms) == size]]
    held: Ints = np.sum([models[:, needed].all(axis=1) for needed in possible], axis=0, dtype=np.int64)
    return held


def _log_choose(allowed: Ints, chosen: Ints) -> Floats:
    return np.asarray(gammaln(allowed + 1.0) - gammaln(chosen + 1.0) - gammaln(allowed - chosen + 1.0))


def _mixture(components: _Components) -> tuple[Floats, Floats]:
    """Density of the logarithm of the unseen on an even grid."""
    points, logs = _gridded(components)
    deviation, centre = components.deviation, components.mode[:, 0]
    grid = np.linspace((centre - 5 * deviation).min(), (centre + 5 * deviation).max(), _GRID)
    grid = np.unique(np.concatenate([grid, np.linspace(points.min(), points.max(), _GRID)]))
    width = np.gradient(grid)
    density = np.zeros(len(grid))
    for index in range(len(points)):
        density += components.weight[index] * _normalised(_curve(points[index], logs[index], grid), width)
    for index in range(len(points), len(centre)):
        normal = np.exp(-0.5 * ((grid - centre[index]) / deviation[index]) ** 2)
        density += components.weight[index] * _normalised(normal, width)
    return grid, density * width


def _gridded(components: _Components) -> tuple[Floats, Floats]:
    """For the heaviest components: points of the constant and the log posterior there, the rest integrated out."""
    top = slice(0, _MOST_GRIDDED)
    mode = components.mode[top]
    points = mode[:, [0]] + components.deviation[top, None] * _POINTS[None, :]
    repeated = np.repeat(mode, len(_POINTS), axis=0)
    repeated[:, 0] = points.ravel()
    kept = np.repeat(components.problem.kept[top], len(_POINTS), axis=0)
    kept[:, 0] = False
    cells = np.repeat(components.problem.cells[top], len(_POINTS), axis=0)
    problem = Problem(components.problem.x, components.problem.counts, kept, cells)
    prior = components.prior.of(np.repeat(np.arange(len(mode)), len(_POINTS)))
    logs, _ = _laplace(problem, maximum(problem, repeated, prior), prior)
    return points, logs.reshape(points.shape)


def _curve(points: Floats, logs: Floats, grid: Floats) -> Floats:
    inside = (grid >= points[0]) & (grid <= points[-1])
    curve = CubicSpline(points, logs - logs.max())(np.clip(grid, points[0], points[-1]))
    return np.where(inside, np.exp(np.minimum(curve, 1.0)), 0.0)


def _normalised(density: Floats, width: Floats) -> Floats:
    return np.asarray(density / max(float((density * width).sum()), 1e-300))
