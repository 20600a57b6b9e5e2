"""Findings about an installation, in words."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import connections

from rantau.platform.db.durability import weaknesses
from rantau.platform.health import standing
from rantau.platform.health.findings import Finding
from rantau.project.keyring import key_findings
from rantau.project.upgrading import pending_steps

OLDEST_SERVER = 150_000
EXPECTED = frozenset({"security.W021", "files.E001"})
"""W021 (HSTS preload) is the domain owner's decision; E001: the folder of uploads is made by the first upload."""


def _server() -> list[Finding]:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        version = cursor.fetchone()[0]
        found = []
        if version < OLDEST_SERVER:
            found.append(Finding(f"PostgreSQL {version // 10_000} terlalu lama; pakai versi 15 atau lebih baru."))
    found += [Finding(words) for _, words in weaknesses(("default",))]
    return found


def _roles() -> list[Finding]:
    """The application's role must own nothing and be no superuser."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user")
        powers = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole::oid AND relkind IN ('r', 'p', 'v')"
            " AND relpersistence <> 't'"
        )
        owned = cursor.fetchone()[0]
    found = []
    if any(powers):
        found.append(Finding("Peran basis data aplikasi punya kuasa khusus; buat peran biasa tanpa SUPERUSER."))
    if owned:
        found.append(Finding(f"Peran basis data aplikasi memiliki {owned} tabel; tabel harus milik peran pemilik."))
    return found


def _steps() -> list[Finding]:
    steps = pending_steps()
    return [Finding(f"{len(steps)} pembaruan basis data menunggu. Jalankan: rantau upgrade.")] if steps else []


def _keys() -> list[Finding]:
    """A keyring that is missing, half, or another installation's."""
    return [Finding(words) for words in key_findings()]


def _settings() -> list[Finding]:
    """Django's deployment check. Without HTTPS its transport findings are one sentence."""
    issues = [issue for issue in run_checks(include_deployment_checks=True) if issue.id not in EXPECTED]
    if settings.SECURE_SSL_REDIRECT:
        return [Finding(f"{issue.msg} ({issue.id})", grave=issue.level > WARNING) for issue in issues]
    transport = {"security.W004", "security.W010", "security.W011", "security.W008", "security.W012", "security.W016"}
    rest = [Finding(f"{i.msg} ({i.id})", grave=i.level > WARNING) for i in issues if i.id not in transport]
    words = "Situs belum memakai HTTPS (RANTAU_HTTPS=1): kata sandi terbaca di jaringan. Cukup untuk komputer ini saja."
    return [*rest, Finding(words, grave=not settings.DEMO)]


SOURCES = (_server, _roles, _steps, _keys, _settings, *standing.SOURCES)
"""For settings.HEALTH_SOURCES: what only the project can know, and what stands on its own."""
