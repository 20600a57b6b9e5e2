"""The signed and stamped paper comes back as a photo."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError
from rantau.modules.letters.domain import VIEW, WRITE, Standing
from rantau.modules.letters.models import Letter
from rantau.modules.letters.queries import letter as letter_of
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.files.actions import keep, whole
from rantau.platform.files.images import write_photo


def sign_letter(*, by: Actor, letter: int, upload: IO[bytes]) -> None:
    """Keep the photo of the signed paper (surat ditandatangani); from then on its public page says it is in force.

    Raises PhotoError, and ConflictError for a letter without a number or already signed.
    """
    found = letter_of(by, letter)
    require(by, WRITE, Subject(area_code=found.area_id))
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        row = Letter.objects.select_for_update().get(pk=found.pk)
        if row.standing is not Standing.NUMBERED:
            raise ConflictError("Foto tanda tangan diunggah sekali, setelah surat bernomor dan dicetak.")
        path = Path(folder) / "foto.jpg"
        write_photo(upload, path)
        Letter.objects.filter(pk=row.pk).update(photo=keep(path=path), signed_at=timezone.now())
        record(by=by, action="letters.sign", subject_type="letter", subject_id=row.pk, area_code=row.area_id)


def open_signature(*, by: Actor, letter: int) -> bytes:
    """The photo (lihat foto), as JPEG; every look leaves a trace."""
    row = letter_of(by, letter)
    require(by, VIEW, Subject(area_code=row.area_id))
    if row.photo is None:
        raise ConflictError("Surat ini belum mempunyai foto tanda tangan.")
    with transaction.atomic():
        record(by=by, action="letters.open_signature", subject_type="letter", subject_id=row.pk, area_code=row.area_id)
    return whole(stored=row.photo)
