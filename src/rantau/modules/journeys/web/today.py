"""What waits in the village (Hari ini). Nothing here says who, or why somebody comes first: the screen is shared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantau.engines.procedure import load_rules
from rantau.modules.journeys import rule_changes
from rantau.modules.journeys.domain import ABROAD, BEFORE_LEAVING, NEWS_EVERY_DAYS, State
from rantau.modules.journeys.queries import of_other_rules, pairs, plans, to_accompany_first
from rantau.platform.access.actor import Actor
from rantau.platform.web.today import TodayItem, Urgency

SOON_DAYS = 14


def work_for(actor: Actor) -> Iterator[TodayItem]:
    """At most five queries."""
    if actor.grants_for("journeys.talk"):
        yield from _first(actor)
    if actor.grants_for("journeys.write"):
        yield from _village(actor)
    if actor.grants_for("journeys.pairs"):
        yield from _pairs(actor)
    if actor.grants_for(rule_changes.PERMISSION):
        yield from _rules(actor)


def _first(actor: Actor) -> Iterator[TodayItem]:
    count = to_accompany_first(actor, timezone.localdate()).count()
    if not count:
        return
    title = _("Seorang warga perlu didampingi lebih dahulu")
    if count > 1:
        title = _("%(count)d warga perlu didampingi lebih dahulu") % {"count": count}
    yield TodayItem(title, _("Buka saat Anda sendiri di depan layar."), reverse("journeys:first"), Urgency.NOW)


def _village(actor: Actor) -> Iterator[TodayItem]:
    today = timezone.localdate()
    silent = Q(news_on__lt=today - timedelta(days=NEWS_EVERY_DAYS)) | Q(news_on__isnull=True)
    found = plans(actor).order_by().aggregate(
        troubled=Count("pk", filter=Q(state__in=[State.TROUBLE, State.LOST])),
        leaving=Count("pk", filter=Q(state__in=BEFORE_LEAVING, leaves_on__lte=today + timedelta(days=SOON_DAYS))),
        silent=Count("pk", filter=Q(state__in=ABROAD) & silent),
    )  # fmt: skip
    if found["troubled"]:
        yield TodayItem(
            ngettext("%(count)d warga bermasalah atau hilang kontak", "%(count)d warga bermasalah atau hilang kontak",
                     found["troubled"]) % {"count": found["troubled"]},
            _("Tanyakan kabarnya, dan lihat apa yang sudah dikerjakan instansi."),
            reverse("journeys:news"), Urgency.NOW,
        )  # fmt: skip
    if found["leaving"]:
        yield TodayItem(
            ngettext("%(count)d warga berangkat dalam dua minggu", "%(count)d warga berangkat dalam dua minggu",
                     found["leaving"]) % {"count": found["leaving"]},
            _("Periksa daftarnya sekali lagi, dan pastikan ia sudah diajak bicara berdua."),
            f"{reverse('journeys:index')}?keadaan=segera", Urgency.SOON,
        )  # fmt: skip
    if found["silent"]:
        yield TodayItem(
            ngettext("%(count)d warga lebih dari sebulan tanpa kabar", "%(count)d warga lebih dari sebulan tanpa kabar",
                     found["silent"]) % {"count": found["silent"]},
            _("Tanyakan kepada keluarganya. Tidak ada kabar juga dicatat."),
            reverse("journeys:news"), Urgency.SOON,
        )  # fmt: skip
    changed = of_other_rules(actor, load_rules().fingerprint).count()
    if changed:
        yield TodayItem(
            ngettext("Aturan berubah untuk %(count)d rencana", "Aturan berubah untuk %(count)d rencana", changed)
            % {"count": changed},
            _("Baca apa yang berubah sebelum memberi tahu warganya."),
            reverse("journeys:rules"), Urgency.WHENEVER,
        )  # fmt: skip


def _rules(actor: Actor) -> Iterator[TodayItem]:
    villages = rule_changes.villages_reached(actor)
    if villages:
        yield TodayItem(
            ngettext("Aturan berubah untuk rencana di %(count)d desa", "Aturan berubah untuk rencana di %(count)d desa",
                     villages) % {"count": villages},
            _("Desanya perlu membaca apa yang berubah; ingatkan yang belum."),
            reverse("journeys:rules_reach"), Urgency.WHENEVER,
        )  # fmt: skip


def _pairs(actor: Actor) -> Iterator[TodayItem]:
    count = pairs(actor).filter(answer="").count()
    if count:
        yield TodayItem(
            ngettext("%(count)d pasang rencana mungkin satu orang", "%(count)d pasang rencana mungkin satu orang",
                     count) % {"count": count},
            _("Dua desa mungkin mencatat orang yang sama; tanyakan kepada keduanya."),
            reverse("journeys:pairs"), Urgency.WHENEVER,
        )  # fmt: skip
