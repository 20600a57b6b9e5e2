"""What there is to know about keys: how they stand, what stands on them, whether they are the right ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rantau.platform.crypto import KeysError, declared_sealed
from rantau.platform.crypto.keys import keyring
from rantau.platform.keys.columns import Place, broken, counts, place_of
from rantau.platform.keys.models import KnownKey
from rantau.platform.keys.places import declared_resealers

MOST_SEALS = 2**32
"""One key with random nonces (NIST SP 800-38D 8.3). What stands is fewer than what was sealed: warn at a quarter."""
WARN_AT = MOST_SEALS // 4


@dataclass(frozen=True, slots=True)
class Standing:
    """A key (kunci) and what stands on it."""

    purpose: str
    number: int
    active: bool
    known_since: datetime | None
    values: int

    @property
    def nearly_full(self) -> bool:
        """Whether a new key is due."""
        return self.values >= WARN_AT


def wrong_keys() -> list[str]:
    """What is wrong with the keyring for this database, in words; empty when it is the right one.

    Raises KeysError where there is none.
    """
    marks = keyring().marks()
    found = []
    for known in KnownKey.objects.filter(retired_at=None).only("purpose", "number", "mark"):
        mark = marks.get((known.purpose, known.number))
        what = f"Kunci {PURPOSES[known.purpose]} nomor {known.number}"
        if mark is None:
            found.append(f"{what} hilang dari gantungan kunci. Kembalikan salinan terbarunya.")
        elif mark != bytes(known.mark):
            found.append(f"{what} bukan kunci basis data ini. Kembalikan gantungan kunci yang benar.")
    return found


PURPOSES = {
    "seal": "segel",
    "backup": "cadangan",
    "index": "indeks",
    "session": "sesi",
    "checkpoint": "titik periksa",
}


def require_right_keys() -> None:
    """Raises KeysError, in words, where the keyring is missing, half or another installation's."""
    if found := wrong_keys():
        raise KeysError(" ".join(found))


def places() -> list[Place]:
    """Every sealed column that is in the database."""
    return [place for column in declared_sealed() if (place := place_of(column)) is not None]


def counts_by_place() -> dict[str, dict[int, int]]:
    """For each place the values on each key."""
    return {place.name: counts(place) for place in places()} | {
        resealer.name: dict(resealer.count()) for resealer in declared_resealers()
    }


def standings(by_place: dict[str, dict[int, int]]) -> list[Standing]:
    """All seal and backup keys of the keyring, with what stands on them."""
    ring = keyring()
    since = {(known.purpose, known.number): known.known_since for known in KnownKey.objects.all()}
    return [
        Standing(
            purpose, number, number == keys.active, since.get((purpose, number)),
            sum(found.get(number, 0) for found in by_place.values()) if purpose == "seal" else 0,
        )
        for purpose, keys in (("seal", ring.seal), ("backup", ring.backup))
        for number in sorted(keys.keys)
    ]  # fmt: skip


def opened_samples(sample: int = 200) -> dict[str, tuple[int, int]]:
    """For each place how many values were tried and how many do not open."""
    return {place.name: broken(place, sample) for place in places()} | {
        resealer.name: resealer.sample(sample) for resealer in declared_resealers()
    }
