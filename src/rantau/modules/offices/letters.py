"""Letters (surat): a one-time code on paper, instead of a password that somebody else knows. Values and rules."""

from __future__ import annotations

import itertools
import re
import secrets
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

DIGITS = 16
"""53 bits: digits are what a phone types most easily, and guesses are limited."""
_GROUP = 4


class Purpose(StrEnum):
    """What a letter is for (guna surat)."""

    INVITATION = "undangan"
    """A new account: its holder says her name and chooses her password."""
    PASSWORD = "kata-sandi"  # noqa: S105 - the name of a purpose
    """A forgotten password: its holder chooses a new one; her second factor stays."""
    PHONE = "hp-hilang"
    """A lost phone: its holder also types her password; the old second factor ends."""


HOLDS_FOR = {
    Purpose.INVITATION: timedelta(days=30),
    Purpose.PASSWORD: timedelta(days=7),
    Purpose.PHONE: timedelta(days=3),
}


class LetterStanding(StrEnum):
    """How a letter stands (keadaan surat)."""

    UNOPENED = "belum-dibuka"
    OPENED = "dibuka"
    LATE = "lewat-waktu"
    CANCELLED = "diganti"


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """A letter at the only moment at which its code is known."""

    id: int
    account_id: int
    username: str
    purpose: Purpose
    code: str = field(repr=False)
    expires_at: datetime
    paired: bool = False
    """Whether it opens only together with a companion number, which is not on it."""
    codes: tuple[str, ...] = field(default=(), repr=False)
    """Printed with it, for whoever has no phone."""


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """A letter whose code was typed rightly."""

    id: int
    account_id: int
    purpose: Purpose


def new_code() -> str:
    """A fresh one-time code."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def in_groups(code: str) -> str:
    """A code as it is printed: 1234 5678 9012 3456."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def plain(typed: str) -> str:
    """A code as it was typed, without the spaces, dots and dashes between its groups; "" when it cannot be one."""
    found = re.sub(r"[\s.\-–]", "", typed)
    return found if re.fullmatch(rf"[0-9]{{{DIGITS}}}", found) else ""


def username_of(name: str, taken: Container[str]) -> str:
    """A user name for a person: `rina.contoh`, of the first two words of her name; with a number where it is taken."""
    plain_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain_name.replace("'", ""))
    base = ".".join(words[:2])[:56] or "akun"
    base = base if len(base) >= 3 else f"akun.{base}"
    numbers = itertools.chain([""], map(str, itertools.count(2)))
    return next(f"{base}{number}" for number in numbers if f"{base}{number}" not in taken)


_SHORT = {"operator_desa": "operator", "kepala_desa": "kepala", "pembina_kecamatan": "pembina"}
BULK_ROLES = tuple(_SHORT)
"""Roles that are invited for many areas at once."""


def username_for(role: str, names: tuple[str, str], taken: Container[str]) -> str:
    """A user name for a post: `operator.kelapian`; with the kecamatan where that is taken, then with a number.

    `names` are the area's and its parent's; `taken` holds user names in small letters.
    """
    short, (area, parent) = _SHORT[role], (_slug(name) for name in names)
    tries = [f"{short}.{area}", f"{short}.{area}.{parent}"] if parent else [f"{short}.{area}"]
    for name in tries:
        if name[:60] not in taken:
            return name[:60]
    number = 2
    while f"{tries[-1][:56]}{number}" in taken:
        number += 1
    return f"{tries[-1][:56]}{number}"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())
