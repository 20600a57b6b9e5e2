"""Journeys (perjalanan kerja): the plan of a resident, from the intention to the return, and what is said about it.

A state is a claim: who says it, when it was so, from which document. Claims may disagree and stay side by side; the
state shown is derived by the one rule of `standing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from rantau.kernel.errors import InvalidValueError
from rantau.kernel.nik import Nik
from rantau.kernel.partial_date import PartialDate
from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("journeys.view", "Melihat rencana kerja warga desanya", personal=True),
    Permission("journeys.write", "Mencatat rencana kerja warga dan kabarnya", personal=True),
    Permission("journeys.talk", "Berbincang berdua dengan warga dan mencatat jawabannya", personal=True),
    Permission("journeys.count_rules", "Melihat berapa rencana per desa terkena perubahan aturan, tanpa nama"),
    Permission("journeys.pairs", "Menilai pasangan rencana antardesa yang mungkin satu orang, tanpa melihat namanya"),
)


class State(StrEnum):
    """Where a plan stands (keadaan rencana)."""

    INTENDED = "niat"
    PREPARING = "dokumen_diproses"
    READY = "siap_berangkat"
    DEPARTED = "berangkat"
    WORKING = "bekerja"
    TROUBLE = "bermasalah"
    LOST = "hilang_kontak"
    RETURNED = "pulang"
    NOT_LEAVING = "batal"


STATE_LABELS: dict[State, str] = {
    State.INTENDED: "Berniat",
    State.PREPARING: "Dokumen diproses",
    State.READY: "Siap berangkat",
    State.DEPARTED: "Sudah berangkat",
    State.WORKING: "Bekerja di luar negeri",
    State.TROUBLE: "Sedang bermasalah",
    State.LOST: "Hilang kontak",
    State.RETURNED: "Sudah pulang",
    State.NOT_LEAVING: "Tidak jadi berangkat",
}
BEFORE_LEAVING = frozenset({State.INTENDED, State.PREPARING, State.READY})
ABROAD = frozenset({State.DEPARTED, State.WORKING, State.TROUBLE, State.LOST})
ENDED = frozenset({State.RETURNED, State.NOT_LEAVING})


class News(StrEnum):
    """How somebody abroad is (kabar bulanan)."""

    GOOD = "baik"
    NONE = "tidak_ada"
    ASKS_HELP = "minta_bantuan"


NEWS_STATES: dict[News, State] = {
    News.GOOD: State.WORKING,
    News.NONE: State.LOST,
    News.ASKS_HELP: State.TROUBLE,
}
NEWS_EVERY_DAYS = 30
"""So often somebody asks after those who are abroad."""


class Says(StrEnum):
    """Who says it (sumber pernyataan)."""

    SELF = "yang_bersangkutan"
    FAMILY = "keluarga"
    VILLAGE = "desa"
    LABOUR_OFFICE = "disnakertrans"
    SISKOP2MI = "siskop2mi"
    BP3MI = "bp3mi"
    IMMIGRATION = "imigrasi"
    OTHER = "lain"


SAYS_LABELS: dict[Says, str] = {
    Says.SELF: "Yang bersangkutan",
    Says.FAMILY: "Keluarga",
    Says.VILLAGE: "Desa",
    Says.LABOUR_OFFICE: "Disnakertrans",
    Says.SISKOP2MI: "SISKOP2MI",
    Says.BP3MI: "BP3MI",
    Says.IMMIGRATION: "Imigrasi",
    Says.OTHER: "Pihak lain",
}


@dataclass(frozen=True, slots=True)
class StateClaim:
    """A claim about the state of a plan (pernyataan keadaan)."""

    id: int
    state: State
    on: PartialDate | None
    says: Says
    recorded_at: datetime
    document: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan stands by its claims (keadaan): the state shown, the claim that decides, and claims that disagree."""

    state: State
    decided_by: StateClaim | None
    disagreeing: tuple[StateClaim, ...] = ()


def standing(claims: Iterable[StateClaim]) -> Standing:
    """The state shown of a plan, by a rule that can be said in a sentence.

    The claim about the latest day counts. A day of which only month or year is known counts as its first possible
    day; a claim without a day counts from the day on which it was recorded. Of claims about the same day, the one
    recorded last. Withdrawn claims do not count. Claims of the same state with different days by different sources, and
    claims of different states for overlapping days, disagree: they are shown beside it, never dropped.
    """
    counted = sorted((claim for claim in claims if not claim.withdrawn), key=order_of)
    if not counted:
        return Standing(State.INTENDED, None)
    last = counted[-1]
    return Standing(last.state, last, tuple(claim for claim in counted[:-1] if _disagree(claim, last)))


def order_of(claim: StateClaim) -> tuple[date, datetime, int]:
    """By what claims are put in order: the day they are about, then when they were recorded."""
    return (_first_day(claim), claim.recorded_at, claim.id)


def _first_day(claim: StateClaim) -> date:
    if claim.on is None:
        return claim.recorded_at.date()
    return date(claim.on.year, claim.on.month or 1, claim.on.day or 1)


def _disagree(claim: StateClaim, shown: StateClaim) -> bool:
    if claim.state == shown.state:
        return claim.says != shown.says and not may_be_same_day(claim.on, shown.on)
    return claim.says != shown.says and _first_day(claim) == _first_day(shown)


