"""Published numbers beside those counted here (angka resmi): who says how many were placed in which year."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rantau.modules.insight.domain import Claim, comparable, disagreement
from rantau.platform.web.components import Cell, Column, Table

Claims = Sequence[tuple[int, list[Claim]]]
"""Years in order, each with its claims."""


def headline(by_year: Claims) -> str:
    """The newest disagreement between published numbers, in one line; "" where they agree or are too few."""
    said = ((year, disagreement(comparable(claims))) for year, claims in reversed(by_year))
    return next(
        (_("Penempatan %(year)s: %(words)s") % {"year": year, "words": words} for year, words in said if words), ""
    )


def claim_table(by_year: Claims) -> Table:
    """One line for each who says so, one column for each year; the last line is how far they lie apart."""
    years = [year for year, _claims in by_year]
    sources = list(dict.fromkeys((claim.source, claim.counts) for _year, claims in by_year for claim in claims))
    return Table(
        caption=_("Penempatan menurut siapa"),
        columns=[Column("siapa", _("Menurut")), *(Column(str(year), str(year), numeric=True) for year in years)],
        rows=[
            [Cell(source, note=counts), *(_claim_cell(claims, source, counts) for _year, claims in by_year)]
            for source, counts in sources
        ],
        total=[_("Selisih angka setahun penuh yang diumumkan"), *(_gap(claims) for _year, claims in by_year)],
        show_caption=False,
    )


def _claim_cell(claims: Sequence[Claim], source: str, counts: str) -> Cell | None:
    found = next((claim for claim in claims if (claim.source, claim.counts) == (source, counts)), None)
    if found is None:
        return None
    notes = [found.note, date_format(found.as_of, "j M Y") if found.as_of else ""]
    return Cell(found.value, href=found.url, note=" · ".join(filter(None, notes)))


def _gap(claims: Sequence[Claim]) -> int | None:
    values = [claim.value for claim in comparable(claims)]
    return max(values) - min(values) if len(values) > 1 else None
