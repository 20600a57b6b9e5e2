"""Verbs of offices: the only code that writes accounts, posts, letters and offices."""

from rantau.modules.offices.actions.accounts import create_account, disable_account, enable_account
from rantau.modules.offices.actions.handing_over import HandedOver, Successor, hand_over, propose_hand_over
from rantau.modules.offices.actions.letters import invite_offices, issue_letter, reissue_letters
from rantau.modules.offices.actions.lost_phone import issue_phone_letter, report_lost_phone
from rantau.modules.offices.actions.opening import find_letter, open_letter, open_phone_letter
from rantau.modules.offices.actions.own_sessions import end_other_sessions, end_own_session
from rantau.modules.offices.actions.posts import assign_post, end_post, register_office, withdraw_post
from rantau.modules.offices.actions.proposing import (
    carry_out,
    propose_invitation,
    propose_letter,
    propose_letters_again,
    propose_post,
)

__all__ = [
    "HandedOver",
    "Successor",
    "assign_post",
    "carry_out",
    "create_account",
    "disable_account",
    "enable_account",
    "end_other_sessions",
    "end_own_session",
    "end_post",
    "find_letter",
    "hand_over",
    "invite_offices",
    "issue_letter",
    "issue_phone_letter",
    "open_letter",
    "open_phone_letter",
    "propose_hand_over",
    "propose_invitation",
    "propose_letter",
    "propose_letters_again",
    "propose_post",
    "register_office",
    "reissue_letters",
    "report_lost_phone",
    "withdraw_post",
]
