"""Sending a monthly summary."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError
from rantau.modules.recaps.domain import MOST, Counts, Summary, first_of, require_sayable
from rantau.modules.recaps.models import Recap
from rantau.modules.recaps.queries import as_summary, counted, village
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record

_LOCK = 36_32


def send_recap(
    *, by: Actor, area_code: str, month: date, counts: Counts, nihil: bool, abroad: int | None = None,
    from_paper: bool = False,
) -> Summary:  # fmt: skip
    """Send what a village says of a month (mengirim rekap); once more with other numbers corrects it.

    The numbers of the plans on that day are kept beside it. The same again has no second effect.
    """
    require(by, "recaps.send", Subject(area_code=area_code))
    require_sayable(counts, nihil)
    month = first_of(month)
    if month >= first_of(timezone.localdate()):
        raise InvalidValueError("Bulan itu belum berakhir.")
    if abroad is not None and not 0 <= abroad <= MOST:
        raise InvalidValueError(f"Jumlah antara 0 dan {MOST}.")
    area = village(by, area_code)
    said = {**asdict(counts), "nihil": nihil, "abroad": abroad, "from_paper": from_paper}
    with transaction.atomic():
        _one_at_a_time(area_code, month)
        known = Recap.objects.filter(area=area, month=month).first()
        if known is not None and all(getattr(known, part) == value for part, value in said.items()):
            return as_summary(known)
        plans = counted(by, area_code, month)
        beside = {f"counted_{part}": value for part, value in asdict(plans).items()} if plans else {}
        Recap.objects.update_or_create(
            area=area, month=month, defaults=said | beside | {"sent_at": timezone.now(), "sent_by": by.name}
        )
        before = {f"was_{part}": getattr(known, part) for part in asdict(counts)} if known else {}
        record(by=by, action="recaps.send_recap", subject_type="recap", subject_id=f"{month:%Y-%m}",
               area_code=area_code, **asdict(counts), **before)  # fmt: skip
        return as_summary(Recap.objects.get(area=area, month=month))


def note_export(*, by: Actor, month: date, form: str, rows: int) -> None:
    """Write down that a month's table was taken away (mengunduh rekap)."""
    require(by, "recaps.view")
    with transaction.atomic():
        record(by=by, action="recaps.note_export", subject_type="recap", subject_id=f"{month:%Y-%m}", form=form,
               rows=rows)  # fmt: skip


def _one_at_a_time(area_code: str, month: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, f"{area_code} {month}"])
