"""Offices (kantor), posts (jabatan) and roles (peran): values and rules.

A role is a plain class: a name, what a person in it does, its permissions, and the level of area that its scope has.
There is no role that may do everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from rantau.kernel.errors import InvalidValueError
from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("offices.manage_accounts", "Mengelola akun dan jabatan", powerful=True),
    Permission("offices.vouch", "Melaporkan HP hilang seorang rekan dan memintakan surat untuknya", powerful=True),
    Permission("offices.hand_over", "Menyerahterimakan jabatan di desa kepada penggantinya", powerful=True),
    Permission("offices.confirm_hand_over", "Menyetujui serah terima jabatan sebagai orang kedua", powerful=True),
    Permission("offices.approve_reset", "Mengenali orangnya; menyetujui jabatan, undangan dan suratnya", powerful=True),
)


class Role:
    """A role (peran)."""

    name: ClassVar[str]
    label: ClassVar[str]
    description: ClassVar[str]
    permissions: ClassVar[frozenset[str]]
    scope_level: ClassVar[int]
    """Level of the area in which the role is held: 2 regency, 3 kecamatan, 4 desa."""


class VillageClerk(Role):
    """Operator desa."""

    name = "operator_desa"
    label = "Operator desa"
    description = "Mencatat dan mendampingi warga desanya; memasukkan register desanya sendiri."
    permissions = frozenset(
        {
            "sources.view", "sources.import", "people.search", "people.view", "insight.view", "insight.view_desa",
            "approval.take_part", "offices.vouch", "journeys.view", "journeys.write", "journeys.talk",
            "letters.view", "letters.write", "letters.record",
            "notices.send", "notices.view_own", "recaps.view", "recaps.send",
        }
    )  # fmt: skip
    scope_level = 4


class VillageHead(Role):
    """Kepala desa."""

    name = "kepala_desa"
    label = "Kepala desa"
    description = "Mengetahui keadaan warganya yang bekerja ke luar negeri. Menyetujui serah terima jabatan di desanya."
    permissions = frozenset(
        {
            "sources.view", "people.search", "people.view", "insight.view", "insight.view_desa",
            "approval.take_part", "offices.vouch", "journeys.view", "notices.view_own",
            "letters.view", "letters.decide", "recaps.view",
            "offices.confirm_hand_over",
        }
    )  # fmt: skip
    scope_level = 4


class DistrictSupervisor(Role):
    """Pembina kecamatan."""

    name = "pembina_kecamatan"
    label = "Pembina kecamatan"
    description = (
        "Melihat angka desa di kecamatannya dan desa mana yang belum melapor; menyerahterimakan jabatan di desa. "
        "Tidak melihat data orang."
    )
    permissions = frozenset(
        {
            "insight.view", "insight.view_desa", "insight.export", "recaps.view", "recaps.send", "journeys.count_rules",
            "approval.take_part", "offices.vouch", "offices.approve_reset",
            "offices.hand_over", "offices.confirm_hand_over", "areas.keep_contacts",
        }
    )  # fmt: skip
    scope_level = 3


class LabourOfficer(Role):
    """Petugas Disnakertrans."""

    name = "petugas_disnakertrans"
    label = "Petugas Disnakertrans"
    description = "Mengumpulkan daftar dari semua pihak, memeriksa orangnya, menjawab pertanyaan bupati."
    permissions = frozenset(
        {
            "sources.view", "sources.import", "sources.view_rows", "sources.resolve_places", "sources.enter_totals",
            "people.search", "people.view", "people.view_lists", "people.reveal", "people.review",
            "insight.view", "insight.view_desa", "insight.export", "approval.take_part", "offices.vouch",
            "notices.receive", "notices.answer", "recaps.view", "journeys.count_rules",
            "areas.keep_contacts",
        }
    )  # fmt: skip
    scope_level = 2


class DataSteward(Role):
    """Walidata."""

    name = "walidata"
    label = "Walidata"
    description = "Menjaga mutu data: arti kolom, nama tempat, penautan orang, batas wilayah, jumlah penduduk."
    permissions = frozenset(
        {
            "sources.view", "sources.import", "sources.undo", "sources.view_rows", "sources.resolve_places",
            "sources.enter_totals", "people.search", "people.view", "people.view_lists", "people.link",
            "people.review", "people.thresholds",
            "areas.import_boundaries", "areas.import_population", "journeys.pairs",
            "insight.view", "insight.view_desa", "insight.export", "insight.compute",
            "approval.take_part", "offices.vouch",
        }
    )  # fmt: skip
    scope_level = 2


class PartnerOfficer(Role):
    """Petugas instansi mitra."""

    name = "petugas_mitra"
    label = "Petugas instansi mitra"
    description = "BP3MI, Imigrasi, Polres, UPTD PPA, Kanwil HAM, Posbankum, serikat: melihat angka gabungan."
    permissions = frozenset({"insight.view"})
    scope_level = 2


class Leadership(Role):
    """Pimpinan daerah."""

    name = "pimpinan"
    label = "Pimpinan daerah"
    description = "Bupati dan Sekda: membaca jawaban dan angka per kecamatan. Tidak melihat data orang."
    permissions = frozenset({"insight.view", "insight.export"})
    scope_level = 2


class PrivacyOfficer(Role):
    """Petugas pelindungan data."""

    name = "petugas_pelindungan_data"
    label = "Petugas pelindungan data"
    description = "Memeriksa jejak: siapa melakukan dan melihat apa. Menyetujui langkah kunci yang diminta admin."
    permissions = frozenset(
        {
            "audit.view", "approval.take_part", "keys.approve", "offices.vouch", "offices.approve_reset",
            "offices.confirm_hand_over",
        }
    )  # fmt: skip
    scope_level = 2


class SystemAdministrator(Role):
    """Admin sistem."""

    name = "admin_sistem"
    label = "Admin sistem"
    description = "Mengurus akun dan jabatan. Tidak melihat data orang."
    permissions = frozenset(
        {
            "offices.manage_accounts", "offices.approve_reset", "offices.confirm_hand_over", "approval.take_part",
            "keys.ask", "health.view", "areas.keep_contacts",
        }
    )  # fmt: skip
    scope_level = 2


ROLES: dict[str, type[Role]] = {
    role.name: role
    for role in (
        VillageClerk, VillageHead, DistrictSupervisor, LabourOfficer, DataSteward,
        PartnerOfficer, Leadership, PrivacyOfficer, SystemAdministrator,
    )
}  # fmt: skip

INCOMPATIBLE: frozenset[frozenset[str]] = frozenset(
    frozenset(pair)
    for pair in (
        ("admin_sistem", "petugas_pelindungan_data"),
        ("admin_sistem", "walidata"),
        ("admin_sistem", "petugas_disnakertrans"),
        ("petugas_pelindungan_data", "walidata"),
        ("petugas_pelindungan_data", "petugas_disnakertrans"),
    )
)
"""Pairs of roles that one person must not hold together: who keeps the keys does not hold the data or check herself."""


ENDING_SOON = 14
"""Days before the end of a post in which an administrator is reminded of it."""


class Standing(StrEnum):
    """How an account stands (keadaan akun): what a list of accounts is narrowed to."""

    ACTIVE = "aktif"
    CLOSED = "nonaktif"
    WITHOUT_POST = "tanpa-jabatan"
    ENDING = "segera-berakhir"


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; an open end is None."""

    start: date
    end: date | None = None

    def includes(self, day: date) -> bool:
        """Whether the period is in force on a day."""
        return self.start <= day and (self.end is None or day <= self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return (other.end is None or self.start <= other.end) and (self.end is None or other.start <= self.end)


@dataclass(frozen=True, slots=True)
class HeldAccount:
    """An account (akun) as other modules see it."""

    id: int
    username: str
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post (jabatan) as other modules see it."""

    id: int
    account_id: int
    role: str
    area_code: str
    period: Period


@dataclass(frozen=True, slots=True)
class Confirmer:
    """Somebody who may approve a hand-over as the second person: by which post, and whether she is logged in now."""

    name: str
    role: str
    acting: bool
    area: str
    here: bool


@dataclass(frozen=True, slots=True)
class Signer:
    """Who holds a village's highest post (yang menandatangani), for its paper; `name` is "" where nobody told it."""

    name: str
    acting: bool
    decree: str


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """An office (instansi) as other modules see it."""

    id: int
    name: str
    kind: str


def incompatible_role(role: str, held: Iterable[str]) -> str | None:
    """The first role held that must not be held together with `role`; None when there is none."""
    return next((other for other in held if frozenset((role, other)) in INCOMPATIBLE), None)


def require_in_order(period: Period) -> None:
    """InvalidValueError for a period of a post (masa jabatan) that ends before it starts."""
    if period.end is not None and period.end < period.start:
        raise InvalidValueError("Jabatan tidak dapat berakhir sebelum mulai.")


def level_of(area_code: str) -> int:
    """Level of an area code: 2 regency, 3 kecamatan, 4 desa."""
    return area_code.count(".") + 1
