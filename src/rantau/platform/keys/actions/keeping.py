"""Knowing, adding and copying keys, and allowing to seal anew.

The keyring file and the database are not one: each order of steps is such that a command killed between them can be run
again.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError
from rantau.platform.access.actor import Actor
from rantau.platform.approval.api import use_approval
from rantau.platform.audit.actions import record
from rantau.platform.crypto import KeysError
from rantau.platform.crypto.keys import (
    Keyring,
    forget,
    kept_in_file,
    keyring,
    keyring_anew,
    keys_file,
    write_copy,
    write_keyring,
)
from rantau.platform.durable_files import owner_of
from rantau.platform.keys.models import KnownKey
from rantau.platform.keys.queries import require_right_keys


def register_keys(*, by: Actor) -> int:
    """Make the keys of the keyring known to the database (mengenalkan kunci); says how many were new.

    Raises KeysError for a keyring that is not this database's.
    """
    require_right_keys()
    with transaction.atomic():
        known = set(KnownKey.objects.values_list("purpose", "number"))
        fresh = {place: mark for place, mark in keyring().marks().items() if place not in known}
        for (purpose, number), mark in fresh.items():
            KnownKey.objects.create(purpose=purpose, number=number, mark=mark, known_since=timezone.now())
        if fresh:
            record(by=by, action="keys.register", subject_type="key", keys=len(fresh))
    return len(fresh)


def add_key(*, by: Actor, purpose: str = "seal") -> int:
    """Add a new active key to the keyring file (menambah kunci); gives its number. Raises KeysError without file."""
    must_be_a_file()
    register_keys(by=by)
    ring = keyring_anew()
    keys = getattr(ring, purpose).with_new()
    last = KnownKey.objects.filter(purpose=purpose).order_by("-number").first()
    if last is not None and last.number >= keys.active:
        raise ConflictError("Nomor kunci baru pernah dipakai. Kembalikan gantungan kunci yang terbaru.")
    ring = ring.with_set(purpose, keys)
    with transaction.atomic():
        KnownKey.objects.create(
            purpose=purpose, number=keys.active, mark=ring.marks()[purpose, keys.active], known_since=timezone.now()
        )
        record(by=by, action="keys.add", subject_type="key", subject_id=f"{purpose}:{keys.active}")
        write_in_place(ring)
    forget()
    return int(keys.active)


def begin_rotation(*, by: Actor, new: bool) -> bool:
    """Allow sealing everything anew, with a new key if asked. False where it goes on with what was begun before.

    In production it takes an approval of two people ("keys.rotate"); raises NotAllowedError without one.
    """
    if new:
        must_be_a_file()
    register_keys(by=by)
    if not new and known_of("seal", keyring().seal.active).rotation_began is not None:
        return False
    with transaction.atomic():
        two_people(by, "keys.rotate")
        number = add_key(by=by) if new else keyring().seal.active
        known = known_of("seal", number)
        known.rotation_began = timezone.now()
        known.save(update_fields=["rotation_began"])
        record(by=by, action="keys.rotate", subject_type="key", subject_id=f"seal:{number}")
    return True


def copy_keyring(*, by: Actor, target: Path) -> None:
    """Write a copy for the safe (menyalin). Raises ConflictError where a file is already there."""
    require_right_keys()
    with transaction.atomic():
        record(by=by, action="keys.copy", subject_type="key")
        try:
            write_copy(target, keyring())
        except FileExistsError as error:
            raise ConflictError(f"{target} sudah ada; tidak ditimpa.") from error


def known_of(purpose: str, number: int) -> KnownKey:
    """The line of a key that is known."""
    return KnownKey.objects.get(purpose=purpose, number=number)


def must_be_a_file() -> None:
    """Raises KeysError where the keyring is no file of ours, with what to do instead."""
    if not kept_in_file():
        raise KeysError(
            "Kunci pemasangan ini datang dari RANTAU_KEYS atau RANTAU_KEYS_COMMAND, jadi tidak ditulis di sini. "
            "Ubah di tempat asalnya menurut docs/how-to/kunci.md, lalu mulai ulang situs dan pekerja."
        )


def two_people(by: Actor, kind: str) -> None:
    """Use up the approval of two people, but for the example regency."""
    if not settings.DEMO:
        use_approval(by=by, kind=kind, subject="seal")


def write_in_place(ring: Keyring) -> None:
    """In place of the file, with its owner: a command by root must not shut the site out."""
    path = keys_file()
    write_keyring(path, ring, owner=owner_of(path))
