"""The answer in one look (ringkasan): how many, in which years, with or without a placement, who has not spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rantau.engines.estimation import UNDATED
from rantau.modules.insight.queries import Answer, AreaLine
from rantau.platform.web.components import Tab
from rantau.platform.web.numbers import whole_number
from rantau.platform.web.tables import address_with

YEAR = "tahun"


@dataclass(frozen=True, slots=True)
class Period:
    """The years that a page counts (tahun yang dihitung): one of them, or all together."""

    year: int | None
    label: str

    @property
    def part(self) -> str:
        """The end of a measure's name: all_2024, all_total."""
        return str(self.year) if self.year else "total"


@dataclass(frozen=True, slots=True)
class YearBar:
    """Persons of one year, with the length of its bar as a share of the largest year."""

    year: int
    value: int
    percent: str
    current: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What the first lines of a page say of its area."""

    total: int
    placed: int
    not_placed: int
    placed_percent: str
    years: tuple[YearBar, ...]
    undated: int
    """Persons who left in no year that is known; they are in no other number."""
    silent: int
    villages: int
    top: tuple[tuple[AreaLine, int], ...]

    @property
    def twice(self) -> int:
        """Persons who left once with and once without a placement: they stand in both."""
        return max(self.placed + self.not_placed - self.total, 0)


def period_of(request: HttpRequest, answer: Answer) -> Period:
    """The year asked for by `?tahun=`; all years where it is none of those counted."""
    given = request.GET.get(YEAR, "")
    year = whole_number(given)
    if year in answer.years:
        return Period(year, given)
    return Period(None, span(answer))


def span(answer: Answer) -> str:
    """First and last year counted: 2023–2025."""
    return f"{answer.years[0]}–{answer.years[-1]}" if len(answer.years) > 1 else str(answer.years[0])


def period_tabs(request: HttpRequest, answer: Answer, period: Period) -> list[Tab]:
    """All years together, and each of them."""
    whole = Tab(_("Semua"), address_with(request, **{YEAR: None}), current=period.year is None)
    return [
        whole,
        *(Tab(str(year), address_with(request, **{YEAR: year}), current=year == period.year) for year in answer.years),
    ]


def summary_of(answer: Answer, line: AreaLine, below: Sequence[AreaLine], period: Period) -> Summary:
    """The summary of one area; `below` are the areas inside it."""
    total, placed, not_placed = (
        line.values.get(f"{status}_{period.part}", 0) for status in ("all", "procedural", "nonprocedural")
    )
    return Summary(
        total=total,
        placed=placed,
        not_placed=not_placed,
        undated=line.values.get(UNDATED, 0),
        placed_percent=share(placed, placed + not_placed),
        years=_bars(answer, line, period),
        silent=sum(inside.silent if inside.silent is not None else inside.reporting == "diam" for inside in below),
        villages=sum(inside.villages or 1 for inside in below),
        top=_top(below, f"all_{period.part}"),
    )


def share(part: int, whole: int) -> str:
    """A length in percent for SVG: always with a point, whatever the language."""
    return f"{100 * part / whole:.1f}" if whole else "0"


def _bars(answer: Answer, line: AreaLine, period: Period) -> tuple[YearBar, ...]:
    values = {year: line.values.get(f"all_{year}", 0) for year in answer.years}
    most = max(values.values(), default=0)
    return tuple(YearBar(year, n, share(n, most), year == period.year) for year, n in values.items())


def _top(below: Sequence[AreaLine], measure: str) -> tuple[tuple[AreaLine, int], ...]:
    counted = [(line, line.values.get(measure, 0)) for line in below]
    return tuple(sorted((pair for pair in counted if pair[1]), key=lambda pair: (-pair[1], pair[0].code))[:3])
