"""The frame of every page: who sees which door, choices kept in cookies, health, source code, errors as pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError, RantauError
from rantau.platform.access.actor import ANONYMOUS, Actor, Grant
from rantau.platform.crypto import KeysError, SealBrokenError
from rantau.platform.web import frame, today
from rantau.platform.web.frame import MenuItem, SearchDoor, menu_of, search_of
from rantau.platform.web.middleware import ErrorPageMiddleware, IndonesianFirstMiddleware, PrivatePagesMiddleware
from rantau.platform.web.today import TodayItem, Urgency, register_today, today_of

OFFICER = Actor("user", 1, "a", (Grant("x", frozenset({"people.search"}), "36.04"),))
NEWCOMER = Actor("user", 2, "b")


@pytest.fixture
def two_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "_menu", {})
    frame.register_menu(MenuItem("Akun", "account", "people.search", "users", order=20))
    frame.register_menu(MenuItem("Hari ini", "home", "account", "home", order=0))
    monkeypatch.setattr(frame, "_search", {"door": SearchDoor("about", "people.search")})


def test_menu_shows_only_what_opens(two_doors: None) -> None:
    assert [door.href for door in menu_of(OFFICER, "/")] == ["/", "/akun/"]
    assert [door.href for door in menu_of(NEWCOMER, "/")] == ["/"]
    assert menu_of(ANONYMOUS, "/") == []


def test_one_door_is_current(two_doors: None) -> None:
    assert [door.current for door in menu_of(OFFICER, "/akun/kata-sandi/")] == [False, True]
    assert [door.current for door in menu_of(OFFICER, "/")] == [True, False]
    assert [door.current for door in menu_of(OFFICER, "/sehat")] == [False, False]


@pytest.mark.parametrize(("doors", "thumb", "desk"), [(5, 5, 5), (6, 4, 6), (7, 4, 5)])
def test_what_does_not_fit_is_behind_lainnya(
    monkeypatch: pytest.MonkeyPatch, doors: int, thumb: int, desk: int
) -> None:
    monkeypatch.setattr(frame, "_menu", {})
    monkeypatch.setattr(frame, "reverse", lambda name: f"/{name}/")
    for number in range(doors):
        frame.register_menu(MenuItem(str(number), str(number), "account", "home", order=number))
    found = menu_of(NEWCOMER, "/")
    assert [sum(door.thumb for door in found), sum(door.desk for door in found)] == [thumb, desk]


def test_search_box_only_for_those_who_may_search(two_doors: None) -> None:
    assert search_of(OFFICER)
    assert search_of(NEWCOMER) is None
    assert search_of(ANONYMOUS) is None


def test_work_of_all_modules_most_urgent_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "_sources", [])
    later, now = TodayItem("a", "", "/"), TodayItem("b", "", "/", Urgency.NOW)

    def source(actor: Actor) -> list[TodayItem]:
        return [later] if actor is OFFICER else []

    register_today(source)
    register_today(source)
    register_today(lambda actor: [now])
    assert today_of(OFFICER) == [now, later]
    assert today_of(NEWCOMER) == [now]


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", ""])
def test_choosing_a_theme_never_leads_elsewhere(target: str) -> None:
    answer = Client().post("/tema/", {"tema": "gelap", "next": target})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert answer.cookies["tema"].value == "gelap"


def test_only_known_themes_are_kept() -> None:
    assert "tema" not in Client().post("/tema/", {"tema": '"><script>', "next": "/"}).cookies
    client = Client()
    client.cookies["tema"] = '"><script>'
    assert 'data-tema="otomatis"' in client.get("/tentang/").text


def test_english_is_one_switch_away() -> None:
    client = Client()
    client.post("/bahasa/", {"language": "en", "next": "/tentang/"})
    assert '<html lang="en"' in client.get("/tentang/").text
    assert '<html lang="id"' in Client().get("/tentang/").text


def test_pages_carry_no_inline_style_script_or_handler() -> None:
    answer = Client().get("/akun/masuk/")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    for forbidden in (" style=", "<style", "<script>", " onclick=", "http://"):
        assert forbidden not in answer.text


@pytest.mark.parametrize(("cookie", "expected"), [("", "id"), ("en", "en"), ("fr", "id"), ("../en", "id")])
def test_indonesian_unless_this_browser_chose_otherwise(cookie: str, expected: str) -> None:
    request = RequestFactory().get("/", headers={"accept-language": "en-US"})
    request.COOKIES["django_language"] = cookie
    answer = IndonesianFirstMiddleware(lambda _: HttpResponse(translation.get_language()))(request)
    assert (answer.text, answer["Content-Language"]) == (expected, expected)


@pytest.mark.parametrize(("actor", "kept"), [(OFFICER, "private, no-store"), (ANONYMOUS, None)])
def test_pages_of_somebody_logged_in_are_kept_nowhere(actor: Actor, kept: str | None) -> None:
    request = RequestFactory().get("/")
    request.actor = actor  # type: ignore[attr-defined]
    assert PrivatePagesMiddleware(lambda _: HttpResponse())(request).get("Cache-Control") == kept


@pytest.mark.django_db
def test_health_in_words() -> None:
    answer = Client().get("/sehat")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer.text == "Sehat.\n"


def test_health_without_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError("rahasia di dalam pesan")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = Client().get("/sehat")
    assert answer.status_code == 503
    assert answer.text == "Sakit.\n"


def test_source_code_is_what_runs_here() -> None:
    answer = Client().get(reverse("source_code"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
    assert "rantau/platform/web/source_code.py" in names
    assert not [name for name in names if name.endswith(".pyc") or "secret" in name]


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (NotAllowedError("Tidak diizinkan: di luar wilayah tugas Anda."), 403, "Anda belum dapat membuka ini"),
        (ConflictError("Setoran ini sudah dibatalkan."), 409, "Setoran ini sudah dibatalkan."),
        (InvalidValueError("<b>bukan tanggal</b>"), 400, "&lt;b&gt;bukan tanggal&lt;/b&gt;"),
    ],
)
def test_errors_are_pages_in_plain_words(error: RantauError, status: int, words: str) -> None:
    page = ErrorPageMiddleware(lambda request: HttpResponse()).process_exception(RequestFactory().get("/"), error)
    assert page is not None
    assert page.status_code == status
    assert words in page.content.decode()


@pytest.mark.parametrize("error", [ValueError("rinci"), SealBrokenError("tabel.kolom"), KeysError("kunci 3")])
def test_other_errors_are_not_shown(error: Exception) -> None:
    """Also not a broken seal: that is our fault, so it is a 500, and everything is taken back."""
    middleware = ErrorPageMiddleware(lambda request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), error) is None


@pytest.mark.parametrize("name", ["signup", "email", "reset_password", "set_password", "confirm_email"])
def test_nobody_registers_or_resets_by_email(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"account_{name}")
    assert not [route for route in get_resolver().reverse_dict if "signup" in str(route)]


@pytest.mark.django_db
def test_login_is_slowed_down_after_wrong_passwords(account_with: Callable[..., object]) -> None:
    cache.clear()
    account = account_with("pimpinan")
    wrong = {"login": account.username, "password": "bukan ini"}  # type: ignore[attr-defined]
    answers = [Client().post("/akun/masuk/", wrong) for _ in range(12)]
    cache.clear()
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429 or "Terlalu banyak" in answers[-1].text


def test_account_page_is_for_its_owner(client_as: Callable[..., Client]) -> None:
    assert Client().get("/akun/").status_code == 302
    page = client_as("operator_desa", "36.04.05.2001").get("/akun/").text
    assert "Operator desa" in page
    assert "Mencari orang" in page
    assert "Mengelola akun dan jabatan" not in page