def may_be_same_day(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two half-known days can be one: what is unknown contradicts nothing."""
    if one is None or other is None:
        return True
    pairs = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    return all(a is None or b is None or a == b for a, b in pairs)


class Attention(StrEnum):
    """How a plan stands in the village's work list (kesegeraan pendampingan): orders work, labels nobody."""

    NONE = ""
    SIGNS = "tanda"
    FRONT = "dahulukan"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is sealed of a plan (keterangan rencana): as told, empty where nobody said. Stored whole as JSON.

    Money is kept as told, with who paid whom: in this regency it often goes from the sponsor to the family.
    """

    birth: str = ""
    """ISO, partial allowed."""
    birth_place: str = ""
    marital: str = ""
    ktp_address: str = ""
    actual_address: str = ""
    phone: str = ""
    passport: str = ""
    safe_contact: str = ""
    """Whom to ask about her, chosen by herself: name, relation, number."""
    family_left: str = ""
    employer: str = ""
    recruiter: str = ""
    recruiter_licence: str = ""
    recruiter_phone: str = ""
    payments: str = ""
    note: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What the checklist asks beyond this: `visa`, `licence`, `passport_held_by`, `payment` and `amount`, in the
    words of engines/procedure; and `safe_relation`, who the safe contact is to her."""


@dataclass(frozen=True, slots=True)
class Resident:
    """Who the plan is of (warga): what can be compared with other lists. Empty where nobody said."""

    name: str
    nik: str = ""
    sex: str = ""
    """ "L" or "P"."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Where the plan leads (tujuan): codes only, for the procedure engine and for counting. Empty where not known."""

    country: str = ""
    """ISO 3166 alpha-2."""
    job: str = ""
    scheme: str = ""
    employer_kind: str = ""
    recruiter_kind: str = ""
    leaves_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What is said about a state (isi pernyataan)."""

    state: State = State.INTENDED
    on: PartialDate | None = None
    says: Says = Says.VILLAGE
    document: str = ""
    note: str = ""


class LikeReason(StrEnum):
    """Why two plans may be of one person (sebab kemiripan)."""

    NUMBER = "nik"
    NAME = "nama_dan_lahir"


class PairAnswer(StrEnum):
    """What the steward found (hasil pemeriksaan pasangan)."""

    SAME = "satu_orang"
    OTHER = "dua_orang"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list (rencana)."""

    id: int
    code: str
    name: str
    area_code: str
    area_name: str
    state: State
    state_on: str
    country: str
    attention: Attention
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """Result of recording a plan."""

    plan: int
    code: str
    new: bool
    """False when the same form came again (`key`): it had its effect already."""


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """What was written beside a claim, or why it was withdrawn (catatan kabar)."""

    claim: StateClaim
    note: str
    withdrawn_because: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What is told of a plan, opened for one who may write it (keterangan)."""

    name: str
    sex: str
    nik: str
    told: Particulars
    claim_notes: tuple[ClaimNote, ...]
    stamp: str
    """Given back with a change: whoever changed the plan meanwhile is not overwritten."""


@dataclass(frozen=True, slots=True)
class PaperSaid:
    """What was seen of a document (dokumen): whether it is there, and until when it holds."""

    there: bool
    expires: PartialDate | None = None


CODE_LENGTH = 8
"""Letters of a case code (kode rencana)."""


def shown_code(code: str) -> str:
    """ "K7Q2M9XA" as it is printed and read aloud: "K7Q2-M9XA"."""
    return f"{code[:4]}-{code[4:]}"


def require_name(name: str) -> None:
    """InvalidValueError unless there is a name to call the resident by."""
    if not name.strip():
        raise InvalidValueError("Isi nama warga. Nama panggilan pun boleh.")


class Doubt(StrEnum):
    """What about the resident's data may be wrong (keraguan): said, never a reason to refuse."""

    NIK_UNUSUAL = "nik_tidak_wajar"
    NIK_BIRTH = "nik_lain_tanggal_lahir"
    NIK_SEX = "nik_lain_jenis_kelamin"
    BIRTH_ESTIMATED = "tanggal_perkiraan"


def doubts(nik: Nik | None, birth: PartialDate | None, sex: str) -> list[Doubt]:
    """What in these does not fit together. Women have 40 added to the day inside a NIK, which its `birth` knows."""
    found = []
    if nik is not None and not nik.is_reliable:
        found.append(Doubt.NIK_UNUSUAL)
    if nik is not None and nik.birth and birth and not birth.could_equal(nik.birth):
        found.append(Doubt.NIK_BIRTH)
    if nik is not None and nik.sex and sex and nik.sex != sex:
        found.append(Doubt.NIK_SEX)
    if birth is not None and birth.maybe_estimate:
        found.append(Doubt.BIRTH_ESTIMATED)
    return found


def require_reason(reason: str) -> None:
    """InvalidValueError unless a person could read why."""
    if len(reason.strip()) < 5:
        raise InvalidValueError("Tulis alasannya, sedikitnya lima huruf.")


def latest_first(claims: Sequence[StateClaim]) -> list[StateClaim]:
    """Claims in the order of a history, the latest first."""
    return sorted(claims, key=order_of, reverse=True)
