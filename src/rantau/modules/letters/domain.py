"""Letters (surat): what the village knows of a plan, on paper. The village knows, it does not license.

An adult decides for herself. The law (UU 18/2017 art. 13) asks for the family's permission with the village head's
knowledge; a letter waits only for what is due now, and a refusal is written, with the way to object.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from rantau.kernel.errors import InvalidValueError
from rantau.kernel.spoken_code import LETTERS, drawn
from rantau.platform.access.permissions import Permission

VIEW, WRITE, DECIDE, RECORD = "letters.view", "letters.write", "letters.decide", "letters.record"
PERMISSIONS = (
    Permission(VIEW, "Melihat surat warga desanya", personal=True),
    Permission(WRITE, "Menyiapkan surat warga, mencatat nomor dan tanda tangannya", personal=True),
    Permission(DECIDE, "Memutuskan surat warga sebagai kepala desa", personal=True),
    Permission(RECORD, "Mencatat putusan yang ditandatangani kepala desa di kertas; tidak memutuskan", personal=True),
)
CHECK, FILL = "letters.check", "letters.fill"
"""Held by no role: for looking up one letter, or one link, that somebody without an account has in her hand."""


class Kind(StrEnum):
    """What a letter says (jenis surat)."""

    FAMILY = "izin_keluarga"
    MARITAL = "status_perkawinan"


class Outcome(StrEnum):
    """What the village head says of a letter (putusan)."""

    NONE = ""
    KNOWN = "diketahui"
    POSTPONED = "ditunda"
    NOT_KNOWN = "tidak_mengetahui"


class Standing(StrEnum):
    """How a letter stands (keadaan surat)."""

    PREPARED = "disiapkan"
    ON_PAPER = "di_kertas"
    """Numbered and printed before anybody decided: the head decides with her pen."""
    POSTPONED = "ditunda"
    NOT_KNOWN = "tidak_mengetahui"
    KNOWN = "diketahui"
    NUMBERED = "bernomor"
    SIGNED = "ditandatangani"
    WITHDRAWN = "dicabut"


class Relation(StrEnum):
    """Who gives the permission (hubungan pemberi izin)."""

    HUSBAND = "suami"
    WIFE = "istri"
    FATHER = "ayah"
    MOTHER = "ibu"
    GUARDIAN = "wali"


RELATION_LABELS: dict[Relation, str] = {
    Relation.HUSBAND: "Suami",
    Relation.WIFE: "Istri",
    Relation.FATHER: "Ayah",
    Relation.MOTHER: "Ibu",
    Relation.GUARDIAN: "Wali",
}
SPOUSES = frozenset({Relation.HUSBAND, Relation.WIFE})

MARITAL_LABELS: dict[str, str] = {
    "belum_kawin": "Belum kawin",
    "kawin": "Kawin",
    "pisah_tanpa_putusan": "Pisah, belum ada putusan pengadilan",
    "cerai_hidup": "Cerai hidup",
    "cerai_mati": "Cerai mati",
}
"""By the procedure engine's codes. On paper, living apart without a judgment is "Kawin": that is what the law says."""

HEAD_TITLES = ("Kepala Desa", "Pj. Kepala Desa", "Plt. Kepala Desa", "Plh. Kepala Desa")
"""What stands below "Mengetahui": also somebody who acts for the head."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom the letter is about (calon), as the plan has it. Empty where nobody said: a line to write on."""

    name: str
    nik: str = ""
    sex: str = ""
    birth: str = ""
    birth_place: str = ""
    marital: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives the permission (pemberi izin)."""

    name: str = ""
    relation: str = ""
    nik: str = ""
    birth: str = ""
    birth_place: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """Where the candidate wants to go (tujuan), in words of the day on which the letter was prepared."""

    country: str = ""
    job: str = ""
    company: str = ""
    employer: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on the paper (isi surat), and the two secrets printed on it. Sealed whole."""

    candidate: Candidate
    giver: Giver = field(default_factory=Giver)
    journey: Journey = field(default_factory=Journey)
    token: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """What is due now and missing (yang ditunggu), with how to get it and the article behind it."""

    title: str
    how: str = ""
    where: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the village head decided (isi putusan). Sealed whole."""

    head_name: str
    head_title: str
    reason: str = ""
    holds: tuple[Hold, ...] = ()
    decree: str = ""
    signed_on: str = ""
    """The day on the paper, as ISO, where the decision was made on paper and the clerk recorded it."""


@dataclass(frozen=True, slots=True)
class PaperOutcome:
    """What the head decided with her pen (putusan di kertas), as the paper says it."""

    outcome: Outcome
    head_name: str
    head_title: str
    on: date
    decree: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a letter in the village's agenda book (nomor surat): `agenda` counts, `text` is on the paper."""

    agenda: int
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Prepared:
    """Result of preparing a letter."""

    letter: int
    new: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody far away filled in (isian dari jauh): a request, not yet a letter."""

    giver: Giver
    period: str = ""


@dataclass(frozen=True, slots=True)
class GivenLink:
    """A one-time link at the only moment at which its token is known."""

    id: int
    token: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in a list (surat)."""

    id: int
    plan: int
    name: str
    kind: Kind
    standing: Standing
    number: str
    on: date


@dataclass(frozen=True, slots=True)
class PublicStanding:
    """What anybody who has the paper's address may know (keadaan untuk umum): nothing about the person."""

    letter: int
    kind: Kind
    village: str
    district: str
    on: date | None
    word: str
    """ "berlaku", "dicabut" or "belum berlaku"."""
    on_paper: bool = False
    """In force, and decided on paper: recorded by the clerk, with the photo."""


@dataclass(frozen=True, slots=True)
class PublicEssence:
    """What the code on the paper opens: whose it is."""

    name: str
    number: str


