"""The queue of place names (antrean nama tempat)."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rantau.modules.areas.api import place_name
from rantau.modules.sources.actions.places import resolve_place, withdraw_place
from rantau.modules.sources.queries.places import (
    answers_given,
    find_villages,
    rows_without_any_place,
    waiting_places,
)
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.numbers import whole_number

_AT_ONCE = 20


@requires("sources.resolve_places")
def places(request: HttpRequest) -> HttpResponse:
    """Names that wait, longest first, each with what it may mean; one name with a search where nothing fits."""
    actor = actor_of(request)
    number = _page_number(request)
    waiting, total = waiting_places(actor, start=(number - 1) * _AT_ONCE, limit=_AT_ONCE)
    words = request.GET.get("cari", "").strip()
    return render(
        request,
        "sources/places.html",
        {
            "waiting": waiting,
            "total": total,
            "page": Paginator(range(total), _AT_ONCE).get_page(number),
            "without": rows_without_any_place(actor),
            "chosen": request.GET.get("nama", ""),
            "words": words,
            "found": find_villages(words),
            "answers": [
                (answer, place_name(answer.area) if answer.area else _("di luar kabupaten"))
                for answer in answers_given(actor)[:30]
            ],
        },
    )


def _page_number(request: HttpRequest) -> int:
    return max(1, whole_number(request.GET.get("hal", "")) or 1)


@requires("sources.resolve_places")
@require_POST
def resolve(request: HttpRequest) -> HttpResponse:
    """One tap: this name is that desa, or lies outside."""
    choice = request.POST.get("pilihan", "")
    resolved = resolve_place(
        by=actor_of(request),
        key=request.POST.get("nama", ""),
        area_code="" if choice == "luar" else choice,
        outside=choice == "luar",
    )
    messages.success(request, _("Diingat. %(rows)d baris mendapat tempatnya.") % {"rows": resolved.rows})
    return redirect("sources:places")


@requires("sources.resolve_places")
@require_POST
def withdraw(request: HttpRequest, answer: int) -> HttpResponse:
    """Take an answer back."""
    withdrawn = withdraw_place(by=actor_of(request), answer=answer)
    messages.success(request, _("Jawaban dicabut. %(rows)d baris menunggu lagi.") % {"rows": withdrawn.rows})
    return redirect("sources:places")
