"""What summaries put on Hari ini: for a village the one that is due, for a kecamatan who is silent."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantau.modules.recaps.domain import is_late, month_words, months_until
from rantau.modules.recaps.queries import silent
from rantau.modules.recaps.web.showing import href
from rantau.platform.access.actor import Actor
from rantau.platform.web.today import TodayItem, Urgency


def work_for(actor: Actor) -> Iterator[TodayItem]:
    """The latest month that has ended; one query. Who only looks on is told when there is time."""
    if not actor.grants_for("recaps.view"):
        return
    areas = actor.areas_for("recaps.send")
    today = timezone.localdate()
    (month,) = months_until(today, 1)
    found = silent(actor, month)
    if not found:
        return
    late, words = is_late(month, today), month_words(month)
    urgency = Urgency.WHENEVER if not areas else Urgency.NOW if late else Urgency.SOON
    if len(areas) == 1 and areas[0].count(".") == 3:
        yield TodayItem(
            _("Kirim rekap %(month)s") % {"month": words},
            _("Sudah dihitung dari rencana warga; periksa lalu kirim. Bila tidak ada, kirim nihil."),
            href(areas[0], month), urgency,
        )  # fmt: skip
        return
    said = ngettext(
        "%(count)d desa belum mengirim rekap %(month)s", "%(count)d desa belum mengirim rekap %(month)s", found
    )
    why = _("Diam bukan berarti nol. Ingatkan desanya, atau ketik formulir kertasnya.")
    url = reverse("recaps:month", args=[f"{month:%Y-%m}"])
    yield TodayItem(said % {"count": found, "month": words}, why, url, urgency)
