"""Estimation (perhitungan): from who stands on which list to numbers that may be said.

Now: observed counts and the reconciliation of lists. No number here is an estimate of those who stand on no list.
"""

from rantau.engines.estimation.lists import MEANINGS, CountKind, Evidence, ListMeaning
from rantau.engines.estimation.observed import (
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
