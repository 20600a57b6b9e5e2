"""Does the page of every error carry a number that its line of the log has too, and nothing of who it was?"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from rantau.platform.web import views
from rantau.platform.web.logs import BELOW, UNKNOWN_ADDRESS, MaskedFormatter
from rantau.project.server import Listening, _Site

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"<strong>([2-9A-Z]{4}-[2-9A-Z]{4})</strong>")
_LINE = settings.LOGGING["formatters"]["line"]


class _Kept(logging.Handler):
    """Lines as they would be written."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.lines: list[str] = []
        self.setFormatter(MaskedFormatter(_LINE["format"], style=_LINE["style"]))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[_Kept]:
    kept, root = _Kept(), logging.getLogger()
    root.addHandler(kept)
    yield kept
    root.removeHandler(kept)


def _broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("Siti\n2026-11-24 ERROR palsu")


def _number(page: str) -> str:
    found = NUMBER.findall(page)
    assert len(found) == 1, page
    return str(found[0])


@pytest.fixture
def asked(client_as: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> dict[int, Callable[[], object]]:
    """A way to each error, by its status."""
    client = client_as("operator_desa", "36.04.12.2001")
    client.raise_request_exception = False
    monkeypatch.setattr(views, "today_of", _broken)
    strict = Client(enforce_csrf_checks=True)
    return {
        400: lambda: client.get("/daftar/", headers={"host": "jahat.example"}),
        403: lambda: client.get(reverse("offices:index")),
        404: lambda: client.get("/tidak/ada/Siti-Jamilah/?q=Siti"),
        500: lambda: client.get("/"),
        1400: lambda: client.get("/daftar/?kecamatan=%00"),
        1403: lambda: strict.post(reverse("choose_theme"), {"tema": "gelap"}),
        1404: lambda: client.get("/daftar/setoran/999999/"),
    }


@pytest.mark.parametrize("status", [400, 403, 404, 500, 1400, 1403])
def test_the_page_and_one_line_have_the_same_number(
    asked: dict[int, Callable[[], object]], log: _Kept, status: int
) -> None:
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        answer = asked[status]()
    assert answer.status_code == status % 1000
    number = _number(answer.content.decode())
    assert len([line for line in log.lines if number in line.splitlines()[0]]) == 1
    said = "\n".join(log.lines)
    assert "Siti-Jamilah" not in said
    assert "q=Siti" not in said


def test_the_line_tells_the_page_by_its_pattern(asked: dict[int, Callable[[], object]], log: _Kept) -> None:
    asked[404]()
    assert f"Not Found: {UNKNOWN_ADDRESS} [rujukan " in log.lines[-1]
    asked[1404]()
    assert "/daftar/" in log.lines[-1]
    assert "999999" not in log.lines[-1]


def test_every_request_has_its_own(asked: dict[int, Callable[[], object]]) -> None:
    assert len({_number(asked[404]().content.decode()) for _ in range(5)}) == 5


def test_the_page_of_a_fault_of_ours_needs_no_database(
    asked: dict[int, Callable[[], object]], django_assert_num_queries: Callable[..., object]
) -> None:
    from django.test import RequestFactory

    from rantau.platform.web.error_pages import server_error

    with django_assert_num_queries(0):
        assert NUMBER.search(server_error(RequestFactory().get("/")).content.decode())


def test_what_somebody_typed_makes_no_line_of_its_own(asked: dict[int, Callable[[], object]], log: _Kept) -> None:
    asked[500]()
    (line,) = (line for line in log.lines if "ZeroDivisionError" in line)
    first, *below = line.split("\n")
    assert "Internal Server Error: /" in first
    assert below
    assert all(each.startswith(BELOW) for each in below)
    formatter = MaskedFormatter("{message}", style="{")
    record = logging.LogRecord("a", logging.ERROR, "", 1, "sandi %s", ("x\r\n2026 ERROR palsu\x1b[2J\u2028y",), None)
    assert formatter.format(record) == r"sandi x\r\n2026 ERROR palsu\x1b[2J\u2028y"


def test_the_server_program_notes_no_visit() -> None:
    assert _Site(Listening()).cfg.accesslog is None
