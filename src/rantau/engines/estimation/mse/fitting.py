"""Maximum likelihood for many hierarchical log-linear models of one table at once.

The counts are independent Poisson with log mean X alpha; the estimate of those on no list is exp(alpha_0)
(Sanathanan 1972 shows that the conditional and this likelihood have the same maximum).

Two checks say whether a model may be used on a table (Fienberg & Rinaldo 2012; Chan, Silverman & Vincent 2021):

*existence* - an interaction whose lists share nobody has the estimate minus infinity; its cells are taken out (the
extended maximum likelihood estimate). What is left has a maximum only if some table without zeros has the same
sufficient statistics, a question of linear programming;
*identifiability* - the columns that are left must be linearly independent over the cells that are left.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.special import gammaln, xlogy

from rantau.engines.estimation.mse.models import Bools, Floats, Ints, design
from rantau.engines.estimation.mse.tables import ListTable

CHUNK = 2_048
"""Models fitted together; bounds memory at about 60 MB for seven lists to order 2."""
_STEPS = 60
_CLOSE = 1e-9
_LONGEST_STEP = 4.0


class Admission(IntEnum):
    """Whether a model may be used on a table; the codes of Chan, Silverman & Vincent (2021)."""

    OK = 0
    NO_MAXIMUM = 1
    NOT_IDENTIFIABLE = 2
    NEITHER = 3


@dataclass(frozen=True, slots=True)
class Fits:
    """Fits of M models; where a model is not admissible its numbers are NaN.

    `unseen` is exp(alpha_0), `loglik` the Poisson log likelihood, `parameters` the number of terms (those at minus
    infinity count, as in the published values), `bic` -2 loglik + parameters log(people seen), `deviance` twice the
    log likelihood of the table itself over that of the fit; all of shape (M,). `coefficients` (M, P) holds NaN for
    terms outside a model and -inf at the boundary.
    """

    unseen: Floats
    loglik: Floats
    parameters: Ints
    bic: Floats
    deviance: Floats
    admission: npt.NDArray[np.int8]
    coefficients: Floats

    @property
    def admissible(self) -> Bools:
        """Models that may be used, shape (M,)."""
        return np.asarray(self.admission == Admission.OK)


def fit_models(table: ListTable, terms: Ints, models: Bools) -> Fits:
    """Fit every model (rows of `models` over `terms`)."""
    parts = [_fit_chunk(table, terms, models[start : start + CHUNK]) for start in range(0, len(models), CHUNK)]
    return Fits(
        unseen=np.concatenate([part.unseen for part in parts]),
        loglik=np.concatenate([part.loglik for part in parts]),
        parameters=np.concatenate([part.parameters for part in parts]),
        bic=np.concatenate([part.bic for part in parts]),
        deviance=np.concatenate([part.deviance for part in parts]),
        admission=np.concatenate([part.admission for part in parts]),
        coefficients=np.concatenate([part.coefficients for part in parts]),
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """Models of one table as arrays: M models, P terms, C histories."""

    x: Floats
    """(C, P)"""
    counts: Floats
    """(C,)"""
    kept: Bools
    """(M, P): terms that are estimated."""
    cells: Bools
    """(M, C): cells that are left."""


def _fit_chunk(table: ListTable, terms: Ints, models: Bools) -> Fits:
    problem = without_boundary(table, terms, models)
    admission = admissions(problem)
    usable = admission == Admission.OK
    alpha = np.full(models.shape, np.nan)
    loglik = np.full(len(models), np.nan)
    if usable.any():
        part = Problem(problem.x, problem.counts, problem.kept[usable], problem.cells[usable])
        found = maximum(part)
        alpha[usable] = np.where(part.kept, found, np.where(models[usable], -np.inf, np.nan))
        loglik[usable] = loglikelihood(part, found)
    parameters = models.sum(axis=1).astype(np.int64)
    bic = -2 * loglik + parameters * np.log(max(table.observed, 1))
    deviance = 2 * (_saturated(problem.counts) - loglik)
    return Fits(np.exp(alpha[:, 0]), loglik, parameters, bic, deviance, admission, alpha)


def _saturated(counts: Floats) -> float:
    """Log likelihood of the table itself."""
    return float((xlogy(counts, counts) - counts - gammaln(counts + 1)).sum())


def without_boundary(table: ListTable, terms: Ints, models: Bools) -> Problem:
    """The models with the interactions of lists that share nobody, and their cells, taken out."""
    x = design(len(table.lists), terms)
    counts = table.counts.astype(np.float64)
    empty = (x.T @ counts == 0) & (terms > 0)
    at_boundary = models & empty[None, :]
    gone = at_boundary.astype(np.float64) @ x.T > 0
    return Problem(x, counts, models & ~empty[None, :], ~gone & table.possible[None, :])


def admissions(problem: Problem) -> npt.NDArray[np.int8]:
    """The code of every model, shape (M,)."""
    identifiable = _independent(problem, problem.cells)
    sure = _independent(problem, problem.cells & (problem.counts > 0)[None, :])
    codes = np.where(identifiable, Admission.OK, Admission.NOT_IDENTIFIABLE).astype(np.int8)
    for index in np.flatnonzero(~sure):
        if not _has_maximum(problem, int(index)):
            codes[index] += Admission.NO_MAXIMUM
    return codes


def _independent(problem: Problem, cells: Bools) -> Bools:
    """Whether the kept columns are linearly independent over the cells: the Gram determinant is a positive integer."""
    matrix = gram(problem.x, cells.astype(np.float64), problem.kept)
    sign, logdet = np.linalg.slogdet(matrix)
    return np.asarray((sign > 0) & (logdet > np.log(0.5)))


def gram(x: Floats, weights: Floats, kept: Bools) -> Floats:
    """X' diag(w) X for every model, with the identity where a term is not in it; shape (M, P, P)."""
    cells, width = x.shape
    outer = (x[:, :, None] * x[:, None, :]).reshape(cells, width * width)
    matrix = (weights @ outer).reshape(-1, width, width)
    matrix *= kept[:, :, None] & kept[:, None, :]
    diagonal = np.arange(width)
    matrix[:, diagonal, diagonal] += ~kept
    return np.asarray(matrix)


