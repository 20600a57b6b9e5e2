"""Asking, approving, refusing, and using an approval once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.approval.kinds import PART, kind_of
from rantau.platform.approval.models import Decision, Request
from rantau.platform.approval.queries import may_decide
from rantau.platform.audit.actions import record


@dataclass(frozen=True, slots=True)
class Asked:
    """A request (permintaan) as other parts see it."""

    id: int
    kind: str
    subject: str
    area_code: str
    asked_by: int
    decided_by: int | None
    expires_at: datetime


@transaction.atomic
def ask(*, by: Actor, kind: str, subject: str, area_code: str, reason: str) -> Asked:
    """Ask for a step that needs two people (meminta). The same again, while it is open, gives the request there is.

    Raises NotAllowedError when the actor may not ask for it there or when it is about her own account,
    InvalidValueError without a reason.
    """
    known = kind_of(kind)
    require(by, known.ask, Subject(area_code=area_code))
    asker = _account_of(by)
    if known.concerns(subject) == asker:
        raise NotAllowedError("Ini tentang akun Anda sendiri: mintalah kepada rekan atau atasan Anda.")
    reason = _reason(reason)
    now = timezone.now()
    open_one = Request.objects.filter(
        kind=kind, subject=subject, asked_by=asker, decision="", expires_at__gt=now
    ).first()
    if open_one is not None:
        return _asked(open_one)
    row = Request.objects.create(
        kind=kind, subject=subject, area_code=area_code, reason=reason, asked_by=asker, asked_name=by.name,
        asked_at=now, expires_at=now + known.lifetime,
    )  # fmt: skip
    record(by=by, action="approval.ask", subject_type="approval", **_traced(row))
    return _asked(row)


@transaction.atomic
def approve(*, by: Actor, request: int, reason: str = "") -> Asked:
    """Say yes (menyetujui) as the second person. Raises NotAllowedError for the asker, the one concerned, and others
    without the permission; ConflictError when it is decided already or too old.
    """
    row = _decide(by, request, Decision.APPROVED, reason.strip()[:300])
    record(by=by, action="approval.approve", subject_type="approval", **_traced(row))
    return _asked(row)


@transaction.atomic
def refuse(*, by: Actor, request: int, reason: str) -> Asked:
    """Say no (menolak), with a reason. Raises as `approve` does."""
    row = _decide(by, request, Decision.REFUSED, _reason(reason))
    record(by=by, action="approval.refuse", subject_type="approval", **_traced(row))
    return _asked(row)


@transaction.atomic
def use_approval(*, by: Actor, kind: str, subject: str) -> Asked:
    """Take an approval away for the step itself (memakai persetujuan), in the transaction of that step.

    Whether `by` may take the step is the step's own question. Raises NotAllowedError, with words how to get one, when
    there is no approval that was said yes to, is not used and not expired. One approval is used once, also by two at
    the same moment: the second waits for the first and then finds it taken.
    """
    known, now = kind_of(kind), timezone.now()
    usable = Request.objects.filter(
        kind=kind, subject=subject, decision=Decision.APPROVED, used_at=None, expires_at__gt=now
    )
    with checking_everywhere(PART):
        row = usable.select_for_update().order_by("expires_at", "id").first()
        taken = row is not None and bool(usable.filter(pk=row.pk).update(used_at=now, used_name=by.name))
    if row is None or not taken:
        raise NotAllowedError(
            f"{known.label} memerlukan persetujuan orang kedua yang masih berlaku. "
            "Mintalah di halaman Persetujuan, lalu kerjakan setelah disetujui."
        )
    record(by=by, action="approval.use", subject_type="approval", **_traced(row))
    return _asked(row)


def _decide(by: Actor, number: int, decision: Decision, reason: str) -> Request:
    row = Request.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise NotAllowedError("Permintaan ini tidak ada atau bukan bagian Anda.")
    require(by, row.of_kind.approve, Subject(area_code=row.area_code))
    _account_of(by)
    if not may_decide(by, row):
        raise NotAllowedError("Yang meminta dan yang menyetujui harus dua orang, dan bukan orang yang bersangkutan.")
    now = timezone.now()
    if not row.is_open(now):
        raise ConflictError("Permintaan ini sudah diputus atau sudah lewat batas waktunya.")
    row.decision, row.decision_reason = decision, reason
    row.decided_by, row.decided_name, row.decided_at = by.id, by.name, now
    row.save(update_fields=["decision", "decision_reason", "decided_by", "decided_name", "decided_at"])
    return row


def _account_of(by: Actor) -> int:
    """Two people are two accounts: a command of the terminal is neither."""
    if by.kind != "user" or by.id is None:
        raise NotAllowedError("Permintaan dan persetujuan datang dari akun orang, bukan dari perintah.")
    return by.id


def _reason(text: str) -> str:
    text = " ".join(text.split())
    if len(text) < 5:
        raise InvalidValueError("Tulislah alasannya, paling sedikit lima huruf.")
    return text[:300]


def _traced(row: Request) -> dict[str, Any]:
    """What every event about a request says of it."""
    return {"subject_id": row.pk, "area_code": row.area_code, "kind": row.kind}


def _asked(row: Request) -> Asked:
    return Asked(row.pk, row.kind, row.subject, row.area_code, row.asked_by, row.decided_by, row.expires_at)
