"""Canaries: values that occur nowhere else, followed through a day's work to every place that could betray them.

Sealed values and secrets may stand in no dump; names may, because search needs them. None of them may stand in a log,
an address, a title, a header, or a file that is left behind.
"""

from __future__ import annotations

import base64
import logging
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

import openpyxl
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from tests.accounts import account_holding
from tests.unit.sources.books import REGISTER, register_row

from rantau.modules.offices.api import issue_letter
from rantau.modules.people.api import LINKER, link_people
from rantau.modules.people.models import Person
from rantau.modules.people.web import views as people_views
from rantau.modules.sources.api import IMPORTER, GivenFile, HandInFacts, import_files
from rantau.modules.sources.models import Row
from rantau.platform.access.actor import system_actor
from rantau.platform.postgres import Urls, packaged_binaries
from rantau.platform.web.logs import MaskedFormatter
from rantau.project.bench.canaries.searching import betrayed, unpacked

NIKS = [f"3604125605099{at}" for at in range(101, 109)]
PHONES = [f"0857-7712-34{at:02d}" for at in range(8)]
PASSPORTS = [f"X99{at:02d}77{at}" for at in range(8)]
ADDRESSES = [f"Kampung Kenari{at}zq Gang Buntu" for at in range(8)]
REASONS = ["Permintaan kenariqxalasan keluarga", "Mencocokkan kenariqxbaris tulisan"]
NOTES = ["catatan kenariqxcatatan dari desa"]
NAMES = [f"Kenarinama{word} Uji" for word in ("ra", "ri", "ru", "re", "ro")]
SEALED = [*NIKS, *PHONES, *PASSPORTS, *ADDRESSES, *REASONS, *NOTES]
HEADING = (*REGISTER, "No. HP", "No. Paspor", "Alamat")


def _list(path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    for row in (["BUKU REGISTER PEKERJA MIGRAN DESA"], [], list(HEADING)):
        page.append(row)
    for at, nik in enumerate(NIKS):
        name = NAMES[at % len(NAMES)]
        page.append([*register_row(at + 1, name, nik=nik), PHONES[at], PASSPORTS[at], ADDRESSES[at]])
    book.save(path)
    return path


_LINE = settings.LOGGING["formatters"]["line"]


class _Kept(logging.Handler):
    """Every line that any part of the program logs, as it would be written."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(MaskedFormatter(_LINE["format"], style=_LINE["style"]))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class _Seen:
    """Addresses, headers, cookies and titles of every answer, also of those that lead on."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.texts: list[str] = []
        self.status = 0

    def __call__(self, address: str, **form: object) -> str:
        text = self._note(address, self.client.post(address, form) if form else self.client.get(address))
        while self.status == 302:
            address = self.texts[-1]
            text = self._note(address, self.client.get(address))
        return text

    def _note(self, address: str, answer: HttpResponse) -> str:
        self.status = answer.status_code
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode("utf-8", "replace")
        cookies = [
            str(cookie).replace(cookie.value, "", 1) if name == settings.SESSION_COOKIE_NAME else str(cookie)
            for name, cookie in answer.cookies.items()
        ]
        titles = re.findall(r"<title>(.*?)</title>", text, re.S)
        self.texts += [address, str(dict(answer.headers)), *cookies, *titles, answer.headers.get("Location", "")]
        return text


@pytest.fixture
def kept() -> _Kept:
    handler, root = _Kept(), logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)


def _dump(urls: Urls) -> bytes:
    program = packaged_binaries().program("pg_dump")
    done = subprocess.run([program, "--format=plain", urls.owner], capture_output=True, check=True, env=os.environ)
    return done.stdout


def _files() -> set[Path]:
    return {file for file in Path(settings.DATA_FOLDER).rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    "made",
    [
        str.encode,
        lambda value: value.upper().encode(),
        lambda value: value.encode().hex().encode(),
        lambda value: value.encode().hex().upper().encode(),
        lambda value: base64.b64encode(value.encode()),
        lambda value: base64.b64encode(b"a" + value.encode() + b"zz"),
        lambda value: base64.b64encode(b"ab" + value.encode() + b"z"),
        lambda value: base64.urlsafe_b64encode(b"??" + value.encode()),
        lambda value: value.encode("utf-16"),
        lambda value: quote(value).encode(),
        lambda value: urlencode({"q": value}).encode(),
    ],
)
def test_a_canary_is_known_in_every_form(made: Callable[[str], bytes]):
    for value in [*SEALED, *NAMES]:
        assert betrayed([value], b"..." + made(value) + b"...") == [value]


