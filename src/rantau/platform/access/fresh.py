"""Sensitive steps ask again who it is, when the last proof is older than a quarter of an hour."""

from __future__ import annotations

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from rantau.platform.access.views import View, actor_of


def freshly(view: View) -> View:
    """A step (POST) that somebody else at a device left open must not take. Afterwards the page comes back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asks = request.method == "POST" and actor_of(request).kind == "user"
        if asks and get_adapter(request).is_reauthentication_required(app="rantau"):
            query = urlencode({"next": _page_before(request)})
            return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{query}")
        return view(request, *args, **kwargs)

    return guarded


def _page_before(request: HttpRequest) -> str:
    """The page with the button, so that it can be pressed again; the request itself is not repeated unseen."""
    page = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return page
    return request.path