def _has_maximum(problem: Problem, index: int) -> bool:
    """Whether a table without zeros has the same sufficient statistics (Fienberg & Rinaldo 2012).

    It is so unless a direction d exists with X d = 0 where somebody was seen, X d <= 0 elsewhere and X d != 0: along it
    the likelihood rises for ever. Written in the null space of the seen rows, it is a small linear programme.
    """
    x = problem.x[np.ix_(problem.cells[index], problem.kept[index])]
    seen = problem.counts[problem.cells[index]] > 0
    free = _null_space(x[seen])
    if not free.shape[1]:
        return True
    shadows = x[~seen] @ free
    if free.shape[1] == 1:
        return bool((shadows > 1e-9).any() and (shadows < -1e-9).any()) or bool((np.abs(shadows) < 1e-9).all())
    box = [(-1, 1)] * free.shape[1]
    lowest = linprog(shadows.sum(axis=0), A_ub=shadows, b_ub=np.zeros(len(shadows)), bounds=box, method="highs")
    return float(lowest.fun or 0.0) > -1e-7


def _null_space(x: Floats) -> Floats:
    """Columns that span {d: x d = 0}."""
    _, values, turned = np.linalg.svd(x, full_matrices=True)
    rank = int((values > 1e-9 * max(values.max(initial=0.0), 1.0)).sum())
    return np.asarray(turned[rank:].T)


@dataclass(frozen=True, slots=True)
class Prior:
    """Normal priors of the coefficients: `precision` (M, P), 0 where flat, around `centre` (P,)."""

    precision: Floats
    centre: Floats

    def of(self, rows: Ints) -> Prior:
        """The priors of some models."""
        return Prior(self.precision[rows], self.centre)


def maximum(problem: Problem, alpha: Floats | None = None, prior: Prior | None = None) -> Floats:
    """Coefficients at the maximum by Newton's method, all models together; (M, P).

    `alpha` is where to start; terms that are not kept stay there (0 by default). With a prior it is
    the posterior mode.
    """
    found = start(problem) if alpha is None else alpha.copy()
    active = np.arange(len(found))
    for _ in range(_STEPS):
        part = Problem(problem.x, problem.counts, problem.kept[active], problem.cells[active])
        step = _newton_step(part, found[active], None if prior is None else prior.of(active))
        length = np.abs(step).max(axis=1, initial=0.0)
        found[active] += step * np.minimum(1.0, _LONGEST_STEP / np.maximum(length, _LONGEST_STEP))[:, None]
        active = active[length > _CLOSE]
        if not len(active):
            break
    return found


def start(problem: Problem) -> Floats:
    """Weighted least squares on the logarithms of slightly raised counts, (M, P)."""
    raised = problem.counts + 0.5
    weights = problem.cells * raised[None, :]
    right = (weights * np.log(raised)[None, :]) @ problem.x * problem.kept
    return solved(gram(problem.x, weights, problem.kept) + 1e-9 * np.eye(problem.x.shape[1]), right)


def _newton_step(problem: Problem, alpha: Floats, prior: Prior | None) -> Floats:
    mean = means(problem, alpha)
    slope = (problem.cells * problem.counts[None, :] - mean) @ problem.x
    if prior is not None:
        slope -= prior.precision * (alpha - prior.centre)
    return solved(curvature(problem, mean, prior), slope * problem.kept)


def curvature(problem: Problem, mean: Floats, prior: Prior | None = None) -> Floats:
    """Minus the second derivative in the kept terms, (M, P, P), the identity elsewhere."""
    matrix = gram(problem.x, mean, problem.kept)
    diagonal = np.arange(matrix.shape[1])
    matrix[:, diagonal, diagonal] *= 1 + 1e-13
    if prior is not None:
        matrix[:, diagonal, diagonal] += prior.precision * problem.kept
    return matrix


def solved(matrices: Floats, right: Floats) -> Floats:
    """Solutions of M systems, (M, P)."""
    return np.asarray(np.linalg.solve(matrices, right[:, :, None])[:, :, 0])


def means(problem: Problem, alpha: Floats) -> Floats:
    """Fitted counts, shape (M, C); 0 in cells that are taken out."""
    return np.asarray(np.exp(np.minimum(alpha @ problem.x.T, 50.0)) * problem.cells)


def loglikelihood(problem: Problem, alpha: Floats) -> Floats:
    """Poisson log likelihood, (M,)."""
    linear = alpha @ problem.x.T
    terms = problem.counts[None, :] * linear - means(problem, alpha) - gammaln(problem.counts + 1)[None, :]
    return np.asarray((terms * problem.cells).sum(axis=1))
