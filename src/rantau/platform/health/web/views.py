"""The health of the installation as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rantau.platform.access.views import requires
from rantau.platform.backups.making import last_verified
from rantau.platform.health.findings import findings


@requires("health.view")
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Kesehatan: what is wrong, and what to do about it."""
    found = findings()
    last = last_verified()
    return render(request, "health/index.html", {"findings": found, "backup": last.made if last else None})
