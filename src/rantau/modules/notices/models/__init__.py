"""The tables of notices, and of the officer's letters about them."""

from rantau.modules.notices.models.letters import Letterhead, OfficeLetter, Referral, sealed_letter
from rantau.modules.notices.models.notices import ANSWER, ANSWERED, CHECK_WITHDRAWAL, SNAPSHOT, Check, Notice

__all__ = [
    "ANSWER",
    "ANSWERED",
    "CHECK_WITHDRAWAL",
    "SNAPSHOT",
    "Check",
    "Letterhead",
    "Notice",
    "OfficeLetter",
    "Referral",
    "sealed_letter",
]
