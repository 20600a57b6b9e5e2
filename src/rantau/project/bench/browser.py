"""Someone at the pages of a served site (peramban): cookies, forms and files, on a new connection each time."""

from __future__ import annotations

import http.client
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

SECONDS = 60
LOGIN, SESSION = "/akun/masuk/", "sessionid"


@dataclass(frozen=True, slots=True)
class Page:
    """What was answered."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        """The page as a reader sees it."""
        return self.body.decode("utf-8", "replace")

    @property
    def location(self) -> str:
        """Where it leads on, or nothing."""
        return next((value for name, value in self.headers if name.lower() == "location"), "")


class Browser:
    """One person's. Raises OSError or HTTPException where the connection breaks: then nothing is known."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        """Sent with every request."""

    @property
    def logged_in(self) -> bool:
        """Whether a session was given; it may have ended since."""
        return bool(self.cookies.get(SESSION))

    def get(self, address: str) -> Page:
        """A page."""
        return self._ask("GET", address)

    def post(self, address: str, fields: Mapping[str, Any]) -> Page:
        """Send a form; a value with a `name` and a `read` is a file."""
        if any(hasattr(value, "read") for value in fields.values()):
            return self._ask("POST", address, encode_multipart(BOUNDARY, dict(fields)), MULTIPART_CONTENT)
        return self._ask("POST", address, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def log_in(self, username: str, password: str) -> Page:
        """Begin a session; where a second factor is asked for, the answer leads there."""
        self.cookies.clear()
        self.get(LOGIN)
        page = self.post(LOGIN, {"login": username, "password": password})
        if page.status != 302:
            raise RuntimeError(f"{username} was not let in: {page.status}")
        return page

    def _ask(self, method: str, address: str, body: bytes | None = None, kind: str = "") -> Page:
        headers = self.headers | {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": kind, "X-CSRFToken": self.cookies.get("csrftoken", "")}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, address, body, headers)
            answered = connection.getresponse()
            page = Page(answered.status, answered.getheaders(), answered.read())
        finally:
            connection.close()
        self._keep(page)
        return page

    def _keep(self, page: Page) -> None:
        for name, value in page.headers:
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}


def named_file(name: str, content: bytes) -> io.BytesIO:
    """A file to send."""
    file = io.BytesIO(content)
    file.name = name
    return file
