"""How much one account may leave open (jatah setoran): checked hand-ins that nobody stored yet, and their files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Sum

from rantau.kernel.errors import RantauError
from rantau.modules.sources.actions.hand_in import GivenFile
from rantau.modules.sources.domain import KEPT_UNSAVED, MOST_OPEN, MOST_OPEN_BYTES, BatchState
from rantau.modules.sources.models import Batch
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import Actor

_MEGABYTE = 1024 * 1024


class QuotaError(RantauError):
    """An account leaves too much open; nothing was read."""

    code = "jatah-penuh"


@dataclass(slots=True)
class Room:
    """How many more hand-ins an account may open in this transaction; None: as many as there are."""

    left: int | None

    def must_be_there(self) -> None:
        """Raises QuotaError where no other may be opened."""
        if self.left is not None and self.left < 1:
            raise QuotaError(
                f"Paling banyak {MOST_OPEN} setoran boleh menunggu disimpan pada satu akun. Simpan atau buang dulu "
                f"sebagian (lihat Hari ini), lalu kirim lagi. Yang tidak disimpan dibuang sendiri sesudah "
                f"{KEPT_UNSAVED.days} hari."
            )

    def take(self) -> None:
        """One is opened. Raises QuotaError."""
        self.must_be_there()
        if self.left is not None:
            self.left -= 1


def room_for(by: Actor, files: Sequence[GivenFile]) -> Room:
    """The room that is left. Raises QuotaError where these files do not fit in. A command at the terminal has no limit.

    Until the transaction ends no other of this account is told anything: two uploads at once do not both fit in.
    """
    if by.kind != "user" or not files:
        return Room(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('sources.open', %s))", [by.id])
    with checking_everywhere("sources.import"):  # her own, also where she works no more
        mine = Batch.objects.filter(handed_in_by=by.id, state=BatchState.CHECKED).order_by()
        there = mine.aggregate(count=Count("pk", distinct=True), size=Sum("files__stored__size"))
    _must_fit(there["size"] or 0, sum(file.path.stat().st_size for file in files))
    room = Room(MOST_OPEN - there["count"])
    room.must_be_there()
    return room


def _must_fit(there: int, more: int) -> None:
    if there + more > MOST_OPEN_BYTES:
        raise QuotaError(
            f"Berkas yang menunggu disimpan pada satu akun paling banyak {MOST_OPEN_BYTES // _MEGABYTE} MB. Pada akun "
            f"Anda sudah ada {_megabytes(there)} MB, dan kiriman ini {_megabytes(more)} MB. Simpan atau buang dulu "
            "sebagian setoran (lihat Hari ini), lalu kirim lagi."
        )


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f}".replace(".", ",")
