"""What notices put on Hari ini: for the officer what waits and is late, for the village what is late or came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantau.modules.notices.queries import own, waiting
from rantau.modules.notices.web.showing import today
from rantau.platform.access.actor import Actor
from rantau.platform.web.today import TodayItem, Urgency

NEWS_DAYS = 7


def work_for(actor: Actor) -> Iterator[TodayItem]:
    """One query for the officer, two for the village."""
    if actor.grants_for("notices.receive"):
        yield from _of_the_office(actor)
    if actor.grants_for("notices.view_own"):
        yield from _of_the_village(actor)


def _of_the_office(actor: Actor) -> Iterator[TodayItem]:
    found, url = waiting(actor, "notices.receive", today()), reverse("notices:queue")
    if found.late:
        words = ngettext("%(count)d pemberitahuan lewat tenggat", "%(count)d pemberitahuan lewat tenggat", found.late)
        yield TodayItem(
            words % {"count": found.late}, _("Desa melihatnya juga. Jawab, atau ambil alih."), url, Urgency.NOW
        )
    if found.untaken:
        words = ngettext(
            "%(count)d pemberitahuan belum ditangani", "%(count)d pemberitahuan belum ditangani", found.untaken
        )
        yield TodayItem(words % {"count": found.untaken}, _("Dikirim desa; yang mendesak di atas."), url, Urgency.SOON)


def _of_the_village(actor: Actor) -> Iterator[TodayItem]:
    found, url = waiting(actor, "notices.view_own", today()), reverse("notices:own")
    if found.late:
        words = ngettext("%(count)d pemberitahuan belum dijawab", "%(count)d pemberitahuan belum dijawab", found.late)
        yield TodayItem(
            words % {"count": found.late}, _("Tenggatnya lewat di Disnakertrans. Tanyakan kepada yang menanganinya."),
            url, Urgency.SOON,
        )  # fmt: skip
    news = own(actor).filter(answered_at__gte=timezone.now() - timedelta(days=NEWS_DAYS)).count()
    if news:
        words = ngettext("%(count)d pemberitahuan sudah dijawab", "%(count)d pemberitahuan sudah dijawab", news)
        yield TodayItem(words % {"count": news}, _("Baca jawabannya, dan sampaikan kepada yang perlu tahu."), url)
