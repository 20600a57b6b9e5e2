"""What is done with notices: sending, taking on, checking, answering."""

from rantau.modules.notices.actions.answering import answer, look, record_check, take_on
from rantau.modules.notices.actions.sending import send

__all__ = ["answer", "look", "record_check", "send", "take_on"]
