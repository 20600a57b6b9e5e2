"""The account's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rantau.platform.access.permissions import declared
from rantau.platform.access.views import actor_of, any_account
from rantau.platform.web.components import Column, Empty, Entry, Table
from rantau.platform.web.frame import Identity, identity_of


@any_account
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Akun saya: who I am here, which posts I hold, and what they let me do."""
    actor = actor_of(request)
    identity = identity_of(request, actor)
    held = {name for grant in actor.grants for name in grant.permissions}
    context = {
        "entries": [Entry(_("Nama"), identity.name), Entry(_("Nama pengguna"), identity.username)],
        "posts": posts_table(identity),
        "allowed": [_(permission.label) for name, permission in declared().items() if name in held],
    }
    return render(request, "offices/account.html", context)


def posts_table(identity: Identity) -> Table:
    """The posts in force today."""
    return Table(
        caption=_("Jabatan yang berlaku hari ini"),
        columns=(Column("role", _("Peran")), Column("area", _("Wilayah"))),
        rows=[(post.role, post.area) for post in identity.posts],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Belum ada jabatan"), _("Mintalah admin sistem di kantor Anda untuk mencatat jabatan Anda.")),
    )
