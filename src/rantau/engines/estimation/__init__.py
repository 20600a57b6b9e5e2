"""Estimation (perhitungan): from who stands on which list to numbers that may be said.

Observed counts and the reconciliation of lists stand here; `mse` answers how many stand on no list, `small_area` makes
estimates of small areas steadier.
"""

from rantau.engines.estimation.lists import MEANINGS, CountKind, Evidence, ListMeaning
from rantau.engines.estimation.observed import (
    KTP_OUTSIDE,
    UNDATED,
    Journey,
    PersonSummary,
    Sighting,
    count,
    measure_names,
    mostly_silent,
    summarise,
)
from rantau.engines.estimation.reconciliation import ALL_YEARS, Overlap, Reconciled, overlaps, reconcile

__all__ = [
    "ALL_YEARS",
    "KTP_OUTSIDE",
    "MEANINGS",
    "UNDATED",
    "CountKind",
    "Evidence",
    "Journey",
    "ListMeaning",
    "Overlap",
    "PersonSummary",
    "Reconciled",
    "Sighting",
    "count",
    "measure_names",
    "mostly_silent",
    "overlaps",
    "reconcile",
    "summarise",
]
