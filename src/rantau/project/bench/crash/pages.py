"""The work of people at the pages of the site, each in a session of her own: lists, undoing, places, accounts, looks.

A page that answers is an acknowledgement. Whoever was not answered tries the same again, as a person would.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import ClassVar

from rantau.project.bench.browser import Browser, Page, named_file
from rantau.project.bench.crash.works import WORKS, Judged, list_text

LOST = (OSError, HTTPException)
"""The connection broke: whether it was done is not known."""
ROWS = 6
REASON = "tolok ukur ketahanan"
_TO_THE_DOOR = ("/akun/ulang/", "/akun/masuk/")
"""Led there she was not let in: nothing was done, and it is no acknowledgement."""
_BATCHES = (
    "SELECT s.institution, count(*) FROM sources_batch b JOIN sources_source s ON s.id = b.source_id"
    " WHERE b.state = '{state}' AND s.institution LIKE '{kind} %' GROUP BY 1"
)

PAGES = {
    "daftar": WORKS["daftar"],
    "batal": Judged(_BATCHES.format(state="dibatalkan", kind="batal")),
    "tempat": WORKS["tempat"],
    "akun": Judged("SELECT username, count(*) FROM offices_account WHERE username LIKE 'akun-%' GROUP BY 1"),
    "lihat": Judged(
        "SELECT subject_id, count(*) FROM audit_event WHERE action = 'people.look_at_person' GROUP BY 1", once=False
    ),
}
ROLES = {
    "daftar": "walidata", "batal": "walidata", "tempat": "walidata", "akun": "admin_sistem",
    "lihat": "petugas_disnakertrans",
}  # fmt: skip
"""Who does it."""


def username(kind: str) -> str:
    """Name of the account of a writer."""
    return f"penulis-{kind}"


@dataclass(slots=True)
class Person:
    """Someone who does one kind of work again and again."""

    kind: str
    password: str
    browser: Browser
    _keys: itertools.count[int] = field(default_factory=itertools.count)
    _again: str | None = None
    _batch: str = ""
    doing: ClassVar[dict[str, Callable[[Person, str], None]]]

    def next_key(self) -> str:
        """What she was not told about, else something new."""
        if self._again is None:
            number = next(self._keys)
            persons = os.environ.get("RANTAU_UJI_ORANG", "").split(",")
            key = {"akun": f"akun-{number}", "lihat": persons[number % len(persons)]}
            self._again = key.get(self.kind, f"{self.kind} {number}")
        return self._again

    def do(self, key: str) -> None:
        """Do it by the pages. Raises one of LOST where the connection broke."""
        type(self).doing[self.kind](self, key)
        self._again, self._batch = None, ""

    def _get(self, address: str) -> Page:
        return self._let_in(lambda: self.browser.get(address))

    def _post(self, address: str, **fields: object) -> Page:
        return self._let_in(lambda: self.browser.post(address, fields))

    def _let_in(self, ask: Callable[[], Page]) -> Page:
        if not self.browser.logged_in:  # the connection broke while she logged in
            self.browser.log_in(username(self.kind), self.password)
        page = ask()
        if page.location.startswith(_TO_THE_DOOR):
            self.browser.log_in(username(self.kind), self.password)
            page = ask()
        if page.status >= 500 or page.location.startswith(_TO_THE_DOOR):
            raise RuntimeError(f"{self.kind}: {page.status} {page.location}")
        return page

    def _list(self, key: str) -> None:
        if not self._batch:
            number = int(key.rsplit(maxsplit=1)[-1]) + (5000 if self.kind == "batal" else 0)
            file = named_file(f"{key}.csv", list_text(number, ROWS).encode())
            page = self._post(
                "/daftar/masukkan/", uploads=file, kind="register_desa", institution=key, received_on="2025-07-22"
            )
            if not page.location.startswith("/daftar/setoran/"):
                raise RuntimeError(f"{key}: {page.status} {page.location}")
            self._batch = page.location
        _must(self._post(f"{self._batch}simpan/"), key, "sudah pernah disimpan")

    def _taken_back(self, key: str) -> None:
        self._list(key)
        _must(self._post(f"{self._batch}batalkan/", reason=REASON), key, "sudah dibatalkan")

    def _place(self, key: str) -> None:
        _must(self._post("/daftar/tempat/pastikan/", nama=key, pilihan="luar"), key, "sudah dipastikan")

    def _account(self, key: str) -> None:
        page = self._post("/akun/kelola/baru/", name="Penulis", username=key)
        if page.status != 302 and not (page.status == 400 and "sudah dipakai" in page.text):
            raise RuntimeError(f"{key}: {page.status}")

    def _look(self, key: str) -> None:
        page = self._get(f"/orang/{key}/")
        if page.status != 200:
            raise RuntimeError(f"{key}: {page.status}")


Person.doing = {
    "daftar": Person._list, "batal": Person._taken_back, "tempat": Person._place, "akun": Person._account,
    "lihat": Person._look,
}  # fmt: skip


def _must(page: Page, key: str, done_before: str) -> None:
    """The page led on, or says that it was done before: the answer of the first time never came."""
    if page.status != 302 and not (page.status == 409 and done_before in page.text):
        raise RuntimeError(f"{key}: {page.status}")
