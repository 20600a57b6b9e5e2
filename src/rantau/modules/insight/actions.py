"""Computing the answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from rantau.engines.estimation import KTP_OUTSIDE, UNDATED, count, measure_names, overlaps, reconcile, summarise
from rantau.modules.areas.api import home_regency
from rantau.modules.insight.domain import FIRST_YEAR, LAST_YEAR
from rantau.modules.insight.models import AnswerRun, AreaCount, ListCount, SharedCount
from rantau.modules.people.api import Progress, decisions_mark, latest_run, link_people, sightings
from rantau.modules.sources.api import hand_ins
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import require
from rantau.platform.audit.actions import record

CHUNK = 5000
HALF = 32
"""Of a fingerprint: the first half tells the hand-ins, the second what reviewers decided."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Result of a computation."""

    run: int
    rows: int
    persons: int


def compute_answer(*, by: Actor, first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> Answered:
    """Count persons and set the lists side by side, from the linkage as it stands; keep it as a new run."""
    require(by, "insight.compute")
    with transaction.atomic():
        linked = latest_run(by)
        seen = list(sightings(by))
        people = summarise(seen)
        run = AnswerRun.objects.create(
            computed_at=timezone.now(),
            computed_by=by.name,
            first_year=first_year,
            last_year=last_year,
            linkage_version=linked.version if linked else "",
            rows=len(seen),
            persons=len(people),
            fingerprint=_fingerprint(by),
        )
        regency, years = home_regency().code, range(first_year, last_year + 1)
        counts, names = count(people, regency, years), {UNDATED, KTP_OUTSIDE, *measure_names(years)}
        AreaCount.objects.bulk_create(
            (AreaCount(run=run, area_id=area, measure=measure, value=value)
             for (area, measure), value in counts.items() if measure in names),
            batch_size=CHUNK,
        )  # fmt: skip
        ListCount.objects.bulk_create(
            (ListCount(run=run, area_id=cell.area, year=cell.year, kind=cell.kind.value, rows=cell.rows,
                       persons=cell.persons, only_here=cell.only_here) for cell in reconcile(seen, regency)),
            batch_size=CHUNK,
        )  # fmt: skip
        SharedCount.objects.bulk_create(
            SharedCount(run=run, first=pair.first.value, second=pair.second.value, persons=pair.persons)
            for pair in overlaps(seen)
        )
        record(by=by, action="insight.compute", subject_type="answer_run", subject_id=run.pk, rows=len(seen),
               persons=len(people), first_year=first_year, last_year=last_year)  # fmt: skip
    return Answered(run=run.pk, rows=len(seen), persons=len(people))


def _fingerprint(by: Actor) -> str:
    counting = hand_ins(by, permission="insight.view")
    counted = sorted((hand_in.batch, hand_in.rows, hand_in.resolved, hand_in.outside) for hand_in in counting)
    return hashlib.sha256(repr(counted).encode()).hexdigest()[:HALF] + decisions_mark(by)[:HALF]


def refresh(*, by: Actor, on_progress: Progress = lambda *_: None) -> Answered | None:
    """Link and compute anew, unless the newest answer rests on the same hand-ins and decisions already (then None).

    After decisions alone the persons are right already: then it only computes.
    """
    require(by, "insight.compute")
    newest, now = AnswerRun.objects.first(), _fingerprint(by)
    if newest is not None and newest.fingerprint == now:
        return None
    with transaction.atomic():  # persons never stand without the answer that counts them
        if newest is None or newest.fingerprint[:HALF] != now[:HALF]:
            link_people(by=by, on_progress=on_progress)
        on_progress("Menghitung jawaban", 0, 1)
        answered = compute_answer(by=by)
    on_progress("Menghitung jawaban", 1, 1)
    return answered


def note_export(*, by: Actor, run: int, form: str, rows: int) -> None:
    """Leave the trace of a download."""
    require(by, "insight.export")
    with transaction.atomic():
        record(by=by, action="insight.export", subject_type="answer_run", subject_id=run, form=form, rows=rows)
