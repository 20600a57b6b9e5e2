"""Fay-Herriot: direct estimates of small areas, made steadier by covariates (Fay & Herriot 1979).

    y_i = x_i' beta + v_i + e_i,   v_i ~ N(0, A),   e_i ~ N(0, D_i) with D_i known

A by restricted maximum likelihood, maximum likelihood or the moments of Fay and Herriot; the estimates are empirical
best linear unbiased predictors (EBLUP), their mean squared errors those of Prasad & Rao (1990), Datta & Lahiri (2000)
and Datta, Rao & Smith (2005).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

Floats = npt.NDArray[np.float64]
Method = Literal["reml", "ml", "fh"]

_TOLERANCE = 1e-13


@dataclass(frozen=True, slots=True)
class FayHerriot:
    """A fit over m areas with p covariates.

    `variance` is A; `beta` (p,); `eblup` and `mse` (m,) the estimates and their mean squared errors, in the units of y
    and their square; `direct_share` (m,) how much of each estimate is the direct one; `loglik` the log likelihood
    of y at the fit.
    """

    method: Method
    variance: float
    beta: Floats
    beta_errors: Floats
    eblup: Floats
    mse: Floats
    direct_share: Floats
    loglik: float


def fay_herriot(y: Floats, variances: Floats, x: Floats, method: Method = "reml") -> FayHerriot:
    """Fit. `y` (m,), `variances` D (m,) over 0, `x` (m, p) of full rank with m > p. Raises ValueError."""
    if len(y) <= x.shape[1] or np.linalg.matrix_rank(x) < x.shape[1]:
        raise ValueError("covariates: full rank and fewer than areas")
    if not (variances > 0).all() or not all(np.isfinite(each).all() for each in (y, variances, x)):
        raise ValueError("finite values and variances over 0")
    slope = {"reml": _reml_slope, "ml": _ml_slope, "fh": _moment_slope}[method]
    variance = _root(lambda value: slope(y, variances, x, value), float(np.var(y) + variances.max()))
    beta, covariance = _weighted(y, variances, x, variance)
    share = variance / (variance + variances)
    residual = y - x @ beta
    total = variance + variances
    loglik = -0.5 * float((np.log(2 * np.pi * total) + residual**2 / total).sum())
    mse = _mean_squared_errors(variances, x, variance, covariance, method)
    errors = np.sqrt(np.diag(covariance))
    return FayHerriot(method, variance, beta, errors, x @ beta + share * residual, mse, share, loglik)


def _weighted(y: Floats, variances: Floats, x: Floats, variance: float) -> tuple[Floats, Floats]:
    weight = 1 / (variance + variances)
    covariance: Floats = np.linalg.inv(x.T @ (x * weight[:, None])).astype(np.float64)
    return covariance @ (x.T @ (weight * y)), covariance


def _reml_slope(y: Floats, variances: Floats, x: Floats, variance: float) -> float:
    """Derivative of the restricted log likelihood in A, times two."""
    beta, covariance = _weighted(y, variances, x, variance)
    weight = 1 / (variance + variances)
    trace = weight.sum() - np.einsum("ij,jk,ik,i->", x, covariance, x, weight**2)
    return float((weight**2 * (y - x @ beta) ** 2).sum() - trace)


def _ml_slope(y: Floats, variances: Floats, x: Floats, variance: float) -> float:
    beta, _ = _weighted(y, variances, x, variance)
    weight = 1 / (variance + variances)
    return float((weight**2 * (y - x @ beta) ** 2).sum() - weight.sum())


def _moment_slope(y: Floats, variances: Floats, x: Floats, variance: float) -> float:
    """The weighted residual sum of squares less its expectation m - p (Fay & Herriot 1979)."""
    beta, _ = _weighted(y, variances, x, variance)
    return float(((y - x @ beta) ** 2 / (variance + variances)).sum() - (len(y) - x.shape[1]))


def _root(slope: Callable[[float], float], upper: float) -> float:
    """Where a falling slope crosses 0; 0 if it starts below."""
    if slope(0.0) <= 0:
        return 0.0
    while slope(upper) > 0:
        upper *= 2
    return float(brentq(slope, 0.0, upper, xtol=_TOLERANCE, rtol=1e-14))


def _mean_squared_errors(variances: Floats, x: Floats, variance: float, covariance: Floats, method: Method) -> Floats:
    total = variance + variances
    shrunk = variances / total
    known = variance * shrunk
    beta_part = shrunk**2 * np.einsum("ij,jk,ik->i", x, covariance, x)
    spread = _variance_of_variance(total, method)
    estimated = variances**2 / total**3 * spread
    mse = known + beta_part + 2 * estimated
    if method == "ml":
        mse = mse - _ml_bias(total, x, covariance) * shrunk**2
    if method == "fh":
        mse = mse - _moment_bias(total) * shrunk**2
    return np.asarray(mse)


def _variance_of_variance(total: Floats, method: Method) -> float:
    """Large-sample variance of the estimate of A."""
    if method == "fh":
        return float(2 * len(total) / (1 / total).sum() ** 2)
    return float(2 / (1 / total**2).sum())


def _ml_bias(total: Floats, x: Floats, covariance: Floats) -> float:
    """Bias of the maximum likelihood estimate of A (Datta & Lahiri 2000)."""
    lost = np.einsum("ij,jk,ik,i->", x, covariance, x, 1 / total**2)
    return float(-lost / (1 / total**2).sum())


def _moment_bias(total: Floats) -> float:
    """Bias of the estimate of A by moments (Datta, Rao & Smith 2005)."""
    first, second = (1 / total).sum(), (1 / total**2).sum()
    return float(2 * (len(total) * second - first**2) / first**3)
