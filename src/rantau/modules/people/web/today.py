"""What waits for who reviews (Hari ini)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantau.modules.people.queries import waiting_pairs
from rantau.platform.access.actor import Actor
from rantau.platform.web.today import TodayItem, Urgency


def work_for(actor: Actor) -> Iterator[TodayItem]:
    """One query."""
    if not actor.grants_for("people.review"):
        return
    count = waiting_pairs(actor).count()
    if count:
        yield TodayItem(
            ngettext("%(count)d pasang baris mungkin satu orang", "%(count)d pasang baris mungkin satu orang", count)
            % {"count": count},
            _("Sampai diputus, mereka dihitung sebagai dua orang. Yang paling mengubah jawaban lebih dahulu."),
            reverse("people:review"), Urgency.WHENEVER,
        )  # fmt: skip
