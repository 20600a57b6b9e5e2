"""Writing down which pairs a linkage leaves to people (usulan)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from rantau.engines.intake.types import Kind
from rantau.engines.linkage import Link, PairLink
from rantau.modules.people.models import Decision, Proposal
from rantau.modules.people.review import PROTECTED_KINDS, Standing, Verdict, matters, value

BATCH = 2000
Persons = tuple[str, str]
_KEPT = ("probability", "reasons", "version", "matters", "value", "protected")


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs of a linkage, those first that count most: kept waiting, compared by the linker, sharing something rare."""

    waiting: Sequence[PairLink]
    compared: Sequence[PairLink]
    sharing: Sequence[PairLink]


def write_proposals(
    found: Found, links: Mapping[str, Link], columns: Sequence[tuple[object, ...]], *, version: str, lower: float
) -> int:
    """Bring the open proposals to a linkage, one for every two persons; gives how many there are.

    What was answered stays as it is, and what was decided to be two people is not asked again. A pair that somebody
    has looked at keeps its rows.
    """
    person_of = {row: link.person for row, link in links.items()}
    standings = {str(person[0]).zfill(12): _standing(person) for person in columns}
    wanted = _by_persons(found, person_of, lower)
    for persons in _settled(person_of):
        wanted.pop(persons, None)
    known: dict[Persons, Proposal] = {}
    left_over: list[tuple[Persons, Proposal]] = []
    for row in _open():
        persons = _persons_of(row, person_of)
        if persons in known:
            left_over.append((persons, known[persons]))
        known[persons] = row
    new: list[Proposal] = []
    changed: list[Proposal] = []
    for persons, pair in wanted.items():
        row = known.pop(persons) if persons in known else _asked_now(pair)
        if _bring(row, pair, standings[persons[0]], standings[persons[1]], version):
            (changed if row.pk else new).append(row)
    _drop([*left_over, *known.items()])
    Proposal.objects.bulk_create(new, batch_size=BATCH)
    Proposal.objects.bulk_update(changed, _KEPT, batch_size=BATCH)
    return len(wanted)


def _asked_now(pair: PairLink) -> Proposal:
    return Proposal(first_row=int(pair.left), second_row=int(pair.right), found_at=timezone.now())


def _by_persons(found: Found, person_of: Mapping[str, str], lower: float) -> dict[Persons, PairLink]:
    """The likeliest pair of every two persons, of the first source that has one."""
    chosen: dict[Persons, PairLink] = {}
    for source in (found.waiting, found.compared, found.sharing):
        best: dict[Persons, PairLink] = {}
        for pair in source:
            persons = _ordered(person_of[pair.left], person_of[pair.right])
            if persons[0] != persons[1] and pair.probability >= lower:
                best[persons] = max(best.get(persons, pair), pair, key=lambda one: one.probability)
        chosen = best | chosen
    return chosen


def _settled(person_of: Mapping[str, str]) -> Iterable[Persons]:
    for row in Proposal.objects.filter(verdict=Verdict.OTHER).only("first_row", "second_row"):
        yield _persons_of(row, person_of)


def _open() -> Iterable[Proposal]:
    """Those that somebody looked at come last: of two for the same persons they stay."""
    looked_at = Decision.objects.filter(
        first_row=OuterRef("first_row"), second_row=OuterRef("second_row"), undone_at__isnull=True
    )
    return Proposal.objects.filter(verdict="").annotate(looked_at=Exists(looked_at)).order_by("looked_at", "pk")


def _drop(left_over: Sequence[tuple[Persons, Proposal]]) -> None:
    """What is no longer doubtful goes, unless somebody has begun to answer it and the rows are still apart."""
    gone = [row.pk for persons, row in left_over if persons[0] == persons[1] or not row.looked_at]  # type: ignore[attr-defined]
    Proposal.objects.filter(pk__in=gone).delete()


def _persons_of(row: Proposal, person_of: Mapping[str, str]) -> Persons:
    first, second = (person_of.get(f"{number:012d}", "") for number in (row.first_row, row.second_row))
    return _ordered(first, second)


def _ordered(one: str, other: str) -> Persons:
    return (one, other) if one <= other else (other, one)


def _standing(person: tuple[object, ...]) -> Standing:
    area, outside, kinds = person[7:10]
    return Standing(str(area or ""), bool(outside), frozenset(Kind(kind) for kind in str(kinds).split()))


def _bring(row: Proposal, pair: PairLink, one: Standing, other: Standing, version: str) -> bool:
    """Whether it differs now from what was stored. A new version alone is no difference."""
    before = [getattr(row, name) for name in _KEPT if name != "version"]
    changes = matters(one, other)
    row.probability = min(max(pair.probability, 0.0), 1.0)
    row.reasons = [[reason.field, reason.text, round(reason.weight, 2)] for reason in pair.reasons]
    row.matters = [change.value for change in changes]
    row.value = value(changes, row.probability)
    row.protected = bool((one.kinds | other.kinds) & PROTECTED_KINDS)
    differs = row.pk is None or before != [getattr(row, name) for name in _KEPT if name != "version"]
    if differs:
        row.version = version
    return differs
