"""What is done with notices: sending, taking on, checking, answering."""

from rantau.modules.notices.actions.answering import answer, look, record_check, take_on, withdraw_check
from rantau.modules.notices.actions.counter import answer_family, open_return_papers
from rantau.modules.notices.actions.office_letters import cancel_letter, open_letter, set_letterhead, write_letter
from rantau.modules.notices.actions.sending import prepare, send
from rantau.modules.notices.actions.workbooks import note_export, take_in

__all__ = [
    "answer",
    "answer_family",
    "cancel_letter",
    "look",
    "note_export",
    "open_letter",
    "open_return_papers",
    "prepare",
    "record_check",
    "send",
    "set_letterhead",
    "take_in",
    "take_on",
    "withdraw_check",
    "write_letter",
]
