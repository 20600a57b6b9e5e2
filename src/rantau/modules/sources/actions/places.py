"""Saying what a place name means (nama tempat dipastikan): once, for all rows that wait and all that will come."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from rantau.engines.intake.types import PlaceMatch
from rantau.kernel.errors import ConflictError, RantauError
from rantau.modules.areas.api import Area, Level, home_regency
from rantau.modules.sources.actions.reading import plain_index
from rantau.modules.sources.domain import PlaceResolved
from rantau.modules.sources.events import on_places_changed
from rantau.modules.sources.models import LONGEST_KEY, Batch, PlaceAnswer, Row
from rantau.modules.sources.queries.batches import NotFoundError
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record


def resolve_place(*, by: Actor, key: str, area_code: str = "", outside: bool = False) -> PlaceResolved:
    """Remember that a name means a desa, or a place outside the regency; rows that wait with it get the answer."""
    with transaction.atomic():
        area = _chosen(by, area_code, outside)
        key = key.strip()
        if not key:
            raise RantauError("Nama tempat kosong.", code="tempat-kosong")
        if len(key) > LONGEST_KEY:
            raise RantauError(f"Nama tempat terlalu panjang; batasnya {LONGEST_KEY} huruf.", code="tempat-panjang")
        if PlaceAnswer.objects.select_for_update().filter(key=key, withdrawn_at__isnull=True).exists():
            raise ConflictError("Nama tempat ini sudah dipastikan. Cabut dulu jawaban yang lama.", code="sudah-dijawab")
        answer = PlaceAnswer.objects.create(
            key=key, area=area, outside=outside, answered_by=by.name, answered_at=timezone.now()
        )
        rows = list(Row.objects.filter(place_key=key, area__isnull=True, outside=False).values_list("pk", flat=True))
        district = area.parent_id if area else ""
        Row.objects.filter(pk__in=rows).update(
            area=area, outside=outside, area_probability=1.0, district_code=district or "", answer=answer
        )
        _recount(rows)
        _tell(rows, by)
        record(
            by=by, action="sources.resolve_place", subject_type="place_answer", subject_id=answer.pk,
            area_code=area_code, outside=outside, rows=len(rows),
        )  # fmt: skip
        return PlaceResolved(answer.pk, len(rows))


def withdraw_place(*, by: Actor, answer: int) -> PlaceResolved:
    """Take an answer back: its rows wait again, and new lists are no longer read by it."""
    with transaction.atomic():
        require(by, "sources.resolve_places")
        given = PlaceAnswer.objects.select_for_update().filter(pk=answer, withdrawn_at__isnull=True).first()
        if given is None:
            raise NotFoundError("Jawaban ini tidak ada atau sudah dicabut.")
        require(by, "sources.resolve_places", Subject(area_code=given.area_id or ""))
        given.withdrawn_by, given.withdrawn_at = by.name, timezone.now()
        given.save()
        rows = list(Row.objects.filter(answer=given).values_list("pk", flat=True))
        match = _without_answer(given.key)
        Row.objects.filter(pk__in=rows).update(
            area_id=match.code or None,
            outside=False,
            area_probability=match.probability,
            district_code=match.district_code,
            answer=None,
        )
        _recount(rows)
        _tell(rows, by)
        record(
            by=by, action="sources.withdraw_place", subject_type="place_answer", subject_id=answer,
            area_code=given.area_id or "", rows=len(rows),
        )  # fmt: skip
        return PlaceResolved(answer, len(rows))


def _without_answer(key: str) -> PlaceMatch:
    """What the name means by itself: the rows that had an answer go back to it."""
    village, district, regency = [*key.split("|"), "", ""][:3]
    return plain_index(home_regency().code).match(village, district, regency)


def _chosen(by: Actor, area_code: str, outside: bool) -> Area | None:
    if bool(area_code) == outside:
        raise RantauError("Pilih satu desa, atau “di luar kabupaten”.", code="pilihan-tempat")
    require(by, "sources.resolve_places", Subject(area_code=area_code))
    if outside:
        return None
    area = Area.objects.filter(code=area_code, level=Level.VILLAGE).first()
    if area is None:
        raise RantauError(f"Tidak ada desa dengan kode {area_code}.", code="desa-tidak-ada")
    return area


def _recount(rows: list[int]) -> None:
    """Counts of the hand-ins whose rows changed."""
    batches = set(Row.objects.filter(pk__in=rows).values_list("sheet__file__batch_id", flat=True))
    for batch in batches:
        stored = Row.objects.filter(sheet__file__batch_id=batch)
        Batch.objects.filter(pk=batch).update(
            resolved=stored.filter(area__isnull=False).count(), outside=stored.filter(outside=True).count()
        )


def _tell(rows: list[int], by: Actor) -> None:
    if rows:
        for listener in on_places_changed:
            listener(rows, by)
