"""What always holds of the conversation guide, whatever is answered."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rantau.engines.screening import (
    DECLINED,
    UNKNOWN,
    Answer,
    Answers,
    FrontKind,
    Indication,
    Option,
    Question,
    Recipient,
    Strength,
    Urgency,
    as_json,
    as_text,
    evaluate,
    front_from,
    load_guide,
    override,
    read_answers,
    refused_contacts,
    shareable,
)
from rantau.engines.screening.evaluation import holds
from rantau.kernel.errors import InvalidValueError


def always(*strategies: st.SearchStrategy) -> Callable:
    """As `given`; that a machine is busy is no counterexample."""
    return lambda test: settings(deadline=None)(given(*strategies)(test))


GUIDE = load_guide("2026-11")
ON = date(2026, 11, 24)


LEANING = {sign.id for sign in GUIDE.signs if sign.with_other}
DATES = [ON + timedelta(days=days) for days in (-400, -1, 0, 1, 7, 8, 60)]


def _harmless(option: Option) -> bool:
    return not (set(option.signs) - LEANING or option.front or option.unclear)


def _variants(question: Question, options: tuple[Option, ...]) -> list[Answer]:
    """Every single option, every two and all that go together, shared and not, on several days."""
    together = [option for option in options if not option.alone] if question.several else []
    chosen = [(option,) for option in options] + list(combinations(together, 2))
    if len(together) > 2:
        chosen.append(tuple(together))
    return [
        Answer(question.id, tuple(option.id for option in some), share, day)
        for some in chosen
        for share in (False, True)
        for day in (DATES if any(option.needs_date for option in some) else [None])
    ]


def _one(question: Question, keep: Callable[[Option], bool] = lambda option: True) -> st.SearchStrategy[Answer]:
    return st.sampled_from(_variants(question, tuple(option for option in question.options if keep(option))))


def _conversation(keep: Callable[[Option], bool] = lambda option: True) -> st.SearchStrategy[Answers]:
    """Any conversation whose options pass; some questions are not asked at all."""
    each = [
        st.none() | _one(question, keep) if any(keep(option) for option in question.options) else st.none()
        for question in GUIDE.questions
    ]
    return st.tuples(*each).map(lambda rows: Answers(GUIDE.version, tuple(row for row in rows if row)))


CONVERSATIONS = _conversation()
QUESTIONS = st.sampled_from(GUIDE.questions)
MAYBE_DANGEROUS = QUESTIONS.flatmap(_one)
HARMLESS = QUESTIONS.flatmap(lambda question: _one(question, _harmless)).filter(
    lambda answer: answer.date is None or (answer.date - ON).days > GUIDE.departure_within_days
)


def _urgency(answers: Answers, on: date = ON) -> int:
    return evaluate(answers, GUIDE, on).urgency.order


def _is_dangerous(answer: Answer) -> bool:
    question = GUIDE.question(answer.question)
    options = [option for option in question.options if option.id in answer.options]
    return bool(answer.date) or any(option.signs or option.front for option in options)


@always(CONVERSATIONS, MAYBE_DANGEROUS.filter(_is_dangerous))
def test_removing_an_answer_with_a_sign_never_raises_the_urgency(others, answer):
    told = _urgency(others.with_answer(answer))
    assert _urgency(others.without(answer.question)) <= told
    for instead in (UNKNOWN, DECLINED):
        assert _urgency(others.with_answer(Answer(answer.question, (instead,)))) <= told


@always(CONVERSATIONS, MAYBE_DANGEROUS.filter(lambda answer: len(answer.options) > 1))
def test_choosing_one_option_less_never_raises_the_urgency(others, answer):
    told = _urgency(others.with_answer(answer))
    for left_out in answer.options:
        fewer = replace(answer, options=tuple(option for option in answer.options if option != left_out))
        assert _urgency(others.with_answer(fewer)) <= told


@always(CONVERSATIONS, HARMLESS)
def test_what_is_not_known_is_never_safer_than_a_harmless_answer(others, harmless):
    told = _urgency(others.with_answer(harmless))
    for instead in (UNKNOWN, DECLINED):
        assert _urgency(others.with_answer(Answer(harmless.question, (instead,)))) >= told
    assert _urgency(others.without(harmless.question)) >= told


@always(CONVERSATIONS, QUESTIONS)
def test_declining_says_as_much_as_not_knowing_and_as_not_asking(answers, question):
    unknown = evaluate(answers.with_answer(Answer(question.id, (UNKNOWN,))), GUIDE, ON)
    declined = evaluate(answers.with_answer(Answer(question.id, (DECLINED,))), GUIDE, ON)
    assert declined.urgency is unknown.urgency is evaluate(answers.without(question.id), GUIDE, ON).urgency
    assert declined.signs == unknown.signs


@always(_conversation(_harmless))
def test_a_profile_alone_is_never_a_sign(answers):
    """Adult, worked abroad before, sent by the same person again, any job, any stage: nothing of it is a sign."""
    found = evaluate(answers, GUIDE, date(2024, 1, 1))
    assert found.signs == ()
    assert not found.front
    assert found.urgency in (Urgency.NOTHING_SEEN, Urgency.UNCLEAR)


@always(CONVERSATIONS, st.randoms(use_true_random=False))
def test_the_order_of_answers_is_irrelevant(answers, shuffler: random.Random):
    rows = answers.as_json()["answers"]
    shuffler.shuffle(rows)
    for row in rows:
        shuffler.shuffle(row["options"])
    assert read_answers({"guide": GUIDE.version, "answers": rows}) == answers
    unsorted = replace(answers, answers=tuple(shuffler.sample(answers.answers, len(answers.answers))))
    assert evaluate(unsorted, GUIDE, ON) == evaluate(answers, GUIDE, ON)


@always(CONVERSATIONS)
def test_who_comes_first_comes_first_whatever_the_rest_says(answers):
    for question, options in (
        ("usia", ("anak",)),
        ("dokumen", ("dipegang-perekrut",)),
        ("takut", ("tampak-takut",)),
        ("berangkat", ("sewaktu-waktu",)),
    ):
        found = evaluate(answers.with_answer(Answer(question, options)), GUIDE, ON)
        assert found.front
        assert found.urgency is Urgency.FIRST
    leaving = Answer("berangkat", ("ada-tanggal",), date=ON + timedelta(days=GUIDE.departure_within_days))
    assert evaluate(answers.with_answer(leaving), GUIDE, ON).front


@always(CONVERSATIONS, st.integers(-500, 500))
def test_the_first_day_in_front_is_the_first(answers, days):
    first, day = front_from(answers, GUIDE), ON + timedelta(days=days)
    assert evaluate(answers, GUIDE, day).front == (first is not None and first <= day)


def _values(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
    else:
        yield value


DATES_LAWS_AND_NUMBERS = re.compile(
    r"2026-11|BP3MI|KP2MI|SISKOP2MI|UU \d+/\d{4}|pasal \d+\w?|ayat \(\d+\)|18 tahun|SAPA 129"
)


@always(CONVERSATIONS, st.dates())
def test_no_number_comes_out(answers, on):
    """No value is a number; and in the words there is none besides dates, law, the age of a child and telephones."""
    found = evaluate(answers, GUIDE, on)
    made = as_json(found)
    assert not [value for value in _values(made) if isinstance(value, int | float) and not isinstance(value, bool)]
    for row in made["steps"]:
        del row["contacts"]
    for row in (*made["signs"], *made["steps"], *made["front_reasons"], *made["required_sharing"], made["rule"]):
        del row["sources"]
    del made["on"]
    words = " ".join(str(value) for value in _values(made))
    assert not re.search(r"\d", DATES_LAWS_AND_NUMBERS.sub("", words))
    assert "%" not in as_text(found)


@always(CONVERSATIONS, st.sampled_from(Recipient))
def test_only_what_may_be_shared_shows_through(answers, recipient):
    shared = shareable(answers, GUIDE, recipient)
    required = {
        question
        for rule in evaluate(answers, GUIDE, ON).required_sharing
        if rule.recipient is recipient
        for question in rule.questions
    }
    assert all(row.share or row.question in required for row in shared.answers)
    unshared = answers
    for row in answers.answers:
        if row not in shared.answers:
            unshared = unshared.without(row.question)
    assert evaluate(shared, GUIDE, ON).signs == evaluate(unshared, GUIDE, ON).signs
    if recipient is not Recipient.CHILD_PROTECTION:
        assert all(row.share for row in shared.answers)


@always(CONVERSATIONS)
def test_whoever_took_money_or_is_feared_is_no_contact(answers):
    refused = {row.relation.value for row in refused_contacts(answers, GUIDE)}
    for question in ("uang", "takut"):
        answer = answers.to(question)
        named = set(answer.options) if answer else set()
        assert named & {"suami-istri", "orang-tua", "keluarga-lain", "orang-lain"} <= refused
    assert "perekrut" in refused


@always(CONVERSATIONS)
def test_nothing_is_sent_without_a_choice(answers):
    found: Indication = evaluate(answers, GUIDE, ON)
    child = any(row.reason.kind is FrontKind.CHILD for row in found.front_reasons)
    assert [row.step.id for row in found.steps if row.step.kind.value == "wajib"] == ["perlindungan-anak"] * child
    assert all(row.needs_choice for row in found.steps if row.step.id in ("pemberitahuan", "layanan-perempuan-anak"))
    assert all(row.because for row in found.steps if not row.step.when.always)


@always(CONVERSATIONS, st.sampled_from(Urgency), st.text(max_size=30), st.text(max_size=5))
def test_an_override_keeps_both_and_takes_nobody_from_the_front(answers, level, reason, by):
    found = evaluate(answers, GUIDE, ON)
    try:
        judged = override(found, level, reason, by)
    except InvalidValueError:
        assert len(reason.strip()) < 10 or not by.strip()
        return
    assert judged.indication == found
    assert judged.urgency is level
    assert judged.front == (found.front or level is Urgency.FIRST)


@always(st.lists(st.sampled_from(Strength), max_size=5), st.sampled_from(Strength))
def test_one_sign_more_never_makes_a_side_weaker(strengths, more):
    assert holds([*strengths, more]) >= holds(strengths)


WORDS = st.sampled_from(["2026-11", "usia", "anak", "berangkat", "ada-tanggal", "2026-11-24"])
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["2026-11", "usia"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
ROWS = st.fixed_dictionaries(
    {"question": st.sampled_from([q.id for q in GUIDE.questions]) | JSON, "options": JSON},
    optional={"share": JSON, "date": JSON, "nama": JSON},
)


@always(
    JSON | st.fixed_dictionaries({"guide": st.just("2026-11") | JSON, "answers": st.lists(ROWS, max_size=4) | JSON})
)
def test_any_input_gives_a_result_or_a_typed_error(content):
    try:
        answers = read_answers(content)
    except InvalidValueError as error:
        message = str(error)
    else:
        message = as_text(evaluate(answers, GUIDE, ON)).replace("\n", "")
    assert message
    assert message.isprintable(), "a terminal must not obey what a file says"