TOKEN_LENGTH, CODE_LENGTH = 20, 8
"""99 bits for the address, which is guessed without limit; 39 bits for the code, of which few are tried."""
GUESSES, GUESSES_WITHIN = 5, timedelta(hours=1)
LINK_HOLDS = timedelta(days=7)
SHORTEST_REASON = 20


def new_token() -> str:
    """A fresh token of an address."""
    return drawn(TOKEN_LENGTH)


def new_code() -> str:
    """A fresh code printed on a letter."""
    return drawn(CODE_LENGTH)


def plain_code(typed: str) -> str:
    """A code as it was typed, without blanks and dashes, in capitals; "" when it cannot be one."""
    found = "".join(letter for letter in typed.upper() if letter not in " -–.\t")
    return found if len(found) == CODE_LENGTH and set(found) <= set(LETTERS) else ""


def shown_code(code: str) -> str:
    """ "K7Q2M9XA" as it is printed: "K7Q2-M9XA"."""
    return f"{code[:4]}-{code[4:]}"


def standing(
    outcome: Outcome, *, numbered: bool, signed_at: datetime | None, withdrawn_at: datetime | None
) -> Standing:
    """How a letter stands: withdrawing ends everything; only what the head knows comes into force, with its photo."""
    if withdrawn_at:
        return Standing.WITHDRAWN
    if outcome is Outcome.KNOWN:
        return Standing.SIGNED if signed_at else Standing.NUMBERED if numbered else Standing.KNOWN
    if outcome is Outcome.NONE:
        return Standing.ON_PAPER if numbered else Standing.PREPARED
    return Standing.POSTPONED if outcome is Outcome.POSTPONED else Standing.NOT_KNOWN


def public_word(stands: Standing) -> str:
    """What the public page says of a letter."""
    if stands is Standing.WITHDRAWN:
        return "dicabut"
    return "berlaku" if stands is Standing.SIGNED else "belum berlaku"


def outcomes_of(kind: Kind, holds: Collection[Hold]) -> tuple[Outcome, ...]:
    """What the head can decide: to postpone only a family letter, and only where something is due now and missing."""
    may_wait = kind is Kind.FAMILY and bool(holds)
    return (Outcome.KNOWN, *((Outcome.POSTPONED,) if may_wait else ()), Outcome.NOT_KNOWN)


def require_outcome(kind: Kind, outcome: Outcome, holds: Collection[Hold], reason: str) -> None:
    """InvalidValueError for an outcome that the law does not give."""
    if outcome is Outcome.NONE:
        raise InvalidValueError("Pilih putusannya.")
    if outcome is Outcome.POSTPONED and Outcome.POSTPONED not in outcomes_of(kind, holds):
        raise InvalidValueError(
            "Surat ini tidak dapat ditunda: tidak ada syarat yang sudah waktunya dan belum ada. "
            "Yang belum waktunya tidak menunda surat."
        )
    if outcome is Outcome.NOT_KNOWN and len(reason.strip()) < SHORTEST_REASON:
        raise InvalidValueError(
            f"Tulis alasannya, paling sedikit {SHORTEST_REASON} huruf. Warga menerimanya secara tertulis."
        )


def require_paper(said: PaperOutcome, *, numbered: bool, photo: bool, today: date) -> None:
    """InvalidValueError for a decision that no paper can carry: without number, in the future, or unseen.

    What is against her wish is recorded only with the photo of what the head wrote: nobody refuses in the head's name.
    """
    if not said.head_name.strip():
        raise InvalidValueError("Isi nama yang menandatangani.")
    if said.on > today:
        raise InvalidValueError("Tanggal putusan tidak dapat di masa depan.")
    if said.outcome is Outcome.KNOWN and not numbered:
        raise InvalidValueError("Isi dahulu nomornya dari buku agenda, lalu cetak suratnya untuk ditandatangani.")
    if said.outcome is not Outcome.KNOWN and not photo:
        raise InvalidValueError(
            "Lampirkan foto kertas yang ditulis dan ditandatangani kepala desa. Tanpa kertas itu surat tidak "
            "ditunda dan tidak ditolak."
        )


def require_giver(giver: Giver) -> None:
    """InvalidValueError unless it is said who gives the permission."""
    if not giver.name.strip():
        raise InvalidValueError("Isi nama pemberi izin.")
    if giver.relation not in set(Relation):
        raise InvalidValueError("Pilih hubungan pemberi izin dengan calon.")


def relation_advice(marital: str, relation: str) -> str:
    """What to tell where the giver is not whom the law names first; "" where there is nothing. It never refuses."""
    if marital == "pisah_tanpa_putusan" and relation not in SPOUSES:
        return "terpisah"
    if marital == "kawin" and relation not in SPOUSES:
        return "bukan_pasangan"
    if marital in ("belum_kawin", "cerai_hidup", "cerai_mati") and relation in SPOUSES:
        return "tanpa_pasangan"
    return ""


def require_number(number: Number, today: date) -> None:
    """InvalidValueError for a number that cannot stand in an agenda book."""
    if number.agenda < 1:
        raise InvalidValueError("Nomor urut di buku agenda mulai dari 1.")
    if number.agenda not in {int(digits) for digits in re.findall(r"\d{1,9}", number.text)}:
        raise InvalidValueError("Nomor surat harus memuat nomor urutnya di buku agenda.")
    if number.on > today:
        raise InvalidValueError("Tanggal surat tidak dapat di masa depan.")


def gaps(used: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers between the first and the last used that no letter here has, as ranges (nomor terlewat)."""
    numbers = sorted(set(used))
    return [(one + 1, other - 1) for one, other in itertools.pairwise(numbers) if other - one > 1]
