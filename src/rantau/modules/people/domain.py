"""People (orang): values and rules. A row is not a person; persons are the linkage's answer."""

from __future__ import annotations

from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("people.search", "Mencari orang", personal=True),
    Permission("people.view", "Melihat orang dan baris-barisnya", personal=True),
    Permission("people.reveal", "Membuka nilai yang ditutup, dengan alasan", personal=True),
    Permission("people.link", "Menautkan baris menjadi orang", personal=True),
)
