"""What waits with the installation itself (Hari ini)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantau.platform.access.actor import Actor
from rantau.platform.health.findings import findings
from rantau.platform.web.today import TodayItem, Urgency


def work_for(actor: Actor) -> Iterator[TodayItem]:
    """One line for whoever looks after the installation, when something must be mended."""
    if not actor.grants_for("health.view"):
        return
    grave = [finding for finding in findings() if finding.grave]
    if grave:
        yield TodayItem(
            ngettext(
                "%(count)d hal pada pemasangan harus dibereskan",
                "%(count)d hal pada pemasangan harus dibereskan",
                len(grave),
            )
            % {"count": len(grave)},
            _("Misalnya cadangan, disk atau pekerjaan latar. Halamannya menyebut apa yang harus dikerjakan."),
            reverse("health:index"),
            Urgency.NOW,
        )
