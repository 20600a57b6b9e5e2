"""How many notices of a village wait for an answer, for the record of a hand-over: a number only."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from rantau.modules.notices.models import Notice
from rantau.platform.access.acting import checking_everywhere


def open_notices(area_code: str) -> Iterator[tuple[str, int]]:
    """Notices without an answer; one query."""
    with checking_everywhere("notices.view_own"):
        waiting = Notice.objects.filter(area=area_code, answered_at=None).count()
    if waiting:
        yield _("Pemberitahuan yang menunggu jawaban Disnakertrans"), waiting
