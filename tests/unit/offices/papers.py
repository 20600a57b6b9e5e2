"""What the tests of letters share."""

from __future__ import annotations

from rantau.modules.offices import api
from rantau.platform.access.actor import ANONYMOUS

DESA = "36.04.05.2001"
NEW = "ombak pagi di teluk banten"


def found(letter, code: str = ""):
    return api.find_letter(by=ANONYMOUS, username=letter.username, code=code or letter.code)
