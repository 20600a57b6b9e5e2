"""Through whom a resident is reached (kontak aman): never through whom she fears, or who took money."""

from __future__ import annotations

from rantau.engines.screening import RefusedContact, Relation, load_guide, refused_contacts
from rantau.modules.journeys.models import Conversation, Plan
from rantau.modules.journeys.talking import answers_of
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide

RECRUITER_NEVER = "Yang mengajak berangkat tidak dipakai sebagai kontak aman."
NOT_THIS_ONE = "Orang ini tidak dipakai sebagai kontak aman: {why}. Minta warga menyebut orang lain."


def refused_by(row: Conversation) -> dict[str, RefusedContact]:
    """Who is refused by a conversation, by relation."""
    return {found.relation.value: found for found in refused_contacts(answers_of(row), load_guide(row.guide))}


def refuses_contact(by: Actor, plan: Plan, relation: str) -> str:
    """Why somebody of this relation may not be the safe contact; "" when nothing is known against it.

    The reason comes from the latest conversation, so it is told only to those who may talk.
    """
    if relation == Relation.RECRUITER:
        return RECRUITER_NEVER
    if not relation or not decide(by, "journeys.talk", Subject(area_code=plan.area_id)):
        return ""
    last = Conversation.objects.filter(plan=plan).order_by("-pk").first()
    found = refused_by(last).get(relation) if last else None
    return NOT_THIS_ONE.format(why=found.why) if found else ""
