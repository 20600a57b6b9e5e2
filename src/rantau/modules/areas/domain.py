"""Areas (wilayah): values and rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rantau.engines.intake.types import Problem
from rantau.kernel.errors import RefusedFileError
from rantau.platform.access.permissions import Permission

MAINTAIN = "areas.maintain"
IMPORT_BOUNDARIES = "areas.import_boundaries"
IMPORT_POPULATION = "areas.import_population"
KEEP_CONTACTS = "areas.keep_contacts"

PERMISSIONS = (
    Permission(MAINTAIN, "Memasang kode wilayah dan mencatat perubahannya"),
    Permission(IMPORT_BOUNDARIES, "Memasukkan batas wilayah"),
    Permission(IMPORT_POPULATION, "Memasukkan jumlah penduduk"),
    Permission(KEEP_CONTACTS, "Mencatat nomor telepon layanan setempat"),
)


class Service(StrEnum):
    """A service that people call (layanan). Those that engines/screening knows too carry its word."""

    POLICE = "polisi-110"
    HEALTH = "puskesmas"
    WOMEN_AND_CHILDREN = "uptd-ppa"
    LEGAL_AID = "posbankum"
    LABOUR_OFFICE = "disnakertrans"
    BP3MI = "bp3mi"
    DISTRICT_OFFICE = "kecamatan"


SERVICE_LABELS: dict[Service, str] = {
    Service.POLICE: "Polsek atau Polres",
    Service.HEALTH: "Puskesmas",
    Service.WOMEN_AND_CHILDREN: "UPTD PPA",
    Service.LEGAL_AID: "Posbankum",
    Service.LABOUR_OFFICE: "Disnakertrans",
    Service.BP3MI: "BP3MI",
    Service.DISTRICT_OFFICE: "Kantor kecamatan",
}
CHECKED_FOR = timedelta(days=180)
"""After so long a number is to be checked again."""


@dataclass(frozen=True, slots=True)
class LocalNumber:
    """The telephone number of a service in an area (nomor setempat)."""

    id: int
    service: Service
    name: str
    number: str
    area_code: str
    area_name: str
    source: str
    checked_on: date

    def is_stale(self, on: date) -> bool:
        """Whether it should be checked again."""
        return on - self.checked_on > CHECKED_FOR


@dataclass(frozen=True, slots=True)
class AreaRef:
    """An area (wilayah) as other modules see it."""

    code: str
    name: str
    level: int
    """2 regency, 3 kecamatan, 4 desa or kelurahan."""
    kind: str
    is_island: bool = False
    is_remote: bool = False


@dataclass(frozen=True, slots=True)
class Denominator:
    """Population (jumlah penduduk) of an area: never without its year and source."""

    count: int
    year: int
    source: str
    source_date: date | None = None


@dataclass(frozen=True, slots=True)
class RegencyInstalled:
    """What installing a regency's codes changed (kode wilayah terpasang)."""

    regency: AreaRef
    total: int
    added: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str, str], ...] = ()
    """(code, name before, name now)."""
    ended: tuple[str, ...] = ()
    """Codes that are no longer published: kept, with the day on which they were found gone."""
    described: tuple[str, ...] = ()
    """Codes newly marked as islands or remote."""

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.added or self.renamed or self.ended or self.described)


@dataclass(frozen=True, slots=True)
class CodeChanged:
    """One area code replaced by another (perubahan kode)."""

    old_code: str
    new_code: str
    on: date


@dataclass(frozen=True, slots=True)
class NameDifference:
    """An area whose name in the boundary file is not ours (nama berbeda)."""

    code: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A boundary that was put right without moving it (batas diperbaiki)."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A shape in the file that no area could be found for (tidak dikenali). `suggestion` is "" or "code name"."""

    number: int
    name: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class BoundariesImported:
    """What an import of boundaries found and stored (batas wilayah). In a dry run nothing is stored."""

    file: str
    dry_run: bool
    matched: int
    by_code: int
    derived: int
    """Kecamatan whose boundary was made from their desa."""
    outside: int
    """Shapes of other regencies, passed over."""
    overlapping: int
    """Areas whose line does not fit its neighbour's: gaps or overlaps."""
    differences: tuple[NameDifference, ...] = ()
    repaired: tuple[Repaired, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()
    missing: tuple[AreaRef, ...] = ()
    """Areas of the levels in the file that have no shape in it."""


@dataclass(frozen=True, slots=True)
class PopulationImported:
    """What an import of population found and stored (jumlah penduduk)."""

    file: str
    dry_run: bool
    added: int
    changed: int
    unchanged: int


class RefusedRowsError(RefusedFileError):
    """A file refused as a whole because of what stands in it; `problems` names every place."""

    def __init__(self, message: str, problems: tuple[Problem, ...], *, code: str) -> None:
        super().__init__(message, code=code)
        self.problems = problems


def rate(count: int, population: int | None, *, per: int = 1000) -> float | None:
    """Rate (angka per seribu penduduk): only where the population is known and not zero, otherwise None."""
    return count / population * per if population else None
