"""Verbs of letters."""

from rantau.modules.letters.actions.letters import decide_letter, number_letter, prepare_letter, withdraw_letter
from rantau.modules.letters.actions.paper import check_code, open_for_print

__all__ = [
    "check_code",
    "decide_letter",
    "number_letter",
    "open_for_print",
    "prepare_letter",
    "withdraw_letter",
]
