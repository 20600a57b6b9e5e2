"""What the plan's page says of its notices: who has it, since when, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.modules.journeys.api import Plan, PlanNote
from rantau.modules.notices.domain import OUTCOME_LABELS
from rantau.modules.notices.letter_queries import referred_of
from rantau.modules.notices.queries import of_plan
from rantau.modules.notices.web.showing import day, holder, lateness, today
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide


def notes_of(actor: Actor, plan: Plan) -> Iterator[PlanNote]:
    """The notices about a plan, and letters that went out about them; two queries."""
    if not decide(actor, "notices.view_own", Subject(area_code=plan.area_id)):
        return
    lines = of_plan(actor, plan.pk)
    letters = referred_of([line.id for line in lines]) if lines else {}
    for line in lines:
        late = lateness(line, today())
        came = f": {OUTCOME_LABELS[line.outcome]}" if line.outcome else ""
        text = _("Pemberitahuan ke Disnakertrans: %(holder)s") % {"holder": holder(line)}
        yield PlanNote(
            f"{text}{came}{f' ({late})' if late else ''}", reverse("notices:own_one", args=[line.id]),
            "error" if late else "success" if line.outcome else "info",
        )  # fmt: skip
        for one in letters.get(line.id, []):
            if not one.cancelled:
                words = _("Surat kepada %(to)s, %(on)s, nomor %(number)s")
                yield PlanNote(words % {"to": one.to, "on": day(one.on), "number": one.number})
