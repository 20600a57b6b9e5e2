"""Sources (daftar): values and rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rantau.engines.intake.types import Field, Kind
from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("sources.view", "Melihat daftar yang diterima dan angkanya"),
    Permission("sources.import", "Memasukkan daftar", personal=True),
    Permission("sources.undo", "Membatalkan satu kali pemasukan"),
    Permission("sources.view_rows", "Melihat baris daftar seperti aslinya", personal=True),
    Permission("sources.resolve_places", "Memastikan nama tempat"),
    Permission("sources.enter_totals", "Mencatat angka resmi yang diumumkan"),
)

IMPORTER = frozenset({"sources.view", "sources.import", "sources.undo", "sources.view_rows", "sources.resolve_places"})
"""What the command line and the demo need in order to bring lists in."""


MOST_OPEN = 20
"""Hand-ins of one account that may wait: checked, not stored."""
MOST_OPEN_BYTES = 200 * 1024 * 1024
"""Of the files of these."""
KEPT_UNSAVED = timedelta(days=7)
"""How long a checked hand-in waits for somebody to store it, from the day on which it was last read."""

FIRST_DAY, LAST_DAY = date(1945, 8, 17), date(2199, 12, 31)
"""Days of lists and published numbers lie between these."""
LARGEST_TOTAL = 999_999_999
"""More than there are people in the country: a slip of the hand, not a number."""


def is_sound_day(day: date | None) -> bool:
    """Whether a day may stand on a list or a published number; none at all may."""
    return day is None or FIRST_DAY <= day <= LAST_DAY


class BatchState(StrEnum):
    """State of one hand-in (setoran)."""

    CHECKED = "diperiksa"
    STORED = "tersimpan"
    SUPERSEDED = "digantikan"
    UNDONE = "dibatalkan"


def kept_until(read_on: date) -> date:
    """The last day of a checked hand-in that nobody stores; a new reading keeps it as long again."""
    return read_on + KEPT_UNSAVED


LIVE_STATES = (BatchState.STORED, BatchState.SUPERSEDED)
"""States in which the rows are in the database. Only those of STORED batches count."""

KIND_LABELS: dict[Kind, str] = {
    Kind.REGISTER: "Register desa",
    Kind.PLACEMENT: "Penempatan SISKOP2MI",
    Kind.RETURN: "Kepulangan BP3MI",
    Kind.DEFERRAL: "Penundaan paspor imigrasi",
    Kind.POLICE: "Perkara TPPO Polres",
    Kind.COMPLAINT: "Pengaduan Disnakertrans",
    Kind.RECOMMENDATION: "Rekomendasi paspor Disnakertrans",
    Kind.POPULATION: "Data penduduk",
}

KIND_INSTITUTIONS: dict[Kind, str] = {
    Kind.REGISTER: "Pemerintah desa",
    Kind.PLACEMENT: "Kementerian P2MI (SISKOP2MI)",
    Kind.RETURN: "BP3MI",
    Kind.DEFERRAL: "Kantor Imigrasi",
    Kind.POLICE: "Polres",
    Kind.COMPLAINT: "Disnakertrans",
    Kind.RECOMMENDATION: "Disnakertrans",
    Kind.POPULATION: "Disdukcapil",
}
"""Who usually hands in a list of this kind; a person may write another."""

FIELD_LABELS: dict[Field, str] = {
    Field.NUMBER: "Nomor urut",
    Field.NIK: "NIK",
    Field.FAMILY_CARD: "No. KK",
    Field.NAME: "Nama",
    Field.SEX: "Jenis kelamin (L/P)",
    Field.BIRTH_PLACE: "Tempat lahir",
    Field.BIRTH_DATE: "Tanggal lahir",
    Field.BIRTH: "Tempat dan tanggal lahir",
    Field.AGE: "Umur",
    Field.ADDRESS: "Alamat",
    Field.HAMLET: "Kampung",
    Field.RT: "RT",
    Field.RW: "RW",
    Field.RT_RW: "RT dan RW",
    Field.VILLAGE: "Desa/kelurahan",
    Field.DISTRICT: "Kecamatan",
    Field.REGENCY: "Kabupaten/kota",
    Field.COUNTRY: "Negara tujuan",
    Field.JOB: "Pekerjaan/jabatan",
    Field.DEPARTED: "Berangkat",
    Field.COMPANY: "Perusahaan/P3MI/sponsor",
    Field.SCHEME: "Skema penempatan",
    Field.STATUS: "Resmi/tidak",
    Field.PHONE: "No. HP",
    Field.MOTHER: "Nama ibu",
    Field.FATHER: "Nama ayah",
    Field.MARITAL: "Status kawin",
    Field.PASSPORT: "No. paspor",
    Field.EVENT_DATE: "Tanggal kejadian/surat",
    Field.REFERENCE: "Nomor surat/perkara",
    Field.PROBLEM: "Permasalahan",
    Field.DECISION: "Keputusan/tindak lanjut",
    Field.REMARKS: "Keterangan",
    Field.REPORTER_NAME: "Nama pelapor",
    Field.REPORTER_RELATION: "Hubungan pelapor",
    Field.REPORTER_PHONE: "No. HP pelapor",
    Field.OTHER: "Lain-lain (disimpan apa adanya)",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as found (kolom): its heading, what it is taken to mean, and some of its values."""

    letter: str
    heading: str
    meaning: Field
    sample: tuple[str, ...] = ()
    remembered: bool = False
    """True where a person confirmed this meaning before."""


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What was found in one sheet (lembar)."""

    file: str
    sheet: str
    rows: int
    header_row: int | None
    signature: str
    columns: tuple[Column, ...]
    statement: str = ""
    """"nihil" or "formulir kosong" where the sheet says so, else ""."""
    area_code: str = ""
    """The area that title or sheet name state, "" where none."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """How often a problem was found (jumlah masalah)."""

    code: str
    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a hand-in holds (laporan setoran): the answer of check, store and of the page about it."""

    batch: int
    source: int
    kind: Kind
    state: BatchState
    files: tuple[str, ...]
    rows: int
    resolved: int
    outside: int
    unresolved: int
    problems: tuple[ProblemCount, ...] = ()
    sheets: tuple[SheetReport, ...] = ()
    refused: tuple[str, ...] = ()
    """Sentences about files that could not be read at all."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of a set of files (hasil pemasukan): hand-ins, and sentences about files that were left out."""

    batches: tuple[BatchReport, ...]
    refused: tuple[str, ...] = ()
    """Files that could not be read."""
    known: tuple[str, ...] = ()
    """Files that are stored already."""


