"""What each kind of list can tell (makna daftar): a departure, an intention, or something that befell a person.

The table is the whole rule; the functions beside it only read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rantau.engines.intake.types import Kind


class Evidence(StrEnum):
    """What standing on a list says about leaving."""

    DEPARTED = "berangkat"
    """The person left; the year of departure may be stated."""
    INTENTION = "niat"
    """The person meant to leave; many did not. Never counted as a departure by itself."""
    NONE = "tidak ada"


class CountKind(StrEnum):
    """What is counted (jenis hitungan). Counts of different kinds are never added up."""

    STOCK = "bekerja di luar negeri menurut desa"
    PLACEMENT = "penempatan"
    RETURN = "kepulangan"
    DEFERRAL = "penundaan paspor"
    POLICE = "perkara"
    COMPLAINT = "pengaduan"
    RECOMMENDATION = "rekomendasi paspor"
    OTHER = "penduduk"


@dataclass(frozen=True, slots=True)
class ListMeaning:
    """What one kind of list can tell.

    `address_rank`: how near to the actual place of residence its address is, 1 best. `ktp_rank`: how near to the
    address on the identity card; 0 where the list does not speak of it.
    """

    kind: Kind
    label: str
    count: CountKind
    evidence: Evidence
    address_rank: int
    ktp_rank: int = 0


MEANINGS: dict[Kind, ListMeaning] = {
    meaning.kind: meaning
    for meaning in (
        ListMeaning(Kind.REGISTER, "Register desa", CountKind.STOCK, Evidence.DEPARTED, 1),
        ListMeaning(Kind.COMPLAINT, "Pengaduan Disnakertrans", CountKind.COMPLAINT, Evidence.DEPARTED, 2),
        ListMeaning(Kind.RETURN, "Kepulangan BP3MI", CountKind.RETURN, Evidence.DEPARTED, 3),
        ListMeaning(Kind.POLICE, "Perkara Polres", CountKind.POLICE, Evidence.DEPARTED, 4),
        ListMeaning(Kind.RECOMMENDATION, "Rekomendasi paspor", CountKind.RECOMMENDATION, Evidence.INTENTION, 5, 2),
        ListMeaning(Kind.DEFERRAL, "Penundaan paspor Imigrasi", CountKind.DEFERRAL, Evidence.INTENTION, 6, 3),
        ListMeaning(Kind.PLACEMENT, "SISKOP2MI", CountKind.PLACEMENT, Evidence.DEPARTED, 7, 1),
        ListMeaning(Kind.POPULATION, "Data penduduk", CountKind.OTHER, Evidence.NONE, 8, 4),
    )
}
