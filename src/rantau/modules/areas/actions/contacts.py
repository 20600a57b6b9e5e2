"""Telephone numbers of services near people: dated, with a source; a wrong one ends, nothing is overwritten."""

from __future__ import annotations

import re
from datetime import date

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError, NotAllowedError
from rantau.modules.areas.domain import KEEP_CONTACTS, Service
from rantau.modules.areas.models import LocalContact
from rantau.modules.areas.queries import contacts
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record

_NUMBER = re.compile(r"\+?[0-9][0-9 -]{1,38}")
NOT_THERE = "Nomor ini tidak ditemukan di wilayah tugas Anda."


@transaction.atomic
def keep_contact(
    *, by: Actor, area_code: str, service: Service, name: str, number: str, source: str, checked_on: date,
    instead_of: int | None = None,
) -> int:  # fmt: skip
    """Write down a number (catat nomor setempat); gives its id. The same number again is only checked anew.

    `instead_of` ends the number whose place this one takes. InvalidValueError for what cannot be a number, or a day.
    """
    require(by, KEEP_CONTACTS, Subject(area_code))
    number = " ".join(number.split())
    if not _NUMBER.fullmatch(number):
        raise InvalidValueError("Nomor ini tidak terbaca. Tulis angkanya, misalnya 0254 280 123.", code="nomor")
    if not name.strip() or not source.strip():
        raise InvalidValueError("Isi nama layanannya dan dari mana nomornya.", code="nomor")
    if checked_on > timezone.localdate():
        raise InvalidValueError("Tanggal diperiksa belum tiba.", code="tanggal")
    if instead_of is not None:
        _end(by, instead_of)
    said = {"name": name.strip(), "source": source.strip(), "checked_on": checked_on}
    row, _new = LocalContact.objects.update_or_create(
        area_id=area_code, service=service, number=number, ended_at=None,
        defaults={**said, "recorded_at": timezone.now(), "recorded_by": by.name},
    )  # fmt: skip
    record(by=by, action="areas.keep_contact", subject_type="area", subject_id=area_code, area_code=area_code,
           service=service.value)  # fmt: skip
    return row.pk


@transaction.atomic
def end_contact(*, by: Actor, contact: int) -> None:
    """A number is not used any more (cabut nomor setempat)."""
    row = _end(by, contact)
    record(by=by, action="areas.end_contact", subject_type="area", subject_id=row.area_id, area_code=row.area_id,
           service=row.service)  # fmt: skip


def _end(by: Actor, contact: int) -> LocalContact:
    row = contacts(by).filter(pk=contact).first()
    if row is None:
        raise NotAllowedError(NOT_THERE)
    require(by, KEEP_CONTACTS, Subject(row.area_id))
    LocalContact.objects.filter(pk=row.pk).update(ended_at=timezone.now())
    return row
