"""Notices (pemberitahuan): what a village tells the labour office about a resident's plan, and what came of it.

A notice carries a copy of what is needed (salinan), so that the officer needs no access to the plan. What a register
said is a check: who looked, when, where. Not found in SISKOP2MI is never the same as illegal.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rantau.kernel.citation import Certainty, Source
from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.kernel.partial_date import PartialDate
from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("notices.send", "Mengirim pemberitahuan tentang warga desanya kepada Disnakertrans", personal=True),
    Permission("notices.view_own", "Melihat pemberitahuan desanya dan jawabannya", personal=True),
    Permission("notices.receive", "Menerima pemberitahuan dari desa", personal=True),
    Permission("notices.answer", "Menangani pemberitahuan, mencatat pemeriksaan dan menjawabnya", personal=True),
)

BASIS = Source(
    "Arahan Bupati Serang kepada kepala desa, sebagaimana diberitakan 22 Juli 2025: desa memberi tahu Disnakertrans "
    "bila ada warga yang akan diberangkatkan di luar prosedur",
    "https://www.bantenekspres.co.id/2025/07/22/zakiyah-limpahkan-pencegahan-pekerja-migran-non-prosedural-ke-pemdes",
    Certainty.SECONDARY,
)
"""On what a notice rests. No form, deadline or channel is laid down anywhere that was read."""
LEAVES_SOON = 14
"""Days before departure in which a notice goes before others."""
MOST_WORDS = 2000


class Kind(StrEnum):
    """What a notice is about (perihal)."""

    REASONS = "belum_sesuai_prosedur"
    SILENT = "hilang_kontak"
    TROUBLE = "bermasalah"


KIND_LABELS: dict[Kind, str] = {
    Kind.REASONS: "Belum sesuai prosedur",
    Kind.SILENT: "Hilang kontak",
    Kind.TROUBLE: "Sedang bermasalah di luar negeri",
}


class Found(StrEnum):
    """What a look into a register gave (hasil pemeriksaan)."""

    FOUND = "ditemukan"
    NOT_FOUND = "tidak_ditemukan"
    UNCLEAR = "belum_jelas"


FOUND_LABELS: dict[Found, str] = {
    Found.FOUND: "Ditemukan di SISKOP2MI",
    Found.NOT_FOUND: "Tidak ditemukan di SISKOP2MI, bukan berarti ilegal",
    Found.UNCLEAR: "Belum jelas",
}


class Outcome(StrEnum):
    """What came of a notice (hasil penanganan)."""

    REGISTERED = "terdaftar"
    GUIDED = "dibimbing"
    VISITED = "didatangi"
    CONTACTED = "dihubungi"
    PASSED_ON = "diteruskan"
    NOTHING_NEEDED = "tidak_perlu_tindakan"


OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.REGISTERED: "Terdaftar di SISKOP2MI, prosesnya berjalan",
    Outcome.GUIDED: "Diarahkan ke jalur resmi",
    Outcome.VISITED: "Didatangi bersama desa",
    Outcome.CONTACTED: "Warga atau keluarganya sudah dihubungi",
    Outcome.PASSED_ON: "Diteruskan kepada instansi lain",
    Outcome.NOTHING_NEEDED: "Diperiksa, tidak perlu tindakan",
}


class Phase(StrEnum):
    """How far a notice is (tahap)."""

    WAITING = "menunggu"
    TAKEN = "ditangani"
    ANSWERED = "dijawab"


PHASE_LABELS: dict[Phase, str] = {
    Phase.WAITING: "Menunggu",
    Phase.TAKEN: "Ditangani",
    Phase.ANSWERED: "Dijawab",
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is sent (salinan): as the village knew it on the day. Empty where nobody said. Sealed JSON."""

    name: str
    nik: str = ""
    birth: str = ""
    """ISO, partial allowed."""
    ktp_address: str = ""
    actual_address: str = ""
    country: str = ""
    job: str = ""
    scheme: str = ""
    employer: str = ""
    recruiter: str = ""
    recruiter_licence: str = ""
    leaves_on: str = ""
    state: str = ""
    state_on: str = ""
    reasons: tuple[str, ...] = ()
    """Sentences of the procedure engine."""
    signs: tuple[str, ...] = ()
    """Only of answers that the resident lets be passed on."""
    message: str = ""
    """What the clerk adds in her own words."""

    @property
    def mark(self) -> str:
        """Tells one content from another: what was shown is what is sent."""
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False).encode()).hexdigest()


def read_snapshot(stored: bytes) -> Snapshot:
    """A snapshot as it was stored."""
    content = json.loads(stored)
    return Snapshot(**content | {part: tuple(content.get(part, ())) for part in ("reasons", "signs")})


