"""Confirming what columns mean (arti kolom dipastikan): once for each layout, or for one hand-in of a desa."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from rantau.engines.intake.types import Field
from rantau.kernel.errors import RantauError
from rantau.modules.sources.domain import FIELD_LABELS, MappingConfirmed
from rantau.modules.sources.models import Batch, ColumnMapping, Sheet
from rantau.modules.sources.queries.batches import NotFoundError, batch_for, columns_of
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide, require
from rantau.platform.audit.actions import record


def confirm_mapping(*, by: Actor, batch: int, sheet: int, meanings: Sequence[Field]) -> MappingConfirmed:
    """Remember the meanings of the columns of a sheet, in order.

    Somebody responsible for the whole regency says it for every list with these headings; anybody else only for this
    hand-in, so that no desa changes how the lists of others are read.
    """
    with transaction.atomic():
        found = batch_for(by, batch, "sources.import")
        require(by, "sources.import", Subject(area_code=found.source.area_id))
        read = Sheet.objects.filter(pk=sheet, file__batch=found).first()
        if read is None:
            raise NotFoundError("Lembar ini tidak ditemukan dalam setoran.")
        columns = columns_of(read)
        _must_fit(meanings, len(columns))
        everywhere = bool(decide(by, "sources.import", Subject()))
        keep = _for_every_list if everywhere else _for_one_hand_in
        keep(by, found, read, meanings)
        changed = sum(1 for column, meaning in zip(columns, meanings, strict=True) if column.meaning is not meaning)
        record(
            by=by, action="sources.confirm_mapping", subject_type="batch", subject_id=batch,
            area_code=found.source.area_id, signature=read.signature, changed=changed, everywhere=everywhere,
        )  # fmt: skip
        return MappingConfirmed(batch, changed, everywhere)


def _for_every_list(by: Actor, batch: Batch, sheet: Sheet, meanings: Sequence[Field]) -> None:
    ColumnMapping.objects.update_or_create(
        signature=sheet.signature,
        defaults={
            "kind": sheet.kind or batch.source.kind,
            "meanings": [meaning.value for meaning in meanings],
            "confirmed_by": by.name,
            "confirmed_at": timezone.now(),
        },
    )


def _for_one_hand_in(_by: Actor, batch: Batch, sheet: Sheet, meanings: Sequence[Field]) -> None:
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    kind = sheet.kind or batch.source.kind
    locked.mappings = {**locked.mappings, sheet.signature: [kind, [meaning.value for meaning in meanings]]}
    locked.save(update_fields=["mappings"])


def _must_fit(meanings: Sequence[Field], columns: int) -> None:
    if len(meanings) != columns:
        raise RantauError(f"Lembar ini punya {columns} kolom, yang dikirim {len(meanings)}.", code="jumlah-kolom")
    named = [meaning for meaning in meanings if meaning is not Field.OTHER]
    twice = next((meaning for meaning in named if named.count(meaning) > 1), None)
    if twice is not None:
        raise RantauError(
            f"Dua kolom tidak boleh sama-sama berarti “{FIELD_LABELS[twice]}”. Pilih salah satu.", code="arti-ganda"
        )
    if Field.NAME not in named and Field.NIK not in named:
        raise RantauError("Tunjukkan kolom mana yang berisi nama atau NIK.", code="tanpa-nama")
