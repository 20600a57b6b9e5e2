"""What holds for every page: its language, that nobody else keeps it, and errors in plain words."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from rantau.kernel.errors import ConflictError, NotAllowedError, RantauError
from rantau.platform.access.views import actor_of

_STATUS: tuple[tuple[type[RantauError], int], ...] = ((NotAllowedError, 403), (ConflictError, 409))


class IndonesianFirstMiddleware:
    """Bahasa Indonesia, unless this browser chose otherwise by the switch; what the device prefers does not count."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


class PrivatePagesMiddleware:
    """Pages of somebody logged in are kept nowhere: after logging out, "back" on a shared phone shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if actor_of(request).kind == "user":
            response.headers["Cache-Control"] = "private, no-store"
        return response


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
