"""Checkpoints outside the database: signed, whole lines only, and what verify says of them in words."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import psycopg
import pytest
from click.testing import CliRunner
from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError
from rantau.platform.access.actor import ANONYMOUS, system_actor
from rantau.platform.audit.actions import record, record_restore, write_checkpoint
from rantau.platform.audit.checking import verify, write_export
from rantau.platform.audit.checkpoint_files import append, genuine, public_key, standing
from rantau.platform.audit.models import Checkpoint
from rantau.platform.audit.queries import last_checkpoint
from rantau.platform.audit.tasks import checkpoint
from rantau.platform.audit.verifier import verify_trace
from rantau.platform.db.connecting import snapshot

BY = system_actor("uji", frozenset(), "36.04")


def happen(*actors) -> None:
    for actor in actors or (BY,):
        with transaction.atomic():
            record(by=actor, action="uji.satu")


def report(folder, **options):
    with snapshot() as own:
        return verify(own, folder, **options)


def the_file(folder):
    (path,) = folder.glob("*.txt")
    return path


def cut(admin_url: str, *, keep: int) -> None:
    """The database as an older copy of it would be."""
    with psycopg.connect(admin_url) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("DELETE FROM audit_event WHERE id IN (SELECT event FROM audit_link WHERE seq > %s)", [keep])
        admin.execute("DELETE FROM audit_link WHERE seq > %s", [keep])
        admin.execute("DELETE FROM audit_checkpoint WHERE number > %s", [keep])
        admin.execute(
            "UPDATE audit_head h SET seq = l.seq, hash = l.hash FROM audit_link l "
            "WHERE l.chain = h.chain AND l.seq = %s",
            [keep],
        )


def test_checkpoints_cover_the_chains(transactional_db, points):
    happen(BY, ANONYMOUS)
    first = write_checkpoint(by=BY)
    happen(BY)
    second = write_checkpoint(by=BY)
    assert (first.number, first.chains, second.number) == (1, 2, 2)
    assert '"publik"' in first.line
    assert '"publik"' not in second.line, "only what went on is written again"
    found = report(points)
    assert (found.faults, found.events, found.chains, found.checkpoints, found.uncovered) == ([], 3, 2, 2, 0)
    happen(BY)
    assert report(points).uncovered == 1
    assert the_file(points).stat().st_mode & 0o777 == 0o600
    assert points.stat().st_mode & 0o777 == 0o700


def test_the_job_writes_one_and_the_health_page_knows_how_old_it_is(transactional_db, points):
    assert last_checkpoint() is None
    checkpoint(0)
    found = last_checkpoint()
    assert (found.number, found.sent) == (1, None)
    assert timedelta(0) <= found.age(timezone.now()) < timedelta(minutes=1)


@pytest.mark.parametrize("end", ["", '{"format":"ran', '{"format":"rantau-titik-periksa-1","number":2} ab'])
def test_a_torn_line_is_recognised_and_left(transactional_db, points, end):
    happen()
    write_checkpoint(by=BY)
    with the_file(points).open("a") as file:
        file.write(end)
    happen()
    assert write_checkpoint(by=BY).number == 2
    found = report(points)
    assert found.faults == []
    assert len([note for note in found.notes if "terpotong" in note]) == bool(end)


def test_a_whole_line_without_its_end_counts(transactional_db, points):
    happen()
    write_checkpoint(by=BY)
    path = the_file(points)
    path.write_bytes(path.read_bytes()[:-1])
    happen()
    assert write_checkpoint(by=BY).number == 2
    assert report(points).faults == []


def test_a_killed_write_before_the_database_knew_is_no_fault(transactional_db, points, database_urls):
    happen()
    write_checkpoint(by=BY)
    write_checkpoint(by=BY)
    with psycopg.connect(database_urls.admin) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("DELETE FROM audit_checkpoint WHERE number = 2")
    assert write_checkpoint(by=BY).number == 3
    assert report(points).faults == []


def test_files_that_are_gone_are_missed(transactional_db, points):
    happen()
    write_checkpoint(by=BY)
    the_file(points).unlink()
    assert [fault for fault in report(points).faults if "titik periksa 1 pernah ditulis" in fault]
    assert write_checkpoint(by=BY).number == 2
    found = report(points)
    assert found.faults == []
    assert [note for note in found.notes if "sebelum nomor 2 tidak ada di sini" in note]


def test_a_new_month_begins_a_file_with_all_chains(transactional_db, points):
    happen()
    write_checkpoint(by=BY)
    old = the_file(points)
    old.rename(points / "titik-periksa-2001-01.txt")
    assert '"sistem"' in write_checkpoint(by=BY).line
    assert len(list(points.glob("*.txt"))) == 2
    assert report(points).faults == []
    assert standing(points).number == 2


def test_an_older_copy_of_the_database_is_told_until_the_restore_is_recorded(transactional_db, points, database_urls):
    for _ in range(4):
        happen(BY, ANONYMOUS)
        write_checkpoint(by=BY)
    cut(database_urls.admin, keep=2)
    found = report(points)
    assert "(titik periksa 2) sampai" in found.faults[0]
    assert "(titik periksa 4) tidak ada: 4 kejadian di 2 rantai" in found.faults[0]
    assert "rantau audit restored" in found.faults[0]

    happen(BY, BY, BY)
    write_checkpoint(by=BY)
    assert report(points).faults
    made = record_restore(by=BY, reason="Cakram rusak")
    assert made.number == 6
    found = report(points)
    assert found.faults == []
    assert [note for note in found.notes if "pemulihan dicatat" in note and "(titik 2)" in note]
    happen(BY, ANONYMOUS)
    write_checkpoint(by=BY)
    assert report(points).faults == []
    cut(database_urls.admin, keep=3)
    assert report(points).faults


def test_another_key_does_not_pass(transactional_db, points, monkeypatch):
    from rantau.platform.crypto.keys import forget, new_keyring

    happen()
    write_checkpoint(by=BY)
    old = public_key()
    monkeypatch.setenv("RANTAU_KEYS", new_keyring().as_text())
    forget()
    try:
        assert [fault for fault in report(points).faults if "tanda tangan" in fault]
        assert report(points, keys=[old]).faults == []
    finally:
        monkeypatch.undo()
        forget()


def test_nothing_to_check_against_is_a_fault_unless_asked_so(transactional_db, points):
    happen()
    assert [fault for fault in report(points).faults if "tidak ada titik periksa" in fault]
    found = report(points, checkpoints=False)
    assert (found.faults, len(found.notes)) == ([], 1)


@pytest.mark.parametrize(("command", "sent"), [("cat", True), ("false", False), ("/tidak/ada", False), ("", None)])
def test_a_command_gets_every_line(transactional_db, points, settings, command, sent):
    settings.CHECKPOINT_COMMAND = command
    assert write_checkpoint(by=BY).sent is sent
    assert Checkpoint.objects.get().sent is sent


def test_the_command_gets_the_line_itself(transactional_db, points, settings, tmp_path):
    settings.CHECKPOINT_COMMAND = f"tee {tmp_path / 'lain.txt'}"
    made = write_checkpoint(by=BY)
    assert (tmp_path / "lain.txt").read_text() == made.line + "\n"


def test_only_the_system_writes_them_and_a_restore_says_why(transactional_db, points):
    for refused in (lambda: write_checkpoint(by=ANONYMOUS), lambda: record_restore(by=BY, reason=" ")):
        with pytest.raises(InvalidValueError):
            refused()
    assert not Checkpoint.objects.exists()


# --- the verifier that stands alone ---


def test_the_one_file_verifier_runs_by_itself(transactional_db, points, tmp_path):
    happen(BY, ANONYMOUS, BY)
    write_checkpoint(by=BY)
    export = tmp_path / "ekspor.jsonl"
    with snapshot() as own:
        write_export(own, export)

    def said(*more: str):
        command = [sys.executable, "-I", verify_trace.__file__, "--export", str(export)]
        return subprocess.run(
            [*command, "--checkpoints", str(points), "--key", *(more or (public_key().hex(),))],
            check=False, capture_output=True, text=True, env={}, cwd=tmp_path,
        )  # fmt: skip

    good = said()
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.splitlines()[0] == "3 kejadian di 2 rantai; 1 titik periksa."
    assert said("00" * 32).returncode == 1
    export.write_text("".join(export.read_text().splitlines(keepends=True)[:-1]))
    assert "ekspor terpotong" in said().stdout


RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
            "655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
            "b00d291612bb0c00"
        ),
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_signatures_as_the_standard_has_them(key, message, signature):
    given = [bytes.fromhex(each) for each in (key, message, signature)]
    for check in (verify_trace.ed25519_genuine, genuine):
        assert check(*given)
        assert not check(given[0], given[1] + b"x", given[2])
        for place in (0, 31, 32, 63):
            broken = bytearray(given[2])
            broken[place] ^= 1
            assert not check(given[0], given[1], bytes(broken))
        assert not check(b"\xff" * 32, given[1], given[2])
        assert not check(given[0], given[1], given[2][:63])


def test_appending_ends_a_torn_line_first(tmp_path):
    path = tmp_path / "titik-periksa-2025-01.txt"
    path.write_text("terpot")
    append(path, "satu")
    append(path, "dua")
    assert path.read_text() == "terpot\nsatu\ndua\n"


# --- the command line ---


@pytest.fixture
def cli(monkeypatch):
    from contextlib import nullcontext

    from rantau.project.cli import audit

    monkeypatch.setattr(audit, "installation", lambda **_: nullcontext())
    return lambda *words: CliRunner().invoke(audit.command, words, catch_exceptions=False)


def test_the_command_line_says_it_in_words(transactional_db, points, cli, tmp_path, database_urls):
    happen(BY)
    assert "nomor 1: 1 rantai" in cli("checkpoint").output
    good = cli("verify")
    assert (good.exit_code, good.output.splitlines()[-1]) == (0, "Jejak utuh.")
    assert len(bytes.fromhex(cli("key").output.strip())) == 32
    assert "1 kejadian ditulis" in cli("export", "--out", str(tmp_path / "e")).output
    assert "titik periksa nomor 2" in cli("restored", "--reason", "Uji pulih").output
    with psycopg.connect(database_urls.admin) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("DELETE FROM audit_event WHERE action = 'uji.satu'")
    bad = cli("verify")
    assert bad.exit_code == 1
    assert "SALAH: rantai sistem urutan 1: kejadian" in bad.output
    assert cli("verify", "--chains-only").exit_code == 1
    with pytest.raises(InvalidValueError, match="64 angka"):
        cli("verify", "--public-key", "xyz")
