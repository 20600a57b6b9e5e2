"""The closed lists of the guide and what they are called (daftar istilah panduan). Their order is their rank."""

from __future__ import annotations

from enum import StrEnum


class Strength(StrEnum):
    """How much a sign says (bobot), in words only."""

    STRONG = "kuat"
    MEDIUM = "sedang"
    WEAK = "lemah"

    @property
    def words(self) -> str:
        return f"tanda {self.value}"


class Dimension(StrEnum):
    """A side of recruitment that a village can observe (sisi), after the dimensions of ILO and EC (2009)."""

    DECEPTION = "penipuan-perekrutan"
    COERCION = "paksaan-perekrutan"
    VULNERABILITY = "keadaan-dimanfaatkan"
    LOST_CONTACT = "putus-kabar"


class Urgency(StrEnum):
    """How urgent it is (kemendesakan). Never about a person: about what to do first."""

    NOTHING_SEEN = "tidak-tampak"
    UNCLEAR = "belum-jelas"
    SIGNS = "ada-tanda-bahaya"
    SIGNS_AGREE = "tanda-saling-menguatkan"
    FIRST = "dahulukan"

    @property
    def words(self) -> str:
        return _URGENCY_WORDS[self]

    @property
    def order(self) -> int:
        """For sorting a work list, most urgent last. Not shown anywhere."""
        return list(Urgency).index(self)


_URGENCY_WORDS = {
    Urgency.NOTHING_SEEN: "tidak tampak tanda bahaya",
    Urgency.UNCLEAR: "belum cukup diketahui",
    Urgency.SIGNS: "ada tanda bahaya",
    Urgency.SIGNS_AGREE: "ada tanda bahaya yang saling menguatkan",
    Urgency.FIRST: "dahulukan",
}


class FrontKind(StrEnum):
    """Why somebody comes first, whatever the rest says (alasan didahulukan)."""

    CHILD = "anak"
    DOCUMENT = "surat-dipegang-orang-lain"
    FEAR = "takut"
    DEPARTURE = "segera-berangkat"
    DATE_PASSED = "tanggal-sudah-lewat"


class Relation(StrEnum):
    """Who somebody is to the resident (hubungan)."""

    SPOUSE = "suami-istri"
    PARENT = "orang-tua"
    OTHER_FAMILY = "keluarga-lain"
    RECRUITER = "perekrut"
    OTHER = "orang-lain"

    @property
    def words(self) -> str:
        return _RELATION_WORDS[self]


_RELATION_WORDS = {
    Relation.SPOUSE: "suami atau istri",
    Relation.PARENT: "orang tua",
    Relation.OTHER_FAMILY: "keluarga lain",
    Relation.RECRUITER: "yang mengajak berangkat",
    Relation.OTHER: "orang lain yang ia takuti",
}


class Stage(StrEnum):
    """Where the plan is, as far as the questions need it (tahap)."""

    PLANNING = "berencana"
    DEPARTED = "sudah-berangkat"


class AskedOf(StrEnum):
    """Where the answer comes from (dijawab dari mana)."""

    RESIDENT = "warga"
    CLERK = "petugas"
    CHECKLIST = "daftar-periksa"


class StepKind(StrEnum):
    """Who decides about a step (sifat langkah)."""

    DO = "lakukan"
    OFFER = "tawarkan"
    REQUIRED = "wajib"


class Recipient(StrEnum):
    """To whom answers may go (penerima)."""

    NOTICE = "pemberitahuan"
    SERVICE = "layanan"
    CHILD_PROTECTION = "perlindungan-anak"


UNKNOWN = "belum-tahu"
DECLINED = "tidak-mau-menjawab"
EVERYWHERE = ((UNKNOWN, "Belum tahu"), (DECLINED, "Tidak mau menjawab"))
"""Options that every question has."""
