"""The officer's letter as values for paper: always in Bahasa Indonesia, whatever the one who prints has chosen."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from rantau.kernel.errors import InvalidValueError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.notices.models import OfficeLetter
from rantau.modules.notices.office_letter import LABELS, About, LetterContent
from rantau.platform.paper import Paper, render

TEMPLATE = "modules/notices/paper/office_letter.typ"
_DAYS = (LABELS["birth"], LABELS["leaves_on"])


def letter_pdf(row: OfficeLetter, content: LetterContent, paper: Paper) -> bytes:
    """The letter, to be signed with a pen. Raises UnprintableError for letters that no font has."""
    return render(TEMPLATE, document(row, content), paper=paper)


def document(row: OfficeLetter, content: LetterContent) -> dict[str, Any]:
    """Everything that comes onto the paper."""
    words, head, signer = content.words, content.heading, content.signer
    address = "  ·  ".join(part for part in (head.address, head.contact) if part)
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "title": f"Surat {row.number}",
            "heading": {"regency": head.government, "district": "", "village": head.office, "office_address": address},
            "reference": [["Nomor", row.number], ["Sifat", "Penting, terbatas"], ["Perihal", words.subject]],
            "dated": f"{head.place}, {_in_words(row.dated)}", "to": words.to, "at": words.at,
            "opening": words.opening, "closing": words.closing, "about": [_about(one) for one in content.about],
            "signer": {"title": signer.title, "name": signer.name, "number": signer.number},
        }  # fmt: skip


def _about(one: About) -> dict[str, Any]:
    return {"rows": [[label, value] for label, value in shown_rows(one)], "reasons": list(one.reasons)}


def shown_rows(one: About) -> list[tuple[str, str]]:
    """The rows as they are read: days in words."""
    return [(label, _day(value) if label in _DAYS else value) for label, value in one.rows]


def _day(iso: str) -> str:
    try:
        known = PartialDate.parse(iso)
    except InvalidValueError:
        return iso
    return _in_words(known.earliest) if known and known.is_complete else iso


def _in_words(day: date) -> str:
    return date_format(day, "j F Y")
