"""What may leave the room (kerahasiaan): shared answers, what the law requires, and contacts that are refused."""

from __future__ import annotations

from dataclasses import replace

from rantau.engines.screening.answers import Answers, chosen
from rantau.engines.screening.guide import Guide, Question, RequiredSharing
from rantau.engines.screening.indication import RefusedContact
from rantau.engines.screening.words import FrontKind, Recipient, Relation

ALWAYS = "yang mengajak berangkat tidak pernah menjadi jalan untuk menghubungi warga"


def shareable(answers: Answers, guide: Guide, recipient: Recipient = Recipient.NOTICE) -> Answers:
    """The answers that may go to a recipient: what the resident allows, and what the law has passed on to it.

    An indication for a notice is made from these answers alone (`evaluate(shareable(...), ...)`), so that nothing else
    shows through.
    """
    required = {
        question
        for rule in required_sharing(answers, guide)
        if rule.recipient is recipient
        for question in rule.questions
    }
    kept = tuple(answer for answer in answers.answers if answer.share or answer.question in required)
    return replace(answers, answers=kept)


def required_sharing(answers: Answers, guide: Guide) -> tuple[RequiredSharing, ...]:
    """Rules of law that apply to these answers."""
    kinds = front_kinds_answered(answers, guide)
    return tuple(rule for rule in guide.required_sharing if rule.front in kinds)


def front_kinds_answered(answers: Answers, guide: Guide) -> set[FrontKind]:
    """Reasons to come first that an answer gives by itself (a date of departure needs the day, see `evaluation`)."""
    return {kind for _, _, options in chosen(answers, guide) for option in options for kind in option.front}


def refused_contacts(answers: Answers, guide: Guide) -> tuple[RefusedContact, ...]:
    """Through whom the resident is not contacted: who took money, who is feared, and always the recruiter."""
    found: dict[Relation, list[Question]] = {Relation.RECRUITER: []}
    for question, _, options in chosen(answers, guide):
        for option in options:
            for relation in option.refuses:
                found.setdefault(relation, []).append(question)
    return tuple(_refused(relation, found[relation]) for relation in Relation if relation in found)


def _refused(relation: Relation, questions: list[Question]) -> RefusedContact:
    why = " dan ".join(question.refuses_because for question in questions)
    return RefusedContact(relation, why or ALWAYS, tuple(question.id for question in questions))