@dataclass(frozen=True, slots=True)
class ImportStep:
    """How far the reading is (langkah): a file, and rows so far in all files."""

    file: str
    rows: int


@dataclass(frozen=True, slots=True)
class Undone:
    """A hand-in that was taken back (setoran dibatalkan)."""

    batch: int
    rows: int
    restored: int | None
    """The earlier hand-in that counts again, where this one had replaced it."""


@dataclass(frozen=True, slots=True)
class MappingConfirmed:
    """Meanings of columns that a person confirmed (arti kolom dipastikan)."""

    batch: int
    changed: int
    """How many meanings differ from what was proposed."""
    everywhere: bool
    """True where they hold for every list with these headings."""


@dataclass(frozen=True, slots=True)
class PlaceResolved:
    """A place name that a person answered (nama tempat dipastikan)."""

    answer: int
    rows: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What a corrected list changed against the one before (perubahan)."""

    new: int
    vanished: int
    changed: int
    same: int
    fields: tuple[tuple[str, int], ...] = ()
    """How many matched persons differ in a field, most frequent first."""
    samples: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two hand-ins (satu perubahan)."""

    what: str
    """"baru", "hilang" or "berubah"."""
    sheet: str
    row: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """A published number (angka resmi): who says it, of what, when, where it can be read."""

    organisation: str
    measure: str
    period_from: date
    period_to: date
    area_code: str
    """May lie outside the regency: shown for comparison only."""
    area_name: str
    value: int
    sex: str = ""
    source_url: str = ""
    published_on: date | None = None
    note: str = ""
