"""The devices in which somebody is logged in (perangkat yang masuk), and ending the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantau.kernel.errors import RantauError
from rantau.modules.offices.actions import end_other_sessions, end_own_session
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, any_account
from rantau.platform.sessions.api import own_sessions, stored_key


@dataclass(frozen=True, slots=True)
class Device:
    """One session as its owner sees it. `key` is the HMAC that the database holds: it logs nobody in."""

    key: str
    name: str
    since: datetime
    seen: datetime
    here: bool


@any_account
@freshly
def devices(request: HttpRequest) -> HttpResponse:
    """The sessions of this account, this one first; one of the others, or all, can be ended."""
    here = stored_key(request.session.session_key)
    if request.method == "POST":
        _end(request, here)
        return redirect("account_devices")
    found = [
        Device(row.key, row.device, row.started_at, row.seen_at, row.key == here)
        for row in own_sessions(actor_of(request))
    ]
    ordered = sorted(found, key=lambda each: not each.here)
    return render(request, "offices/devices.html", {"devices": ordered, "others": len(found) > 1})


def _end(request: HttpRequest, here: str) -> None:
    actor, key = actor_of(request), request.POST.get("sesi", "")
    if not key:
        ended = end_other_sessions(by=actor, but=here)
        words = ngettext("%(count)d perangkat lain dikeluarkan.", "%(count)d perangkat lain dikeluarkan.", ended)
        messages.success(request, words % {"count": ended})
        return
    try:
        if key != here:
            end_own_session(by=actor, key=key)
            messages.success(request, _("Perangkat itu dikeluarkan."))
    except RantauError as error:
        messages.info(request, str(error))
