"""How many plans of a village are open, for the record of a hand-over: numbers only."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext as _

from rantau.modules.journeys.domain import ENDED, STATE_LABELS, State
from rantau.modules.journeys.models import Plan
from rantau.platform.access.acting import checking_everywhere


def open_plans(area_code: str) -> Iterator[tuple[str, int]]:
    """Open plans by state; one query."""
    with checking_everywhere("journeys.view"):
        found = Plan.objects.filter(area=area_code).exclude(state__in=ENDED).order_by().values_list("state")
        counts = dict(found.annotate(number=Count("pk")))
    for state in State:
        if state in counts:
            yield _("Rencana kerja: %(state)s") % {"state": _(STATE_LABELS[state])}, counts[state]
