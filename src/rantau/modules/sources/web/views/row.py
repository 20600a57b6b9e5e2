"""One row as it came (baris asli); opening it takes a reason and leaves a trace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rantau.modules.sources.actions.look import look_at_row
from rantau.modules.sources.domain import KIND_LABELS
from rantau.modules.sources.queries.rows import RowOrigin, row_origin
from rantau.modules.sources.records import shown
from rantau.modules.sources.web.forms import ReasonForm
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Entry


@requires("sources.view_rows")
@freshly
def row(request: HttpRequest, number: int) -> HttpResponse:
    """Where a row stands; with a reason, every cell under its heading."""
    actor, form = actor_of(request), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = look_at_row(by=actor, row=number, reason=form.cleaned_data["reason"])
        cells = [Entry(heading, shown(value)) for heading, value in seen.cells if shown(value)]
        return _page(request, seen.origin, {"cells": cells})
    return _page(request, row_origin(actor, number), {"form": form})


def _page(request: HttpRequest, origin: RowOrigin, more: dict[str, object]) -> HttpResponse:
    return render(request, "sources/row.html", {"origin": origin, "kind": KIND_LABELS[origin.kind], **more})
