"""Each kind of check looks at a plan and says how one line stands (cara memeriksa). Stages are not its business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rantau.engines.procedure.ages import age_on, birthday
from rantau.engines.procedure.checklist import State
from rantau.engines.procedure.conditions import Facts
from rantau.engines.procedure.plan import Answer, Document, Payer, Plan
from rantau.engines.procedure.rulebook import CheckKind, Rule, RuleBook
from rantau.kernel.countries import country_name
from rantau.kernel.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Days:
    """The day on which papers and age must be right (hari), and until when papers are needed, where that is known.

    Of a half-known day `valid_on` is the last one it may be, `earliest` the first.
    """

    valid_on: date
    earliest: date
    needed_until: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a line stands, before its stage is looked at."""

    state: State
    note: str = ""
    expires_on: PartialDate | None = None
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One rule asked of one plan (pertanyaan), with the days that matter and the book for the words."""

    rule: Rule
    plan: Plan
    facts: Facts
    days: Days
    book: RuleBook


def verdict(asked: Question) -> Verdict:
    """What the rule's check finds in the plan."""
    return _CHECKS[asked.rule.check](asked)


def words_for(asked: Question) -> dict[str, str]:
    """What a rule's sentence may name in braces."""
    rule, plan, days, book = asked.rule, asked.plan, asked.days, asked.book
    ages = _ages(plan.born, days) if plan.born else None
    return {
        "negara": country_name(plan.country) if plan.country else "negara tujuan",
        "pekerjaan": book.jobs.get(plan.job or "", "pekerjaan ini"),
        "usia": "" if ages is None else _span(ages),
        "usia_minimal": str(rule.least_age or ""),
        "usia_maksimal": str(rule.most_age or ""),
        "tanggal_periksa": f"pada {plan.siskop2mi_checked_on}" if plan.siskop2mi_checked_on else "(tanpa tanggal)",
    }


def _ages(born: PartialDate, days: Days) -> tuple[int, int]:
    """(least, most) years, as far as birth date and day are known."""
    return age_on(born, days.earliest)[0], age_on(born, days.valid_on)[1]


def _span(ages: tuple[int, int]) -> str:
    return str(ages[0]) if ages[0] == ages[1] else f"{ages[0]}-{ages[1]}"


def _document(asked: Question) -> Verdict:
    rule, plan, days, book = asked.rule, asked.plan, asked.days, asked.book
    if plan.documents is None:
        return Verdict(State.UNKNOWN, ask=("dokumen",))
    held = [_paper(paper, days, book.remind_days) for paper in plan.documents if paper.kind in rule.documents]
    best = min(held, key=_goodness, default=Verdict(State.MISSING))
    if best.state is State.MISSING and plan.documents_not_asked.intersection(rule.documents):
        names = " atau ".join(book.documents[kind] for kind in rule.documents)
        another = "Yang diketahui sudah habis; belum ditanyakan apakah ada yang baru" if held else "Belum ditanyakan"
        return Verdict(State.UNKNOWN, f"{another}: {names}.", best.expires_on, ask=("dokumen",))
    return best


def _paper(paper: Document, days: Days, remind_days: int) -> Verdict:
    ends = paper.expires
    if ends is None:
        return Verdict(State.MET)
    if ends.latest < days.earliest:
        return Verdict(State.MISSING, f"Masa berlakunya habis {ends}.", ends)
    if days.needed_until and ends.earliest < days.needed_until:
        return Verdict(State.EXPIRES, f"Habis {ends}, sebelum tanggal rencana berangkat.", ends)
    if (ends.earliest - days.valid_on).days <= remind_days:
        return Verdict(State.EXPIRES, f"Berlaku sampai {ends}.", ends)
    return Verdict(State.MET, expires_on=ends)


_ORDER = (State.MET, State.EXPIRES, State.MISSING)


def _goodness(found: Verdict) -> tuple[int, int]:
    """Of two papers of one kind the better one counts; of two that end, the later one."""
    return _ORDER.index(found.state), -found.expires_on.latest.toordinal() if found.expires_on else 0


def _age(asked: Question) -> Verdict:
    rule, plan = asked.rule, asked.plan
    if plan.born is None:
        return Verdict(State.UNKNOWN, ask=("tanggal_lahir",))
    youngest, oldest = _ages(plan.born, asked.days)
    guessed = "Tanggal lahir 1 Januari atau 31 Desember: tanggal perkiraan? Cocokkan dengan akta."
    note = guessed if plan.born.maybe_estimate or plan.born.approximate else ""
    if rule.least_age is not None and oldest < rule.least_age:
        reached = birthday(plan.born, rule.least_age)
        return Verdict(State.MISSING, f"Baru genap {rule.least_age} tahun {reached}. {note}".strip())
    if rule.most_age is not None and youngest > rule.most_age:
        return Verdict(State.MISSING, note)
    unsure = (rule.least_age is not None and youngest < rule.least_age) or (
        rule.most_age is not None and oldest > rule.most_age
    )
    if unsure:
        known = f"Sejauh diketahui (lahir {plan.born}) usianya {youngest} sampai {oldest} tahun."
        return Verdict(State.UNKNOWN, known, ask=("tanggal_lahir",))
    return Verdict(State.MET, note)


def _prohibition(asked: Question) -> Verdict:
    forbidden, facts = asked.rule.forbidden, asked.facts
    broken = forbidden.holds(facts)
    if broken is None:
        asks = forbidden.unknown(facts)
        number = asked.plan.licence_number if "izin" in asks else None
        return Verdict(State.UNKNOWN, f"Nomor yang disebut: {number}; belum dicocokkan." if number else "", ask=asks)
    return Verdict(State.MISSING if broken else State.MET)


def _contract(asked: Question) -> Verdict:
    answer = asked.plan.contract.get(asked.rule.contract_item)
    if answer is None:
        if _document(asked).state is State.MISSING:
            return Verdict(State.UNKNOWN, "Belum ada perjanjian yang dapat dibaca.")
        return Verdict(State.UNKNOWN, ask=("isi_kontrak",))
    return Verdict(State.MET if answer is Answer.YES else State.MISSING)


def _cost(asked: Question) -> Verdict:
    costs, kinds = asked.plan.costs, asked.rule.cost_kinds
    if costs is None:
        return Verdict(State.UNKNOWN, ask=("biaya",))
    concerned = [cost for cost in costs if not kinds or cost.kind in kinds]
    charged = sorted({cost.kind for cost in concerned if cost.paid_by in (Payer.WORKER, Payer.FAMILY)})
    if charged:
        names = ", ".join(asked.book.cost_kinds.get(kind, kind) for kind in charged)
        return Verdict(State.MISSING, f"Dibebankan pada calon atau keluarganya: {names}.")
    if any(cost.paid_by is None for cost in concerned):
        return Verdict(State.UNKNOWN, ask=("biaya",))
    return Verdict(State.MET)


_CHECKS: dict[CheckKind, Callable[[Question], Verdict]] = {
    CheckKind.DOCUMENT: _document,
    CheckKind.AGE: _age,
    CheckKind.PROHIBITION: _prohibition,
    CheckKind.CONTRACT: _contract,
    CheckKind.COST: _cost,
}
