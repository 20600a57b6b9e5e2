"""What intake takes in and gives out: cells, problems, layouts, typed rows (baris daftar).

A typed row never replaces the row as it came: `raw` keeps every cell under its heading, in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from rantau.kernel.errors import Place
from rantau.kernel.nik import Nik
from rantau.kernel.partial_date import PartialDate
from rantau.kernel.person_name import PersonName
from rantau.kernel.phone import Phone

Value = str | int | float | bool | date | datetime | time | None
"""A cell as the file holds it. A number that a spreadsheet shows as a date is a date."""


class Kind(StrEnum):
    """Kind of list (jenis daftar)."""

    REGISTER = "register_desa"
    PLACEMENT = "siskop2mi_penempatan"
    RETURN = "bp3mi_kepulangan"
    DEFERRAL = "imigrasi_penundaan"
    POLICE = "polres_tppo"
    COMPLAINT = "pengaduan_disnaker"
    RECOMMENDATION = "rekom_paspor_disnaker"
    POPULATION = "penduduk"


class Field(StrEnum):
    """Meaning of a column (arti kolom)."""

    NUMBER = "nomor"
    NIK = "nik"
    FAMILY_CARD = "no_kk"
    NAME = "nama"
    SEX = "jenis_kelamin"
    BIRTH_PLACE = "tempat_lahir"
    BIRTH_DATE = "tanggal_lahir"
    BIRTH = "tempat_tanggal_lahir"
    AGE = "umur"
    ADDRESS = "alamat"
    HAMLET = "kampung"
    RT = "rt"
    RW = "rw"
    RT_RW = "rt_rw"
    VILLAGE = "desa"
    DISTRICT = "kecamatan"
    REGENCY = "kabupaten"
    COUNTRY = "negara"
    JOB = "pekerjaan"
    DEPARTED = "berangkat"
    COMPANY = "perusahaan"
    SCHEME = "skema"
    STATUS = "status_prosedur"
    PHONE = "no_hp"
    MOTHER = "nama_ibu"
    FATHER = "nama_ayah"
    MARITAL = "status_kawin"
    PASSPORT = "no_paspor"
    EVENT_DATE = "tanggal_kejadian"
    REFERENCE = "nomor_surat"
    PROBLEM = "permasalahan"
    DECISION = "keputusan"
    REMARKS = "keterangan"
    REPORTER_NAME = "pelapor_nama"
    REPORTER_RELATION = "pelapor_hubungan"
    REPORTER_PHONE = "pelapor_no_hp"
    OTHER = "lain"


class Severity(StrEnum):
    """How grave a problem is. A warning (peringatan) never keeps a row out; an error (galat) does."""

    WARNING = "peringatan"
    ERROR = "galat"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found while reading (masalah): where, what was read, what it will be stored as."""

    place: Place
    code: str
    message: str
    severity: Severity = Severity.WARNING
    read: str = ""
    stored: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """The area that a row states (tempat). `code` is a desa code; "" where none is sure enough to be taken.

    `outside` tells that the row names a place outside the regency. `alternatives` are (code, score), best first.
    `district_code` is the kecamatan when at least that is known.
    """

    code: str = ""
    probability: float = 0.0
    alternatives: tuple[tuple[str, float], ...] = ()
    district_code: str = ""
    outside: bool = False
    key: str = ""
    """Normalised text that was matched: what a person confirms once and Rantau remembers."""


@dataclass(slots=True, unsafe_hash=True)
class ListRow:
    """A row of a list, typed (baris). Everything may be unknown (None or ""), nothing is guessed.

    Nobody changes one that was given out. It is not frozen all the same: a frozen one takes four times as long to
    make, and a list has a million of them.
    """

    file: str
    sheet: str
    row: int
    kind: Kind
    raw: tuple[tuple[str, Value], ...]
    name: PersonName | None = None
    nik: Nik | None = None
    family_card: str = ""
    sex: str = ""
    """"L", "P" or ""."""
    birth: PartialDate | None = None
    """From the birth-date column only; an age alone gives `age`, not a year of birth."""
    birth_place: str = ""
    age: int | None = None
    address: str = ""
    rt: str = ""
    rw: str = ""
    place: PlaceMatch = field(default_factory=PlaceMatch)
    country: str = ""
    """ISO 3166-1 alpha-2, or "" where unknown; the text as written is in `raw`."""
    job: str = ""
    departed: PartialDate | None = None
    company: str = ""
    scheme: str = ""
    status: str = ""
    """What the list says of procedure: "prosedural", "nonprosedural" or ""."""
    phone: Phone | None = None
    mother: PersonName | None = None
    marital: str = ""
    passport: str = ""
    event_date: PartialDate | None = None
    reference: str = ""
    problem: str = ""
    decision: str = ""
    remarks: str = ""
    reporter: PersonName | None = None
    reporter_relation: str = ""
    reporter_phone: Phone | None = None
    warnings: tuple[str, ...] = ()
    """Codes of the problems of this row, in column order."""
