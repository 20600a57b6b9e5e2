"""What a post is called, on screen and on paper."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rantau.modules.offices.domain import ROLES


def post_name(role: str, *, acting: bool = False) -> str:
    """A post in words; of one who acts in it for a time (penjabat): "Pj. Kepala desa"."""
    name = _(ROLES[role].label)
    return _("Pj. %(post)s") % {"post": name} if acting else name
