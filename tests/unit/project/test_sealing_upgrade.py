"""Does a database of version 0.1, with persons in the clear, end sealed, whatever happens on the way?"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from string import Template

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker
from tests.database import point_aliases_to

from rantau.modules.people.models import Person
from rantau.modules.sources.models import Batch, Row, RowProblem, Sheet, SourceFile
from rantau.modules.sources.queries.batches import columns_of
from rantau.modules.sources.queries.rows import _VALUES, _Names, _stored, cells_of
from rantau.modules.sources.sealing import name_index, number_index
from rantau.platform.crypto import blind_index, declared_sealed, keys
from rantau.platform.db import erasing
from rantau.platform.files.actions import write_out
from rantau.platform.files.models import StoredFile
from rantau.platform.jobs.models import Progress
from rantau.platform.postgres import EmbeddedServer, Urls
from rantau.project import keyring

NIK, PHONE, PASSPORT, NOTE = "3604125605909001", "0812-3456-7890", "C1234567", "Diantar Ibu Wati"
FILE = "Surat Siti Jamilah.csv"
BEFORE = Template(Path(__file__).with_name("version_0_1.sql").read_text(encoding="utf-8"))


SEALED_TABLES = (
    "sources_row", "sources_rowproblem", "sources_sheet", "sources_batch", "people_person", "files_chunk",
    "sources_sourcefile", "jobs_progress",
)  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedServer]:
    """A server of its own: erasing waits for whoever writes anywhere on the server."""
    with tempfile.TemporaryDirectory(prefix="uji-", dir="/tmp") as folder:
        Path(folder).chmod(0o711)
        made = EmbeddedServer(Path(folder) / "lama", durable=False)
        made.start()
        yield made
        made.remove()


@pytest.fixture
def old(
    server: EmbeddedServer, database_urls: Urls, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Urls]:
    """A scratch database as version 0.1 left it, with one person in it."""
    name = "uji_versi_lama"
    server.drop_database(name)
    try:
        with django_db_blocker.unblock():
            urls = server.create_database(name)
            point_aliases_to(urls)
            for app in ("sources", "people", "files", "jobs"):
                call_command("migrate", app, "0001", database="owner", verbosity=0)
            with psycopg.connect(urls.admin) as admin:
                admin.execute("SET session_replication_role = replica")
                admin.execute(BEFORE.substitute(NIK=NIK, PHONE=PHONE, PASSPORT=PASSPORT, NOTE=NOTE, FILE=FILE))
            yield urls
    finally:
        connections.close_all()
        point_aliases_to(database_urls)
        server.drop_database(name)


def upgrade() -> None:
    call_command("migrate", database="owner", verbosity=0)


def everything(urls: Urls) -> str:
    """All values of all tables as text, as a dump would hold them."""
    with psycopg.connect(urls.admin) as admin:
        names = admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        texts = [admin.execute(f'SELECT t::text FROM "{name}" t').fetchall() for (name,) in names]
    return repr(texts)


def test_what_was_in_the_clear_ends_sealed_and_opens(old: Urls, tmp_path: Path) -> None:
    upgrade()
    held = everything(old)
    for secret in (NIK, NIK.encode().hex(), PHONE, PHONE.encode().hex(), PASSPORT, PASSPORT.encode().hex(), NOTE, FILE):
        assert secret not in held
    assert hashlib.sha256(NIK.encode()).hexdigest() not in held

    siti, budi = Row.objects.select_related("sheet").order_by("id").defer("answer")
    assert dict(cells_of(siti)) == {"NIK": NIK, "Nama": "Siti"}
    assert bytes(siti.nik_index) == blind_index("nik", NIK)
    assert bytes(siti.phone_index) == number_index("phone", "6281234567890")
    assert bytes(siti.passport_index) == number_index("passport", PASSPORT)
    assert (budi.nik_index, budi.phone_index, budi.passport_index, budi.birth_index) == (None,) * 4
    typed = _stored(Row.objects.values_list(*_VALUES).get(pk=5), _Names()).row
    assert typed.file == SourceFile.objects.get().name_text == FILE
    assert bytes(SourceFile.objects.get().name_index) == name_index(FILE)
    assert Progress.objects.get().message_text == f"Berkas {FILE} rusak."
    assert (typed.nik.digits, typed.phone.digits, typed.passport) == (NIK, "6281234567890", PASSPORT)

    assert {p.file for p in RowProblem.objects.all()} == {FILE}
    assert [p.message for p in RowProblem.objects.all()] == [f"{NIK} {n}" for n in (1, 2, 3)]
    assert [column.sample for column in columns_of(Sheet.objects.get())] == [(NIK,), ()]
    undone, checked = Batch.objects.order_by("id")
    assert (undone.note_text, undone.undo_reason_text) == (NOTE, NOTE)
    assert (checked.note_text, checked.undo_reason_text) == ("", "")
    assert (undone.refused_texts, checked.refused_texts) == ([f"Berkas {FILE} rusak."], [])
    assert [(p.nik_text, p.birth_year) for p in Person.objects.order_by("id")] == [(NIK, 1990), ("", None)]
    write_out(stored=StoredFile.objects.get(), path=tmp_path / "a")
    assert (tmp_path / "a").read_text() == NIK


def pages_holding(urls: Urls, *secrets: str) -> list[tuple[str, str]]:
    """Tables whose files hold one of these, as the disk has them."""
    with psycopg.connect(urls.admin, autocommit=True) as admin:
        admin.execute("CHECKPOINT")
        folder = admin.execute("SHOW data_directory").fetchone()[0]
        found = []
        for table in SEALED_TABLES:
            path = admin.execute("SELECT pg_relation_filepath(%s)", [table]).fetchone()[0]
            pages = Path(folder, path).read_bytes()
            found += [(table, secret) for secret in secrets if secret.encode() in pages]
    return found


def test_pages_of_tables_hold_nothing_that_was_there_before(old: Urls) -> None:
    assert pages_holding(old, NIK, PHONE, PASSPORT, NOTE, FILE) != []
    upgrade()
    assert pages_holding(old, NIK, PHONE, PASSPORT, NOTE, FILE) == []


def test_what_somebody_could_still_look_at_is_waited_for(
    old: Urls, server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction that writes into another database of the server keeps old rows in the pages of this one."""
    monkeypatch.setattr(erasing, "PATIENCE", timedelta(0))
    with psycopg.connect(server.urls("postgres").admin) as elsewhere:
        elsewhere.execute("CREATE TABLE besides (n int)")
        with pytest.raises(erasing.StillReadableError, match="transaksi"):
            upgrade()
        elsewhere.rollback()
    upgrade()
    assert pages_holding(old, NIK, PHONE, PASSPORT, NOTE, FILE) == []


