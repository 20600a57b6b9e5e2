"""Retiring an old key (membuang kunci lama)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.platform.access.actor import Actor
from rantau.platform.audit.actions import record
from rantau.platform.crypto.keys import forget, kept_in_file, keyring_anew
from rantau.platform.keys.actions.keeping import (
    known_of,
    register_keys,
    two_people,
    write_in_place,
)
from rantau.platform.keys.actions.rotation import GRACE, settle
from rantau.platform.keys.queries import counts_by_place


def retire_key(*, by: Actor, number: int, grace: float = GRACE) -> None:
    """Take an old seal key out of the keyring file (membuang kunci lama), once nothing stands on it.

    Where the keys come from elsewhere, the database only learns that it may be missing.

    Raises ConflictError while something does, InvalidValueError for the active or an unknown key, NotAllowedError
    without an approval in production.
    """
    register_keys(by=by)
    ring = keyring_anew()
    if number not in ring.seal.keys or number == ring.seal.active:
        raise InvalidValueError(f"Kunci segel nomor {number} tidak ada atau sedang aktif; tidak dapat dibuang.")
    settle(by=by, grace=grace)
    _must_stand_free(number)
    with transaction.atomic():
        known = known_of("seal", number)
        if known.retired_at is None:
            two_people(by, "keys.retire")
            known.retired_at = timezone.now()
            known.save(update_fields=["retired_at"])
            record(by=by, action="keys.retire", subject_type="key", subject_id=f"seal:{number}")
    if kept_in_file():
        write_in_place(ring.with_set("seal", ring.seal.without(number)))
    forget()


def _must_stand_free(number: int) -> None:
    standing = {place: found[number] for place, found in counts_by_place().items() if found.get(number)}
    if standing:
        where = ", ".join(f"{place} ({count})" for place, count in standing.items())
        raise ConflictError(f"Masih ada nilai pada kunci nomor {number}: {where}. Jalankan dahulu: rantau keys rotate.")
