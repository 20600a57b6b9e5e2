"""What a post is called, on screen and on paper."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from rantau.modules.offices.domain import ROLES, Period
from rantau.modules.offices.models import Account
from rantau.modules.offices.queries import own_posts
from rantau.platform.access.actor import Actor


def post_name(role: str, *, acting: bool = False) -> str:
    """A post in words; of one who acts in it for a time (penjabat): "Pj. Kepala desa"."""
    name = _(ROLES[role].label)
    return _("Pj. %(post)s") % {"post": name} if acting else name


def signed_as(actor: Actor, permission: str) -> str:
    """How others see who did something (nama dan jabatan): "Budi Rekaan, Petugas Disnakertrans, Kabupaten Serang".

    Of several posts the first that holds `permission` today. An account that was invited by its post alone has no name
    yet; what acts without an account is called by its own.
    """
    account = Account.objects.filter(pk=actor.id).first() if actor.kind == "user" and actor.id else None
    if account is None:
        return actor.name
    today = timezone.localdate()
    for post in own_posts(actor):
        if permission in ROLES[post.role].permissions and Period(post.valid_from, post.valid_to).includes(today):
            told = account.name != f"{ROLES[post.role].label} {post.area.name}"
            with translation.override(settings.LANGUAGE_CODE):
                parts = (account.name if told else "", post_name(post.role, acting=post.acting), post.area.name)
            return ", ".join(part for part in parts if part)
    return account.name
