"""Answers and tables of models as JSON values: the contract of `rantau estimate mse` (docs/reference/estimation.md)."""

from __future__ import annotations

from math import isfinite
from time import perf_counter

from rantau.engines.estimation.mse.answering import (
    REFUSALS,
    BestModel,
    ModelTable,
    answer_table,
    best_models,
    model_table,
    without_empty_lists,
)
from rantau.engines.estimation.mse.fitting import Admission
from rantau.engines.estimation.mse.models import sizes_of, written
from rantau.engines.estimation.mse.tables import ListTable

Json = dict[str, object]


def answer_json(table: ListTable, *, order: int | None = None, seed: int = 0) -> Json:
    """The answer for one table; null where a number cannot be computed or an interval is open.

    `seconds` is the time of the average with its interval, without the models by order.
    """
    began = perf_counter()
    answer = answer_table(table, order=order, seed=seed)
    seconds = perf_counter() - began
    used = without_empty_lists(table)
    return {
        "name": answer.name,
        "lists": list(table.lists),
        "observed": answer.observed,
        "estimate": number(answer.estimate),
        "lo": number(answer.lo),
        "hi": number(answer.hi),
        "state": answer.state,
        "reasons": list(answer.reasons),
        "decomposable": number(answer.other_family),
        "best": [_best(each) for each in best_models(used, order)] if used else [],
        "seconds": round(seconds, 4),
    }


def _best(best: BestModel) -> Json:
    return {
        "order": best.order,
        "model": best.model,
        "estimate": number(best.estimate),
        "lo": number(best.lo),
        "hi": number(best.hi),
        "bic": number(best.bic),
        "deviance": number(best.deviance),
        "models": best.models,
        "complete": best.whole,
    }


def models_json(table: ListTable, order: int | None = None) -> Json:
    """Every admissible model to an order by rising BIC, then those that may not be used, with the reason."""
    reach = min(order or len(table.lists) - 1, len(table.lists) - 1)
    space = model_table(table, reach)
    admissible = space.fits.admissible
    ranked = sorted(range(len(space.models)), key=lambda row: (not admissible[row], space.fits.bic[row]))
    return {
        "name": table.name,
        "lists": list(table.lists),
        "observed": table.observed,
        "max_order": reach,
        "complete": space.whole,
        "models": [_model(table, space, row) for row in ranked if admissible[row]],
        "inadmissible": [_refused(space, row) for row in range(len(space.models)) if not admissible[row]],
    }


def _model(table: ListTable, space: ModelTable, row: int) -> Json:
    fits = space.fits
    return {
        "model": written(space.models[row], space.terms),
        "order": int(sizes_of(space.terms)[space.models[row]].max()),
        "parameters": int(fits.parameters[row]),
        "estimate": number(table.observed + float(fits.unseen[row])),
        "bic": number(float(fits.bic[row])),
        "loglik": number(float(fits.loglik[row])),
        "deviance": number(float(fits.deviance[row])),
    }


def _refused(space: ModelTable, row: int) -> Json:
    code = Admission(int(space.fits.admission[row]))
    return {"model": written(space.models[row], space.terms), "code": int(code), "reason": REFUSALS[code]}


def number(value: float) -> float | None:
    """The number, None where it is not finite: JSON has no word for it."""
    return value if isfinite(value) else None
