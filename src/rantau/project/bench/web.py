"""`rantau bench web`: server time of every page with many persons, and the number of queries of each.

A database of its own is made in a temporary folder, filled through the real import, linked and counted. Times are of
Django's handler with middleware and templates, without the network; the first request of each page is not counted.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from dataclasses import dataclass, replace
from pathlib import Path

import click

from rantau.project.bench.scratch import scratch_folder

REGENCY = "36.04"
VILLAGE = "36.04.12.2006"
"""Of the example's village clerk."""
WARM_UP = 3
SEARCH = "cari:"


@dataclass(frozen=True, slots=True)
class Timed:
    """Server time of one page in milliseconds, for one role."""

    role: str
    page: str
    median: float
    p95: float
    queries: int
    kilobytes: float


@click.command()
@click.option("--rows", default=420_000, show_default=True, help="Baris daftar, dan kira-kira sebanyak itu orang.")
@click.option("--plans", default=300_000, show_default=True, help="Rencana kerja warga, dua pernyataan tiap rencana.")
@click.option("--requests", default=60, show_default=True, help="Permintaan tiap halaman.")
@click.option("--keep", type=click.Path(path_type=Path), help="Folder data yang dipakai lagi pada pengukuran berikut.")
def command(rows: int, plans: int, requests: int, keep: Path | None) -> None:
    """Waktu server (p95) dan jumlah kueri tiap halaman, dengan ratusan ribu orang."""
    with scratch_folder() as folder:
        os.environ["RANTAU_DATA"] = str(keep or folder)
        os.environ.pop("RANTAU_DATABASE_URL", None)
        from rantau.project.cli.runtime import installation

        with installation(keys=False):
            from rantau.project.bench.web_plans import fill_plans

            persons = _fill(folder, rows)
            fill_plans(REGENCY, plans)
            click.echo(f"{persons} orang, {plans} rencana kerja")
            for timed in _measure(requests):
                click.echo(
                    f"{timed.role:<24} {timed.page:<34} median {timed.median:7.1f} ms  p95 {timed.p95:7.1f} ms  "
                    f"{timed.queries:3d} kueri  {timed.kilobytes:6.1f} kB"
                )


def _fill(folder: Path, rows: int) -> int:
    """Make the database unless it is there; returns the number of persons."""
    from rantau.engines.simulation import PRACTICE, simulate, write_flat
    from rantau.modules.areas.api import install_regency
    from rantau.modules.insight.api import COMPUTER, latest_answer, refresh
    from rantau.modules.sources.api import IMPORTER, GivenFile, HandInFacts, import_files
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor
    from rantau.project.demo.logins import install_logins
    from rantau.project.upgrading import migrate

    migrate()
    install_regency(by=system_actor("ukur", frozenset({"areas.maintain"}), REGENCY), regency_code=REGENCY)
    install_logins()
    computer = system_actor("ukur", COMPUTER, REGENCY)
    stay_acting(computer)
    if latest_answer(computer) is None:
        path = folder / "register.csv"
        write_flat(simulate(replace(PRACTICE, scale=rows / 10_000), 7), path, rows=rows, format="csv")
        importer = system_actor("ukur", IMPORTER, REGENCY)
        stay_acting(importer)
        import_files(by=importer, files=[GivenFile(path, path.name)], facts=HandInFacts())
        stay_acting(computer)
        refresh(by=computer)
    answer = latest_answer(computer)
    return answer.persons if answer else 0


def _measure(requests: int) -> list[Timed]:
    from django.conf import settings
    from django.test import Client
    from django.test.utils import override_settings

    from rantau.modules.offices.api import SIGNING_IN, Account
    from rantau.platform.access.acting import acting
    from rantau.project.server import collect_static_files

    collect_static_files()
    found = []
    with override_settings(ALLOWED_HOSTS=[*settings.ALLOWED_HOSTS, "testserver"], SECOND_FACTOR_REQUIRED=False):
        for role, pages in _pages().items():
            client = Client()
            with acting(SIGNING_IN):
                client.force_login(Account.objects.get(username=role))
            for page, addresses in ((page, each) for page, each in pages.items() if each):
                found.append(_time(client, role, page, [_address(client, each) for each in addresses], requests))
    return found


def _address(client: object, address: str) -> str:
    """What is searched for is no part of an address: it is sent, and the answer says where it is found."""
    if not address.startswith(SEARCH):
        return address
    return str(client.post("/cari/", {"q": address.removeprefix(SEARCH)}).url)  # type: ignore[attr-defined]


def _pages() -> dict[str, dict[str, list[str]]]:
    """Pages by role; of each kind of page many addresses, so that no single one is always in memory."""
    from rantau.modules.people.api import LINKER, some_persons
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor
    from rantau.project.bench.web_plans import some_plans

    linker = system_actor("ukur", LINKER, REGENCY)
    stay_acting(linker)
    chance = random.Random(1)  # noqa: S311 - which pages are asked for
    people = some_persons(linker, 400)
    words = ["siti", "muhammad", "jamil", "rohm", "sar", "siti nur", "ahmad hid", "nengsih"]
    districts = [f"/jawaban/{REGENCY}.{number:02d}/" for number in (5, 8, 12, 14, 16, 20, 30)]
    niks = [nik for _, nik in people if nik]
    return {
        "petugas-disnakertrans": {
            "Hari ini": ["/"],
            "Jawaban kabupaten": ["/jawaban/"],
            "Jawaban kecamatan": districts,
            "Satu daftar": ["/jawaban/daftar/register_desa/"],
            "Bandingkan tahun": ["/jawaban/banding/"],
            "Cari nama": [SEARCH + word for word in words],
            "Cari NIK": [SEARCH + nik for nik in chance.sample(niks, min(10, len(niks)))],
            "Orang": [f"/orang/{person}/" for person, _ in people],
            "Daftar": ["/daftar/"],
            "Wilayah": ["/wilayah/"],
        },
        "operator-desa": {
            "Hari ini": ["/"],
            "Jawaban desa": [f"/jawaban/{VILLAGE}/"],
            "Cari nama": [SEARCH + word for word in words],
            "Daftar": ["/daftar/"],
            "Warga": ["/warga/"],
            "Rencana baru": ["/warga/baru/"],
            "Satu rencana": [f"/warga/{plan}/" for plan in some_plans(VILLAGE, 50)],
        },
        "pimpinan": {"Jawaban kabupaten": ["/jawaban/"]},
    }


def _time(client: object, role: str, page: str, addresses: list[str], requests: int) -> Timed:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times, size, queries = [], 0, 0
    for number in range(requests + WARM_UP):
        address = addresses[number % len(addresses)]
        started = time.perf_counter()
        response = client.get(address)  # type: ignore[attr-defined]
        spent = time.perf_counter() - started
        if response.status_code != 200:
            raise click.ClickException(f"{address} menjawab {response.status_code} untuk {role}.")
        size = max(size, len(response.content))
        if number >= WARM_UP:
            times.append(spent * 1000)
    with CaptureQueriesContext(connection) as captured:
        client.get(addresses[0])  # type: ignore[attr-defined]
        queries = len(captured)
    p95 = statistics.quantiles(times, n=20)[-1]
    return Timed(role, page, statistics.median(times), p95, queries, size / 1024)
