"""Reading pairs that reviewers are asked about: only where both rows lie in the reviewer's own area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from rantau.engines.estimation import MEANINGS
from rantau.engines.linkage import Reason
from rantau.kernel.errors import NotAllowedError
from rantau.modules.areas.api import place_names
from rantau.modules.people.doubts import compared
from rantau.modules.people.link_rows import as_link_row
from rantau.modules.people.models import Decision, LinkageRun, Person, PersonRow, Proposal
from rantau.modules.people.queries.persons import PersonRowLine
from rantau.modules.people.queries.thresholds import Limits, limits_in_force
from rantau.modules.people.review import FIRM, Matter, Verdict
from rantau.modules.sources.api import current_rows, row_origins, rows_by_id
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import require

REVIEW = "people.review"
LIMITS = (0.5, 0.8, 0.9, 0.95)
NOT_FOUND = "Pasangan ini tidak ditemukan."


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two rows, with the person she belongs to now."""

    row: PersonRowLine
    person: int
    rows: int
    lists: tuple[str, ...]
    area_name: str
    outside: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What somebody said of a pair."""

    id: int
    pair: int
    verdict: Verdict
    name: str
    at: datetime
    note: str
    mine: bool


@dataclass(frozen=True, slots=True)
class PairPage:
    """A pair beside each other. What the system holds of it is None until the reviewer has decided (tertutup dulu)."""

    id: int
    sides: tuple[Side, Side]
    compared: tuple[Reason, ...]
    """What differs and what is the same, for marking; the weights are not for showing before the decision."""
    matters: tuple[Matter, ...]
    protected: bool
    holds: Verdict | None
    mine: DecisionLine | None
    probability: float | None
    reasons: tuple[Reason, ...]
    decisions: tuple[DecisionLine, ...]


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """How far the reviewers are, how far they agree, and what is expected to be wrong."""

    waiting: int
    """For this reviewer."""
    same: int
    other: int
    seen_twice: int
    """Pairs that two accounts or more have answered."""
    agreed: int
    joined: int
    """Rows that stand with another, after the last linkage."""
    doubtful: float
    """How many of these are expected to be wrong."""
    missed: float
    """How many of the open pairs are expected to be one person, counted twice until they are decided."""
    limits: Limits


def pairs(actor: Actor) -> QuerySet[Proposal]:
    """All pairs whose rows still count, of the actor's area."""
    require(actor, REVIEW)
    rows = current_rows(actor, REVIEW)
    return Proposal.objects.filter(
        Exists(rows.filter(pk=OuterRef("first_row"))), Exists(rows.filter(pk=OuterRef("second_row")))
    )


def waiting_pairs(actor: Actor) -> QuerySet[Proposal]:
    """Pairs that wait for this reviewer, the most telling first; what she has answered is not asked again."""
    mine = Decision.objects.filter(
        first_row=OuterRef("first_row"), second_row=OuterRef("second_row"), decided_by=actor.id, undone_at__isnull=True
    )
    first = PersonRow.objects.filter(row=OuterRef(OuterRef("first_row"))).values("person")[:1]
    one_person = PersonRow.objects.filter(row=OuterRef("second_row"), person=Subquery(first))
    return pairs(actor).filter(~Exists(mine), ~Exists(one_person), verdict="")


def pair_page(actor: Actor, pair: int) -> PairPage:
    """A pair with both rows. NotAllowedError when it is not there or not in the actor's area: the two look alike."""
    found = pairs(actor).filter(pk=pair).first()
    if found is None:
        raise NotAllowedError(NOT_FOUND)
    decisions = _decisions(actor, found)
    mine = next((one for one in decisions if one.mine), None)
    open_now = mine is not None or bool(found.verdict)
    sides, marks = _sides(actor, found)
    return PairPage(
        id=found.pk,
        sides=sides,
        compared=marks,
        matters=tuple(Matter(name) for name in found.matters),
        protected=found.protected,
        holds=Verdict(found.verdict) if found.verdict else None,
        mine=mine,
        probability=found.probability if open_now else None,
        reasons=tuple(Reason(*reason) for reason in found.reasons) if open_now else (),
        decisions=tuple(decisions) if open_now else (),
    )


