"""Documents of a plan: which are there, and photographs of them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rantau.engines.procedure import load_rules
from rantau.kernel.errors import InvalidValueError, NotAllowedError
from rantau.modules.journeys.actions.plans import keep_judged
from rantau.modules.journeys.domain import PaperSaid
from rantau.modules.journeys.models import Paper, Photo, Plan
from rantau.modules.journeys.queries import NOT_FOUND
from rantau.modules.journeys.queries import plan as plan_of
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.db.drawing import one_at_a_time
from rantau.platform.files.actions import forget, keep, whole
from rantau.platform.files.images import write_photo

MOST_PHOTOS = 40
"""Of one plan."""


def note_papers(*, by: Actor, plan: int, said: Mapping[str, PaperSaid | None]) -> None:
    """Write down which documents are there (catat dokumen), by kind; None takes back that anybody asked."""
    found = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=found.area_id))
    _require_kinds(said)
    with transaction.atomic():
        locked = Plan.objects.select_for_update().get(pk=found.pk)
        Paper.objects.filter(plan=locked, kind__in=[kind for kind, paper in said.items() if paper is None]).delete()
        for kind, paper in said.items():
            if paper is not None:
                Paper.objects.update_or_create(
                    plan=locked,
                    kind=kind,
                    defaults={
                        "there": paper.there,
                        "expires": paper.expires.iso() if paper.there and paper.expires else "",
                        "noted_at": timezone.now(),
                        "noted_by": by.name,
                    },
                )
        keep_judged([locked])
        record(by=by, action="journeys.note_papers", subject_type="plan", subject_id=plan, area_code=found.area_id,
               papers=len(said))  # fmt: skip


def keep_photo(*, by: Actor, plan: int, key: UUID, kind: str, upload: IO[bytes]) -> int:
    """Keep a photograph of a document (simpan foto), drawn anew and sealed; the document then counts as there.

    Raises PhotoError. The same `key` again has no second effect.
    """
    found = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=found.area_id))
    _require_kinds([kind])
    with transaction.atomic():
        one_at_a_time(key)
        known = Photo.objects.filter(key=key, plan=found).first()
        if known is not None:
            return known.pk
        locked = Plan.objects.select_for_update().get(pk=found.pk)
        if locked.photos.count() >= MOST_PHOTOS:
            raise InvalidValueError(
                "Rencana ini sudah memuat 40 foto. Hapus yang tidak perlu.", code="foto-terlalu-banyak"
            )
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "foto.jpg"
            write_photo(upload, path)
            stored = keep(path=path)
        row = Photo.objects.create(
            plan=locked, kind=kind, file=stored, key=key, taken_at=timezone.now(), taken_by=by.name
        )
        Paper.objects.update_or_create(
            plan=locked, kind=kind, defaults={"there": True, "noted_at": timezone.now(), "noted_by": by.name}
        )
        keep_judged([locked])
        record(by=by, action="journeys.keep_photo", subject_type="plan", subject_id=plan, area_code=found.area_id,
               kind=kind)  # fmt: skip
    return row.pk


def open_photo(*, by: Actor, plan: int, photo: int) -> bytes:
    """The picture (lihat foto), as JPEG; every look leaves a trace."""
    found, row = _photo(by, plan, photo)
    with transaction.atomic():
        record(by=by, action="journeys.open_photo", subject_type="plan", subject_id=plan, area_code=found.area_id,
               kind=row.kind)  # fmt: skip
    return whole(stored=row.file)


def remove_photo(*, by: Actor, plan: int, photo: int) -> None:
    """Take a photograph away for good (hapus foto): its bytes too."""
    found, row = _photo(by, plan, photo)
    with transaction.atomic():
        row.delete()
        forget(contents=[row.file_id])
        record(by=by, action="journeys.remove_photo", subject_type="plan", subject_id=plan, area_code=found.area_id,
               kind=row.kind)  # fmt: skip


def _photo(by: Actor, plan: int, photo: int) -> tuple[Plan, Photo]:
    found = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=found.area_id))
    row = Photo.objects.select_related("file").filter(pk=photo, plan=found).first()
    if row is None:
        raise NotAllowedError(NOT_FOUND)
    return found, row


def _require_kinds(kinds: Mapping[str, object] | list[str]) -> None:
    unknown = [kind for kind in kinds if kind not in load_rules().documents]
    if unknown:
        raise InvalidValueError("Jenis dokumen ini tidak dikenal. Muat ulang halamannya.")
