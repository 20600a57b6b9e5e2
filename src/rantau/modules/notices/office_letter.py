"""The officer's own letters (surat dinas): to whom, and what of a notice goes to each. Needs no Django.

What stands on a letter is the least that its recipient needs, and nothing that the resident told when she was asked
alone: she let the labour office know it, nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rantau.kernel.errors import InvalidValueError
from rantau.kernel.person_name import PersonName
from rantau.modules.notices.domain import Snapshot

MOST_NOTICES = 30
"""On one letter."""


class Recipient(StrEnum):
    """To which kind of office a letter goes (tujuan surat)."""

    BP3MI = "bp3mi"
    IMMIGRATION = "imigrasi"
    POLICE = "polres"
    DISTRICT = "kecamatan"
    WOMEN = "uptd_ppa"
    OTHER = "lain"


RECIPIENT_LABELS: dict[Recipient, str] = {
    Recipient.BP3MI: "BP3MI",
    Recipient.IMMIGRATION: "Kantor Imigrasi",
    Recipient.POLICE: "Polres",
    Recipient.DISTRICT: "Kecamatan",
    Recipient.WOMEN: "UPTD PPA",
    Recipient.OTHER: "Instansi lain",
}
_TO_ALL = ("name",)
NEEDS: Mapping[Recipient, tuple[str, ...]] = {
    Recipient.BP3MI: (
        *_TO_ALL, "nik", "birth", "ktp_address", "country", "job", "employer", "recruiter", "recruiter_licence",
        "leaves_on", "reasons",
    ),
    Recipient.IMMIGRATION: (*_TO_ALL, "nik", "birth", "country", "leaves_on"),
    Recipient.POLICE: (*_TO_ALL, "country", "recruiter", "recruiter_licence", "reasons"),
    Recipient.DISTRICT: _TO_ALL,
    Recipient.WOMEN: (*_TO_ALL, "birth", "actual_address"),
    Recipient.OTHER: _TO_ALL,
}  # fmt: skip
"""What of a notice each recipient needs; the village stands with every name. Never signs, never words of the clerk."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of an office (kop surat)."""

    government: str
    office: str
    address: str
    contact: str
    place: str
    """Where its letters are dated."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs with her pen (penanda tangan)."""

    title: str
    name: str
    number: str = ""
    """NIP."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the officer writes around the names (isi surat)."""

    to: str
    at: str
    subject: str
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class About:
    """What a letter says of one notice (baris surat): labels and values, and reasons as sentences."""

    rows: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterContent:
    """All that stands on a letter. Sealed JSON."""

    heading: Heading
    words: Words
    signer: Signer
    about: tuple[About, ...]


@dataclass(frozen=True, slots=True)
class Referred:
    """That a letter about a notice was written (penerusan), as village and officer see it."""

    to: str
    number: str
    on: date
    letter: int
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Written:
    """Result of writing a letter."""

    letter: int
    new: bool


LABELS = {
    "name": "Nama", "nik": "NIK", "birth": "Tanggal lahir", "ktp_address": "Alamat KTP", "country": "Negara tujuan",
    "actual_address": "Alamat sekarang", "job": "Pekerjaan", "employer": "Pemberi kerja", "recruiter": "Perekrut",
    "recruiter_licence": "Nomor izin perekrut", "leaves_on": "Rencana berangkat",
}  # fmt: skip


def about(sent: Snapshot, recipient: Recipient, village: str) -> About:
    """What of a notice goes to a recipient; what nobody knows is not there."""
    wanted = NEEDS[recipient]
    known = [(LABELS[part], str(getattr(sent, part))) for part in wanted if part in LABELS]
    rows = [(label, value) for label, value in known if value]
    rows.insert(1, ("Desa", village))
    return About(tuple(rows), sent.reasons if "reasons" in wanted else ())


def same_recruiter(one: Snapshot, other: Snapshot) -> bool:
    """Whether two notices name the same company or sponsor: the same licence, or the same name."""
    if one.recruiter_licence and one.recruiter_licence.strip() == other.recruiter_licence.strip():
        return True
    names = [PersonName.parse(sent.recruiter) for sent in (one, other)]
    return bool(names[0] and names[1] and names[0].key == names[1].key)


BEGINNINGS: Mapping[Recipient, tuple[str, str, str]] = {
    Recipient.BP3MI: (
        "Kepala BP3MI",
        "Mohon pemeriksaan data penempatan",
        "Kami mohon bantuan Saudara memeriksa data penempatan {people} berikut, dan memberitahukan hasilnya.",
    ),
    Recipient.IMMIGRATION: (
        "Kepala Kantor Imigrasi",
        "Mohon perhatian pada permohonan paspor",
        "Bila {people} berikut mengajukan paspor, kami mohon yang bersangkutan diarahkan kepada kami untuk didampingi.",
    ),
    Recipient.POLICE: (
        "Kepala Kepolisian Resor",
        "Penyampaian informasi tentang perekrut",
        "Kami sampaikan informasi tentang perekrut yang mengajak {people} berikut bekerja ke luar negeri.",
    ),
    Recipient.DISTRICT: (
        "Camat",
        "Mohon pendampingan warga",
        "Kami mohon bantuan Saudara mendampingi {people} berikut bersama pemerintah desanya.",
    ),
    Recipient.WOMEN: (
        "Kepala UPTD PPA",
        "Mohon layanan pendampingan",
        "Kami mohon layanan pendampingan bagi {people} berikut.",
    ),
    Recipient.OTHER: ("", "", "Kami sampaikan hal mengenai {people} berikut."),
}
"""To whom, about what, and the first sentence."""


def proposed(recipient: Recipient) -> Words:
    """Words to begin with; the officer changes them as she likes."""
    to, subject, opening = BEGINNINGS[recipient]
    closing = "Demikian kami sampaikan. Atas bantuannya kami ucapkan terima kasih."
    return Words(to, "Tempat", subject, opening.format(people="warga"), closing)


def require_words_whole(words: Words, signer: Signer, notices: Sequence[object]) -> None:
    """InvalidValueError for a letter that nobody could send."""
    if not all(part.strip() for part in (words.to, words.subject, words.opening, signer.title, signer.name)):
        raise InvalidValueError("Isi tujuan, perihal, isi surat, dan penanda tangannya.")
    if not notices:
        raise InvalidValueError("Pilih sedikitnya satu pemberitahuan.")
    if len(notices) > MOST_NOTICES:
        raise InvalidValueError(f"Satu surat memuat paling banyak {MOST_NOTICES} warga.")
