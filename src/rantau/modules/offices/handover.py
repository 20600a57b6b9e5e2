"""Handing over a post (serah terima jabatan): the step that needs two people. The kecamatan asks and does it."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rantau.modules.offices.models import HandOver
from rantau.modules.offices.post_names import post_name
from rantau.modules.offices.proposals import companion_of
from rantau.platform.approval.api import Kind, Words

KIND = "offices.hand_over"
"""Its subject is the number of the hand-over."""
LATEST_START = timedelta(days=31)
"""How long before its first day a post is handed over at the earliest."""


def _describe(subject: str) -> str:
    row = HandOver.objects.select_related("area", "post").filter(pk=int(subject)).first()
    if row is None:
        return gettext("serah terima yang tidak ada lagi")
    return gettext("%(post)s %(area)s kepada %(name)s (%(username)s), mulai %(day)s, SK %(decree)s") % {
        "post": post_name(row.post.role, acting=row.acting), "area": row.area.name, "name": row.name,
        "username": row.username, "day": date_format(row.starts_on, "j F Y"), "decree": row.decree,
    }  # fmt: skip


def _concerns(subject: str) -> int | None:
    """The successor: she takes no part in it."""
    return HandOver.objects.filter(pk=int(subject)).values_list("successor", flat=True).first()


def _for_second(number: int) -> Words:
    companion = companion_of(number)
    return gettext(
        "Nomor pendamping: %(number)s. Hanya Anda yang melihatnya. Bila penggantinya menerima surat, sampaikan nomor "
        "ini sendiri kepadanya, lisan atau lewat telepon; jangan kepada kecamatan yang mencetak suratnya."
    ) % {"number": f"{companion[:3]} {companion[3:]}"}


HANDING_OVER = Kind(
    KIND,
    _("Serah terima jabatan"),
    ask="offices.hand_over",
    approve="offices.confirm_hand_over",
    lifetime=timedelta(days=3),
    check=_("Saya mengenal penggantinya dan sudah melihat atau mendengar isi SK pengangkatannya."),
    next_step=_("Kecamatan menyelesaikannya. Yang menyetujui menyampaikan nomor pendamping kepada penggantinya."),
    describe=_describe,
    concerns=_concerns,
    page="handover:start",
    by_asker=True,
    door=lambda subject, _: reverse("handover:one", args=[int(subject)]),
    for_second=_for_second,
)
