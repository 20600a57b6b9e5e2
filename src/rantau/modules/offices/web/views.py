"""The account's own page, and what a browser does when somebody logs out."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rantau.modules.offices.locking import lock
from rantau.modules.offices.queries import own_posts
from rantau.modules.offices.web.words import posts_table
from rantau.platform.access.permissions import declared
from rantau.platform.access.views import View, actor_of, any_account
from rantau.platform.web.components import Empty, Entry
from rantau.platform.web.frame import identity_of


def clearing(logout: View) -> View:
    """After logging out the browser forgets what it kept of this site; the page itself asks first (POST)."""

    @wraps(logout)
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = logout(request, *args, **kwargs)
        if request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return view


@any_account
@require_POST
def lock_screen(request: HttpRequest) -> HttpResponse:
    """Lock the screen: the page that opens it again is shown, and nothing that was on the screen."""
    lock(request)
    response = redirect("account_reauthenticate")
    response["Clear-Site-Data"] = '"cache"'
    return response


@any_account
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Akun saya: who I am here, which posts I hold, and what they let me do."""
    actor = actor_of(request)
    identity = identity_of(request, actor)
    held = {name for grant in actor.grants for name in grant.permissions}
    context = {
        "entries": [Entry(_("Nama"), identity.name), Entry(_("Nama pengguna"), identity.username)],
        "posts": posts_table(list(own_posts(actor)), timezone.localdate(), _no_post()),
        "allowed": [_(permission.label) for name, permission in declared().items() if name in held],
    }
    return render(request, "offices/account.html", context)


def _no_post() -> Empty:
    return Empty(_("Belum ada jabatan"), _("Mintalah admin sistem di kantor Anda untuk mencatat jabatan Anda."))
