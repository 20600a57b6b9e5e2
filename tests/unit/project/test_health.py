"""Does the installation say in words what is wrong with it, to those who look after it and to nobody else?"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.db import connection
from django.test import Client
from django.utils import timezone

from rantau.platform.backups.making import LastRun
from rantau.platform.health import findings, standing

ALL_ROLES_BUT_ADMIN = ("operator_desa", "walidata", "pimpinan", "petugas_pelindungan_data")


def said(source: Callable[[], object]) -> str:
    return "\n".join(finding.text for finding in source())  # type: ignore[attr-defined]


def test_without_a_tried_backup_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "last_verified", lambda: None)
    monkeypatch.setattr(standing, "last_run", lambda: LastRun("2026-01-01T01:30:00", False, "Disk penuh."))
    assert "rantau backup" in said(standing.backups)
    assert "Disk penuh." in said(standing.backups)
    assert "RANTAU_BACKUPS" in said(standing.backups)


@pytest.mark.parametrize(("hours", "found"), [(25, False), (27, True)])
def test_a_backup_is_too_old_after_26_hours(hours: int, found: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    made = timezone.now() - timedelta(hours=hours)
    monkeypatch.setattr(standing, "last_verified", lambda: SimpleNamespace(made=made))
    monkeypatch.setattr(standing, "last_run", lambda: None)
    assert ("berumur 27 jam" in said(standing.backups)) is found


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=100 * 1024**3, free=1024**3))
    assert "tinggal 1,0 GB" in said(standing.disks)


@pytest.mark.django_db
def test_without_a_worker_and_with_failed_jobs_it_says_so() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES ('a', 'b', '{}', 'failed')"
        )
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, scheduled_at)"
            " VALUES ('a', 'b', '{}', 'todo', now() - interval '3 hours')"
        )
    words = said(standing.jobs)
    assert "Tidak ada pekerja antrean" in words
    assert "1 pekerjaan latar gagal" in words
    assert "menunggu sejak" in words


@pytest.mark.django_db
def test_a_clock_that_is_off_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "berselisih" not in said(standing.clock)
    now = timezone.now
    monkeypatch.setattr(standing.timezone, "now", lambda: now() + timedelta(minutes=2))
    assert "berselisih" in said(standing.clock)


@pytest.mark.parametrize(("days", "words"), [(-1, "berakhir"), (5, "dalam"), (90, "")])
def test_the_certificate(days: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "situs.pem"
    path.write_bytes(_certificate(datetime.now(UTC) + timedelta(days=days, hours=1)))
    monkeypatch.setenv(standing.CERTIFICATE, str(path))
    assert words in said(standing.certificate)
    assert bool(words) == bool(said(standing.certificate))


def _certificate(ends: datetime) -> bytes:
    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "rantau.contoh")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(ends - timedelta(days=400)).not_valid_after(ends)
    return builder.sign(key, None).public_bytes(Encoding.PEM)


def test_a_mail_server_that_does_not_answer(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing.settings, "EMAIL_HOST", "surel.contoh")

    def refuse(**_: object) -> object:
        raise ConnectionRefusedError

    monkeypatch.setattr(standing, "get_connection", refuse)
    assert "surel.contoh tidak menjawab" in said(standing.mail)


def test_a_source_that_fails_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    from rantau.platform.crypto.errors import KeysError

    def broken() -> list[findings.Finding]:
        raise KeysError("Kunci tidak ditemukan.")

    monkeypatch.setattr(findings, "import_string", lambda _: (broken,))
    assert findings.findings() == [findings.Finding("Kunci tidak ditemukan.")]


BOTH = pytest.mark.django_db(databases=["default", "owner"])


@BOTH
def test_the_page_and_today_are_for_the_administrator(client_as: Callable[..., Client]) -> None:
    admin = client_as("admin_sistem")
    page = admin.get("/kesehatan/").content.decode()
    assert "Tidak ada pekerja antrean yang hidup." in page
    assert "pada pemasangan harus dibereskan" in admin.get("/").content.decode()
    for role in ALL_ROLES_BUT_ADMIN:
        area = "36.04.05.2001" if role == "operator_desa" else "36.04"
        assert client_as(role, area).get("/kesehatan/").status_code == 403


@pytest.mark.django_db
def test_everybody_else_hears_yes_or_no() -> None:
    assert Client().get("/sehat").content == b"Sehat.\n"