@dataclass(frozen=True, slots=True)
class Sent:
    """Result of sending (terkirim)."""

    notice: int
    code: str
    new: bool
    """False when this notice was sent already."""


@dataclass(frozen=True, slots=True)
class Line:
    """A notice in a list (pemberitahuan)."""

    id: int
    plan: int
    code: str
    kind: Kind
    area_code: str
    area_name: str
    district_name: str
    name: str
    sent_at: datetime
    sent_by: str
    """Name and post; the name of the account where nothing else was kept. So with the next two."""
    due_on: date | None
    taken_at: datetime | None
    taken_by: str
    holder: str
    """The account that has it."""
    answered_at: datetime | None
    answered_by: str
    outcome: Outcome | None
    leaves_on: date | None
    front: bool

    @property
    def phase(self) -> Phase:
        """How far it is."""
        if self.answered_at:
            return Phase.ANSWERED
        return Phase.TAKEN if self.taken_at else Phase.WAITING

    def days_late(self, today: date) -> int:
        """Days since the deadline; 0 while there is time, when there is no deadline, and once it is answered."""
        if self.due_on is None or self.answered_at is not None:
            return 0
        return max((today - self.due_on).days, 0)

    def leaves_soon(self, today: date) -> bool:
        """Whether departure is within days."""
        return self.leaves_on is not None and today <= self.leaves_on <= today + timedelta(days=LEAVES_SOON)

    def why_first(self, today: date) -> str:
        """Why it goes before others, in words; empty where it does not."""
        if self.leaves_soon(today):
            return "segera berangkat"
        return "didahulukan" if self.front else ""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check (pernyataan hasil pemeriksaan): who looked where, when, and what was there."""

    found: Found
    on: date
    by: str
    recorded_at: datetime
    document: str = ""
    id: int = 0
    number: str = ""
    departed: PartialDate | None = None
    withdrawn: bool = False
    because: str = ""
    """Why it was withdrawn; only where it was opened."""

    @property
    def words(self) -> str:
        """What was found, as it is told to anybody."""
        return FOUND_LABELS[self.found]


@dataclass(frozen=True, slots=True)
class Looked:
    """What the officer read in the register (isi pemeriksaan). Number and departure only of what was found."""

    found: Found
    on: date
    document: str = ""
    number: str = ""
    departed: PartialDate | None = None


def kind_of(state: str) -> Kind:
    """What a notice about a plan in this state is about."""
    return Kind(state) if state in (Kind.SILENT, Kind.TROUBLE) else Kind.REASONS


def goes_first(kind: Kind, front: bool) -> bool:
    """Whether such a notice goes before others, whatever the day; `front`: the village puts the plan before others."""
    return front or kind is not Kind.REASONS


def due_on(sent: date, days: int) -> date | None:
    """The deadline (tenggat); None where the regency has set none."""
    return sent + timedelta(days=days) if days > 0 else None


def require_something_to_say(snapshot: Snapshot, kind: Kind) -> None:
    """InvalidValueError for a notice with neither a reason nor a word of the clerk: an officer could do nothing."""
    if kind is Kind.REASONS and not (snapshot.reasons or snapshot.signs or snapshot.message):
        raise InvalidValueError("Belum ada alasan pada rencana ini. Tuliskan dulu apa yang perlu diperiksa.")


def require_words(words: str) -> str:
    """The words without blanks around; InvalidValueError when there are none, or too many."""
    words = words.strip()
    if not words:
        raise InvalidValueError("Tuliskan apa yang sudah diperiksa atau dilakukan.")
    if len(words) > MOST_WORDS:
        raise InvalidValueError(f"Paling panjang {MOST_WORDS} huruf.")
    return words


def require_readable(looked: Looked, today: date) -> None:
    """InvalidValueError for a check that cannot have been read so: a day to come, a number of what was not found."""
    if looked.on > today:
        raise InvalidValueError("Tanggal pemeriksaan belum tiba.")
    if looked.found is not Found.FOUND and (looked.number or looked.departed):
        raise InvalidValueError("Nomor dan tanggal berangkat hanya diisi bila ditemukan.")
    if looked.departed and looked.departed.earliest > today:
        raise InvalidValueError("Tanggal berangkat belum tiba.")


def require_open(line: Line) -> None:
    """ConflictError once a notice is answered."""
    if line.phase is Phase.ANSWERED:
        raise ConflictError("Pemberitahuan ini sudah dijawab.")


def latest(checks: Sequence[CheckLine]) -> CheckLine | None:
    """The check of the latest day, of those not withdrawn; of one day the one recorded last."""
    return max(
        (check for check in checks if not check.withdrawn),
        key=lambda check: (check.on, check.recorded_at),
        default=None,
    )
