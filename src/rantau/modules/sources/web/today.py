"""What waits with lists (Hari ini): hand-ins not stored yet, names of places, desa that say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantau.modules.sources.domain import BatchState, kept_until
from rantau.modules.sources.queries.batches import batches_for
from rantau.modules.sources.queries.places import waiting_names
from rantau.modules.sources.queries.villages import silent_villages
from rantau.platform.access.actor import Actor
from rantau.platform.web.today import TodayItem, Urgency

_VILLAGE_DOTS = 3
_MOST_LISTED = 50


def work_for(actor: Actor) -> Iterator[TodayItem]:
    """At most six queries, whatever there is."""
    if actor.grants_for("sources.import"):
        yield from _unsaved(actor)
    if actor.grants_for("sources.resolve_places"):
        yield from _places(actor)
    if actor.grants_for("insight.view_desa"):
        yield from _silent(actor)


def _unsaved(actor: Actor) -> Iterator[TodayItem]:
    checked = batches_for(actor, "sources.import").filter(state=BatchState.CHECKED)
    found = checked.order_by().aggregate(count=Count("pk"), first=Min("checked_at"))
    if not found["count"]:
        return
    first = localdate(found["first"])
    numbers = list(checked.order_by("pk").values_list("pk", flat=True)[:_MOST_LISTED])
    several = f"{reverse('sources:checked')}?{urlencode([('setoran', number) for number in numbers])}"
    yield TodayItem(
        ngettext("%(count)d setoran belum disimpan", "%(count)d setoran belum disimpan", found["count"])
        % {"count": found["count"]},
        _(
            "Sudah dibaca sejak %(day)s, tetapi barisnya belum masuk hitungan. Simpan, atau buang; yang tertua dibuang "
            "sendiri sesudah %(until)s."
        )
        % {"day": date_format(first, "j F Y"), "until": date_format(kept_until(first), "j F Y")},
        several if len(numbers) > 1 else reverse("sources:batch", args=numbers),
        Urgency.SOON,
    )


def _places(actor: Actor) -> Iterator[TodayItem]:
    waiting = waiting_names(actor)
    if waiting:
        yield TodayItem(
            ngettext("%(count)d nama tempat belum pasti", "%(count)d nama tempat belum pasti", waiting)
            % {"count": waiting},
            _("Selama belum dipastikan, barisnya tidak masuk hitungan desa mana pun."),
            reverse("sources:places"),
            Urgency.SOON,
        )


def _silent(actor: Actor) -> Iterator[TodayItem]:
    areas = actor.areas_for("insight.view_desa")
    if all(area.count(".") == _VILLAGE_DOTS for area in areas):
        yield from _own_register(actor)
        return
    silent = silent_villages(actor).count()
    if silent:
        district = areas[0] if len(areas) == 1 and areas[0].count(".") == _VILLAGE_DOTS - 1 else ""
        yield TodayItem(
            ngettext("%(count)d desa belum melapor", "%(count)d desa belum melapor", silent) % {"count": silent},
            _("Registernya belum diserahkan. Belum melapor tidak berarti tidak ada yang berangkat."),
            reverse("sources:villages") + (f"?kecamatan={district}" if district else ""),
            Urgency.WHENEVER,
        )


def _own_register(actor: Actor) -> Iterator[TodayItem]:
    """For those who keep the register of a desa themselves."""
    if not actor.grants_for("sources.import"):
        return
    for name in silent_villages(actor, permission="sources.import").values_list("name", flat=True):
        yield TodayItem(
            _("Register Desa %(name)s belum diserahkan") % {"name": name},
            _("Bila memang tidak ada warga yang bekerja di luar negeri, serahkan register dengan tulisan “nihil”."),
            reverse("sources:upload"),
            Urgency.SOON,
        )
