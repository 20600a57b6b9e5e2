"""Checks as the plan's page reads them (temuan): whoever acts sees those of the notices that she may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rantau.engines.procedure.plan import Check as Asked
from rantau.modules.journeys.api import Finding
from rantau.modules.notices.domain import Found
from rantau.modules.notices.models import Check
from rantau.modules.notices.queries import as_check

REGISTER = "SISKOP2MI"
_ASKED = {Found.FOUND: Asked.FOUND, Found.NOT_FOUND: Asked.NOT_FOUND}


def findings(plans: Sequence[int]) -> Mapping[int, Sequence[Finding]]:
    """The checks made for the notices about some plans; one query. The database keeps what is not the actor's."""
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    rows = Check.objects.filter(notice__plan__in=plans).select_related("notice").defer("notice__snapshot")
    for row in rows:
        line = as_check(row)
        found[row.notice.plan_id].append(
            Finding(
                row.pk, REGISTER, _ASKED.get(line.found), line.words, line.on, line.by, line.recorded_at,
                line.document, line.number, line.departed, line.withdrawn,
            )
        )  # fmt: skip
    return found
