"""What one account asks for and another carries out (usulan): posts, invitations and letters. Values and rules."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from datetime import date

from rantau.modules.offices.domain import ROLES, Period
from rantau.platform.access.permissions import sensitive
from rantau.platform.crypto.keys import keyring

POST, INVITATION, LETTER, LETTERS_AGAIN = (
    "offices.post", "offices.invitation", "offices.letter", "offices.letters_again",
)  # fmt: skip
"""Names of the kinds of requests. The subject of a LETTER is the number of the account."""
_COMPANION_DIGITS = 6


def needs_two(role: str) -> bool:
    """Whether one account alone must not give this role: it shows persons, or asks for or approves sensitive steps."""
    return bool(ROLES[role].permissions & sensitive())


def companion_of(request: int) -> str:
    """The companion number (nomor pendamping) of a request: shown to the asker only, and kept nowhere.

    The second person, who prints the letters, does not see it; the asker, who sees it, does not get the letters.
    """
    digest = hmac.digest(keyring().session, f"pendamping\0{request}".encode(), "sha256")
    return f"{int.from_bytes(digest) % 10**_COMPANION_DIGITS:0{_COMPANION_DIGITS}d}"


def plain_companion(typed: str) -> str | None:
    """A companion number as it was typed, without blanks; None when it cannot be one. Nothing typed stays nothing."""
    found = "".join(typed.split())
    return found if not found or (len(found) == _COMPANION_DIGITS and found.isascii() and found.isdigit()) else None


@dataclass(frozen=True, slots=True)
class Appointment:
    """A post to be given."""

    account_id: int
    role: str
    area_code: str
    period: Period
    decree: str = ""
    acting: bool = False

    def as_subject(self) -> str:
        """As the subject of a request; `read` gives it back."""
        return _packed(self.account_id, self.role, self.area_code, *_days(self.period), self.decree,
                       *([1] if self.acting else []))  # fmt: skip

    @classmethod
    def read(cls, subject: str) -> Appointment:
        """From the subject of a request."""
        account, role, area, start, end, decree, *acting = json.loads(subject)
        return cls(account, role, area, _period(start, end), decree, bool(acting))


@dataclass(frozen=True, slots=True)
class Invitation:
    """Offices to be invited: all areas of a kind without an active account, or those `inside` one area."""

    role: str
    inside: str
    period: Period
    decree: str = ""

    def as_subject(self) -> str:
        """As the subject of a request; `read` gives it back."""
        return _packed(self.role, self.inside, *_days(self.period), self.decree)

    @classmethod
    def read(cls, subject: str) -> Invitation:
        """From the subject of a request."""
        role, inside, start, end, decree = json.loads(subject)
        return cls(role, inside, _period(start, end), decree)


@dataclass(frozen=True, slots=True)
class Again:
    """Letters to be printed again: of the accounts that nobody has opened; role and area narrow them."""

    role: str
    area: str

    def as_subject(self) -> str:
        """As the subject of a request; `read` gives it back."""
        return _packed(self.role, self.area)

    @classmethod
    def read(cls, subject: str) -> Again:
        """From the subject of a request."""
        return cls(*json.loads(subject))


def _packed(*values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _days(period: Period) -> tuple[str, str]:
    return period.start.isoformat(), period.end.isoformat() if period.end else ""


def _period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end) if end else None)
