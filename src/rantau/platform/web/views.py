"""The pages of the frame itself: Hari ini, search, theme, Tentang, the source code, and whether the site is well."""

from __future__ import annotations

from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from rantau import __version__
from rantau.platform.access.views import actor_of, any_account, open_to_all
from rantau.platform.web.frame import search_of
from rantau.platform.web.searching import keep_search
from rantau.platform.web.source_code import packed_source
from rantau.platform.web.theme import COOKIE, THEMES, YEAR
from rantau.platform.web.today import today_of


@any_account
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Hari ini: a greeting and what waits for this account."""
    return render(request, "rantau/home.html", {"greeting": greeting(), "items": today_of(actor_of(request))})


def greeting() -> str:
    """Good morning to good evening, by the clock of the regency."""
    hour = timezone.localtime().hour
    if 4 <= hour < 11:
        return _("Selamat pagi")
    if 11 <= hour < 15:
        return _("Selamat siang")
    return _("Selamat sore") if 15 <= hour < 18 else _("Selamat malam")


@any_account
def search(request: HttpRequest) -> HttpResponse:
    """Cari: the one search box leads to the module that knows people; what is searched for stays out of the address."""
    door = search_of(actor_of(request))
    if door is None:
        raise Http404
    token = keep_search(request, request.POST.get("q", ""))
    return HttpResponseRedirect(reverse(door.url_name) + (f"?cari={token}" if token else ""))


@open_to_all
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme in a cookie and go back to the page."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    chosen = request.POST.get("tema", "")
    if chosen in THEMES:
        response.set_cookie(COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return response


@open_to_all
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """Tentang: what Rantau is, its version, licence and source code."""
    return render(request, "rantau/about.html")


@open_to_all
@require_GET
def source_code(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The program that is running here, as the AGPL promises to everybody who uses it over a network."""
    response = HttpResponse(packed_source(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="rantau-{__version__}.zip"'
    return response


@transaction.non_atomic_requests
@open_to_all
@never_cache
@require_GET
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Sehat: yes or no, for monitors; 503 when the database does not answer. Details are for those who log in."""
    answers = _database_answers()
    status = 200 if answers else 503
    return HttpResponse("Sehat.\n" if answers else "Sakit.\n", content_type="text/plain; charset=utf-8", status=status)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
