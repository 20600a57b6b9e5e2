"""A day at the site with canaries in every field (sehari dengan kenari). Run in a process of the scratch installation.

Prints what only its people know: the secrets that they were given, and what their browsers were told beside the pages.
"""

from __future__ import annotations

import json
import re
import socket
import sys
import time
from typing import TYPE_CHECKING

from rantau.project.bench.canaries.failing import DATABASE, HEADER, PROGRAM
from rantau.project.bench.canaries.planted import (
    ADDRESSES,
    BROKEN_FILE,
    FILES,
    HOLDERS,
    NAMES,
    NIKS,
    NOTE,
    PASSWORDS,
    PHONES,
    REASONS,
    UNDONE,
    WRONG_NAME,
    WRONG_PASSWORD,
    a_list,
)
from rantau.project.bench.canaries.visitor import Visitor, must
from rantau.project.bench.scratch import REGENCY

if TYPE_CHECKING:
    from rantau.platform.access.actor import Actor

ROLES = {"petugas": "petugas_disnakertrans", "penjaga": "walidata"}
PATIENCE = 120
_DAY = "2025-07-22"
_BATCH = re.compile(r"/daftar/setoran/(\d+)/")


def play(port: int, fillers: int) -> dict[str, list[str]]:
    """Everything, from the letter of the first login to an error of the program; what was given and seen."""
    officer, steward = (Visitor(port) for _ in ROLES)
    for visitor, (username, code), name, password in zip(
        (officer, steward), _letters().items(), HOLDERS, PASSWORDS, strict=True
    ):
        visitor.arrive(username, code, name, password)
    stored = _hand_in(officer, fillers)
    _work_of_the_queue()
    _look(officer)
    _take_back(steward, stored)
    _mistakes(officer)
    _errors(officer)
    officer.leave_and_come_back("petugas", PASSWORDS[0])
    must(officer.go("/"), HOLDERS[0])
    return {
        "secrets": sorted(officer.secrets | steward.secrets),
        "seen": [*officer.seen, *steward.seen],
    }


def _by(*permissions: str) -> Actor:
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor

    by = system_actor("tolok ukur", frozenset(permissions), REGENCY)
    stay_acting(by)
    return by


def _letters() -> dict[str, str]:
    """Two accounts, their posts, and the codes of their letters."""
    from django.utils import timezone

    from rantau.modules.offices.api import Period, assign_post, create_account, issue_letter

    by, codes = _by("offices.manage_accounts"), {}
    for username, role in ROLES.items():
        made = create_account(by=by, username=username, name="belum dibuka")
        period = Period(timezone.localdate())
        assign_post(by=by, account_id=made.id, role=role, area_code=REGENCY, period=period)
        codes[username] = issue_letter(by=by, account_id=made.id).code
    return codes


def _hand_in(officer: Visitor, fillers: int) -> str:
    """Two lists: a large one goes by way of the disk and the queue. The number of the second."""
    for name, more in zip(FILES, (0, fillers), strict=True):
        number = _sent(officer, name, more)
        must(officer.go(f"/daftar/setoran/{number}/simpan/", supersedes=""), "tersimpan")
    return number


def _sent(officer: Visitor, name: str, fillers: int) -> str:
    fields = {"uploads": a_list(name, fillers=fillers), "received_on": _DAY, "note": NOTE}
    number = _number(officer.post("/daftar/masukkan/", fields).location)
    _wait("SELECT rows > 0 FROM sources_batch WHERE id = %s", number)
    must(officer.go(f"/daftar/setoran/{number}/"), name)
    return number


def _work_of_the_queue() -> None:
    """The answer is computed, persons are linked; and one job fails in each way."""
    from rantau.project.bench.canaries.tasks import failing

    by = _by()
    for kind in (PROGRAM, DATABASE):
        failing.enqueue(by=by, kind=kind)
    _wait("SELECT count(*) = 0 FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
    _wait("SELECT count(*) = 2 FROM procrastinate_jobs WHERE status = 'failed' AND task_name = 'canaries.fail'")


def _look(officer: Visitor) -> None:
    for text in (NIKS[0], PHONES[2], NAMES[1]):
        must(officer.go("/cari/", q=text), "/orang/")
    person = re.findall(r"/orang/(\d+)/", must(officer.go("/cari/", q=NIKS[0]), "/orang/").text)[0]
    must(officer.go(f"/orang/{person}/"), NAMES[0].split()[0])
    must(officer.go(f"/orang/{person}/nik/", reason=REASONS[0]), NIKS[0])
    row = re.findall(r"/daftar/baris/(\d+)/", officer.go(f"/orang/{person}/").text)[0]
    must(officer.go(f"/daftar/baris/{row}/", reason=REASONS[1]), ADDRESSES[0])
    officer.go("/jawaban/unduh/xlsx/")
    officer.go("/jawaban/unduh/csv/")


def _take_back(steward: Visitor, number: str) -> None:
    must(steward.go(f"/daftar/setoran/{number}/"), FILES[1])
    must(steward.go(f"/daftar/setoran/{number}/batalkan/", reason=UNDONE), UNDONE)


def _mistakes(officer: Visitor) -> None:
    """A broken file, a wrong login, a wrong letter, an address with a NIK in it."""
    from rantau.project.bench.browser import named_file

    broken = named_file(BROKEN_FILE, b"PK\x03\x04 bukan buku kerja " + NIKS[3].encode())
    must(officer.go("/daftar/masukkan/", uploads=broken, received_on=_DAY), "rusak atau tidak utuh")
    stranger = Visitor(officer.port)
    stranger.go("/akun/masuk/")
    for username, password in ((WRONG_NAME, WRONG_PASSWORD), ("petugas", WRONG_PASSWORD)):
        must(stranger.go("/akun/masuk/", login=username, password=password), "sandi")
    with socket.create_connection(("127.0.0.1", officer.port), timeout=PATIENCE) as line:
        line.sendall(f"GET /cari/?q={NAMES[2]} {NIKS[5]} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        if b" 400 " not in line.recv(100):
            raise RuntimeError("a request with blanks in its address was taken")
    stranger.go("/akun/surat/", username=WRONG_NAME, code="1234 5678 9012 3456")


def _errors(officer: Visitor) -> None:
    """Errors of the program: the page must be the plain one, and the error must really have happened."""
    for kind in (PROGRAM, DATABASE):
        officer.headers = {HEADER: kind}
        page = officer.get("/daftar/")
        officer.headers = {}
        if page.status != 500 or any(value in page.text for value in (NIKS[4], NAMES[1])):
            raise RuntimeError(f"the error of the {kind} answered {page.status}")


def _number(text: str) -> str:
    found = _BATCH.search(text)
    if found is None:
        raise RuntimeError("no hand-in came of it")
    return found.group(1)


def _wait(question: str, *values: str) -> None:
    """Until the database says yes."""
    from django.db import connection

    from rantau.modules.sources.api import IMPORTER

    _by(*IMPORTER)
    until = time.monotonic() + PATIENCE
    while True:
        with connection.cursor() as cursor:
            cursor.execute(question, values)
            if cursor.fetchone() == (True,):
                return
        if time.monotonic() > until:
            raise RuntimeError(question)
        time.sleep(0.1)


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(play(int(sys.argv[1]), int(sys.argv[2]))))
