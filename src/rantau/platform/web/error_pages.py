"""The pages of errors that need nothing: no database, no session, nobody logged in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

from rantau.platform.web.references import reference_of


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the number leads to the line of the log."""
    return _bare(request, "500.html", 500)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """400: what came cannot be read; nothing of it is shown again."""
    return _bare(request, "400.html", 400)


def _bare(request: HttpRequest, template: str, status: int) -> HttpResponse:
    page = loader.get_template(template).render({"reference": reference_of(request)})
    return HttpResponse(page, status=status)
