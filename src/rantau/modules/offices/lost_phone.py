"""A lost phone (HP hilang): the step that needs two people. A colleague asks, somebody who recognises her approves."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from rantau.modules.offices.models import Account
from rantau.modules.offices.post_names import post_name
from rantau.platform.approval.api import Kind

KIND = "offices.reset_second_factor"
"""Its subject is the number of the account."""


def describe_account(subject: str) -> str:
    """An account in words, by its number: name, user name and posts."""
    found = Account.objects.filter(pk=int(subject)).first()
    if found is None:
        return _now("akun yang tidak ada lagi")
    posts = found.posts.exclude(valid_to__lt=timezone.localdate()).select_related("area").order_by("-valid_from")
    held = ", ".join(f"{post_name(post.role, acting=post.acting)} {post.area.name}" for post in posts)
    return f"{found.name} ({found.username}), {held}" if held else f"{found.name} ({found.username})"


LOST_PHONE = Kind(
    KIND,
    _("Surat untuk HP yang hilang"),
    ask="offices.vouch",
    approve="offices.approve_reset",
    lifetime=timedelta(days=3),
    check=_(
        "Saya mengenali orangnya: bertemu langsung, atau panggilan video sambil ia memegang KTP dan SK jabatannya. "
        "Telepon atau pesan saja tidak cukup."
    ),
    next_step=_("Yang menyetujui membuat suratnya dan menyerahkannya langsung kepada orangnya."),
    describe=describe_account,
    concerns=int,
    page="offices:lost_phone",
    door=lambda subject, _: reverse("offices:phone_letter", args=[int(subject)]),
)
