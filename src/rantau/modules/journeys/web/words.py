"""The words of journeys on screen: what is chosen in forms and how a state is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from rantau.engines.procedure import load_rules
from rantau.engines.procedure.plan import Check, Employer, Holder, MaritalStatus, Payer, Recruiter, Scheme, Visa
from rantau.kernel.countries import WRITTEN_NAMES, country_name
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.contract import Read, Seen
from rantau.modules.journeys.domain import Doubt, News, Says, State
from rantau.modules.journeys.judging import Payment

Choices = list[tuple[str, str | Promise]]
NOT_KNOWN: tuple[str, str | Promise] = ("", _("Belum tahu"))

STATES: Mapping[State, str | Promise] = {
    State.INTENDED: _("Berniat"),
    State.PREPARING: _("Dokumen diproses"),
    State.READY: _("Siap berangkat"),
    State.DEPARTED: _("Sudah berangkat"),
    State.WORKING: _("Bekerja di luar negeri"),
    State.TROUBLE: _("Sedang bermasalah"),
    State.LOST: _("Hilang kontak"),
    State.RETURNED: _("Sudah pulang"),
    State.NOT_LEAVING: _("Tidak jadi berangkat"),
}
SAYS: Mapping[Says, str | Promise] = {
    Says.SELF: _("Yang bersangkutan"),
    Says.FAMILY: _("Keluarga"),
    Says.VILLAGE: _("Desa"),
    Says.LABOUR_OFFICE: "Disnakertrans",
    Says.SISKOP2MI: "SISKOP2MI",
    Says.BP3MI: "BP3MI",
    Says.IMMIGRATION: _("Imigrasi"),
    Says.OTHER: _("Pihak lain"),
}
NEWS: Mapping[News, str | Promise] = {
    News.GOOD: _("Kabar baik"),
    News.NONE: _("Tidak ada kabar"),
    News.ASKS_HELP: _("Minta bantuan"),
}
SEXES: Choices = [("P", _("Perempuan")), ("L", _("Lelaki"))]
MARITAL: Choices = [
    (MaritalStatus.SINGLE, _("Belum kawin")),
    (MaritalStatus.MARRIED, _("Kawin")),
    (MaritalStatus.SEPARATED, _("Pisah, belum ada putusan pengadilan")),
    (MaritalStatus.DIVORCED, _("Cerai hidup")),
    (MaritalStatus.WIDOWED, _("Cerai mati")),
]
RECRUITERS: Choices = [
    (Recruiter.PERSON, _("Orang (sponsor, kenalan, tetangga)")),
    (Recruiter.COMPANY, _("Perusahaan penempatan")),
    (Recruiter.GOVERNMENT, _("Program pemerintah")),
    (Recruiter.OWN_COMPANY, _("Perusahaan tempatnya bekerja sekarang")),
    (Recruiter.NOBODY, _("Tidak ada, mengurus sendiri")),
]
SCHEMES: Choices = [
    (Scheme.PRIVATE, _("Lewat perusahaan penempatan (P to P)")),
    (Scheme.GOVERNMENT, _("Antarpemerintah (G to G)")),
    (Scheme.GOVERNMENT_TO_PRIVATE, _("Pemerintah ke perusahaan (G to P)")),
    (Scheme.OWN_COMPANY, _("Dikirim perusahaannya sendiri (UKPS)")),
    (Scheme.INDIVIDUAL, _("Perseorangan, mandiri")),
    (Scheme.CREW, _("Awak kapal lewat perusahaan")),
    (Scheme.INDIVIDUAL_CREW, _("Awak kapal perseorangan")),
    (Scheme.TRAINEE, _("Magang")),
    (Scheme.OTHER_OUTSIDE, _("Lain: belajar, usaha sendiri, ikut keluarga")),
]
EMPLOYERS: Choices = [
    (Employer.HOUSEHOLD, _("Rumah tangga atau orang")),
    (Employer.LEGAL_ENTITY, _("Perusahaan atau lembaga")),
    (Employer.SHIP, _("Kapal")),
]
PAYMENTS: Choices = [
    (Payment.NONE, _("Belum ada uang")),
    (Payment.TO_FAMILY, _("Yang mengajak memberi uang kepada keluarga")),
    (Payment.TO_RESIDENT, _("Yang mengajak memberi uang kepada calon")),
    (Payment.BY_RESIDENT, _("Calon membayar")),
    (Payment.BY_FAMILY, _("Keluarga membayar")),
]
READ: Choices = [
    (Read.YES, _("Ada")),
    (Read.NO, _("Tidak ada")),
    (Read.UNREADABLE, _("Tidak terbaca")),
]
SEEN: Choices = [
    (Seen.ORIGINAL, _("Surat aslinya")),
    (Seen.COPY, _("Salinannya")),
    (Seen.PHOTO, _("Fotonya")),
]
PAYERS: Choices = [
    (Payer.WORKER, _("Calon")),
    (Payer.FAMILY, _("Keluarga")),
    (Payer.RECRUITER, _("Yang mengajak")),
    (Payer.EMPLOYER, _("Pemberi kerja")),
    (Payer.GOVERNMENT, _("Pemerintah")),
]
VISAS: Choices = [
    (Visa.NONE_YET, _("Belum ada")),
    (Visa.WORK, _("Visa kerja")),
    (Visa.TOURIST, _("Visa wisata")),
    (Visa.PILGRIMAGE, _("Visa umrah atau ziarah")),
    (Visa.VISIT, _("Visa kunjungan")),
    (Visa.STUDY, _("Visa pelajar atau magang")),
    (Visa.OTHER, _("Visa lain")),
]
HOLDERS: Choices = [
    (Holder.NONE_YET, _("Belum punya paspor")),
    (Holder.SELF, _("Dipegang sendiri")),
    (Holder.FAMILY, _("Dipegang keluarga")),
    (Holder.RECRUITER, _("Dipegang yang mengajak")),
    (Holder.EMPLOYER, _("Dipegang pemberi kerja")),
]
LICENCES: Choices = [
    (Check.FOUND, _("Izinnya ditemukan")),
    (Check.NOT_FOUND, _("Izinnya tidak ditemukan")),
]
RELATIONS: Choices = [
    ("suami-istri", _("Suami atau istri")),
    ("orang-tua", _("Orang tua")),
    ("keluarga-lain", _("Keluarga lain")),
    ("perekrut", _("Yang mengajak berangkat")),
    ("orang-lain", _("Orang lain")),
]
OFTEN = ("SA", "MY", "HK", "TW", "SG", "JP", "KR", "AE", "QA", "KH")
"""Destinations that are named most in this regency: they stand first."""


def countries() -> list[tuple[str, list[tuple[str, str]]] | tuple[str, str]]:
    """The countries of the form: those often chosen, then all by name."""
    often = [(code, country_name(code)) for code in OFTEN]
    rest = sorted((country_name(code), code) for code in WRITTEN_NAMES if code not in OFTEN)
    return [
        ("", str(_("Belum tahu"))),
        (str(_("Sering")), often),
        (str(_("Semua")), [(code, name) for name, code in rest]),
    ]


def jobs() -> list[tuple[str, str]]:
    """The jobs that the rules know."""
    return [
        ("", str(_("Belum tahu"))),
        *((code, name[:1].upper() + name[1:]) for code, name in load_rules().jobs.items()),
    ]


def job_name(code: str) -> str:
    """A job as the rules write it; "" where it is not known."""
    return load_rules().jobs.get(code, "")


def word(choices: Iterable[tuple[str, str | Promise]], value: str) -> str | None:
    """How a value is said; None where it is not known."""
    return next((str(label) for known, label in choices if known == value), None)


MONTHS = (
    _("Januari"), _("Februari"), _("Maret"), _("April"), _("Mei"), _("Juni"), _("Juli"), _("Agustus"), _("September"),
    _("Oktober"), _("November"), _("Desember"),
)  # fmt: skip


def day_words(day: PartialDate | None) -> str | None:
    """A half-known day in words: "4 Juli 1998", "Juli 1998", "1998"; None where nobody knows."""
    if day is None:
        return None
    parts = [str(day.day) if day.day else "", str(MONTHS[day.month - 1]) if day.month else "", str(day.year)]
    said = " ".join(part for part in parts if part)
    return _now("sekitar %(day)s") % {"day": said} if day.approximate else said


def rupiah(amount: object) -> str:
    """ "Rp8.000.000"."""
    return f"Rp{amount:,}".replace(",", ".") if isinstance(amount, int) else ""


DOUBTS: Mapping[Doubt, str | Promise] = {
    Doubt.NIK_UNUSUAL: _("NIK ini tidak seperti NIK yang wajar: 16 angka, dengan tanggal lahir di dalamnya."),
    Doubt.NIK_BIRTH: _("Tanggal lahir di dalam NIK berbeda dari yang ditulis."),
    Doubt.NIK_SEX: _("Jenis kelamin di dalam NIK berbeda dari yang dipilih."),
    Doubt.BIRTH_ESTIMATED: _(
        "31 Desember atau 1 Januari: tanggal perkiraan? Tulis tahunnya saja bila hanya itu yang pasti."
    ),
}
