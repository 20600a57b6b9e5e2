"""What waits for a second person (Hari ini)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.platform.access.actor import Actor
from rantau.platform.approval.kinds import PART
from rantau.platform.approval.queries import waiting
from rantau.platform.web.today import TodayItem, Urgency


def work_for(actor: Actor) -> Iterator[TodayItem]:
    """One line for each request that this actor may decide; one query."""
    if not actor.grants_for(PART):
        return
    for row in waiting(actor):
        yield TodayItem(
            _("Persetujuan: %(step)s") % {"step": row.of_kind.label},
            _("Diminta %(who)s. Satu orang saja tidak cukup; putusan Anda ditunggu.") % {"who": row.asked_name},
            reverse("approval:request", args=[row.pk]),
            Urgency.NOW,
        )
