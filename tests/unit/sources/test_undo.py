"""Taking a hand-in back, correcting it, and what others are told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from tests.unit.sources.books import register_row
from tests.unit.sources.conftest import Import

from rantau.kernel.errors import ConflictError, NotAllowedError, RantauError
from rantau.modules.sources import events
from rantau.modules.sources.api import (
    GivenFile,
    HandInFacts,
    NotFoundError,
    changes_between,
    discard_check,
    import_files,
    rows_in_bulk,
    undo_batch,
    village_reporting,
)
from rantau.modules.sources.models import Batch, Row, RowProblem, SourceFile
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event

REASON = "berkas keliru"


def everything() -> list[tuple[Any, ...]]:
    """Every byte of rows, sheets, problems and hand-ins."""
    found = []
    with connection.cursor() as cursor:
        for table in ("sources_row", "sources_sheet", "sources_rowproblem", "sources_batch", "sources_sourcefile"):
            cursor.execute(f"SELECT t::text FROM {table} t ORDER BY id")
            found += cursor.fetchall()
    return found


@pytest.fixture
def told() -> Iterator[list[tuple[str, int]]]:
    """What listeners hear."""
    heard: list[tuple[str, int]] = []
    lists = [("stored", events.on_rows_stored), ("removed", events.on_rows_removed)]
    listeners = []
    for name, registry in lists:
        listeners.append((registry, lambda batch, by, name=name: heard.append((name, batch))))
        registry.append(listeners[-1][1])
    yield heard
    for registry, listener in listeners:
        registry.remove(listener)


def test_undo_leaves_the_other_hand_ins_as_they_were_to_the_byte(store: Import, importer: Actor) -> None:
    store([register_row(1, "Siti Aminah", nik="1")], name="a.xlsx")
    before = everything()
    report = store([register_row(2, "Budi", nik="2"), register_row(3, "Wati")], name="b.xlsx")
    undone = undo_batch(by=importer, batch=report.batch, reason=REASON)
    assert undone.rows == 2
    left = [line for line in everything() if line in before]
    assert left == before
    assert not Row.objects.filter(sheet__file__batch=report.batch).exists()
    assert not RowProblem.objects.filter(batch=report.batch).exists()


def test_an_undone_hand_in_says_who_when_and_why(store: Import, importer: Actor) -> None:
    report = store([register_row(1, "Siti Aminah")])
    undo_batch(by=importer, batch=report.batch, reason=REASON)
    batch = Batch.objects.get()
    assert (batch.state, batch.undone_by, batch.undo_reason_text) == ("dibatalkan", "uji", REASON)
    assert Event.objects.get(action="sources.undo").details["rows"] == 1


def test_the_same_file_may_come_again_after_undo(store: Import, importer: Actor, tmp_path: Any) -> None:
    report = store([register_row(1, "Siti Aminah")])
    undo_batch(by=importer, batch=report.batch, reason=REASON)
    again = import_files(by=importer, files=[GivenFile(tmp_path / "register.xlsx", "a.xlsx")], facts=HandInFacts())
    assert again.batches[0].rows == 1
    assert SourceFile.objects.filter(live=True).count() == 1


def test_undo_needs_a_reason_and_happens_once(store: Import, importer: Actor) -> None:
    report = store([register_row(1, "Siti Aminah")])
    with pytest.raises(RantauError, match="alasan"):
        undo_batch(by=importer, batch=report.batch, reason="  ")
    undo_batch(by=importer, batch=report.batch, reason=REASON)
    with pytest.raises(ConflictError):
        undo_batch(by=importer, batch=report.batch, reason=REASON)


def test_only_the_steward_undoes(store: Import, actor_with) -> None:
    report = store([register_row(1, "Siti Aminah")])
    with pytest.raises(NotAllowedError):
        undo_batch(by=actor_with("petugas_disnakertrans"), batch=report.batch, reason=REASON)
    undo_batch(by=actor_with("walidata"), batch=report.batch, reason=REASON)


def test_a_clerk_cannot_even_find_the_hand_in_of_others(store: Import, actor_with) -> None:
    report = store([register_row(1, "Siti Aminah")])
    with pytest.raises(NotFoundError):
        undo_batch(by=actor_with("operator_desa", "36.04.12.2002"), batch=report.batch, reason=REASON)


def test_those_who_built_on_rows_are_told(store: Import, importer: Actor, told: list[tuple[str, int]]) -> None:
    first = store([register_row(1, "Siti Aminah")], name="a.xlsx").batch
    second = store([register_row(1, "Siti Aminah"), register_row(2, "Budi")], name="b.xlsx", supersedes=first).batch
    undo_batch(by=importer, batch=second, reason=REASON)
    assert told == [
        ("stored", first), ("removed", first), ("stored", second), ("removed", second), ("stored", first),
    ]  # fmt: skip


def test_an_error_of_a_listener_keeps_the_rows(store: Import, importer: Actor, monkeypatch: Any) -> None:
    report = store([register_row(1, "Siti Aminah")])

    def fails(batch: int, by: Actor) -> None:
        raise ConflictError("sedang dipakai")

    monkeypatch.setattr(events, "on_rows_removed", [fails])
    monkeypatch.setattr("rantau.modules.sources.actions.undo.on_rows_removed", [fails])
    with pytest.raises(ConflictError, match="sedang dipakai"):
        undo_batch(by=importer, batch=report.batch, reason=REASON)
    assert Row.objects.count() == 1


class TestCorrections:
    """A list that comes again, corrected."""

    def test_only_the_correction_counts_and_undo_brings_the_first_back(self, store: Import, importer: Actor) -> None:
        first = store([register_row(1, "Siti Aminah")], name="a.xlsx")
        second = store([register_row(2, "Budi"), register_row(3, "Wati")], name="b.xlsx", supersedes=first.batch)
        assert self.names(importer) == ["Budi", "Wati"]
        with pytest.raises(ConflictError, match="digantikan"):
            undo_batch(by=importer, batch=first.batch, reason=REASON)
        assert undo_batch(by=importer, batch=second.batch, reason=REASON).restored == first.batch
        assert self.names(importer) == ["Siti Aminah"]

    def test_it_says_who_is_new_who_vanished_and_what_differs(self, store: Import, importer: Actor) -> None:
        same, moved, gone = register_row(1, "Siti"), register_row(2, "Budi"), register_row(3, "Wati")
        first = store([same, moved, gone], name="a.xlsx")
        moved_now = register_row(2, "Budi", **{"Desa": "Linduk", "Negara Tujuan": "Jepang"})
        new = register_row(5, "Yanto")
        second = store([same, moved_now, new], name="b.xlsx", supersedes=first.batch)
        changes = changes_between(importer, old=first.batch, new=second.batch)
        assert (changes.new, changes.vanished, changes.changed, changes.same) == (1, 1, 1, 1)
        assert set(changes.fields) == {("desa", 1), ("negara", 1)}
        assert [(sample.what, sample.row) for sample in changes.samples] == [("hilang", 6), ("baru", 6), ("berubah", 5)]

    def test_a_list_corrects_only_its_own_kind(self, store: Import) -> None:
        first = store([register_row(1, "Siti")], name="a.xlsx")
        with pytest.raises(RantauError, match="bukan dari daftar yang sama"):
            store(
                [[1, "562/1", "01-02-2024", "Budi Santoso", "Pontang", "Pontang", "Taiwan"]],
                heading=("No", "Nomor Surat", "Tgl Surat", "Nama CPMI", "Desa", "Kecamatan", "Negara Tujuan"),
                title="REGISTER REKOMENDASI PASPOR CPMI",
                name="b.xlsx",
                supersedes=first.batch,
            )

    @staticmethod
    def names(actor: Actor) -> list[str]:
        return [stored.row.name.text for chunk in rows_in_bulk(actor) for stored in chunk if stored.row.name]


def test_a_check_is_dropped_with_everything(check: Import, importer: Actor) -> None:
    report = check([register_row(1, "Siti", nik="1")])
    discard_check(by=importer, batch=report.batch)
    assert not Batch.objects.exists()
    assert not RowProblem.objects.exists()


def test_a_stored_hand_in_is_not_dropped(store: Import, importer: Actor) -> None:
    report = store([register_row(1, "Siti")])
    with pytest.raises(ConflictError):
        discard_check(by=importer, batch=report.batch)


def test_an_undone_register_makes_its_desa_silent_again(store: Import, importer: Actor) -> None:
    report = store([register_row(1, "Siti")])
    state = {village.name: village.state for village in village_reporting(importer, district="36.04.12")}
    assert (state["Pontang"], state["Linduk"]) == ("ada-data", "diam")
    undo_batch(by=importer, batch=report.batch, reason=REASON)
    assert {village.state for village in village_reporting(importer, district="36.04.12")} == {"diam"}
