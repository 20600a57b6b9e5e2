"""The plan of one resident (rencana kerja) as the law looks at it: nothing in it says who she is.

Every value may be unknown, and unknown is not the same as no: `None`, or a word of its own. The words are those of the
rule files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from rantau.kernel.partial_date import PartialDate


class Stage(StrEnum):
    """How far the plan is (tahap)."""

    INTENTION = "niat"
    PREPARING = "persiapan"
    READY = "siap"
    DEPARTED = "berangkat"
    WORKING = "bekerja"
    IN_TROUBLE = "bermasalah"
    LOST_CONTACT = "hilang_kontak"
    RETURNED = "pulang"
    CANCELLED = "batal"

    @property
    def rank(self) -> int:
        """Order in which things fall due. Who is in trouble or silent is abroad; who cancelled owes nothing."""
        return _RANKS[self]


_RANKS = {
    Stage.CANCELLED: -1,
    Stage.INTENTION: 0,
    Stage.PREPARING: 1,
    Stage.READY: 2,
    Stage.DEPARTED: 3,
    Stage.WORKING: 4,
    Stage.IN_TROUBLE: 4,
    Stage.LOST_CONTACT: 4,
    Stage.RETURNED: 5,
}


class Sex(StrEnum):
    """Jenis kelamin."""

    FEMALE = "perempuan"
    MALE = "laki_laki"


class MaritalStatus(StrEnum):
    """Status perkawinan. Living apart without a court's decision is married before the law."""

    SINGLE = "belum_kawin"
    MARRIED = "kawin"
    SEPARATED = "pisah_tanpa_putusan"
    DIVORCED = "cerai_hidup"
    WIDOWED = "cerai_mati"


class Scheme(StrEnum):
    """Skema penempatan. The last two are outside the law of migrant workers (UU 18/2017 art. 4(2))."""

    PRIVATE = "p_to_p"
    GOVERNMENT = "g_to_g"
    GOVERNMENT_TO_PRIVATE = "g_to_p"
    OWN_COMPANY = "ukps"
    INDIVIDUAL = "perseorangan"
    CREW = "awak_kapal"
    INDIVIDUAL_CREW = "awak_kapal_perseorangan"
    TRAINEE = "magang"
    OTHER_OUTSIDE = "di_luar_pmi"


OUTSIDE_THE_REGIME = frozenset([Scheme.TRAINEE, Scheme.OTHER_OUTSIDE])


class Employer(StrEnum):
    """Jenis pemberi kerja."""

    LEGAL_ENTITY = "badan_hukum"
    HOUSEHOLD = "perseorangan"
    SHIP = "kapal"


class Recruiter(StrEnum):
    """Siapa yang merekrut atau mengajak."""

    COMPANY = "perusahaan"
    GOVERNMENT = "pemerintah"
    OWN_COMPANY = "perusahaan_sendiri"
    PERSON = "orang"
    NOBODY = "tanpa_perekrut"


class Check(StrEnum):
    """What a look into a register gave (hasil pemeriksaan); not looked up is unknown."""

    FOUND = "ditemukan"
    NOT_FOUND = "tidak_ditemukan"


class Visa(StrEnum):
    """Jenis visa yang ada atau dijanjikan."""

    WORK = "kerja"
    TOURIST = "wisata"
    PILGRIMAGE = "umrah"
    VISIT = "kunjungan"
    STUDY = "pelajar_atau_magang"
    OTHER = "lain"
    NONE_YET = "belum_ada"


class Holder(StrEnum):
    """Who keeps the passport (pemegang paspor)."""

    SELF = "sendiri"
    FAMILY = "keluarga"
    RECRUITER = "perekrut"
    EMPLOYER = "pemberi_kerja"
    NONE_YET = "belum_ada"


class Payer(StrEnum):
    """Who paid, or is to pay (pembayar)."""

    WORKER = "calon"
    FAMILY = "keluarga"
    EMPLOYER = "pemberi_kerja"
    RECRUITER = "perekrut"
    GOVERNMENT = "pemerintah"