def test_a_step_that_is_killed_is_done_again(old: Urls, monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction: before or after, never between."""
    problems: list[str] = []

    def killed(kind: str, value: str) -> bytes:
        problems.append(kind)
        if kind == "passport":
            raise KeyboardInterrupt
        return bytes(32)

    monkeypatch.setattr("rantau.modules.sources.migrations.0002_sealed.blind_index", killed)
    with pytest.raises(KeyboardInterrupt):
        call_command("migrate", "sources", database="owner", verbosity=0)
    assert problems
    with psycopg.connect(old.owner) as owner:
        assert owner.execute("SELECT nik FROM sources_row ORDER BY id").fetchall() == [(NIK,), ("",)]
    monkeypatch.undo()
    upgrade()
    assert NIK not in everything(old)


def test_no_keys_are_made_beside_what_was_sealed(old: Urls, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = {column: keyring._holds_sealed(column) for column in declared_sealed()}
    assert not any(found.values()), "nothing is sealed in version 0.1"
    upgrade()
    assert all(keyring._holds_sealed(column) for column in found if column.table in SEALED_TABLES)
    monkeypatch.delenv("RANTAU_KEYS")
    monkeypatch.setenv("RANTAU_KEYS_FILE", str(tmp_path / "rantau.json"))
    keys.forget()
    with pytest.raises(keyring.KeysError, match="Kembalikan salinan"):
        keyring.ensure_keyring()
    monkeypatch.undo()
    keys.forget()
