"""What was typed to find something is kept in the session: addresses end in logs and histories, and hold no names or
numbers. A filter is posted; the address it leads to has short tokens for what was typed, so that paging and going back
work, also without JavaScript.
"""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponseRedirect, QueryDict

KEPT = 40
"""Searches of one session that a person can go back to."""
LONGEST = 200
_SEARCHES = "searches"


def keep_search(request: HttpRequest, text: str) -> str:
    """Remember a search; gives a short token for the address, "" for an empty one."""
    text = text.strip()[:LONGEST]
    if not text:
        return ""
    kept = dict(request.session.get(_SEARCHES, {}))
    token = next((known for known, words in kept.items() if words == text), "") or secrets.token_urlsafe(6)
    kept.pop(token, None)
    request.session[_SEARCHES] = dict([*kept.items(), (token, text)][-KEPT:])
    return token


def kept_search(request: HttpRequest, token: str) -> str:
    """What was searched for under a token; "" where this session knows none."""
    return str(request.session.get(_SEARCHES, {}).get(token, ""))


def to_filtered(request: HttpRequest, *typed: str) -> HttpResponseRedirect:
    """After a filter was posted: to the page that shows it, with a token for each of the fields that are `typed`."""
    said = QueryDict(mutable=True)
    for name, value in request.POST.items():
        kept = keep_search(request, str(value)) if name in typed else str(value)
        if kept and name != "csrfmiddlewaretoken":
            said[name] = kept
    query = said.urlencode()
    return HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)


def filtered(request: HttpRequest, *typed: str) -> QueryDict:
    """What the address asks, with the words again in place of their tokens; anything else in them is not asked."""
    said = request.GET.copy()
    for name in typed:
        if name in said:
            said[name] = kept_search(request, str(said[name]))
    return said
