"""What the plan's page says of its notices: who has it, since when, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.modules.journeys.api import Plan, PlanNote
from rantau.modules.notices.domain import OUTCOME_LABELS
from rantau.modules.notices.queries import of_plan
from rantau.modules.notices.web.showing import holder, lateness, today
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide


def notes_of(actor: Actor, plan: Plan) -> Iterator[PlanNote]:
    """The notices about a plan; one query."""
    if not decide(actor, "notices.view_own", Subject(area_code=plan.area_id)):
        return
    for line in of_plan(actor, plan.pk):
        late = lateness(line, today())
        came = f": {OUTCOME_LABELS[line.outcome]}" if line.outcome else ""
        text = _("Pemberitahuan ke Disnakertrans: %(holder)s") % {"holder": holder(line)}
        yield PlanNote(
            f"{text}{came}{f' ({late})' if late else ''}", reverse("notices:own_one", args=[line.id]),
            "error" if late else "success" if line.outcome else "info",
        )  # fmt: skip
