"""Every verb stopped at every statement: afterwards everything is as before, or all of it is done. Never between."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import transaction
from tests.architecture.source import verbs
from tests.crash.stops.cases import Found
from tests.crash.stops.own import ELSEWHERE, OWN, STEPS
from tests.crash.stops.stopping import Fingerprint, StoppedError, breaking
from tests.matrix.world import World

Held = dict[str, tuple[int, int]]
VERBS = sorted({verb.name for verb in verbs()} - {*STEPS, *ELSEWHERE})
MOST = 400
"""A verb with more statements is not tried at each."""


def _run_of(world: World, verb: str, folder: Path) -> Callable[[], object]:
    run = OWN[verb](world, folder) if verb in OWN else Found(world).on_paths(verb)
    assert run is not None, f"{verb}: no path of the matrix does it; write a case in own.py"
    return run


@pytest.mark.parametrize("verb", VERBS)
def test_before_or_after_never_between(world: World, verb: str, tmp_path: Path) -> None:
    run, fingerprint = _run_of(world, verb, tmp_path), Fingerprint()
    before = fingerprint.take()
    with transaction.atomic():
        with breaking() as whole:
            run()
        after = fingerprint.take()
        transaction.set_rollback(True)
    assert fingerprint.take() == before
    assert _counts(after) != _counts(before), "this run does nothing: write a case in own.py"
    assert 0 < whole.count <= MOST
    between = [
        at for at in range(1, whole.count + 1) if _left(run, at, fingerprint, before) not in ("before", _counts(after))
    ]
    assert between == [], f"of {whole.count} statements"


def _left(run: Callable[[], object], at: int, fingerprint: Fingerprint, before: Held) -> object:
    """What a stop at a statement leaves. A statement after the commit only reads: then all of it is done."""
    with transaction.atomic():
        with breaking(at), suppress(StoppedError):
            run()
        found = fingerprint.take()
        transaction.set_rollback(True)
    return "before" if found == before else _counts(found)


def _counts(held: Held) -> dict[str, int]:
    """Numbers of rows only: times and numbers given by the database differ from run to run."""
    return {table: count for table, (count, _) in held.items()}


def test_no_step_is_forgotten_or_stale() -> None:
    known = {verb.name for verb in verbs()}
    assert sorted({*STEPS, *ELSEWHERE, *OWN} - known) == []
