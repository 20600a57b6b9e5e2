"""Checkpoints (titik periksa): the ends of all chains, signed, written outside the database."""

from __future__ import annotations

import logging
import shlex
import subprocess
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError
from rantau.platform.access.actor import Actor
from rantau.platform.audit import checkpoint_files as files
from rantau.platform.audit.actions.recording import record
from rantau.platform.audit.checking import agreed_checkpoint
from rantau.platform.audit.models import Checkpoint, Head
from rantau.platform.audit.queries import last_checkpoint

SECONDS_TO_SEND = 60
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checkpointed:
    """A checkpoint that was written."""

    number: int
    chains: int
    line: str
    sent: bool | None
    """Whether the command took it; None where there is none."""


def write_checkpoint(*, by: Actor) -> Checkpointed:
    """Write down where all chains end now (menulis titik periksa). On the disk, and then known to the database."""
    _only_system(by)
    return _write(None)


def record_restore(*, by: Actor, reason: str) -> Checkpointed:
    """Say that the database was restored from a backup (mencatat pemulihan).

    Events after the last checkpoint that the database agrees with are gone, and the next checkpoint says so.
    """
    _only_system(by)
    if not reason.strip():
        raise InvalidValueError("Tulis mengapa basis data dipulihkan.")
    agreed = agreed_checkpoint(settings.CHECKPOINTS)
    with transaction.atomic():
        record(by=by, action="audit.record_restore", agreed=agreed, reason=reason.strip())
    return _write(agreed)


def _only_system(by: Actor) -> None:
    if by.kind != "system":
        raise InvalidValueError("Titik periksa ditulis oleh perintah atau pekerjaan latar.")


def _write(restore_to: int | None) -> Checkpointed:
    folder, now = settings.CHECKPOINTS, timezone.now()
    with files.alone(folder):
        before = _before(files.standing(folder))
        path = files.file_for(folder, now)
        heads = {head.chain: (head.seq, head.hash) for head in Head.objects.all()}
        full = restore_to is not None or not before.heads or not path.exists()
        line = files.signed_line(before.number + 1, now, heads, before, full=full, restore_to=restore_to)
        files.append(path, line)
        sent = _send(line)
        with transaction.atomic():
            Checkpoint.objects.create(number=before.number + 1, at=now, hash=files.line_hash(line), sent=sent)
    return Checkpointed(before.number + 1, len(heads), line, sent)


def _before(written: files.Standing) -> files.Standing:
    """The files know better than a database that may have been restored; without files the database tells."""
    known = last_checkpoint()
    if known is None or known.number <= written.number:
        return written
    return files.Standing(known.number, known.hash)


def _send(line: str) -> bool | None:
    """Give the line to the command of the installation, on its standard input. A failure is said, never raised."""
    if not settings.CHECKPOINT_COMMAND:
        return None
    command = shlex.split(settings.CHECKPOINT_COMMAND)
    try:
        done = subprocess.run(  # noqa: S603 - the administrator's own command
            command, input=line + "\n", text=True, capture_output=True, check=False, timeout=SECONDS_TO_SEND
        )
    except (OSError, subprocess.TimeoutExpired):
        logger.warning("RANTAU_CHECKPOINT_COMMAND tidak dapat dijalankan atau tidak selesai")
        return False
    if done.returncode:
        logger.warning("RANTAU_CHECKPOINT_COMMAND gagal dengan kode %s", done.returncode)
    return done.returncode == 0
