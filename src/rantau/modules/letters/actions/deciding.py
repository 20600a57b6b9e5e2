"""The village head decides on a letter: with her account, or with her pen, which the clerk records."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.modules.letters.actions.letters import locked
from rantau.modules.letters.domain import (
    DECIDE,
    RECORD,
    Decided,
    Hold,
    Kind,
    Outcome,
    PaperOutcome,
    Standing,
    require_outcome,
    require_paper,
)
from rantau.modules.letters.holding import holds_of
from rantau.modules.letters.models import Letter, sealed_decision
from rantau.platform.access.actor import Actor
from rantau.platform.audit.actions import record
from rantau.platform.files.actions import forget, keep
from rantau.platform.files.images import write_photo
from rantau.platform.files.models import StoredFile

OPEN = (Standing.PREPARED, Standing.ON_PAPER, Standing.POSTPONED)
"""How a letter stands while its head can still decide."""


def decide_letter(
    *, by: Actor, letter: int, outcome: Outcome, head_name: str, head_title: str, reason: str = ""
) -> Outcome:
    """Decide on a letter (putusan kepala desa): she knows, she waits for what is due, or she does not know and why.

    Raises InvalidValueError for waiting where nothing is due, ConflictError for a letter that is decided.
    """
    with transaction.atomic():
        row = _open_one(by, letter, DECIDE)
        holds = _holds(row, outcome, reason)
        if not head_name.strip():
            raise InvalidValueError("Isi nama yang menandatangani.")
        said = reason.strip() if outcome is not Outcome.KNOWN else ""
        _put(by, row, outcome, Decided(head_name.strip(), head_title, said, holds), on_paper=False, photo=None)
        record(by=by, action="letters.decide", subject_type="letter", subject_id=row.pk, area_code=row.area_id,
               outcome=outcome.value, holds=len(holds))  # fmt: skip
    return outcome


def record_outcome(*, by: Actor, letter: int, said: PaperOutcome, upload: IO[bytes] | None = None) -> Standing:
    """Record what the head decided and signed on paper (mencatat putusan di kertas), with the photo of that paper.

    Who records does not decide: the trace names her, the paper names the head. Knowing may be recorded before its
    photo; what holds a letter up or refuses it may not. Raises PhotoError, InvalidValueError as `decide_letter`, and
    ConflictError for a letter that is decided.
    """
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        row = _open_one(by, letter, RECORD)
        holds = _holds(row, said.outcome, said.reason)
        require_paper(said, numbered=row.agenda is not None, photo=bool(upload), today=timezone.localdate())
        decided = Decided(
            said.head_name.strip(), said.head_title, said.reason.strip() if said.outcome is not Outcome.KNOWN else "",
            holds, said.decree.strip(), said.on.isoformat(),
        )  # fmt: skip
        photo = _kept(upload, Path(folder) / "foto.jpg") if upload else None
        _put(by, row, said.outcome, decided, on_paper=True, photo=photo)
        record(by=by, action="letters.record_outcome", subject_type="letter", subject_id=row.pk, area_code=row.area_id,
               outcome=said.outcome.value, holds=len(holds), photo=photo is not None)  # fmt: skip
        row.refresh_from_db()
    return row.standing


def _open_one(by: Actor, letter: int, permission: str) -> Letter:
    row = locked(by, letter, permission)
    if row.standing not in OPEN:
        raise ConflictError("Surat ini sudah diputuskan atau dicabut.")
    return row


def _holds(row: Letter, outcome: Outcome, reason: str) -> tuple[Hold, ...]:
    """What the letter waits for, where it is postponed; InvalidValueError for an outcome that the law does not give."""
    kind = Kind(row.kind)
    holds = holds_of(row.plan, timezone.localdate()) if kind is Kind.FAMILY else ()
    require_outcome(kind, outcome, holds, reason)
    return holds if outcome is Outcome.POSTPONED else ()


def _kept(upload: IO[bytes], path: Path) -> StoredFile:
    write_photo(upload, path)
    return keep(path=path)


def _put(
    by: Actor, row: Letter, outcome: Outcome, decided: Decided, *, on_paper: bool, photo: StoredFile | None
) -> None:
    """The decision in place of a former one; the photo of a former one goes."""
    former, now = row.photo_id, timezone.now()
    Letter.objects.filter(pk=row.pk).update(
        outcome=outcome, decision=sealed_decision(decided, row.pk), decided_at=now, decided_by=by.name,
        on_paper=on_paper, photo=photo, signed_at=now if photo else None,
    )  # fmt: skip
    if former is not None:
        forget(contents=[former])
