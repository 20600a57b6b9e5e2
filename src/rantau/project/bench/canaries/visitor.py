"""Someone who uses the pages, and everything about the answers that is not the page itself (pengunjung)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import time

from rantau.project.bench.browser import SESSION, Browser, Page

_STEP = "/akun/langkah-kedua/"


class Visitor(Browser):
    """Remembers addresses, headers and titles of every answer, and the secrets that she was given."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.seen: list[str] = []
        self.secrets: set[str] = set()
        self._recovery: list[str] = []

    def go(self, address: str, **fields: object) -> Page:
        """Open a page or send a form, and follow where it leads."""
        if fields and not self.cookies:
            self.get(address)
        page = self.post(address, fields) if fields else self.get(address)
        while page.status == 302:
            page = self.get(page.location)
        return page

    def arrive(self, username: str, code: str, name: str, password: str) -> None:
        """With a letter: a password of her own, an authenticator app, and recovery codes."""
        self.secrets |= {code, password}
        must(self.go("/akun/surat/", username=username, code=code), "repeated")
        must(self.go("/akun/surat/buka/", name=name, password=password, repeated=password), f"{_STEP}kode/")
        self.go("/akun/ulang/", password=password)
        offered = must(self.go(f"{_STEP}kode/"), "<code")
        (seed,) = re.findall(r"<code[^>]*>([A-Z2-7]{16,})</code>", offered.text)
        codes = re.findall(r"<code>(\d{8})</code>", self.go(f"{_STEP}kode/", code=totp(seed)).text)
        if len(codes) < 10:
            raise RuntimeError("no recovery codes were shown")
        self.secrets |= {seed, *codes}
        self._recovery = codes

    def leave_and_come_back(self, username: str, password: str) -> None:
        """Log out, mistype, log in with a recovery code."""
        self.go("/akun/keluar/", yes="1")
        self.log_in(username, password)
        if self.go("/akun/masuk/kode/", code=self._recovery[3]).status != 200:
            raise RuntimeError("the recovery code was refused")

    def _ask(self, method: str, address: str, body: bytes | None = None, kind: str = "") -> Page:
        page = super()._ask(method, address, body, kind)
        kept = self.cookies.get(SESSION, "")
        if kept:
            self.secrets.add(kept)
        headers = [f"{name}: {value}" for name, value in page.headers if not _is_session(name, value)]
        self.seen += [address, *headers, *re.findall(r"<title>(.*?)</title>", page.text, re.DOTALL)]
        return page


def _is_session(name: str, value: str) -> bool:
    """The one header that must carry the key of a session."""
    return name.lower() == "set-cookie" and value.startswith(f"{SESSION}=")


def totp(seed: str) -> str:
    """Six digits of this half minute (RFC 6238)."""
    key = base64.b32decode(seed + "=" * (-len(seed) % 8))
    digest = hmac.new(key, (int(time.time()) // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def must(page: Page, words: str) -> Page:
    """The page, which must be a good one and say this: else the scenario did not happen."""
    if words not in page.text:
        shown = " ".join(re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", " ", page.text, flags=re.DOTALL).split())
        raise RuntimeError(f"{page.status}: no {words!r} on the page: {shown[:1500]}")
    return page
