"""Sources (daftar): values and rules."""

from __future__ import annotations

from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("sources.view", "Melihat daftar yang diterima dan angkanya"),
    Permission("sources.import", "Memasukkan daftar", personal=True),
    Permission("sources.undo", "Membatalkan satu kali pemasukan"),
    Permission("sources.view_rows", "Melihat baris daftar seperti aslinya", personal=True),
    Permission("sources.resolve_places", "Memastikan nama tempat"),
    Permission("sources.enter_totals", "Mencatat angka resmi yang diumumkan"),
)
