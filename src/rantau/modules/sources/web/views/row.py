"""One row as it came (baris asli); opening it leaves a trace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rantau.modules.sources.actions.look import look_at_row
from rantau.modules.sources.domain import KIND_LABELS
from rantau.modules.sources.records import shown
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Entry


@requires("sources.view_rows")
def row(request: HttpRequest, number: int) -> HttpResponse:
    """Every cell under its heading."""
    seen = look_at_row(by=actor_of(request), row=number)
    cells = [Entry(heading, shown(value)) for heading, value in seen.cells if shown(value)]
    return render(
        request, "sources/row.html", {"origin": seen.origin, "kind": KIND_LABELS[seen.origin.kind], "cells": cells}
    )
