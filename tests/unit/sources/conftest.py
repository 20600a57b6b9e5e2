"""What tests of sources share: an actor who imports, and a way to import rows in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.unit.sources.books import write_book

from rantau.modules.sources.api import IMPORTER, BatchReport, GivenFile, HandInFacts, check_list, import_files
from rantau.platform.access.actor import Actor, system_actor

Import = Callable[..., BatchReport]


@pytest.fixture
def importer(db: None, regency: str) -> Actor:
    """May do everything that importing needs, in the whole regency."""
    return system_actor("uji", IMPORTER | {"sources.enter_totals", "insight.view", "insight.view_desa"}, regency)


@pytest.fixture
def store(importer: Actor, tmp_path: Path) -> Import:
    """Import rows of a register as a file of this name."""

    def run(
        rows: Sequence[Sequence[object]],
        *,
        name: str = "register.xlsx",
        by: Actor | None = None,
        supersedes: int | None = None,
        **book: object,
    ) -> BatchReport:
        path = write_book(tmp_path / name, rows, **book)  # type: ignore[arg-type]
        outcome = import_files(
            by=by or importer, files=[GivenFile(path, name)], facts=HandInFacts(supersedes=supersedes)
        )
        assert not outcome.refused, outcome.refused
        assert not outcome.known, outcome.known
        return outcome.batches[0]

    return run


@pytest.fixture
def check(importer: Actor, tmp_path: Path) -> Import:
    """Dry run of rows of a register."""

    def run(
        rows: Sequence[Sequence[object]], *, name: str = "register.xlsx", by: Actor | None = None, **book: object
    ) -> BatchReport:
        path = write_book(tmp_path / name, rows, **book)  # type: ignore[arg-type]
        outcome = check_list(by=by or importer, files=[GivenFile(path, name)], facts=HandInFacts())
        assert not outcome.refused, outcome.refused
        assert not outcome.known, outcome.known
        return outcome.batches[0]

    return run
