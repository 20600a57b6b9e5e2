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

import openpyxl
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
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

NIKS = [f"36041256050{9 + at % 1}9{at:03d}" for at in range(101, 109)]
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


def _forms(value: str) -> set[bytes]:
    """The value as it may stand in a dump: as it is, in other letters, as hex, base64, UTF-16, only its digits."""
    forms: set[bytes] = set()
    for text in {value, value.upper(), value.lower(), re.sub(r"\D", "", value) if len(value) < 20 else value}:
        plain = text.encode()
        if len(plain) < 6:
            continue
        core = base64.b64encode(plain)[: len(plain) // 3 * 4]
        forms |= {plain, plain.hex().encode(), core, text.encode("utf-16-le")}
    return forms


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
    """Addresses, headers and titles of every answer."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.texts: list[str] = []

    def __call__(self, address: str, **form: object) -> str:
        answer = self.client.post(address, form, follow=True) if form else self.client.get(address, follow=True)
        steps = [step for step, _ in answer.redirect_chain]
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode("utf-8", "replace")
        self.texts += [address, *steps, str(dict(answer.headers)), *re.findall(r"<title>(.*?)</title>", text, re.S)]
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


def test_nothing_sealed_is_in_a_dump_and_nothing_at_all_in_logs_and_addresses(
    transactional_db: None,
    regency: str,
    tmp_path: Path,
    kept: _Kept,
    database_urls: Urls,
    client_as: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
):
    path = _list(tmp_path / "register.xlsx")
    by = system_actor("uji", IMPORTER, regency)
    outcome = import_files(by=by, files=[GivenFile(path, path.name)], facts=HandInFacts(note=NOTES[0]))
    assert outcome.batches[0].rows == len(NIKS)
    link_people(by=system_actor("uji", LINKER, regency))

    officer = client_as("petugas_disnakertrans")
    see = _Seen(officer)
    found = see("/cari/", q=NIKS[0])
    person = Person.objects.order_by("pk").first()
    assert f"/orang/{person.pk}/" in found
    see("/cari/", q=NAMES[1])
    see("/cari/", q=PHONES[2])
    see(f"/orang/{person.pk}/")
    assert NIKS[0] in see(f"/orang/{person.pk}/nik/", reason=REASONS[0])
    row = Row.objects.order_by("pk").first()
    see(f"/daftar/baris/{row.pk}/", reason=REASONS[1])
    see("/daftar/")
    broken = tmp_path / f"{NIKS[3]}.xlsx"
    broken.write_bytes(b"bukan buku kerja " + NIKS[3].encode())
    with broken.open("rb") as file:
        see("/daftar/masukkan/", files=file)

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError(f"orang {NIKS[4]} {PHONES[4]}")

    monkeypatch.setattr(people_views, "person_of" if hasattr(people_views, "person_of") else "look_at_person", fail)
    officer.raise_request_exception = False
    assert NIKS[4] not in see(f"/orang/{person.pk}/")

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
    assert [value for value in [*SEALED, *secrets] if any(form in dump for form in _forms(value))] == []

    everything = [*SEALED, *secrets, *(name.split()[0] for name in NAMES)]
    assert len(everything) >= 40
    for where, texts in {"logs": kept.lines, "addresses, headers, titles": see.texts}.items():
        said = "\n".join(texts).lower()
        cookies = said.replace(session.lower(), "") if where != "logs" else said  # its own Set-Cookie carries it
        assert [value for value in everything if value.lower() in cookies] == [], where

    left = [
        file for file in Path(settings.DATA_FOLDER).rglob("*") if file.is_file() and file.stat().st_size < 5_000_000
    ]
    holding = [str(file) for file in left for value in SEALED if value.encode() in file.read_bytes()]
    assert holding == []
