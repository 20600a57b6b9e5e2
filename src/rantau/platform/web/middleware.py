"""Errors as pages in plain words; a RantauError may always be shown."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rantau.kernel.errors import ConflictError, NotAllowedError, RantauError

_STATUS: tuple[tuple[type[RantauError], int], ...] = ((NotAllowedError, 403), (ConflictError, 409))


class ErrorPageMiddleware:
    """Turns a RantauError that a view did not catch into a page that says what is wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for RantauError; everything else goes the usual way."""
        if not isinstance(exception, RantauError):
            return None
        status = next((code for kind, code in _STATUS if isinstance(exception, kind)), 400)
        template = "403.html" if status == 403 else "rantau/error.html"
        return render(request, template, {"message": str(exception)}, status=status)
