"""From a plan and the law to its checklist (menilai rencana). Pure: the day is a value, nothing is read or written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rantau.engines.procedure.checklist import Checklist, Line, Note, Reason, State
from rantau.engines.procedure.checks import Days, Question, Verdict, verdict, words_for
from rantau.engines.procedure.conditions import applies
from rantau.engines.procedure.plan import FACT_WORDS, Plan, Stage
from rantau.engines.procedure.rulebook import CheckKind, Rule, RuleBook
from rantau.kernel.citation import Certainty
from rantau.kernel.partial_date import PartialDate

COST_UNKNOWN = "belum diketahui"


@dataclass(frozen=True, slots=True)
class Basis:
    """The day whose rules judge a plan (hari acuan), and why that day.

    Of a half-known date `day` is the last one it may be, and `earliest` the first.
    """

    day: date
    earliest: date
    words: str


def basis_of(plan: Plan, on: date) -> Basis:
    """A plan is judged by the rules of its own dates.

    Who has left: by the day of departure; where it is not known, the planned day, then the day of the intention. Who
    has not left: by the planned day, if that is still to come. Otherwise by the day of the question. What has happened
    did not happen after the question.
    """
    planned = plan.departure_planned
    if plan.stage.rank >= Stage.DEPARTED.rank or plan.departed_on:
        if plan.departed_on:
            return _past(plan.departed_on, on, "tanggal berangkat")
        if planned:
            return _past(planned, on, "tanggal rencana berangkat; yang sebenarnya belum diketahui")
        if plan.intended_on:
            return _past(plan.intended_on, on, "tanggal niat; tanggal berangkat belum diketahui")
        return Basis(on, on, "hari pemeriksaan; tanggal berangkat belum diketahui")
    if planned and planned.latest > on:
        return Basis(planned.latest, max(planned.earliest, on), "tanggal rencana berangkat")
    return Basis(on, on, "hari pemeriksaan")


def _past(happened: PartialDate, on: date, words: str) -> Basis:
    return Basis(min(happened.latest, on), min(happened.earliest, on), words)


def stage_of(plan: Plan, on: date, ready_days: int) -> Stage:
    """The stage that decides what is due: who leaves within `ready_days` must be ready, whatever the plan is called."""
    if plan.stage is Stage.CANCELLED or plan.stage.rank >= Stage.DEPARTED.rank:
        return plan.stage
    if plan.departed_on and plan.departed_on.earliest <= on:
        return Stage.DEPARTED
    soon = plan.departure_planned is not None and plan.departure_planned.latest <= on + timedelta(days=ready_days)
    return Stage.READY if soon else plan.stage


def evaluate(plan: Plan, rules: RuleBook, on: date) -> Checklist:
    """The checklist of a plan on a day, by the rules of the plan's own date. Raises nothing."""
    basis, stage = basis_of(plan, on), stage_of(plan, on, rules.ready_days)
    days, facts = _days(plan, on, basis, stage), plan.facts()
    lines, reasons, notes = [], [], []
    for rule in rules.in_force(basis.day):
        if rule.check is CheckKind.NOTE:
            if applies(rule.when, rule.unless, facts) is True:
                notes.append(_note(rule))
            continue
        asked = Question(rule, plan, facts, days, rules)
        line = _line(asked, stage, basis)
        lines.append(line)
        if line.state is State.MISSING and line.due and rule.reason:
            reasons.append(_reason(asked))
    return Checklist(
        on=on,
        basis=basis.day,
        basis_words=basis.words,
        stage=plan.stage,
        effective_stage=stage,
        outside_regime=plan.outside_regime,
        rules_version=rules.version,
        rules_released=rules.released,
        rules_fingerprint=rules.fingerprint,
        lines=tuple(lines),
        reasons=tuple(reasons),
        notes=tuple(notes),
    )


