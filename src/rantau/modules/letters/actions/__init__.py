"""Verbs of letters."""

from rantau.modules.letters.actions.accompanying import open_card, open_proof, record_proof
from rantau.modules.letters.actions.deciding import decide_letter, record_outcome
from rantau.modules.letters.actions.from_afar import close_link, fill_link, give_link, open_answer
from rantau.modules.letters.actions.letters import number_letter, prepare_letter, withdraw_letter
from rantau.modules.letters.actions.paper import check_code, open_for_print
from rantau.modules.letters.actions.signing import open_signature, sign_letter

__all__ = [
    "check_code",
    "close_link",
    "decide_letter",
    "fill_link",
    "give_link",
    "number_letter",
    "open_answer",
    "open_card",
    "open_for_print",
    "open_proof",
    "open_signature",
    "prepare_letter",
    "record_outcome",
    "record_proof",
    "sign_letter",
    "withdraw_letter",
]
