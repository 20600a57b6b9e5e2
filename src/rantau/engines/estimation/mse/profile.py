"""Interval of one model by the profile likelihood (Cormack 1992)."""

from __future__ import annotations

from collections.abc import Callable
from math import exp

from scipy.optimize import brentq
from scipy.stats import chi2

from rantau.engines.estimation.mse.fitting import Problem, loglikelihood, maximum, without_boundary
from rantau.engines.estimation.mse.models import Bools, Floats, Ints
from rantau.engines.estimation.mse.tables import ListTable

_FARTHEST = 30.0
"""Steps of the logarithm of the unseen beyond which an interval is called open."""


def profile_interval(table: ListTable, terms: Ints, model: Bools, level: float = 0.95) -> tuple[float, float]:
    """The numbers of people that the likelihood ratio does not refuse at `level`; inf where it never falls enough.

    The model must be admissible on the table (`fit_models`).
    """
    problem = without_boundary(table, terms, model[None, :])
    best = maximum(problem)
    top = float(loglikelihood(problem, best)[0])
    allowed = float(chi2.ppf(level, 1)) / 2
    centre = float(best[0, 0])

    def missing(constant: float) -> float:
        return top - _at(problem, best, constant) - allowed

    lower = _crossing(missing, centre, -1.0)
    upper = _crossing(missing, centre, 1.0)
    return table.observed + (exp(lower) if lower is not None else 0.0), table.observed + (
        exp(upper) if upper is not None else float("inf")
    )


def _at(problem: Problem, best: Floats, constant: float) -> float:
    """Log likelihood with the constant held and everything else at its maximum."""
    held = problem.kept.copy()
    held[:, 0] = False
    from_here = best.copy()
    from_here[:, 0] = constant
    fixed = Problem(problem.x, problem.counts, held, problem.cells)
    return float(loglikelihood(fixed, maximum(fixed, from_here))[0])


def _crossing(missing: Callable[[float], float], centre: float, direction: float) -> float | None:
    step = 0.1
    while step < _FARTHEST:
        if missing(centre + direction * step) > 0:
            return (
                float(brentq(lambda away: missing(centre + direction * away), step / 2, step, xtol=1e-10)) * (direction)
                + centre
            )
        step *= 2
    return None
