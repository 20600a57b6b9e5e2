"""How findings of offices are shown on a plan's page: beside what is claimed, never instead of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.modules.journeys.domain import Says, State, StateClaim
from rantau.modules.journeys.findings import Finding, disagreements
from rantau.modules.journeys.models import Plan
from rantau.modules.journeys.web import words


def findings(row: Plan, found: Sequence[Finding], *, may_write: bool) -> list[dict[str, Any]]:
    """Each finding as its list shows it; a departure that nobody told yet can be taken over in one tap."""
    return [
        {
            "words": one.words, "by": one.by, "document": one.document, "on": one.on, "withdrawn": one.withdrawn,
            "more": _more(one), "adopt": _adopt(row, one) if may_write and not one.withdrawn else "",
        }
        for one in found
    ]  # fmt: skip


def conflict(claims: Sequence[StateClaim], found: Sequence[Finding]) -> list[str]:
    """The departures that differ, each with who says it; where no departure was told, how the plan stands."""
    said, differing = disagreements(claims, found)
    told = [f"{words.SAYS[claim.says]}: {_departed(words.day_words(claim.on))}" for claim in said]
    if differing and not told:
        told = [_("Desa: belum ada kabar berangkat")]
    return [*told, *(f"{one.register}: {_departed(words.day_words(one.departed))}" for one in differing)]


def unlike(found: Sequence[Finding]) -> bool:
    """Whether one look found and another did not."""
    return len({one.found for one in found if not one.withdrawn and one.found}) > 1


def _more(one: Finding) -> list[str]:
    said = []
    if one.number:
        said.append(_("Nomor %(number)s") % {"number": one.number})
    if one.departed:
        said.append(_departed(words.day_words(one.departed)))
    return said


def _adopt(row: Plan, one: Finding) -> str:
    if one.departed is None:
        return ""
    query = {"state": State.DEPARTED.value, "on": one.departed.iso(), "says": Says.SISKOP2MI.value}
    return f"{reverse('journeys:claim', args=[row.pk])}?{urlencode(query)}"


def _departed(day: str | None) -> str:
    return _("berangkat %(day)s") % {"day": day} if day else _("berangkat")