def _days(plan: Plan, on: date, basis: Basis, stage: Stage) -> Days:
    """Papers and age: on the day of departure for who has left, today for who has not."""
    if stage.rank >= Stage.DEPARTED.rank:
        return Days(basis.day, basis.earliest)
    planned = plan.departure_planned
    return Days(on, on, planned.latest if planned and planned.latest > on else None)


def _line(asked: Question, stage: Stage, basis: Basis) -> Line:
    rule, book = asked.rule, asked.book
    due = stage.rank >= rule.stage.rank
    found = _settled(asked, stage, due, verdict(asked))
    if found.state is State.MISSING and rule.valid_from > basis.earliest:
        words = f"Harinya hanya diketahui antara {basis.earliest} dan {basis.day}; aturan ini sejak {rule.valid_from}."
        found = Verdict(State.UNKNOWN, words, ask=("tanggal_berangkat",))
    return Line(
        rule_id=rule.id,
        title=rule.title,
        group=rule.group,
        group_title=book.groups.get(rule.group, rule.group),
        check=rule.check,
        state=found.state,
        due=due,
        due_from=rule.stage,
        article=rule.article,
        source=rule.source,
        more_sources=rule.more_sources,
        certainty=rule.certainty,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        source_checked_on=rule.checked_on,
        rules_version=book.version,
        how=rule.how,
        where=rule.where,
        cost=rule.cost_rupiah,
        cost_words=_cost_words(rule),
        postpones_letter=rule.postpones_letter,
        expires_on=found.expires_on,
        note=" ".join(part for part in (found.note, rule.note) if part),
        ask=found.ask,
    )


def _settled(asked: Question, stage: Stage, due: bool, found: Verdict) -> Verdict:
    """The verdict once it is known whether the rule is about this plan at all, and whether its time has come.

    What is there is there, early or not. What is not there waits for its stage. Nobody misses what the sources
    themselves dispute: that stays not known.
    """
    if stage is Stage.CANCELLED:
        return Verdict(State.NOT_APPLICABLE, "Rencana ini tidak jadi.")
    rule, facts = asked.rule, asked.facts
    concerned = applies(rule.when, rule.unless, facts)
    if concerned is False:
        return Verdict(State.NOT_APPLICABLE)
    if found.state in (State.MET, State.EXPIRES):
        return found
    if not due:
        return Verdict(State.NOT_YET_DUE, found.note if found.expires_on else "", found.expires_on)
    if concerned is None:
        asks = tuple(dict.fromkeys((*rule.when.unknown(facts), *rule.unless.unknown(facts))))
        words = ", ".join(FACT_WORDS[fact] for fact in asks)
        return Verdict(State.UNKNOWN, f"Belum tentu berlaku; tanyakan {words}.", ask=asks)
    if found.state is State.MISSING and rule.certainty is Certainty.DISPUTED:
        return Verdict(State.UNKNOWN, found.note, found.expires_on)
    return found


def _cost_words(rule: Rule) -> str:
    """What a paper costs, in words; "" for what cannot be bought, such as an age."""
    if rule.check is not CheckKind.DOCUMENT and rule.cost_rupiah is None:
        return rule.cost_note
    if rule.cost_rupiah is None:
        return f"{COST_UNKNOWN}. {rule.cost_note}".rstrip(". ") if rule.cost_note else COST_UNKNOWN
    amount = "tanpa biaya" if rule.cost_rupiah == 0 else f"Rp{rule.cost_rupiah:,}".replace(",", ".")
    return f"{amount}. {rule.cost_note}" if rule.cost_note else amount


def _reason(asked: Question) -> Reason:
    rule = asked.rule
    because = rule.reason.format_map(words_for(asked))
    unchecked = "" if rule.certainty.holds_up else f"; aturan ini {rule.certainty.words}"
    sentence = f"Belum sesuai prosedur, karena {because} ({rule.article}{unchecked})."
    return Reason(rule.id, sentence, rule.article, rule.source, rule.certainty)


def _note(rule: Rule) -> Note:
    return Note(rule.id, rule.title, rule.note, rule.article, rule.source, rule.certainty)
