"""Verbs that change a file beside the database, or commit many times: cut off anywhere, told again they come to an end.

"Before or after" cannot hold for them. What holds: nothing that was sealed is lost, the keyring and the database agree,
and the trace is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from tests.crash.stops.terminating import LOST, points, terminating
from tests.database import empty_tables
from tests.unit.keys.conftest import ring_file

from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.platform.access.actor import system_actor
from rantau.platform.audit.actions import record_restore, write_checkpoint
from rantau.platform.audit.checking import verify
from rantau.platform.audit.models import REASON
from rantau.platform.crypto.keys import forget, keyring, new_keyring, write_keyring
from rantau.platform.db.connecting import snapshot
from rantau.platform.keys.actions import add_key, begin_rotation, copy_keyring, register_keys, retire_key, rotate
from rantau.platform.keys.queries import counts_by_place, wrong_keys
from rantau.platform.postgres import Urls

__all__ = ["ring_file"]
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
BY = system_actor("uji", frozenset(), "")
VALUES = {number: f"alasan {number}".encode() for number in range(1, 21)}
WORDS = "audit_reason.words"


@dataclass(frozen=True)
class Case:
    """What comes before the verb, and what must be true once it was told again."""

    run: Callable[[Path], object]
    prepare: Callable[[], object] = lambda: None
    done: Callable[[], bool] = lambda: True
    of_trace: bool = False
    """Judged by the trace. The others stand on sealed values that no event knows, which the trace would find wrong."""


def _rotation_begun() -> None:
    register_keys(by=BY)
    begin_rotation(by=BY, new=True)


def _rotated() -> None:
    _rotation_begun()
    rotate(by=BY, grace=0)


def _retire(_: Path) -> None:
    """Told again after the key was taken out: then it is gone, which is well."""
    with suppress(InvalidValueError):
        retire_key(by=BY, number=1, grace=0)


def _copy(folder: Path) -> None:
    with suppress(ConflictError):
        copy_keyring(by=BY, target=folder / "salinan.json")


CASES = {
    "keys.register_keys": Case(lambda _: register_keys(by=BY)),
    "keys.add_key": Case(lambda _: add_key(by=BY), done=lambda: keyring().seal.active >= 2),
    "keys.begin_rotation": Case(lambda _: begin_rotation(by=BY, new=True), done=lambda: keyring().seal.active >= 2),
    "keys.rotate": Case(
        lambda _: rotate(by=BY, grace=0), _rotation_begun, lambda: counts_by_place()[WORDS] == {2: len(VALUES)}
    ),
    "keys.retire_key": Case(_retire, _rotated, lambda: list(keyring().seal.keys) == [2]),
    "keys.copy_keyring": Case(_copy, lambda: register_keys(by=BY)),
    "audit.write_checkpoint": Case(lambda _: write_checkpoint(by=BY), lambda: write_checkpoint(by=BY), of_trace=True),
    "audit.record_restore": Case(
        lambda _: record_restore(by=BY, reason="uji pulih"), lambda: write_checkpoint(by=BY), of_trace=True
    ),
}


@pytest.fixture
def start_anew(
    ring_file: Path, database_urls: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Case], Path]]:
    """`start_anew(case)` -> a folder: sealed values on the first key, the case prepared, nothing of the try before."""
    tries = iter(range(1, 1000))

    def begin(case: Case) -> Path:
        folder = tmp_path / f"percobaan-{next(tries)}"
        folder.mkdir()
        monkeypatch.setattr(settings, "CHECKPOINTS", folder / "titik")
        empty_tables(database_urls.admin)
        write_keyring(ring_file, new_keyring())
        forget()
        if not case.of_trace:
            _insert_values(database_urls)
        case.prepare()
        return folder

    yield begin
    forget()


def _insert_values(urls: Urls) -> None:
    sealed = [(number, REASON.seal(words, number)) for number, words in VALUES.items()]
    with psycopg.connect(urls.owner) as owner, owner.cursor() as cursor:
        cursor.executemany("INSERT INTO audit_reason (event, words) VALUES (%s, %s)", sealed)


@pytest.mark.parametrize("verb", CASES)
def test_told_again_it_comes_to_an_end(start_anew: Callable[[Case], Path], database_urls: Urls, verb: str) -> None:
    case = CASES[verb]
    with psycopg.connect(database_urls.admin, autocommit=True) as admin:
        folder = start_anew(case)
        with terminating(admin, None, commits=True) as whole:
            case.run(folder)
        assert whole.count > 0
        for at in points(whole.count):
            folder = start_anew(case)
            _cut_off(admin, case, folder, at)
            case.run(folder)
            assert _faults(database_urls, case) == [], f"cut off at statement {at} of {whole.count}"


def _cut_off(admin: psycopg.Connection[Any], case: Case, folder: Path, at: int) -> None:
    """End the connection there, 0: at the first commit. Statements of a second connection are not counted."""
    with terminating(admin, at or None, commits=bool(at)), suppress(*LOST):
        case.run(folder)
    forget()


def _faults(urls: Urls, case: Case) -> list[str]:
    if case.of_trace:
        with snapshot() as connection:
            return [str(fault) for fault in verify(connection, settings.CHECKPOINTS).faults]
    with psycopg.connect(urls.owner) as owner:
        rows: list[tuple[Any, ...]] = owner.execute(
            "SELECT event, words FROM audit_reason WHERE event = ANY (%s)", [list(VALUES)]
        ).fetchall()
    found = [] if {number: REASON.open(words, number) for number, words in rows} == VALUES else ["values are lost"]
    found += [f"wrong key: {key}" for key in wrong_keys()]
    return [*found, *([] if case.done() else ["it did not come to its end"])]
