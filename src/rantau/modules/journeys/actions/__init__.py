"""The verbs of journeys (tindakan): the only writers of its tables."""

from rantau.modules.journeys.actions.claims import add_claim, note_news, withdraw_claim
from rantau.modules.journeys.actions.contracts import read_contract
from rantau.modules.journeys.actions.conversations import keep_conversation, open_conversation, override_urgency
from rantau.modules.journeys.actions.likenesses import answer_pair, find_alike
from rantau.modules.journeys.actions.needs import note_needs, open_needs
from rantau.modules.journeys.actions.papers import keep_photo, note_papers, open_photo, remove_photo
from rantau.modules.journeys.actions.plans import amend_plan, open_particulars, read_rules_anew, record_plan
from rantau.modules.journeys.actions.residents import forget_residents, give_residents, look_up_residents

__all__ = [
    "add_claim",
    "amend_plan",
    "answer_pair",
    "find_alike",
    "forget_residents",
    "give_residents",
    "keep_conversation",
    "keep_photo",
    "look_up_residents",
    "note_needs",
    "note_news",
    "note_papers",
    "open_conversation",
    "open_needs",
    "open_particulars",
    "open_photo",
    "override_urgency",
    "read_contract",
    "read_rules_anew",
    "record_plan",
    "remove_photo",
    "withdraw_claim",
]
