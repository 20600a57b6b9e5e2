"""From answers to an indication. Pure: the same answers, guide and day give the same indication, in any order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from rantau.engines.screening.answers import Answers, chosen, stage_of
from rantau.engines.screening.guide import Guide, Step
from rantau.engines.screening.indication import (
    DimensionFinding,
    FoundSign,
    FrontFinding,
    Indication,
    NextStep,
    StillUnclear,
)
from rantau.engines.screening.sharing import front_kinds_answered, refused_contacts, required_sharing, shareable
from rantau.engines.screening.words import DECLINED, Dimension, FrontKind, Relation, Stage, Strength, Urgency
from rantau.kernel.errors import InvalidValueError
from rantau.kernel.strict_table import quoted


def evaluate(answers: Answers, guide: Guide, on: date) -> Indication:
    """What the answers point to on a day. Raises InvalidValueError when they belong to another version of the guide."""
    if answers.guide != guide.version:
        raise InvalidValueError(f"guide: jawaban untuk panduan “{quoted(answers.guide)}”, bukan “{guide.version}”.")
    signs = _signs(answers, guide)
    dimensions = _dimensions(signs, guide)
    front = _front(answers, guide, on)
    unclear = _unclear(answers, guide)
    found = Indication(
        guide=guide.version,
        on=on,
        urgency=_urgency(signs, dimensions, front, unclear),
        signs=signs,
        dimensions=dimensions,
        front_reasons=front,
        unclear=unclear,
        refused_contacts=refused_contacts(answers, guide),
        required_sharing=required_sharing(answers, guide),
        steps=(),
        caution=guide.caution,
        rule_words=guide.rule_words,
        rule_sources=guide.rule_sources,
    )
    return _with_steps(found, answers, guide)


def front_from(answers: Answers, guide: Guide) -> date | None:
    """The first day on which these answers, unchanged, come first: `date.min` for any day, None for none.

    For a work list that is sorted by the database: only the date of departure makes a day differ from another.
    """
    if front_kinds_answered(answers, guide):
        return date.min
    departures = [answer.date for answer in answers.answers if answer.date]
    if not departures:
        return None
    ahead = timedelta(days=guide.departure_within_days)
    return max(min(departures), date.min + ahead) - ahead


def holds(strengths: Iterable[Strength]) -> bool:
    """Do the signs of one dimension agree? Two strong; one strong and another; three medium; two medium and one weak.

    ILO and EC (2009), as told by others; the wording of the brochure itself was not read.
    """
    all_of = list(strengths)
    strong, medium, weak = (all_of.count(kind) for kind in (Strength.STRONG, Strength.MEDIUM, Strength.WEAK))
    if strong:
        return strong + medium + weak > 1
    return medium > 2 or (medium == 2 and weak > 0)


def _signs(answers: Answers, guide: Guide) -> tuple[FoundSign, ...]:
    shown = _shown(answers, guide)
    may_share = _shown(shareable(answers, guide), guide)
    return tuple(
        FoundSign(sign, tuple(shown[sign.id]), sign.id in may_share)
        for sign in sorted(guide.signs, key=lambda sign: list(Strength).index(sign.strength))
        if sign.id in shown
    )


def _shown(answers: Answers, guide: Guide) -> dict[str, list[str]]:
    """The signs that count, each with the questions whose answers show it."""
    shown: dict[str, list[str]] = {}
    for question, _, options in chosen(answers, guide):
        for name in dict.fromkeys(name for option in options for name in option.signs):
            shown.setdefault(name, []).append(question.id)
    leaning = {sign.id for sign in guide.signs if sign.with_other}
    return {} if shown.keys() <= leaning else shown


def _dimensions(signs: tuple[FoundSign, ...], guide: Guide) -> tuple[DimensionFinding, ...]:
    found = []
    words = dict(guide.dimension_words)
    for dimension in Dimension:
        own = tuple(found.sign for found in signs if found.sign.dimension is dimension)
        if own:
            agree = holds(sign.strength for sign in own)
            found.append(DimensionFinding(dimension, words[dimension], agree, own))
    return tuple(found)


def _front(answers: Answers, guide: Guide, on: date) -> tuple[FrontFinding, ...]:
    found: dict[FrontKind, list[str]] = {}
    for question, answer, options in chosen(answers, guide):
        for kind in dict.fromkeys(kind for option in options for kind in option.front):
            found.setdefault(kind, []).append(question.id)
        days = (answer.date - on).days if answer.date else None
        if days is not None and days <= guide.departure_within_days:
            kind = FrontKind.DEPARTURE if days >= 0 else FrontKind.DATE_PASSED
            found.setdefault(kind, []).append(question.id)
    return tuple(FrontFinding(reason, tuple(found[reason.kind])) for reason in guide.front if reason.kind in found)


def _unclear(answers: Answers, guide: Guide) -> tuple[StillUnclear, ...]:
    """Questions that apply at this stage and are not known: not asked, not known, declined, or not asked alone."""
    stage = stage_of(answers, guide)
    return tuple(
        StillUnclear(question, declined=DECLINED in answer.options)
        for question, answer, options in chosen(answers, guide)
        if any(option.unclear for option in options)
        and (stage is None or not question.stages or stage in question.stages)
    )


def _urgency(
    signs: tuple[FoundSign, ...],
    dimensions: tuple[DimensionFinding, ...],
    front: tuple[FrontFinding, ...],
    unclear: tuple[StillUnclear, ...],
) -> Urgency:
    if front:
        return Urgency.FIRST
    if any(finding.holds for finding in dimensions):
        return Urgency.SIGNS_AGREE
    if signs:
        return Urgency.SIGNS
    return Urgency.UNCLEAR if any(row.question.key for row in unclear) else Urgency.NOTHING_SEEN


def _with_steps(found: Indication, answers: Answers, guide: Guide) -> Indication:
    steps = []
    stage = stage_of(answers, guide) or Stage.PLANNING
    for step in guide.steps:
        if (step.only and step.only is not stage) or (step.needs_sign and not found.signs):
            continue
        because = _because(step, found, answers, guide)
        if because is not None:
            contacts = (guide.contact(name, found.on) for name in step.contacts)
            steps.append(NextStep(step, because, tuple(contact for contact in contacts if contact)))
    return replace(found, steps=tuple(steps))


def _because(step: Step, found: Indication, answers: Answers, guide: Guide) -> tuple[str, ...] | None:
    """The reasons why a step is named, in words; None when it is not. An empty reason: it is always named."""
    when = step.when
    reasons = [finding.reason.words for finding in found.front_reasons if finding.reason.kind in when.front]
    reasons += [row.sign.words for row in found.signs if row.sign.id in when.signs]
    reasons += [
        f"Tanda saling menguatkan: {finding.words}."
        for finding in found.dimensions
        if finding.holds and finding.dimension in when.dimensions
    ]
    if when.refused and any(row.relation is not Relation.RECRUITER for row in found.refused_contacts):
        reasons.append("Ada orang yang tidak boleh menjadi jalan untuk menghubunginya.")
    if when.present and _somebody_present(answers, guide):
        reasons.append("Ada orang lain saat berbicara.")
    if when.unclear and found.unclear:
        reasons.append("Ada yang belum diketahui.")
    if found.urgency in when.urgency and not reasons:
        reasons.append(f"Keadaannya: {found.urgency.words}.")
    return tuple(dict.fromkeys(reasons)) if reasons or when.always else None


def _somebody_present(answers: Answers, guide: Guide) -> bool:
    return any(option.present for _, _, options in chosen(answers, guide) for option in options)
