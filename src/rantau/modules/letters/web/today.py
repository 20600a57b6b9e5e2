"""What waits with letters (Hari ini): the head's decision, a number, a signature, what came from far away."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantau.modules.letters.domain import DECIDE, WRITE, Standing
from rantau.modules.letters.queries import answered_plan, waiting
from rantau.platform.access.actor import Actor
from rantau.platform.web.today import TodayItem, Urgency


def work_for(actor: Actor) -> Iterator[TodayItem]:
    """At most two queries, whatever there is."""
    decides, writes = actor.grants_for(DECIDE), actor.grants_for(WRITE)
    if not decides and not writes:
        return
    found = waiting(actor)
    if decides and (count := found.get(Standing.PREPARED, 0)):
        yield _item(
            ngettext("%(count)d surat menunggu putusan Anda", "%(count)d surat menunggu putusan Anda", count), count,
            _("Warga menunggu: diketahui, ditunda untuk yang sudah waktunya dan belum ada, atau alasan tertulis."),
        )  # fmt: skip
    if writes:
        yield from _for_the_clerk(actor, found)


def _for_the_clerk(actor: Actor, found: dict[Standing, int]) -> Iterator[TodayItem]:
    if count := found.get(Standing.PREPARED, 0):
        yield _item(
            ngettext("%(count)d surat menunggu kepala desa", "%(count)d surat menunggu kepala desa", count), count,
            _("Beri nomor, cetak, dan mintakan tanda tangannya di kertas; atau ia memutuskan dengan akunnya."),
            Urgency.WHENEVER,
        )  # fmt: skip
    if count := found.get(Standing.ON_PAPER, 0):
        yield _item(
            ngettext(
                "%(count)d surat menunggu tanda tangan di kertas", "%(count)d surat menunggu tanda tangan di kertas",
                count,
            ), count,
            _("Setelah ditandatangani dan distempel, catat putusannya dan lampirkan fotonya."),
        )  # fmt: skip
    if count := found.get(Standing.KNOWN, 0):
        yield _item(
            ngettext("%(count)d surat belum bernomor", "%(count)d surat belum bernomor", count), count,
            _("Kepala desa sudah mengetahui. Tulis di buku agenda, salin nomornya, lalu cetak."),
        )  # fmt: skip
    if count := found.get(Standing.NUMBERED, 0):
        yield _item(
            ngettext("%(count)d surat belum ditandatangani", "%(count)d surat belum ditandatangani", count), count,
            _("Setelah ditandatangani dan distempel, foto kertasnya; sejak itu halaman periksa menyebutnya berlaku."),
        )  # fmt: skip
    if count := found.get(Standing.POSTPONED, 0):
        yield _item(
            ngettext("%(count)d surat ditunda", "%(count)d surat ditunda", count), count,
            _("Bila syaratnya sudah ada, kepala desa dapat melanjutkannya."), Urgency.WHENEVER,
        )  # fmt: skip
    answered = answered_plan(actor)
    if answered is not None:
        yield TodayItem(
            _("Isian surat tiba dari jauh"), _("Periksa isian itu, lalu jadikan surat."),
            reverse("letters:plan", args=[answered]), Urgency.SOON,
        )  # fmt: skip


def _item(title: str, count: int, why: str, urgency: Urgency = Urgency.SOON) -> TodayItem:
    return TodayItem(title % {"count": count}, why, reverse("letters:index"), urgency)
