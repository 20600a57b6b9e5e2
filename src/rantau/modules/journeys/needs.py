"""What a resident needs when she comes home (kebutuhan saat pulang): told, kept as a claim, printed in the record.

Needs no Django. Like any claim it is never changed: what is told later stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rantau.engines.screening import Contact, guide_on
from rantau.kernel.errors import InvalidValueError
from rantau.modules.journeys.domain import Says

MOST_WORDS = 500


class Need(StrEnum):
    """What somebody may need at return (kebutuhan)."""

    HEALTH = "kesehatan"
    PSYCHOSOCIAL = "psikososial"
    SAFE_PLACE = "tempat_aman"
    PROTECTION = "perlindungan"
    DOCUMENTS = "dokumen"
    WAGES = "hak_upah"
    LEGAL_AID = "bantuan_hukum"
    SCHOOL = "sekolah_anak"
    LIVELIHOOD = "usaha"


NEED_LABELS: Mapping[Need, str] = {
    Need.HEALTH: "Pemeriksaan kesehatan",
    Need.PSYCHOSOCIAL: "Pendampingan psikososial",
    Need.SAFE_PLACE: "Tempat tinggal yang aman",
    Need.PROTECTION: "Perlindungan dari ancaman",
    Need.DOCUMENTS: "KTP, KK atau dokumen lain",
    Need.WAGES: "Upah, santunan atau asuransi yang belum dibayar",
    Need.LEGAL_AID: "Bantuan hukum",
    Need.SCHOOL: "Sekolah dan kebutuhan anak",
    Need.LIVELIHOOD: "Pelatihan atau usaha",
}
_CONTACTS: Mapping[Need, tuple[str, ...]] = {
    Need.PSYCHOSOCIAL: ("sapa-129", "uptd-ppa"),
    Need.SAFE_PLACE: ("uptd-ppa", "sapa-129"),
    Need.PROTECTION: ("polisi-110", "uptd-ppa"),
    Need.WAGES: ("kp2mi", "bp3mi"),
    Need.LEGAL_AID: ("posbankum",),
    Need.LIVELIHOOD: ("disnakertrans", "bp3mi"),
}
"""Rows of the dated table of contacts (engines/screening/contacts.toml)."""
_PLACES: Mapping[Need, str] = {
    Need.HEALTH: "Puskesmas",
    Need.DOCUMENTS: "Disdukcapil, dibantu desa",
    Need.SCHOOL: "Sekolah atau dinas pendidikan, dibantu desa",
}
"""Where nobody keeps a number: the village knows the way."""


@dataclass(frozen=True, slots=True)
class NeedsSaid:
    """What is said of needs (isi pernyataan kebutuhan). No need at all is a statement, too."""

    needs: tuple[Need, ...]
    on: date
    says: Says = Says.SELF
    note: str = ""


@dataclass(frozen=True, slots=True)
class NeedsClaim:
    """A claim about needs, opened (pernyataan kebutuhan)."""

    id: int
    said: NeedsSaid
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Referral:
    """Who helps with a need (rujukan)."""

    need: Need
    place: str
    contacts: tuple[Contact, ...]


def referrals(needs: tuple[Need, ...], on: date) -> list[Referral]:
    """Who helps with what, by the contacts that hold on a day."""
    known = {contact.id: contact for contact in guide_on(on).contacts if contact.holds_on(on)}
    return [
        Referral(need, _PLACES.get(need, ""), tuple(known[one] for one in _CONTACTS.get(need, ()) if one in known))
        for need in needs
    ]


def require_sayable(said: NeedsSaid, today: date) -> None:
    """InvalidValueError for a day that has not come, or too many words."""
    if said.on > today:
        raise InvalidValueError("Tanggal ini belum tiba.")
    if len(said.note) > MOST_WORDS:
        raise InvalidValueError(f"Catatan paling panjang {MOST_WORDS} huruf.")
