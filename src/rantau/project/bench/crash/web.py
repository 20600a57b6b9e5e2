"""kill -9 of the web server under five people at its pages: one process, all of them, their master, or everything."""

from __future__ import annotations

import math
import os
import random
import secrets
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack

from rantau.project.bench.children import expect, order
from rantau.project.bench.crash.child import GO, QUIET, STOP
from rantau.project.bench.crash.database import prepared_persons
from rantau.project.bench.crash.judging import Judge, child
from rantau.project.bench.crash.nursery import Nursery
from rantau.project.bench.crash.pages import PAGES
from rantau.project.bench.crash.report import Report
from rantau.project.bench.crash.works import UNDONE, WHOLE
from rantau.project.bench.scratch import REGENCY, Scratch, scratch_installation
from rantau.project.bench.site import Site, children_of, descendants, kill, stayed
from rantau.project.environment import DEMO, claim

LONGEST = 1.0
"""Seconds of work before a kill, at most."""
WAYS = {"satu": 4, "semua": 2, "induk": 1, "seluruhnya": 3}
"""What is killed, and how often of ten: one process of the site, all that answer, their master, or everything."""
_PREPARE = f"""
import os
import django
django.setup()
from django.utils import timezone
from rantau.modules.offices.api import Period, assign_post, create_account
from rantau.platform.access.acting import stay_acting
from rantau.platform.access.actor import system_actor
from rantau.project.bench.crash.pages import ROLES, username
by = system_actor("tolok ukur", frozenset(["offices.manage_accounts"]), "{REGENCY}")
stay_acting(by)
for kind, role in ROLES.items():
    made = create_account(by=by, username=username(kind), name="Penulis", password=os.environ["RANTAU_UJI_SANDI"])
    period = Period(timezone.localdate())
    assign_post(by=by, account_id=made.id, role=role, area_code="{REGENCY}", period=period)
"""


def run(
    *,
    kills: int,
    minutes: float = math.inf,
    seed: int | None = None,
    on_kill: Callable[[Report], None] = lambda _: None,
) -> Report:
    """Kill processes of the site `kills` times, at random moments, for so many minutes at most."""
    chance, report, ways = random.Random(seed), Report("web"), Counter[str]()  # noqa: S311 - moments, no secrets
    with scratch_installation() as scratch, ExitStack() as stack:
        site = _prepared(stack, scratch)
        judge = Judge(stack, scratch, PAGES, WHOLE + UNDONE)
        people = [child(stack, scratch, "situs", kind, str(judge.promised[kind].path)) for kind in PAGES]
        for _ in report.rounds(kills, minutes):
            _tell(people, GO)
            time.sleep(chance.uniform(0.02, LONGEST))
            (way,) = chance.choices([*WAYS], [*WAYS.values()])
            ways[way] += 1
            orphans = _killed(site, way, chance)
            _tell(people, STOP)
            for person in people:
                expect(person, QUIET)
            site.wait()
            report.killed([*orphans, *judge.faults()], judge.acknowledged)
            report.remarks = ", ".join(f"{name} {count} kali" for name, count in ways.items())
            on_kill(report)
        report.failures += _last_round(people, scratch, judge)
    return report


def _prepared(stack: ExitStack, scratch: Scratch) -> Site:
    """Accounts for the writers, persons to look at, and the site; synthetic people, so no second factor."""
    claim(scratch.folder, DEMO)
    os.environ["RANTAU_UJI_ORANG"] = prepared_persons(scratch)
    os.environ["RANTAU_UJI_SANDI"] = secrets.token_urlsafe(16)
    if scratch.python(["-c", _PREPARE]).wait() != 0:
        raise RuntimeError("the accounts of the writers could not be made")
    site = Site(scratch, "--no-worker", start=Nursery(stack, scratch).start)
    stack.callback(site.stop)
    site.wait()
    os.environ["RANTAU_UJI_PORT"] = str(site.port)
    return site


def _tell(people: list[subprocess.Popen[str]], words: str) -> None:
    for person in people:
        order(person, words)


def _killed(site: Site, way: str, chance: random.Random) -> list[str]:
    """Kill in this way; a fault for what lives on without its parent."""
    master = site.master.pid
    workers = children_of(master)
    victims = {
        "satu": [chance.choice(workers)] if workers else [],
        "semua": workers,
        "induk": [master],
        "seluruhnya": [master, *workers],
    }[way]
    family = [each for victim in victims for each in (victim, *descendants(victim))]
    kill(victims)
    if master in victims:
        site.master.wait()
    left = stayed(family)
    kill(left)
    return [f"{way}: proses {left} hidup terus tanpa induknya"] if left else []


def _last_round(people: list[subprocess.Popen[str]], scratch: Scratch, judge: Judge) -> list[str]:
    """Once more without a kill: what was not answered is done again, and no file of a killed process is left."""
    _tell(people, GO)
    time.sleep(LONGEST)
    _tell(people, STOP)
    for person in people:
        expect(person, QUIET)
    left = [path.name for path in (scratch.folder / "sementara").iterdir() if path.is_dir()]
    return [*judge.faults(), *(f"berkas tertinggal: {name}" for name in left)]
