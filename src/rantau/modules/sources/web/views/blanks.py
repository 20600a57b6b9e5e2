"""Blank forms to download (formulir kosong)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rantau.engines.intake.types import Kind
from rantau.modules.sources.blank_forms import blank_form
from rantau.modules.sources.domain import KIND_INSTITUTIONS, KIND_LABELS
from rantau.platform.access.views import requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("sources.view")
def blanks(request: HttpRequest) -> HttpResponse:
    """The form of each kind."""
    kinds = [(kind.value, KIND_LABELS[kind], KIND_INSTITUTIONS[kind]) for kind in Kind]
    return render(request, "sources/blanks.html", {"kinds": kinds})


@requires("sources.view")
def blank(request: HttpRequest, kind: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The workbook."""
    if kind not in list(Kind):
        raise Http404
    response = HttpResponse(blank_form(Kind(kind)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="formulir-{kind}.xlsx"'
    return response
