"""Insight (jawaban): who counts what, side by side."""

from __future__ import annotations

from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("insight.view", "Melihat angka per kecamatan"),
    Permission("insight.view_desa", "Melihat angka per desa"),
    Permission("insight.export", "Mengunduh tabel angka"),
    Permission("insight.compute", "Menghitung ulang jawaban"),
)
