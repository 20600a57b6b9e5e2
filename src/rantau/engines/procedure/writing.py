"""A checklist as JSON (a contract: docs/reference/procedure-checklist.schema.json) and as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from rantau.engines.procedure.checklist import Checklist, Line, Note, Reason, State

FORMAT = 1
"""Rises when a key of the JSON changes its meaning or goes; new keys do not raise it."""


def as_json(checklist: Checklist) -> dict[str, object]:
    """Values that `json.dumps` takes. Dates are ISO 8601."""
    return {
        "format": FORMAT,
        "on": checklist.on.isoformat(),
        "basis": checklist.basis.isoformat(),
        "basis_words": checklist.basis_words,
        "stage": str(checklist.stage),
        "effective_stage": str(checklist.effective_stage),
        "outside_regime": checklist.outside_regime,
        "rules": {
            "version": checklist.rules_version,
            "released": checklist.rules_released.isoformat(),
            "fingerprint": checklist.rules_fingerprint,
        },
        "lines": [_line(line) for line in checklist.lines],
        "reasons": [_reason(reason) for reason in checklist.reasons],
        "holds_up": [line.rule_id for line in checklist.holds_up],
        "notes": [{**_reason_less(note), "title": note.title, "text": note.text} for note in checklist.notes],
    }


def _line(line: Line) -> dict[str, object]:
    return {
        "rule": line.rule_id,
        "title": line.title,
        "group": line.group,
        "check": str(line.check),
        "state": str(line.state),
        "state_words": line.state_words,
        "due": line.due,
        "due_from": str(line.due_from),
        "expires_on": line.expires_on.iso() if line.expires_on else None,
        "article": line.article,
        "source": line.source,
        "more_sources": list(line.more_sources),
        "certainty": str(line.certainty),
        "certainty_words": line.certainty.words,
        "valid_from": line.valid_from.isoformat(),
        "valid_to": line.valid_to.isoformat() if line.valid_to else None,
        "source_checked_on": line.source_checked_on.isoformat(),
        "rules_version": line.rules_version,
        "how": line.how,
        "where": line.where,
        "cost_rupiah": line.cost,
        "cost_words": line.cost_words,
        "postpones_letter": line.postpones_letter,
        "note": line.note,
        "ask": list(line.ask),
    }


def _reason_less(found: Reason | Note) -> dict[str, object]:
    return {
        "rule": found.rule_id,
        "article": found.article,
        "source": found.source,
        "certainty": str(found.certainty),
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {**_reason_less(reason), "sentence": reason.sentence}


_SIGNS = {
    State.MET: "[x]",
    State.EXPIRES: "[!]",
    State.MISSING: "[ ]",
    State.UNKNOWN: "[?]",
    State.NOT_YET_DUE: "[.]",
}


def as_text(checklist: Checklist) -> str:
    """A page for reading and printing: reasons first, then what is due, what comes later, and the notes."""
    return "\n".join(_parts(checklist)) + "\n"


def _parts(checklist: Checklist) -> Iterable[str]:
    yield f"Daftar periksa {checklist.on.isoformat()}, tahap {checklist.effective_stage}"
    yield f"Aturan {checklist.rules_version} ({checklist.rules_released})"
    yield f"Hari acuan {checklist.basis}: {checklist.basis_words}"
    if checklist.outside_regime:
        yield "Skema ini berada di luar aturan pekerja migran (UU 18/2017 pasal 4 ayat 2)."
    yield ""
    if checklist.reasons:
        yield from (reason.sentence for reason in checklist.reasons)
    else:
        yield "Tidak ditemukan alasan bahwa rencana ini belum sesuai prosedur."
    yield ""
    yield "Yang dapat menunda surat keluarga:" if checklist.holds_up else "Tidak ada yang dapat menunda surat keluarga."
    yield from (f"- {line.title}" for line in checklist.holds_up)
    shown = [line for line in checklist.lines if line.state is not State.NOT_APPLICABLE]
    for group in dict.fromkeys(line.group_title for line in shown):
        yield ""
        yield group
        for line in shown:
            if line.group_title == group:
                yield from _line_text(line)
    if checklist.notes:
        yield ""
        yield "Catatan"
        yield from (f"- {note.title}: {note.text} ({note.article}; {note.certainty.words})" for note in checklist.notes)


def _line_text(line: Line) -> Iterable[str]:
    yield f"{_SIGNS[line.state]} {line.title}: {line.state_words}"
    if line.state is State.NOT_YET_DUE:
        return
    yield f"    {line.article} ({line.certainty.words}) {line.source}"
    if line.note:
        yield f"    {line.note}"
    if line.due and line.state in (State.MISSING, State.UNKNOWN, State.EXPIRES):
        yield f"    Cara: {line.how}"
        yield f"    Di mana: {line.where}"
        if line.cost_words:
            yield f"    Biaya: {line.cost_words}"