def recent_decisions(actor: Actor, limit: int = 20) -> list[DecisionLine]:
    """The actor's own last decisions that she has not taken back."""
    there = pairs(actor).filter(first_row=OuterRef("first_row"), second_row=OuterRef("second_row"))
    found = Decision.objects.filter(decided_by=actor.id, undone_at__isnull=True)
    lines = found.annotate(pair=Subquery(there.values("pk")[:1])).filter(pair__isnull=False)[:limit]
    return [_line(one, one.pair, actor) for one in lines]


def review_progress(actor: Actor) -> ReviewProgress:
    """How far the review is, for who takes part in it."""
    waiting = waiting_pairs(actor)
    settled = dict(
        pairs(actor).exclude(verdict="").order_by().values_list("verdict").annotate(number=Count("pk")).values_list(
            "verdict", "number")
    )  # fmt: skip
    firm = Decision.objects.filter(undone_at__isnull=True, verdict__in=FIRM).order_by()
    twice = list(
        firm.values("first_row", "second_row").annotate(
            people=Count("decided_by", distinct=True), verdicts=Count("verdict", distinct=True)
        ).filter(people__gte=2).values_list("verdicts", flat=True)
    )  # fmt: skip
    run = LinkageRun.objects.first()
    return ReviewProgress(
        waiting=waiting.count(), same=settled.get(Verdict.SAME, 0), other=settled.get(Verdict.OTHER, 0),
        seen_twice=len(twice), agreed=sum(verdicts == 1 for verdicts in twice),
        joined=run.joined if run else 0, doubtful=run.doubtful if run else 0.0,
        missed=pairs(actor).filter(verdict="").aggregate(sum=Sum("probability"))["sum"] or 0.0,
        limits=limits_in_force(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ThresholdEffect:
    """What a threshold for joining unasked would do to what the last linkage joined."""

    limit: float
    asked: int
    """Rows that would wait for a reviewer."""
    wrong: float
    """How many of those joined unasked are expected to be wrong."""


def threshold_effects(actor: Actor) -> list[ThresholdEffect]:
    """For some thresholds, the strictest last. For who sets them."""
    require(actor, "people.thresholds")
    joined = PersonRow.objects.exclude(reasons="")
    asked = {f"asked{at}": Count("pk", filter=Q(probability__lt=limit)) for at, limit in enumerate(LIMITS)}
    unsure = 1 - F("probability")
    wrong = {f"wrong{at}": Sum(unsure, filter=Q(probability__gte=limit)) for at, limit in enumerate(LIMITS)}
    found = joined.aggregate(**asked, **wrong)
    return [ThresholdEffect(limit, found[f"asked{at}"], found[f"wrong{at}"] or 0.0) for at, limit in enumerate(LIMITS)]


def _decisions(actor: Actor, pair: Proposal) -> list[DecisionLine]:
    found = Decision.objects.filter(
        first_row=pair.first_row, second_row=pair.second_row, undone_at__isnull=True
    )  # fmt: skip
    return [_line(one, pair.pk, actor) for one in found]


def _line(one: Decision, pair: int, actor: Actor) -> DecisionLine:
    mine = one.decided_by == actor.id
    return DecisionLine(one.pk, pair, Verdict(one.verdict), one.decided_name, one.decided_at, one.note_text, mine)


def _sides(actor: Actor, pair: Proposal) -> tuple[tuple[Side, Side], tuple[Reason, ...]]:
    numbers = [pair.first_row, pair.second_row]
    stored = rows_by_id(actor, numbers, permission=REVIEW)
    origins = row_origins(actor, numbers, permission=REVIEW)
    people = Person.objects.filter(links__row__in=numbers).select_related("area")
    known = dict(PersonRow.objects.filter(row__in=numbers).values_list("row_id", "person_id"))
    by_person = {person.pk: person for person in people}
    places = place_names({row.row.place.code for row in stored})
    sides = []
    for row in stored:
        line = PersonRowLine(origins[row.id], row.row, places.get(row.row.place.code, ""),
                             MEANINGS[row.row.kind].label, None, "")  # fmt: skip
        sides.append(_side(line, by_person[known[row.id]]))
    return (sides[0], sides[1]), compared(as_link_row(stored[0]), as_link_row(stored[1]), set()).reasons


def _side(line: PersonRowLine, person: Person) -> Side:
    kinds = person.kinds.split()
    return Side(
        row=line, person=person.pk, rows=person.rows,
        lists=tuple(meaning.label for kind, meaning in MEANINGS.items() if kind.value in kinds),
        area_name=person.area.name if person.area else "", outside=person.outside,
    )  # fmt: skip
