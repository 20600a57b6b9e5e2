"""What holds for every page: its language, that nobody else keeps it, and errors in plain words."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from rantau.kernel.errors import ConflictError, NotAllowedError, RantauError
from rantau.platform.access.views import actor_of
from rantau.platform.crypto.errors import KeysError, SealBrokenError

_NUL = "Alamat atau isian memuat karakter yang tidak dapat dibaca. Ketik ulang tanpa menempel."
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


PERMISSIONS_POLICY = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
        "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "usb",
    )
)  # fmt: skip
"""No page of ours needs any of these."""


class StrictHeadersMiddleware:
    """No device of the phone is reachable from our pages, and no other site may embed what we answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class CompressedPagesMiddleware(GZipMiddleware):
    """Pages go out compressed: on a weak signal a list comes in a third of the time.

    Only pages: files are compressed already or have no use for it. Against guessing from lengths (BREACH) each page
    carries up to 100 random bytes, the form's token is masked anew each time, and cookies are not sent across sites.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """As Django does, for pages."""
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class PrivatePagesMiddleware:
    """Pages of somebody logged in are kept nowhere: after logging out, "back" on a shared phone shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if actor_of(request).kind == "user":
            response.headers["Cache-Control"] = "private, no-store"
        return response


class PlainInputMiddleware:
    """Refuses a request with a NUL in it: no person types one, and the database takes none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = [request.path, *_texts(request.GET), *_texts(request.POST)]
        if any("\0" in text for text in given):
            return render(request, "rantau/error.html", {"message": _NUL}, status=400)
        return self.get_response(request)


def _texts(values: QueryDict) -> list[str]:
    return [text for name, texts in values.lists() for text in (name, *texts) if isinstance(text, str)]


class ErrorPageMiddleware:
    """Turns a RantauError that a view did not catch into a page that says what is wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for RantauError; everything else goes the usual way.

        A broken seal or a lost key is no mistake of the reader's: it is a 500, which takes everything back.
        """
        if not isinstance(exception, RantauError) or isinstance(exception, SealBrokenError | KeysError):
            return None
        status = next((code for kind, code in _STATUS if isinstance(exception, kind)), 400)
        template = "403.html" if status == 403 else "rantau/error.html"
        return render(request, template, {"message": str(exception)}, status=status)
