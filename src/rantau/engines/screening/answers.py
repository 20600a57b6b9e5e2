"""Answers of one conversation (jawaban): which options, on what day, and what may be shared.

No name, no number of a person and no free text: nothing in it tells who it is about. Sharing is said for each answer;
what was not said is not shared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rantau.engines.screening.guide import Guide, Option, Question
from rantau.engines.screening.guide_files import load_guide, versions
from rantau.engines.screening.words import UNKNOWN, Stage
from rantau.kernel.strict_table import StrictTable, quoted

MOST = 100
"""More answers than this are no conversation."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one question. `share`: the resident allows that it goes into a notice or referral."""

    question: str
    options: tuple[str, ...]
    share: bool = False
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to a version of the guide, in the guide's order. Make them with `read_answers` or `Answers.of`."""

    guide: str
    answers: tuple[Answer, ...]

    @classmethod
    def of(cls, guide: Guide, *answers: Answer) -> Answers:
        """Checked answers. Raises InvalidValueError as `read_answers` does."""
        return read_answers(cls(guide.version, answers).as_json(), guide=guide)

    def as_json(self) -> dict[str, Any]:
        """As `read_answers` takes them, to be stored."""
        rows = [
            {"question": row.question, "options": list(row.options), "share": row.share}
            | ({"date": row.date.isoformat()} if row.date else {})
            for row in self.answers
        ]
        return {"guide": self.guide, "answers": rows}

    def to(self, question: str) -> Answer | None:
        return next((answer for answer in self.answers if answer.question == question), None)

    def with_answer(self, answer: Answer) -> Answers:
        """The same conversation with one answer set or changed."""
        others = tuple(row for row in self.answers if row.question != answer.question)
        return replace(self, answers=(*others, answer))

    def without(self, question: str) -> Answers:
        return replace(self, answers=tuple(row for row in self.answers if row.question != question))


def read_answers(content: object, *, guide: Guide | None = None, file: str = "") -> Answers:
    """Answers from parsed JSON: {"guide": version, "answers": [{"question", "options", "share", "date"}]}.

    Raises InvalidValueError with the path (“answers[2].options[0]”) for an unknown key, question or option, a date that
    is missing or not asked for, options that exclude each other, and a question answered twice.
    """
    top = StrictTable(content, file=file)
    named = top.text("guide") if guide is None else top.text("guide", guide.version)
    if guide is None:
        if named not in versions():
            raise top.error("guide", f"versi panduan “{quoted(named)}” tidak ada; yang ada: {', '.join(versions())}")
        guide = load_guide(named)
    elif named != guide.version:
        raise top.error("guide", f"jawaban untuk panduan “{quoted(named)}”, bukan “{guide.version}”")
    if not top.has("answers"):
        raise top.error("answers", "wajib ada")
    if len(rows := top.tables("answers")) > MOST:
        raise top.error("answers", "terlalu banyak jawaban")
    read = [_answer(row, guide) for row in rows]
    top.end()
    seen: set[str] = set()
    for row, answer in zip(rows, read, strict=True):
        if answer.question in seen:
            raise row.error("question", f"pertanyaan “{answer.question}” dijawab dua kali")
        seen.add(answer.question)
    order = [question.id for question in guide.questions]
    return Answers(guide.version, tuple(sorted(read, key=lambda answer: order.index(answer.question))))


def _answer(row: StrictTable, guide: Guide) -> Answer:
    question = guide.question(row.text("question"))
    if question is None:
        known = ", ".join(question.id for question in guide.questions)
        raise row.error("question", f"“{quoted(row.text('question'))}” tidak dikenal; yang dikenal: {known}")
    options = _options(row, question)
    answer = Answer(question.id, options, row.flag("share", default=False), row.maybe_day("date"))
    chosen = [option for option in question.options if option.id in options]
    if any(option.needs_date for option in chosen) and answer.date is None:
        raise row.error("date", "wajib ada untuk jawaban ini")
    if answer.date is not None and not any(option.needs_date for option in chosen):
        raise row.error("date", "tidak ditanyakan untuk jawaban ini")
    row.end()
    return answer


def _options(row: StrictTable, question: Question) -> tuple[str, ...]:
    names = row.texts("options")
    if not names:
        raise row.error("options", "paling sedikit satu pilihan")
    for place, name in enumerate(names):
        if question.option(name) is None:
            known = ", ".join(option.id for option in question.options)
            raise row.error(f"options[{place}]", f"“{quoted(name)}” bukan pilihan {question.id}; pilihannya: {known}")
    if len(set(names)) < len(names):
        raise row.error("options", "ada pilihan yang ditulis dua kali")
    if len(names) > 1 and not question.several:
        raise row.error("options", f"{question.id} hanya satu pilihan")
    alone = [name for name in names if (option := question.option(name)) and option.alone]
    if len(names) > 1 and alone:
        raise row.error("options", f"“{alone[0]}” tidak dapat dipilih bersama yang lain")
    return tuple(option.id for option in question.options if option.id in names)


def chosen(answers: Answers, guide: Guide) -> list[tuple[Question, Answer, tuple[Option, ...]]]:
    """Each question of the guide with its answer and options; one that was not asked is answered "belum-tahu"."""
    found = []
    for question in guide.questions:
        answer = answers.to(question.id) or Answer(question.id, (UNKNOWN,))
        options = tuple(option for option in question.options if option.id in answer.options)
        found.append((question, answer, options))
    return found


def stage_of(answers: Answers, guide: Guide) -> Stage | None:
    """Where the plan is, as far as an answer says so; None when nobody knows."""
    stages = (option.stage for _, _, options in chosen(answers, guide) for option in options)
    return next((stage for stage in stages if stage), None)