class Answer(StrEnum):
    """Whether something stands in the contract (isi kontrak)."""

    YES = "ada"
    NO = "tidak_ada"


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that is there (dokumen): its kind, and from when to when. No number: the law does not ask for it here."""

    kind: str
    issued: PartialDate | None = None
    expires: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """Something that was or is to be paid (biaya). `paid_by` None: nobody knows."""

    kind: str
    paid_by: Payer | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as far as it is known. Reading one from JSON: `read_plan`; its schema is docs/reference/procedure.md.

    `documents` None: nobody has asked for papers yet. A tuple: these are there, and what is not in it is not there; of
    the kinds in `documents_not_asked` nobody knows whether there is one, or another one.
    """

    stage: Stage = Stage.INTENTION
    intended_on: PartialDate | None = None
    departure_planned: PartialDate | None = None
    departed_on: PartialDate | None = None
    born: PartialDate | None = None
    sex: Sex | None = None
    marital_status: MaritalStatus | None = None
    country: str | None = None
    job: str | None = None
    employer: Employer | None = None
    scheme: Scheme | None = None
    recruiter: Recruiter | None = None
    licence_number: str | None = None
    licence: Check | None = None
    visa: Visa | None = None
    siskop2mi: Check | None = None
    siskop2mi_checked_on: date | None = None
    passport_held_by: Holder | None = None
    documents: tuple[Document, ...] | None = None
    documents_not_asked: frozenset[str] = frozenset()
    contract: Mapping[str, Answer] = field(default_factory=dict)
    costs: tuple[Cost, ...] | None = None

    @property
    def outside_regime(self) -> bool:
        """True where the law of migrant workers does not apply (art. 4(2)): trainees, students, own business."""
        return self.scheme in OUTSIDE_THE_REGIME

    def with_document(self, document: Document, *, kinds: frozenset[str]) -> Plan:
        """The same plan with one more paper. Where nobody had asked for papers, all `kinds` stay unasked:
        one paper does not tell that the others are not there.
        """
        if self.documents is None:
            return replace(self, documents=(document,), documents_not_asked=kinds)
        return replace(self, documents=(*self.documents, document))

    def facts(self) -> dict[str, str | None]:
        """What the conditions of a rule may ask, by the rule files' words. None: not known."""
        return {
            "skema": self.scheme,
            "pemberi_kerja": self.employer,
            "negara": self.country,
            "pekerjaan": self.job,
            "status_kawin": self.marital_status,
            "jenis_kelamin": self.sex,
            "perekrut": self.recruiter,
            "izin": self.licence,
            "visa": self.visa,
            "siskop2mi": self.siskop2mi,
            "pemegang_paspor": self.passport_held_by,
        }


FACT_WORDS = {
    "skema": "skema penempatan",
    "pemberi_kerja": "jenis pemberi kerja",
    "negara": "negara tujuan",
    "pekerjaan": "pekerjaan",
    "status_kawin": "status perkawinan",
    "jenis_kelamin": "jenis kelamin",
    "perekrut": "siapa perekrutnya",
    "izin": "hasil pemeriksaan izin perekrut",
    "visa": "jenis visa",
    "siskop2mi": "hasil pemeriksaan di SISKOP2MI",
    "pemegang_paspor": "siapa yang memegang paspor",
    "tanggal_lahir": "tanggal lahir",
    "tanggal_berangkat": "tanggal berangkat",
    "dokumen": "dokumen yang sudah ada",
    "isi_kontrak": "isi kontrak",
    "biaya": "biaya dan siapa yang membayar",
}
"""What is to be asked when a fact is not known, in words."""

FACT_VALUES: dict[str, type[StrEnum]] = {
    "skema": Scheme,
    "pemberi_kerja": Employer,
    "status_kawin": MaritalStatus,
    "jenis_kelamin": Sex,
    "perekrut": Recruiter,
    "izin": Check,
    "visa": Visa,
    "siskop2mi": Check,
    "pemegang_paspor": Holder,
}
"""Facts whose values are a fixed list; countries and jobs are tables."""
