"""The kinds of requests of offices: posts, invitations, letters. One admin asks, a second person carries it out."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rantau.modules.areas.api import Area
from rantau.modules.offices.domain import ROLES, Period
from rantau.modules.offices.lost_phone import describe_account
from rantau.modules.offices.post_names import post_name
from rantau.modules.offices.proposals import (
    INVITATION,
    LETTER,
    LETTERS_AGAIN,
    POST,
    Again,
    Appointment,
    Invitation,
    companion_of,
)
from rantau.modules.offices.queries import MANAGE, RECOGNISE
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.approval.api import Kind, Words


def _place(code: str) -> str:
    return Area.objects.filter(code=code).values_list("name", flat=True).first() or code


def _term(period: Period) -> str:
    start = f"{period.start:%d-%m-%Y}"
    return f"{start} – {period.end:%d-%m-%Y}" if period.end else gettext("sejak %(start)s") % {"start": start}


def _describe_account(subject: str) -> str:
    """Also of an account without a post, which is in nobody's area yet: the second person must know who it is about."""
    with checking_everywhere(MANAGE):
        return describe_account(subject)


def _describe_post(subject: str) -> str:
    asked = Appointment.read(subject)
    post = f"{post_name(asked.role, acting=asked.acting)} {_place(asked.area_code)}, {_term(asked.period)}"
    decree = f", SK {asked.decree}" if asked.decree else ""
    return f"{post}{decree}: {_describe_account(str(asked.account_id))}"


def _describe_invitation(subject: str) -> str:
    asked = Invitation.read(subject)
    where = _place(asked.inside) if asked.inside else gettext("semua wilayah yang belum punya akun aktif")
    decree = f", SK {asked.decree}" if asked.decree else ""
    return f"{gettext(ROLES[asked.role].label)}: {where}, {_term(asked.period)}{decree}"


def _describe_again(subject: str) -> str:
    asked = Again.read(subject)
    role = gettext(ROLES[asked.role].label) if asked.role else gettext("semua peran")
    return f"{role}, {_place(asked.area) if asked.area else gettext('semua wilayah')}"


def _for_asker(number: int) -> Words:
    companion = companion_of(number)
    return gettext(
        "Nomor pendamping: %(number)s. Hanya Anda yang melihatnya. Sampaikan sendiri kepada penerima surat, lisan atau "
        "lewat telepon; jangan kepada yang mencetak suratnya. Surat tidak dapat dibuka tanpa nomor ini."
    ) % {"number": f"{companion[:3]} {companion[3:]}"}


_kind = partial(
    Kind,
    ask=MANAGE,
    approve=RECOGNISE,
    lifetime=timedelta(days=7),
    door=lambda _, number: reverse("offices:carry_out", args=[number]),
    for_asker=_for_asker,
)
_PRINTS = _(
    "Yang menyetujui mengerjakannya, mencetak suratnya dan menyerahkannya sendiri, tidak lewat yang meminta. "
    "Yang meminta menyampaikan nomor pendampingnya."
)

KINDS = (
    _kind(
        POST,
        _("Jabatan yang membuka data warga atau ikut menyetujui"),
        check=_(
            "Saya mengenal orangnya dan sudah melihat SK jabatannya. Orangnya sendiri mengatakan bahwa akun ini "
            "miliknya."
        ),
        next_step=_("Yang menyetujui mencatatnya. Bila akunnya belum pernah dibuka, suratnya sekaligus dicetak."),
        describe=_describe_post,
        concerns=lambda subject: Appointment.read(subject).account_id,
    ),
    _kind(
        INVITATION,
        _("Undangan untuk desa atau kecamatan"),
        check=_("Saya sudah melihat SK atau daftar pejabatnya, dan saya yang mencetak dan menyerahkan suratnya."),
        next_step=_PRINTS,
        describe=_describe_invitation,
        page="offices:invite",
    ),
    _kind(
        LETTER,
        _("Surat berkode untuk satu akun"),
        check=_("Saya mengenali orangnya, dan saya yang mencetak dan menyerahkan suratnya kepadanya."),
        next_step=_PRINTS,
        describe=_describe_account,
        concerns=int,
    ),
    _kind(
        LETTERS_AGAIN,
        _("Mencetak ulang undangan yang belum dibuka"),
        check=_("Suratnya memang belum sampai atau lewat waktu, dan saya yang mencetak dan menyerahkan yang baru."),
        next_step=_PRINTS,
        describe=_describe_again,
    ),
)
