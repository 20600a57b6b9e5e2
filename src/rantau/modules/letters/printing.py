"""Letters as values for paper (cetakan surat): always in Bahasa Indonesia, whatever the one who prints has chosen."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from rantau.kernel.errors import ConflictError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.areas.api import Area, home_regency
from rantau.modules.letters.domain import (
    HEAD_TITLES,
    MARITAL_LABELS,
    RELATION_LABELS,
    Candidate,
    Content,
    Decided,
    Giver,
    Kind,
    Outcome,
    Relation,
    Standing,
    shown_code,
)
from rantau.modules.letters.models import Letter
from rantau.platform.paper import Paper, qr_svg, render

TITLES: dict[Kind, str] = {
    Kind.FAMILY: "Surat Keterangan Izin Suami/Istri, Orang Tua, atau Wali",
    Kind.MARITAL: "Surat Keterangan Status Perkawinan",
}
LETTER, DECISION = "modules/letters/paper/letter.typ", "modules/letters/paper/decision.typ"
OBJECTING = (
    "Sampaikan keberatan secara tertulis kepada camat di kantor kecamatan; bawalah surat ini.",
    "Mintalah bantuan hukum cuma-cuma di Posbankum (pos bantuan hukum) desa.",
)
FAMILY_CLOSING = (
    "Pernyataan ini dibuat dengan sadar dan tanpa paksaan, untuk memenuhi Pasal 13 huruf b Undang-Undang Nomor 18 "
    "Tahun 2017 tentang Pelindungan Pekerja Migran Indonesia. Kepala desa mengetahui pernyataan ini; keputusan "
    "untuk bekerja ada pada yang bersangkutan."
)
MARITAL_CLOSING = (
    "Surat keterangan ini dibuat untuk memenuhi Pasal 13 huruf a Undang-Undang Nomor 18 Tahun 2017 tentang "
    "Pelindungan Pekerja Migran Indonesia. Bagi yang telah menikah, fotokopi buku nikah dilampirkan."
)
POSTPONED_WORDS = (
    "Surat ini ditunda karena syarat di bawah ini sudah waktunya dan belum ada. Setelah ada, surat langsung "
    "dilanjutkan; Anda tidak perlu mengajukan lagi."
)
NOT_KNOWN_WORDS = "Kepala desa tidak mengetahui surat ini, dengan alasan:"
NOBODY_YET = Decided("", HEAD_TITLES[0])
"""A line to write the name on."""
PRINTABLE = frozenset({Standing.ON_PAPER, Standing.NUMBERED, Standing.SIGNED})


def letter_pdf(
    row: Letter, content: Content, site: str, paper: Paper, *, signer: Decided | None = None, again: bool = False
) -> bytes:
    """The letter, or the written notice where the head postponed it or does not know.

    `signer` is who is to sign a letter that nobody decided yet; `again` prints a postponed letter to be signed now.
    Raises ConflictError where there is nothing to print yet, UnprintableError for letters that no font has.
    """
    template, values = document(row, content, site, signer=signer, again=again)
    return render(template, values, paper=paper)


def document(
    row: Letter, content: Content, site: str, *, signer: Decided | None = None, again: bool = False
) -> tuple[str, dict[str, Any]]:
    """Which template, and its values: everything that comes onto the paper."""
    decided, stands = row.decided, row.standing
    with translation.override(settings.LANGUAGE_CODE):
        if stands in PRINTABLE or (again and stands is Standing.POSTPONED and row.number):
            return LETTER, _letter(row, content, decided or signer or NOBODY_YET, site)
        if decided is not None and stands in (Standing.POSTPONED, Standing.NOT_KNOWN):
            return DECISION, _notice(row, content, decided)
    raise ConflictError(
        "Surat ini belum dapat dicetak: isi dahulu nomornya dari buku agenda."
        if stands is not Standing.WITHDRAWN
        else "Surat ini sudah dicabut."
    )


def address_of(site: str, area_code: str, token: str) -> str:
    """The address of the public page of a letter: in capitals, which make the QR code smaller."""
    return f"{site.rstrip('/')}/surat/{area_code.replace('.', '')}/{token}/"


def heading(area: Area) -> dict[str, str]:
    """The heading of a village (kop desa)."""
    regency = home_regency().name
    named = regency if regency.lower().startswith(("kab", "kota")) else f"Kabupaten {regency}"
    district = area.parent.name if area.parent else ""
    kind = "Kelurahan" if area.kind == "kelurahan" else "Desa"
    return {
        "regency": f"Pemerintah {named}", "district": f"Kecamatan {district}", "village": f"{kind} {area.name}",
        "office_address": "",
    }  # fmt: skip


def _letter(row: Letter, content: Content, decided: Decided, site: str) -> dict[str, Any]:
    kind, area = Kind(row.kind), row.area
    parts, closing = _family(content) if kind is Kind.FAMILY else _marital(content)
    address = address_of(site, area.code, content.token)
    place_and_day = f"{area.name}, {in_words(row.dated)}"
    known = ("Mengetahui,\n" if kind is Kind.FAMILY else "") + f"{decided.head_title} {area.name}"
    signatures = [{"above": place_and_day, "role": known, "name": decided.head_name}]
    signatures.insert(0, {"above": "", "role": "Yang bersangkutan", "name": content.candidate.name})
    if kind is Kind.FAMILY:
        relation = _relation(content.giver)
        signatures.insert(1, {"above": "", "role": f"Pemberi izin ({relation.lower()})", "name": content.giver.name})
    return {
        "title": TITLES[kind], "heading": heading(area), "number": row.number, "parts": parts, "closing": closing,
        "signatures": signatures, "qr": qr_svg(address), "address": address, "address_shown": address,
        "code": shown_code(content.code),
    }  # fmt: skip


def _family(content: Content) -> tuple[list[dict[str, Any]], list[str]]:
    giver, journey = content.giver, content.journey
    rows = [
        ["Nama", giver.name], _born(giver.birth_place, giver.birth), ["NIK", giver.nik], ["Alamat", giver.address],
        ["Hubungan dengan calon", _relation(giver)],
    ]  # fmt: skip
    going = [
        ["Negara tujuan", journey.country], ["Pekerjaan", journey.job], ["Perusahaan penempatan", journey.company],
        ["Pemberi kerja", journey.employer], ["Masa kerja", journey.period],
    ]  # fmt: skip
    parts = [
        {"words": "Yang bertanda tangan di bawah ini:", "rows": rows},
        {"words": "menyatakan memberi izin kepada:", "rows": _candidate(content.candidate)},
        {"words": "untuk bekerja ke luar negeri:", "rows": going},
    ]
    return parts, [FAMILY_CLOSING]


def _marital(content: Content) -> tuple[list[dict[str, Any]], list[str]]:
    marital = _marital_words(content.candidate.marital)
    rows = [row for row in _candidate(content.candidate) if row[0] != "Status perkawinan"]
    says = "menurut data desa dan dokumen yang diperlihatkan, berstatus perkawinan:"
    parts = [
        {"words": "Yang bertanda tangan di bawah ini menerangkan bahwa:", "rows": rows},
        {"words": says, "rows": [["Status perkawinan", marital.upper()]]},
    ]
    return parts, [MARITAL_CLOSING]


def _notice(row: Letter, content: Content, decided: Decided) -> dict[str, Any]:
    postponed = row.outcome == Outcome.POSTPONED
    words = [POSTPONED_WORDS] if postponed else [NOT_KNOWN_WORDS, decided.reason]
    day = in_words(date.fromisoformat(decided.signed_on) if decided.signed_on else _day(row.decided_at))
    return {
        "title": "Pemberitahuan: surat ditunda" if postponed else "Pemberitahuan tertulis tentang surat",
        "heading": heading(row.area),
        "rows": [["Kepada", content.candidate.name], ["Tentang", TITLES[Kind(row.kind)]]],
        "words": [*words, *([decided.reason] if postponed and decided.reason else [])],
        "holds": [asdict(hold) for hold in decided.holds],
        "ways": list(OBJECTING),
        "signature": {"above": f"{row.area.name}, {day}", "role": f"{decided.head_title} {row.area.name}",
                      "name": decided.head_name},
    }  # fmt: skip


def _candidate(who: Candidate) -> list[list[str]]:
    sex = {"P": "Perempuan", "L": "Laki-laki"}.get(who.sex, "")
    return [
        ["Nama", who.name], _born(who.birth_place, who.birth), ["NIK", who.nik], ["Jenis kelamin", sex],
        ["Status perkawinan", _marital_words(who.marital)], ["Alamat", who.address],
    ]  # fmt: skip


def _born(place: str, day: str) -> list[str]:
    return ["Tempat, tanggal lahir", ", ".join(part for part in (place, born_on(day)) if part)]


def born_on(iso: str) -> str:
    """A birth date in words; a half-known one as far as it is known."""
    found = PartialDate.parse(iso) if iso else None
    if found is None:
        return ""
    return in_words(found.earliest) if found.is_complete else str(found)


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def in_words(day: date | None) -> str:
    """ "24 November 2026"."""
    return date_format(day, "j F Y") if day else ""


def _relation(giver: Giver) -> str:
    return RELATION_LABELS[Relation(giver.relation)] if giver.relation in set(Relation) else ""


def _marital_words(code: str) -> str:
    """Living apart without a judgment is married before the law, and the paper says what the law says."""
    return "Kawin" if code == "pisah_tanpa_putusan" else MARITAL_LABELS.get(code, "")
