"""Small-area fits as JSON values: the contract of `rantau estimate fh` and `bym2` (docs/reference/estimation.md)."""

from __future__ import annotations

from time import perf_counter

from rantau.engines.estimation.small_area.bym2 import bym2
from rantau.engines.estimation.small_area.fay_herriot import Method, fay_herriot
from rantau.engines.estimation.small_area.reading import AreaCounts, DirectEstimates, SmallAreaError

Json = dict[str, object]


def direct_json(given: DirectEstimates, method: Method = "reml") -> Json:
    """A Fay-Herriot fit. Raises SmallAreaError when the covariates do not determine a fit."""
    began = perf_counter()
    try:
        fit = fay_herriot(given.y, given.variances, given.x, method)
    except ValueError as error:
        raise SmallAreaError(f"{given.name}: peubahnya saling menentukan, atau wilayahnya terlalu sedikit.") from error
    return {
        "name": given.name,
        "method": method,
        "refvar": fit.variance,
        "beta": dict(zip(given.covariates, fit.beta.tolist(), strict=True)),
        "beta_se": dict(zip(given.covariates, fit.beta_errors.tolist(), strict=True)),
        "loglik": fit.loglik,
        "areas": list(given.areas),
        "eblup": fit.eblup.tolist(),
        "mse": fit.mse.tolist(),
        "seconds": round(perf_counter() - began, 4),
    }


def counts_json(given: AreaCounts) -> Json:
    """A BYM2 fit: relative risks with 95% intervals, in the order of the areas."""
    began = perf_counter()
    fit = bym2(given.y, given.expected, given.neighbours, given.x)
    named = ("konstanta", *given.covariates)
    return {
        "name": given.name,
        "scale": fit.scale,
        "share": fit.share,
        "beta": {
            name: {"mean": mean, "lo": lo, "hi": hi}
            for name, mean, lo, hi in zip(
                named, fit.beta.tolist(), fit.beta_lo.tolist(), fit.beta_hi.tolist(), strict=True
            )
        },
        "areas": list(given.areas),
        "mean": fit.mean.tolist(),
        "median": fit.median.tolist(),
        "lo": fit.lo.tolist(),
        "hi": fit.hi.tolist(),
        "seconds": round(perf_counter() - began, 4),
    }