def test_a_number_is_known_however_it_is_written():
    for written in ("085777123400", "+6285777123400", "6285777123400"):
        assert betrayed(PHONES, written.encode()) == PHONES[:1]


def test_a_workbook_that_was_left_behind_is_read(tmp_path: Path):
    left = unpacked(_list(tmp_path / "register.xlsx").read_bytes())
    assert betrayed(SEALED, left) == [*NIKS, *PHONES, *PASSPORTS, *ADDRESSES]


def test_nothing_sealed_is_in_a_dump_and_nothing_at_all_in_logs_and_addresses(
    transactional_db: None,
    regency: str,
    tmp_path: Path,
    kept: _Kept,
    database_urls: Urls,
    client_as: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
):
    there = _files()
    path = _list(tmp_path / f"{NIKS[6]} {NOTES[0]}.xlsx")
    by = system_actor("uji", IMPORTER, regency)
    outcome = import_files(by=by, files=[GivenFile(path, path.name)], facts=HandInFacts(note=NOTES[0]))
    assert outcome.batches[0].rows == len(NIKS)
    link_people(by=system_actor("uji", LINKER, regency))

    officer = client_as("petugas_disnakertrans")
    see = _Seen(officer)
    found = see("/cari/", q=NIKS[0])
    person = Person.objects.order_by("pk").first()
    assert f"/orang/{person.pk}/" in found
    assert f"/orang/{person.pk}/" not in see("/cari/", q=NAMES[1])
    assert "/orang/" in see("/cari/", q=PHONES[2])
    assert "Kenarinamara" in see(f"/orang/{person.pk}/")
    assert NIKS[0] in see(f"/orang/{person.pk}/nik/", reason=REASONS[0])
    row = Row.objects.order_by("pk").first()
    assert ADDRESSES[0] in see(f"/daftar/baris/{row.pk}/", reason=REASONS[1])
    see("/daftar/")
    broken = tmp_path / f"{NIKS[3]}.xlsx"
    broken.write_bytes(b"PK\x03\x04 bukan buku kerja " + NIKS[3].encode())
    with broken.open("rb") as file:
        assert "rusak atau tidak utuh" in see("/daftar/masukkan/", uploads=file, received_on="2025-07-22")
    officer.raise_request_exception = False

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError(f"orang {NIKS[4]} {PHONES[4]}")

    monkeypatch.setattr(people_views, "look_at_person", fail)
    assert NIKS[4] not in see(f"/orang/{person.pk}/")
    assert see.status == 500
    assert [line for line in kept.lines if "ZeroDivisionError: orang" in line]

    clerk = account_holding("operator_desa", "36.04.12.2001")
    clerk.set_unusable_password()
    clerk.save()
    letter = issue_letter(by=system_actor("uji", frozenset({"offices.manage_accounts"}), regency), account_id=clerk.pk)
    seed = generate_totp_secret()
    TOTP.activate(clerk, seed)
    session = officer.cookies[settings.SESSION_COOKIE_NAME].value
    secrets = [letter.code, seed, session]

    dump = _dump(database_urls)
    assert NAMES[0].upper().split()[0].encode() in dump  # the dump is of this database
    assert betrayed([*SEALED, *secrets], dump) == []

    everything = [*SEALED, *secrets, *(name.split()[0] for name in NAMES)]
    assert len(everything) >= 40
    for where, texts in {"logs": kept.lines, "addresses, headers, titles": see.texts}.items():
        said = "\n".join(texts)
        assert betrayed(everything, said.encode() + said.lower().encode()) == [], where

    left = _files() - there
    assert [(file, found) for file in left if (found := betrayed(everything, unpacked(file.read_bytes())))] == []
