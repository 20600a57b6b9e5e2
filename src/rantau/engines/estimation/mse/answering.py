"""The answer for one table: the number, its interval, and whether it may be said at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantau.engines.estimation.mse.averaging import Average, average
from rantau.engines.estimation.mse.decomposable import average_graphs
from rantau.engines.estimation.mse.fitting import Admission, Fits, fit_models
from rantau.engines.estimation.mse.models import Bools, Ints, hierarchical_models, terms_to, written
from rantau.engines.estimation.mse.profile import profile_interval
from rantau.engines.estimation.mse.searching import search_models
from rantau.engines.estimation.mse.tables import FEWEST_LISTS, ListTable, table_of

OK, WITHHELD = "ok", "withheld"
MOST_LISTED = 5
"""Lists up to which all models of all orders are fitted (6,893 for five)."""
FEWEST_PEOPLE = 30
FEWEST_TWICE = 5
WIDEST = 5.0
"""Upper end over lower end of the interval beyond which a number says nothing."""
MOST_INADMISSIBLE = 0.9
"""Weight on models that fail the checks of existence and identifiability beyond which only the prior speaks."""
FARTHEST_APART = 2.0
"""Ratio of the answers of the two families of models beyond which the choice of family is the answer."""

REFUSALS = {
    Admission.NO_MAXIMUM: "penduga tidak ada: kemungkinan terbesarnya tidak tercapai",
    Admission.NOT_IDENTIFIABLE: "tidak teridentifikasi: tabelnya tidak menentukan semua parameternya",
    Admission.NEITHER: "penduga tidak ada dan tidak teridentifikasi",
}


@dataclass(frozen=True, slots=True)
class BestModel:
    """The admissible model of least BIC to an order, with its profile interval (inf where open)."""

    order: int
    model: str
    estimate: float
    lo: float
    hi: float
    bic: float
    deviance: float
    models: int
    whole: bool
    """Whether all models to the order were fitted; False where the space was searched."""


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """How many people, by the average over models; NaN where nothing can be computed.

    `state` is "ok" or "withheld"; withheld numbers are computed all the same, and `reasons` (Indonesian) say why they
    are not to be used.
    """

    name: str
    observed: int
    estimate: float
    lo: float
    hi: float
    state: str
    reasons: tuple[str, ...]
    other_family: float
    """The median by decomposable graphs; NaN where they cannot be used (structural zeros)."""


def answer_table(table: ListTable, *, order: int | None = None, draws: int = 4_000, seed: int = 0) -> TableAnswer:
    """Median and 95% interval of the number of people, and whether it may be said.

    Lists without people are left out. Never raises for a table that could be read.
    """
    used = without_empty_lists(table)
    if used is None:
        reason = f"kurang dari {FEWEST_LISTS} daftar yang berisi orang"
        return TableAnswer(table.name, table.observed, np.nan, np.nan, np.nan, WITHHELD, (reason,), np.nan)
    found = average(used, order, draws=draws, seed=seed)
    other = average_graphs(used).estimate if not used.impossible else np.nan
    reasons = _grounds(used, found, other)
    lo, middle, hi = (found.quantile(share) for share in (0.025, 0.5, 0.975))
    return TableAnswer(table.name, table.observed, middle, lo, hi, WITHHELD if reasons else OK, reasons, other)


def without_empty_lists(table: ListTable) -> ListTable | None:
    """The table of the lists that hold somebody; None if these are fewer than three."""
    kept = np.flatnonzero(table.list_sizes() > 0)
    if len(kept) < FEWEST_LISTS:
        return None
    if len(kept) == len(table.lists):
        return table

    def short(cell: int) -> str:
        return "".join(table.history(cell)[index] for index in kept)

    histories = {short(cell): int(count) for cell, count in enumerate(table.counts, start=1) if count}
    never = sorted({short(cell) for cell in table.impossible} - set(histories) - {"0" * len(kept)})
    return table_of(table.name, tuple(table.lists[index] for index in kept), histories, never)


def _grounds(table: ListTable, found: Average, other: float) -> tuple[str, ...]:
    """Why the number is withheld; empty if it may be said."""
    reasons = []
    if table.observed < FEWEST_PEOPLE:
        reasons.append(f"hanya {table.observed} orang yang tercatat (paling sedikit {FEWEST_PEOPLE})")
    twice = sum(int(count) for cell, count in enumerate(table.counts, start=1) if cell.bit_count() > 1)
    if twice < FEWEST_TWICE:
        reasons.append(f"hanya {twice} orang ada pada lebih dari satu daftar (paling sedikit {FEWEST_TWICE})")
    share = _inadmissible(table, found)
    if share > MOST_INADMISSIBLE:
        reasons.append(f"{share:.0%} bobot ada pada model yang tidak dapat dipakai pada tabel ini (keberadaan penduga)")
    lo, middle, hi = (found.quantile(share) for share in (0.025, 0.5, 0.975))
    if hi > WIDEST * lo:
        reasons.append(
            f"rentangnya terlalu lebar: batas atas {hi / lo:.1f} kali batas bawah (paling banyak {WIDEST:g})"
        )
    if not 1 / FARTHEST_APART <= middle / other <= FARTHEST_APART and np.isfinite(other):
        reasons.append("dua keluarga model berbeda lebih dari dua kali lipat")
    return tuple(reasons)


def _inadmissible(table: ListTable, found: Average) -> float:
    """Weight of models without a maximum or not identifiable on this table."""
    heavy = found.weights > found.weights[0] / 100
    fits = fit_models(table, terms_to(len(table.lists), found.order), found.models[heavy])
    return float(found.weights[heavy][~fits.admissible].sum() / found.weights[heavy].sum())


@dataclass(frozen=True, slots=True)
class ModelTable:
    """Fits of the models to an order; `whole` where these are all."""

    terms: Ints
    models: Bools
    fits: Fits
    whole: bool

    def best(self) -> int | None:
        """The admissible model of least BIC; None if no model is admissible."""
        return int(np.nanargmin(self.fits.bic)) if self.fits.admissible.any() else None


def model_table(table: ListTable, order: int) -> ModelTable:
    """All hierarchical models to an order; searched by BIC where they are too many to list."""
    terms = terms_to(len(table.lists), order)
    models = hierarchical_models(len(table.lists), order)
    whole = models is not None
    if models is None:
        models = search_models(terms, lambda rows: -fit_models(table, terms, rows).bic / 2)
    return ModelTable(terms, models, fit_models(table, terms, models), whole)


def best_models(table: ListTable, most: int | None = None) -> tuple[BestModel, ...]:
    """The admissible model of least BIC by order, 1 to `most`: by default one less than lists, 2 from six lists on."""
    lists = len(table.lists)
    found = []
    for order in range(1, min(most or (lists - 1 if lists <= MOST_LISTED else 2), lists - 1) + 1):
        space = model_table(table, order)
        best = space.best()
        if best is None:
            continue
        lo, hi = profile_interval(table, space.terms, space.models[best])
        fits = space.fits
        found.append(
            BestModel(
                order, written(space.models[best], space.terms), table.observed + float(fits.unseen[best]), lo, hi,
                float(fits.bic[best]), float(fits.deviance[best]), len(space.models), space.whole,
            )
        )  # fmt: skip
    return tuple(found)
