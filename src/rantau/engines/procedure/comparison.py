"""What a change of law or of a plan changes in its checklist (perbedaan)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rantau.engines.procedure.checklist import Checklist, Line
from rantau.engines.procedure.evaluation import evaluate
from rantau.engines.procedure.plan import Plan
from rantau.engines.procedure.rulebook import RuleBook


@dataclass(frozen=True, slots=True)
class Change:
    """One line that is not as it was. `before` None: the line is new; `after` None: it is gone."""

    rule_id: str
    before: Line | None
    after: Line | None
    sentence: str


def difference(before: Checklist, after: Checklist) -> tuple[Change, ...]:
    """Lines that came, went, or changed their state, article, certainty, dates or advice; () where nothing did."""
    old = {line.rule_id: line for line in before.lines}
    new = {line.rule_id: line for line in after.lines}
    ids = dict.fromkeys([*old, *new])
    found = (_change(rule_id, old.get(rule_id), new.get(rule_id)) for rule_id in ids)
    return tuple(change for change in found if change)


def compare(plan: Plan, before: RuleBook, after: RuleBook, on: date) -> tuple[Change, ...]:
    """What another book of rules changes for one plan."""
    return difference(evaluate(plan, before, on), evaluate(plan, after, on))


def _change(rule_id: str, before: Line | None, after: Line | None) -> Change | None:
    if before is None and after is not None:
        return Change(rule_id, None, after, f"Baris baru: {after.title} ({after.state_words}; {after.article}).")
    if after is None and before is not None:
        return Change(rule_id, before, None, f"Tidak lagi diminta: {before.title} ({before.article}).")
    if before is None or after is None:
        return None
    changed = [words for what, words in _ASPECTS.items() if getattr(before, what) != getattr(after, what)]
    if not changed:
        return None
    if before.state is not after.state or before.expires_on != after.expires_on:
        moved = f"{before.state_words} menjadi {after.state_words}"
        return Change(rule_id, before, after, f"{after.title}: {moved} ({after.article}).")
    return Change(rule_id, before, after, f"{after.title}: {', '.join(changed)} berubah ({after.article}).")


_ASPECTS = {
    "state": "keadaan",
    "expires_on": "masa berlaku",
    "due_from": "tahap",
    "article": "pasal",
    "source": "sumber",
    "certainty": "kepastian",
    "valid_from": "awal berlakunya",
    "valid_to": "akhir berlakunya",
    "postpones_letter": "akibatnya bagi surat",
    "how": "cara mengurus",
    "where": "tempat mengurus",
    "cost": "biaya",
    "cost_words": "keterangan biaya",
    "title": "judul",
    "note": "catatan",
}
