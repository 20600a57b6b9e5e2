"""JSON Schema of what `rantau screening evaluate` takes and gives (bentuk masukan dan hasil)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rantau.engines.screening.answers import MOST
from rantau.engines.screening.guide import Guide, Question
from rantau.engines.screening.words import (
    Dimension,
    FrontKind,
    Recipient,
    Relation,
    StepKind,
    Strength,
    Urgency,
)
from rantau.kernel.citation import Certainty

Json = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Json = {"type": "string"}
_FLAG: Json = {"type": "boolean"}
_DAY: Json = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def answers_schema(guide: Guide) -> Json:
    """The answers of one conversation. What the schema cannot say (a question once) the reading says."""
    return {
        "$schema": _DRAFT,
        "title": "Jawaban satu percakapan (rantau screening evaluate)",
        "description": "Tanpa nama, NIK atau teks bebas: tidak ada yang mengatakan siapa orangnya.",
        **_object(
            {
                "guide": {"const": guide.version},
                "answers": {
                    "type": "array",
                    "maxItems": MOST,
                    "items": {"oneOf": [_answer(question) for question in guide.questions]},
                },
            }
        ),
    }


def _answer(question: Question) -> Json:
    options: Json = {
        "type": "array",
        "minItems": 1,
        "uniqueItems": True,
        "items": {"enum": [option.id for option in question.options]},
    }
    if not question.several:
        options["maxItems"] = 1
    share = {**_FLAG, "description": "boleh dibagikan; bila tidak ditulis: tidak"}
    properties = {"question": {"const": question.id}, "options": options, "share": share}
    if question.needs_date:
        dated = " atau ".join(option.id for option in question.options if option.needs_date)
        properties["date"] = {**_DAY, "description": f"wajib untuk {dated}"}
    return {**_object(properties, required=("question", "options")), "description": question.wording}


def indication_schema(guide: Guide) -> Json:
    """The indication. There is no number in it."""
    return {
        "$schema": _DRAFT,
        "title": "Petunjuk satu percakapan (rantau screening evaluate)",
        **_object(
            {
                "guide": {"const": guide.version},
                "on": _DAY,
                "urgency": _choice(Urgency),
                "urgency_words": _choice(urgency.words for urgency in Urgency),
                "front": _FLAG,
                "front_reasons": _list(_front_reason(guide)),
                "signs": _list(_sign(guide)),
                "dimensions": _list(_dimension(guide)),
                "unclear": _list(_object({"question": _questions(guide), "wording": _TEXT, "declined": _FLAG})),
                "refused_contacts": _list(_object({"relation": _choice(Relation), "words": _TEXT, "why": _TEXT})),
                "required_sharing": _list(_required_sharing(guide)),
                "steps": _list(_step(guide)),
                "caution": _TEXT,
                "rule": _object({"words": _TEXT, "sources": _SOURCES}),
            }
        ),
    }


def _front_reason(guide: Guide) -> Json:
    questions = _list(_questions(guide))
    kind = _choice(FrontKind)
    return _object({"kind": kind, "words": _TEXT, "why": _TEXT, "questions": questions, "sources": _SOURCES})


def _sign(guide: Guide) -> Json:
    return _object(
        {
            "sign": _choice(sign.id for sign in guide.signs),
            "words": _TEXT,
            "weight": _choice(strength.words for strength in Strength),
            "dimension": _choice(Dimension),
            "why": _TEXT,
            "questions": _list(_questions(guide)),
            "may_share": _FLAG,
            "sources": _SOURCES,
        }
    )


def _dimension(guide: Guide) -> Json:
    signs = _list(_choice(sign.id for sign in guide.signs))
    return _object({"dimension": _choice(Dimension), "words": _TEXT, "signs_agree": _FLAG, "signs": signs})


def _required_sharing(guide: Guide) -> Json:
    return _object(
        {
            "rule": _choice(rule.id for rule in guide.required_sharing),
            "recipient": _choice(Recipient),
            "questions": _list(_questions(guide)),
            "words": _TEXT,
            "basis": _TEXT,
            "sources": _SOURCES,
        }
    )


def _step(guide: Guide) -> Json:
    return _object(
        {
            "step": _choice(step.id for step in guide.steps),
            "kind": _choice(StepKind),
            "needs_choice": _FLAG,
            "words": _TEXT,
            "because": _list(_TEXT),
            "contacts": _list(_contact()),
            "sources": _SOURCES,
        }
    )


def _contact() -> Json:
    return _object(
        {
            "contact": _TEXT,
            "whom": _TEXT,
            "purpose": _TEXT,
            "phones": _list(_object({"kind": _TEXT, "number": _TEXT})),
            "checked": {**_DAY, "type": ["string", "null"], "description": "null: belum diperiksa"},
            "source": _SOURCE,
        }
    )


def _questions(guide: Guide) -> Json:
    return _choice(question.id for question in guide.questions)


def _object(properties: Json, required: Iterable[str] | None = None) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties if required is None else required),
        "additionalProperties": False,
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _choice(values: Iterable[str]) -> Json:
    return {"enum": [str(value) for value in values]}


_SOURCE = _object({"title": _TEXT, "url": _TEXT, "certainty": _choice(Certainty)})
_SOURCES = _list(_SOURCE)
