"""Papers that go home: the proof of accompaniment and the family's card. Nothing that a resident told is on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from rantau.engines.screening import load_guide
from rantau.modules.areas.api import SERVICE_LABELS, LocalNumber, numbers_near
from rantau.modules.journeys.api import Plan, shown_code
from rantau.modules.letters.models import Proof
from rantau.modules.letters.printing import heading, in_words
from rantau.modules.letters.topics import topics
from rantau.platform.access.actor import ANONYMOUS
from rantau.platform.paper import Paper, render

PROOF, CARD = "modules/letters/paper/proof.typ", "modules/letters/paper/card.typ"
ON_THE_CARD = ("kp2mi", "sapa-129", "polisi-110", "kemlu", "disnakertrans", "bp3mi")
"""Contacts of engines/screening, in this order."""
MOST_NEAR = 4
"""Numbers of the area itself, before them: the card stays one page."""
COPIES = (
    "KTP dan Kartu Keluarga",
    "Paspor (halaman foto) dan visa kerja",
    "Perjanjian kerja dan perjanjian penempatan",
    "Nama, alamat dan nomor perusahaan penempatan dan pemberi kerja",
    "Kartu jaminan sosial (BPJS Ketenagakerjaan)",
    "Tiket atau jadwal keberangkatan, dan bukti pembayaran",
)
MONTHLY = (
    "Tanyakan kabarnya sedikitnya sekali sebulan, dan catat tanggalnya. Bila kabar terputus, atau ada yang meminta "
    "uang supaya ia boleh pulang, datang ke kantor desa dengan kode di atas."
)
FOOT = "Kartu ini bukan izin dan bukan syarat apa pun. Baris yang kosong diisi oleh kantor desa."


def proof_pdf(row: Proof, paper: Paper) -> bytes:
    """Two pages: for the resident, and for the village."""
    return render(PROOF, proof_values(row), paper=paper)


def card_pdf(plan: Plan, on: date, paper: Paper) -> bytes:
    """One page for the wall at home."""
    return render(CARD, card_values(plan, on), paper=paper)


def proof_values(row: Proof) -> dict[str, Any]:
    """Everything that comes onto the proof."""
    known = {topic.id: topic for topic in topics()}
    with translation.override(settings.LANGUAGE_CODE):
        day = in_words(row.explained_on)
        return {
            "title": "Bukti Pendampingan", "heading": heading(row.area),
            "rows": [["Nama warga", row.plan.name], ["Kode rencana", shown_code(row.plan.code)],
                     ["Dijelaskan oleh", row.explained_by], ["Tanggal", day]],
            "words": "Kepada warga tersebut telah dijelaskan, sebelum ia memutuskan sendiri rencananya bekerja ke luar "
                     "negeri:",
            "topics": [{"title": known[code].title, "text": known[code].text} for code in row.topics if code in known],
            "signatures": [{"above": "", "role": "Warga", "name": row.plan.name},
                           {"above": f"{row.area.name}, {day}", "role": "Yang menjelaskan", "name": row.explained_by}],
        }  # fmt: skip


def card_values(plan: Plan, on: date) -> dict[str, Any]:
    """Everything that comes onto the card."""
    contacts = {contact.id: contact for contact in load_guide().contacts if contact.holds_on(on)}
    with translation.override(settings.LANGUAGE_CODE):
        near = numbers_near(ANONYMOUS, plan.area_id)[:MOST_NEAR]
        lines = [_near(number, on) for number in near] + [
            {"whom": contact.whom, "purpose": contact.purpose, "checked": in_words(contact.checked),
             "phones": [_phone(phone.kind, phone.number) for phone in contact.phones] or [" "]}
            for contact in (contacts[name] for name in ON_THE_CARD if name in contacts)
            if contact.phones or not near
        ]  # fmt: skip
    parent = f", Kecamatan {plan.area.parent.name}" if plan.area.parent else ""
    return {
        "title": "Kartu Keluarga Perantau", "village": f"Desa {plan.area.name}{parent}", "name": plan.name,
        "code": shown_code(plan.code), "copies": list(COPIES), "contacts": lines, "monthly": MONTHLY, "foot": FOOT,
    }  # fmt: skip


def _near(number: LocalNumber, on: date) -> dict[str, Any]:
    checked = in_words(number.checked_on)
    return {
        "whom": number.name, "purpose": SERVICE_LABELS[number.service], "phones": [number.number],
        "checked": f"{checked} (periksa lagi)" if number.is_stale(on) else checked,
    }  # fmt: skip


def _phone(kind: str, number: str) -> str:
    return {"whatsapp": f"WA {number}", "telepon-luar-negeri": f"{number} (dari luar negeri)"}.get(kind, number)
