"""Plans of different villages that may be of one person: found by the system, answered by the steward."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rantau.kernel.errors import ConflictError, NotAllowedError
from rantau.modules.journeys.domain import LikeReason, PairAnswer
from rantau.modules.journeys.likeness import is_alike
from rantau.modules.journeys.models import Likeness, Plan
from rantau.modules.journeys.queries import pairs, plans
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import require
from rantau.platform.audit.actions import record


def find_alike(*, by: Actor, plan: int) -> int:
    """Look for a plan's likes in other villages (cari kemiripan), in the name of the system; gives how many are new."""
    require(by, "journeys.pairs")
    mine = plans(by).filter(pk=plan).first()
    if mine is None:
        return 0
    with transaction.atomic():
        rows = [_pair(mine, other, why) for other, why in _alike(by, mine)]
        known = set(Likeness.objects.filter(Q(first=plan) | Q(second=plan)).values_list("first", "second"))
        new = [row for row in rows if (row.first, row.second) not in known]
        Likeness.objects.bulk_create(new, ignore_conflicts=True)
        record(by=by, action="journeys.find_alike", subject_type="plan", subject_id=plan, found=len(new))
    return len(new)


def answer_pair(*, by: Actor, pair: int, answer: PairAnswer) -> None:
    """Say whether two plans are of one person (nilai pasangan). Nothing is merged: a person tells the villages."""
    found = pairs(by).filter(pk=pair).first()
    if found is None:
        raise NotAllowedError("Pasangan ini tidak ditemukan.")
    with transaction.atomic():
        changed = Likeness.objects.filter(pk=pair, answer="").update(
            answer=answer, answered_at=timezone.now(), answered_by=by.name
        )
        if not changed:
            raise ConflictError("Pasangan ini sudah dinilai.", code="sudah-dinilai")
        record(by=by, action="journeys.answer_pair", subject_type="likeness", subject_id=pair, answer=answer.value)


def _alike(by: Actor, mine: Plan) -> Iterator[tuple[Plan, LikeReason]]:
    others = plans(by).exclude(area_id=mine.area_id)
    numbers = set()
    if mine.nik_index:
        for other in others.filter(nik_index=mine.nik_index):
            numbers.add(other.pk)
            yield other, LikeReason.NUMBER
    if mine.birth_year is None:
        return
    for other in others.filter(birth_year=mine.birth_year).exclude(pk__in=numbers):
        if is_alike(mine.name_key, other.name_key):
            yield other, LikeReason.NAME


def _pair(mine: Plan, other: Plan, why: LikeReason) -> Likeness:
    first, second = sorted((mine, other), key=lambda plan: plan.pk)
    return Likeness(
        first=first.pk, second=second.pk, first_code=first.code, second_code=second.code,
        first_area_id=first.area_id, second_area_id=second.area_id, why=why, found_at=timezone.now(),
    )  # fmt: skip
