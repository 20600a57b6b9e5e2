"""What can go wrong while nobody looks: backups, disks, jobs, mail, clock, certificate, checkpoints, keys."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.utils import timezone

from rantau.platform.audit.queries import last_checkpoint
from rantau.platform.backups.making import folders, last_run, last_verified
from rantau.platform.crypto.keys import keyring
from rantau.platform.health.findings import Finding
from rantau.platform.jobs.tasks import MOST_STARTS

OLDEST_BACKUP = timedelta(hours=26)
LEAST_FREE = 5 * 1024**3
LEAST_SHARE = 0.1
OLDEST_CHECKPOINT = timedelta(hours=1)
LONGEST_WAIT = timedelta(hours=1)
CLOCK_OFF = timedelta(seconds=5)
CERTIFICATE_WARNING = timedelta(days=21)
CERTIFICATE = "RANTAU_CERT"
"""Path of the certificate, set by `rantau serve --cert` or by the environment."""
_TIME_SYNC = Path("/run/systemd/timesync")


def backups() -> Iterator[Finding]:
    """The last backup that a real restore has tried, and how the last run ended."""
    if settings.DEMO:
        return
    run = last_run()
    if run is not None and not run.ok:
        yield Finding(f"Pencadangan terakhir ({run.at[:16]}) tidak berhasil: {run.words} Lalu jalankan: rantau backup.")
    tried = last_verified()
    if tried is None:
        yield Finding("Belum ada cadangan yang teruji. Jalankan: rantau backup.", grave=False)
    elif timezone.now() - tried.made > OLDEST_BACKUP:
        hours = int((timezone.now() - tried.made).total_seconds() // 3600)
        yield Finding(
            f"Cadangan teruji terakhir berumur {hours} jam. Jalankan: rantau backup, dan pastikan worker hidup."
        )
    if settings.BACKUPS_ELSEWHERE is None:
        yield Finding(
            "Cadangan hanya ada di disk yang sama dengan datanya. Beri disk kedua dengan RANTAU_BACKUPS "
            "(docs/how-to/cadangan.md).",
            grave=False,
        )


def disks() -> Iterator[Finding]:
    """Free room for data and backups."""
    for place in dict.fromkeys([settings.DATA_FOLDER, *folders()]):
        if not place.is_dir():
            continue
        usage = shutil.disk_usage(place)
        if usage.free < min(LEAST_FREE, usage.total * LEAST_SHARE):
            free = f"{usage.free / 1024**3:.1f}".replace(".", ",")
            yield Finding(f"Ruang di {place} tinggal {free} GB. Kosongkan disk itu atau pindahkan cadangan lama.")


def jobs() -> Iterator[Finding]:
    """Does somebody work on the queue, and does anything stand still?"""
    with connection.cursor() as cursor:
        cursor.execute(_JOBS, {"most": MOST_STARTS})
        failed, given_up, waiting_since, alive = cursor.fetchone()
    if not alive:
        yield Finding("Tidak ada pekerja antrean yang hidup. Jalankan layanan rantau serve atau rantau worker.")
    if given_up:
        yield Finding(
            f"Pekerjaan latar disisihkan karena {MOST_STARTS} kali menghentikan pekerja antrean: "
            f"{', '.join(given_up)}. Periksa memori dan log layanan, lalu ulangi dari halamannya."
        )
    if failed:
        yield Finding(
            f"{failed} pekerjaan latar gagal. Ulangi dari halamannya; bila terulang, lihat log layanan.",
            grave=False,
        )
    if waiting_since is not None and timezone.now() - waiting_since > LONGEST_WAIT:
        since = timezone.localtime(waiting_since)
        yield Finding(f"Ada pekerjaan yang menunggu sejak {since:%d-%m-%Y %H:%M}. Mulai ulang layanan rantau worker.")


def mail() -> Iterator[Finding]:
    """Does the mail server answer, where one is set?"""
    if settings.EMAIL_HOST in ("", "localhost"):
        return
    try:
        with get_connection(timeout=5):
            pass
    except OSError:
        yield Finding(
            f"Server surel {settings.EMAIL_HOST} tidak menjawab. Periksa alamat dan jaringannya.", grave=False
        )


def clock() -> Iterator[Finding]:
    """Do this machine and the database agree on the time, and does the machine follow a time server?"""
    before = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        there = cursor.fetchone()[0]
    off = max(before - there, there - timezone.now())
    if off > CLOCK_OFF:
        yield Finding(f"Jam komputer ini dan jam basis data berselisih {int(off.total_seconds())} detik. Nyalakan NTP.")
    if _TIME_SYNC.is_dir() and not (_TIME_SYNC / "synchronized").exists():
        yield Finding("Jam belum cocok dengan server waktu. Periksa: timedatectl status.", grave=False)


def certificate() -> Iterator[Finding]:
    """How long the certificate still holds, where we serve it ourselves."""
    path = os.environ.get(CERTIFICATE)
    if not path:
        return
    try:
        ends = x509.load_pem_x509_certificate(Path(path).read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        yield Finding(f"Sertifikat {path} tidak terbaca. Periksa berkas dan hak bacanya.")
        return
    left = ends - timezone.now()
    if left < timedelta(0):
        yield Finding(f"Sertifikat situs berakhir {ends:%d-%m-%Y}. Perbarui sekarang, lalu mulai ulang layanan.")
    elif left < CERTIFICATE_WARNING:
        yield Finding(
            f"Sertifikat situs berakhir dalam {left.days} hari. Perbarui, lalu mulai ulang layanan.", grave=False
        )


def checkpoints() -> Iterator[Finding]:
    """Is the end of the trace kept outside the database?"""
    last = last_checkpoint()
    if last is None or last.age(timezone.now()) > OLDEST_CHECKPOINT:
        yield Finding("Titik periksa jejak sudah lama tidak ditulis. Pastikan rantau worker berjalan.", grave=False)
    elif last.sent is False:
        yield Finding("Titik periksa jejak tidak terkirim. Periksa RANTAU_CHECKPOINT_COMMAND.", grave=False)


def keys() -> Iterator[Finding]:
    """Is the keyring there? Its own error says what to do."""
    keyring()
    return iter(())


SOURCES = (backups, disks, jobs, mail, clock, certificate, checkpoints, keys)

_JOBS = """
SELECT (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'),
    (SELECT array_agg(DISTINCT j.task_name::text) FROM procrastinate_jobs j
        JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'failed' AND e.at > now() - interval '7 days'
        WHERE j.status = 'failed' AND j.attempts >= %(most)s),
    (SELECT min(coalesce(j.scheduled_at, e.at)) FROM procrastinate_jobs j
        LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
        WHERE j.status = 'todo' AND coalesce(j.scheduled_at, e.at) <= now()),
    EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - interval '2 minutes')
"""
