"""What waits for the kecamatan: hand-overs that were approved (Hari ini)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rantau.modules.offices.handover import KIND
from rantau.modules.offices.post_names import post_name
from rantau.modules.offices.queries import HAND_OVER, hand_overs
from rantau.platform.access.actor import Actor
from rantau.platform.approval.api import requests
from rantau.platform.web.today import TodayItem, Urgency


def hand_overs_to_do(actor: Actor) -> Iterator[TodayItem]:
    """One line for each hand-over that is approved and not done; two queries."""
    if not actor.grants_for(HAND_OVER):
        return
    approved = requests(actor).filter(kind=KIND, decision="disetujui", used_at=None, expires_at__gt=timezone.now())
    numbers = [int(subject) for subject in approved.values_list("subject", flat=True)]
    for row in hand_overs(actor).filter(pk__in=numbers, done_at=None) if numbers else ():
        yield TodayItem(
            _("Selesaikan serah terima: %(post)s %(area)s")
            % {"post": post_name(row.post.role, acting=row.acting), "area": row.area.name},
            _("Sudah disetujui. Jabatan lama masih berlaku sampai Anda menyelesaikannya."),
            reverse("handover:one", args=[row.pk]),
            Urgency.NOW,
        )
