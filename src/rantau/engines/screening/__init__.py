"""The conversation guide (panduan percakapan): observed signs -> an explained indication and the next step. No Django.

    guide = load_guide()
    answers = read_answers({"guide": "2026-11", "answers": [{"question": "takut", "options": ["suami-istri"]}]})
    indication = evaluate(answers, guide, on=date(2026, 11, 24))

It informs and accompanies. It gives no number, names no person, and decides nothing: docs/explanation/percakapan.md.
"""

from rantau.engines.screening.answers import Answer, Answers, read_answers, stage_of
from rantau.engines.screening.evaluation import evaluate, front_from
from rantau.engines.screening.guide import Contact, Guide, Option, Phone, Question, Sign, Step
from rantau.engines.screening.guide_files import guide_on, load_guide, read_contacts, versions
from rantau.engines.screening.indication import (
    DimensionFinding,
    FoundSign,
    FrontFinding,
    Indication,
    JudgedIndication,
    NextStep,
    Override,
    RefusedContact,
    StillUnclear,
    override,
)
from rantau.engines.screening.published import as_json, as_text
from rantau.engines.screening.sharing import refused_contacts, required_sharing, shareable
from rantau.engines.screening.words import (
    DECLINED,
    UNKNOWN,
    AskedOf,
    Dimension,
    FrontKind,
    Recipient,
    Relation,
    Stage,
    StepKind,
    Strength,
    Urgency,
)

__all__ = [
    "DECLINED",
    "UNKNOWN",
    "Answer",
    "Answers",
    "AskedOf",
    "Contact",
    "Dimension",
    "DimensionFinding",
    "FoundSign",
    "FrontFinding",
    "FrontKind",
    "Guide",
    "Indication",
    "JudgedIndication",
    "NextStep",
    "Option",
    "Override",
    "Phone",
    "Question",
    "Recipient",
    "RefusedContact",
    "Relation",
    "Sign",
    "Stage",
    "Step",
    "StepKind",
    "StillUnclear",
    "Strength",
    "Urgency",
    "as_json",
    "as_text",
    "evaluate",
    "front_from",
    "guide_on",
    "load_guide",
    "override",
    "read_answers",
    "read_contacts",
    "refused_contacts",
    "required_sharing",
    "shareable",
    "stage_of",
    "versions",
]
