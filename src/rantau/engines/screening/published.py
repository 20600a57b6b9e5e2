"""The indication as JSON (a contract: docs/reference/screening.md) and as text. Nothing in it is a score."""

from __future__ import annotations

from typing import Any

from rantau.engines.screening.guide import Contact
from rantau.engines.screening.indication import Indication, NextStep
from rantau.kernel.citation import Source

Json = dict[str, Any]


def as_json(found: Indication) -> Json:
    """Texts, lists, true/false and null only."""
    return {
        "guide": found.guide,
        "on": found.on.isoformat(),
        "urgency": found.urgency.value,
        "urgency_words": found.urgency.words,
        "front": found.front,
        "front_reasons": [
            {
                "kind": row.reason.kind.value,
                "words": row.reason.words,
                "why": row.reason.why,
                "questions": list(row.questions),
                "sources": _sources(row.reason.sources),
            }
            for row in found.front_reasons
        ],
        "signs": [
            {
                "sign": row.sign.id,
                "words": row.sign.words,
                "weight": row.sign.strength.words,
                "dimension": row.sign.dimension.value,
                "why": row.sign.why,
                "questions": list(row.questions),
                "may_share": row.may_share,
                "sources": _sources(row.sign.sources),
            }
            for row in found.signs
        ],
        "dimensions": [
            {
                "dimension": row.dimension.value,
                "words": row.words,
                "signs_agree": row.holds,
                "signs": [sign.id for sign in row.signs],
            }
            for row in found.dimensions
        ],
        "unclear": [
            {"question": row.question.id, "wording": row.question.wording, "declined": row.declined}
            for row in found.unclear
        ],
        "refused_contacts": [
            {"relation": row.relation.value, "words": row.relation.words, "why": row.why}
            for row in found.refused_contacts
        ],
        "required_sharing": [
            {
                "rule": row.id,
                "recipient": row.recipient.value,
                "questions": list(row.questions),
                "words": row.words,
                "basis": row.basis,
                "sources": _sources(row.sources),
            }
            for row in found.required_sharing
        ],
        "steps": [_step(row) for row in found.steps],
        "caution": found.caution,
        "rule": {"words": found.rule_words, "sources": _sources(found.rule_sources)},
    }


def _step(row: NextStep) -> Json:
    return {
        "step": row.step.id,
        "kind": row.step.kind.value,
        "needs_choice": row.needs_choice,
        "words": row.step.words,
        "because": list(row.because),
        "contacts": [_contact(contact) for contact in row.contacts],
        "sources": _sources(row.step.sources),
    }


def _contact(row: Contact) -> Json:
    return {
        "contact": row.id,
        "whom": row.whom,
        "purpose": row.purpose,
        "phones": [{"kind": phone.kind, "number": phone.number} for phone in row.phones],
        "checked": row.checked.isoformat() if row.checked else None,
        "source": _sources((row.source,))[0],
    }


def _sources(sources: tuple[Source, ...]) -> list[Json]:
    return [{"title": row.title, "url": row.url, "certainty": row.certainty.value} for row in sources]


def as_text(found: Indication) -> str:
    """The same for a person: what, why, what next, whom to call."""
    lines = [f"{found.urgency.words.capitalize()} (panduan {found.guide}, {found.on.isoformat()})", found.caution]
    lines += _part("Didahulukan karena", [row.reason.words for row in found.front_reasons])
    lines += _part("Tanda", [f"{row.sign.words} ({row.sign.strength.words})" for row in found.signs])
    agree = [row.words for row in found.dimensions if row.holds]
    lines += _part("Tanda yang saling menguatkan", agree)
    lines += _part("Belum diketahui", [row.question.wording for row in found.unclear])
    refused = [f"{row.relation.words}: {row.why}" for row in found.refused_contacts]
    lines += _part("Jangan menghubunginya lewat", refused)
    lines += _part("Wajib menurut hukum", [f"{row.words} ({row.basis})" for row in found.required_sharing])
    lines += _part("Langkah berikutnya", [_step_text(row) for row in found.steps])
    return "\n".join(lines) + "\n"


def _part(heading: str, rows: list[str]) -> list[str]:
    return ["", f"{heading}:", *(f"  - {row}" for row in rows)] if rows else []


def _step_text(row: NextStep) -> str:
    calls = "".join(f"\n      {_contact_text(contact)}" for contact in row.contacts)
    return f"[{row.step.kind.value}] {row.step.words}{calls}"


def _contact_text(row: Contact) -> str:
    if not row.phones:
        return f"{row.whom}: nomornya diisi kabupaten"
    phones = ", ".join(f"{phone.kind} {phone.number}" for phone in row.phones)
    checked = f", diperiksa {row.checked.isoformat()}" if row.checked else ""
    return f"{row.whom}: {phones} ({row.source.certainty.words}{checked})"
