"""Are letters prepared once, decided by the head alone, numbered from the agenda book, never held up without law?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.journeys.api import Particulars, Resident, Wish, record_plan
from rantau.modules.letters.api import (
    Kind,
    Number,
    Outcome,
    Standing,
    decide_letter,
    number_letter,
    open_for_print,
    prepare_letter,
    withdraw_letter,
)
from rantau.modules.letters.domain import Giver, Hold
from rantau.modules.letters.models import Letter, sealed_content
from rantau.modules.letters.queries import agenda_gaps, last_number, letter, letters, waiting
from rantau.platform.access.actor import Actor

DESA, NEIGHBOUR = "36.04.05.2001", "36.04.05.2002"
NIK = "3604054107980001"
GIVER = Giver("Budi Rekaan", "suami", nik="3604050107950002", address="Kp. Uji RT 01")
TOLD = Particulars(birth="1998-07-01", birth_place="Serang", marital="kawin", ktp_address="Kp. Uji RT 01 RW 02")
REASON = "Calon belum genap delapan belas tahun."


@pytest.fixture
def plan(clerk: Actor) -> int:
    who = Resident("Siti Rekaan", nik=NIK, sex="P")
    wish = Wish(country="HK", scheme="p_to_p")
    return record_plan(by=clerk, key=uuid4(), area_code=DESA, who=who, told=TOLD, wish=wish).plan


def _prepared(by: Actor, plan: int, kind: Kind = Kind.FAMILY) -> int:
    return prepare_letter(by=by, key=uuid4(), plan=plan, kind=kind, giver=GIVER).letter


def _known(clerk: Actor, head: Actor, plan: int, kind: Kind = Kind.FAMILY) -> int:
    made = _prepared(clerk, plan, kind)
    _decide(head, made, Outcome.KNOWN)
    return made


def _decide(by: Actor, made: int, outcome: Outcome, reason: str = "") -> None:
    decide_letter(by=by, letter=made, outcome=outcome, head_name="H. Contoh", head_title="Kepala Desa", reason=reason)


def _standing(made: int) -> Standing:
    return Letter.objects.get(pk=made).standing


def test_the_letter_takes_what_the_plan_says_and_nothing_is_readable_in_the_table(clerk: Actor, plan: int) -> None:
    row = Letter.objects.get(pk=_prepared(clerk, plan))
    told = row.told
    assert (told.candidate.name, told.candidate.nik, told.candidate.address) == ("Siti Rekaan", NIK, TOLD.ktp_address)
    assert told.journey.country
    assert told.giver == GIVER
    for secret in (NIK, "Budi", told.token, told.code):
        assert secret.encode() not in bytes(row.content)
    assert len(told.token) == 20
    assert len(told.code) == 8


def test_the_same_form_twice_is_one_letter(clerk: Actor, plan: int) -> None:
    key = uuid4()
    first, second = (
        prepare_letter(by=clerk, key=key, plan=plan, kind=Kind.FAMILY, giver=GIVER) for _ in range(2)
    )  # fmt: skip
    assert (first.letter, first.new, second.letter, second.new) == (second.letter, True, first.letter, False)


def test_a_second_letter_of_a_kind_waits_for_the_first_to_end(clerk: Actor, plan: int) -> None:
    first = _prepared(clerk, plan)
    with pytest.raises(ConflictError):
        _prepared(clerk, plan)
    withdraw_letter(by=clerk, letter=first, reason="Nama pemberi izin salah tulis.")
    assert _prepared(clerk, plan) != first


def test_the_clerk_does_not_decide_and_the_head_does_not_prepare(clerk: Actor, head: Actor, plan: int) -> None:
    made = _prepared(clerk, plan)
    with pytest.raises(NotAllowedError):
        _decide(clerk, made, Outcome.KNOWN)
    with pytest.raises(NotAllowedError):
        _prepared(head, plan)
    _decide(head, made, Outcome.KNOWN)
    with pytest.raises(NotAllowedError):
        number_letter(by=head, letter=made, number=_number(12))
    assert _standing(made) is Standing.KNOWN


def test_another_village_sees_and_writes_nothing(clerk: Actor, plan: int, actor_with: Callable[..., Actor]) -> None:
    made = _prepared(clerk, plan)
    for role in ("operator_desa", "kepala_desa"):
        other = actor_with(role, NEIGHBOUR)
        assert not letters(other).exists()
        for attempt in (
            lambda by=other: letter(by, made),
            lambda by=other: _decide(by, made, Outcome.KNOWN),
            lambda by=other: open_for_print(by=by, letter=made),
            lambda by=other: withdraw_letter(by=by, letter=made, reason=REASON),
            lambda by=other: _prepared(by, plan),
        ):
            with pytest.raises(NotAllowedError):
                attempt()


def test_without_a_line_that_is_due_nothing_is_postponed(clerk: Actor, head: Actor, plan: int) -> None:
    made = _prepared(clerk, plan)
    with pytest.raises(InvalidValueError, match="tidak dapat ditunda"):
        _decide(head, made, Outcome.POSTPONED)


def test_postponed_for_what_is_due_and_then_known(
    clerk: Actor, head: Actor, plan: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = Hold("Kartu keluarga", "Urus di kecamatan.", "Kecamatan", "Pasal 5")
    monkeypatch.setattr("rantau.modules.letters.actions.deciding.holds_of", lambda plan, on: (hold,))
    made = _prepared(clerk, plan)
    _decide(head, made, Outcome.POSTPONED)
    row = Letter.objects.get(pk=made)
    assert row.standing is Standing.POSTPONED
    assert row.decided is not None
    assert row.decided.holds == (hold,)
    _decide(head, made, Outcome.KNOWN)
    assert _standing(made) is Standing.KNOWN


def test_a_marital_letter_is_never_postponed(
    clerk: Actor, head: Actor, plan: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rantau.modules.letters.actions.deciding.holds_of", lambda plan, on: (Hold("x"),))
    made = _prepared(clerk, plan, Kind.MARITAL)
    with pytest.raises(InvalidValueError):
        _decide(head, made, Outcome.POSTPONED)


def test_not_knowing_needs_a_reason_in_writing(clerk: Actor, head: Actor, plan: int) -> None:
    made = _prepared(clerk, plan)
    with pytest.raises(InvalidValueError, match="alasan"):
        _decide(head, made, Outcome.NOT_KNOWN, "tidak")
    _decide(head, made, Outcome.NOT_KNOWN, REASON)
    row = Letter.objects.get(pk=made)
    assert row.decided is not None
    assert row.decided.reason == REASON
    assert _prepared(clerk, plan) != made, "she may ask again"


def _number(agenda: int, year: int = 2026, text: str = "") -> Number:
    return Number(agenda, text or f"470/{agenda}/Ds-Uji/{year}", date(year, 3, 2))


def test_a_number_of_the_agenda_book_is_there_once_a_year(clerk: Actor, head: Actor, plan: int) -> None:
    made, other = _known(clerk, head, plan), _known(clerk, head, plan, Kind.MARITAL)
    number_letter(by=clerk, letter=made, number=_number(12))
    with pytest.raises(ConflictError, match="sudah dipakai"):
        number_letter(by=clerk, letter=other, number=_number(12))
    number_letter(by=clerk, letter=other, number=_number(12, 2025))
    number_letter(by=clerk, letter=other, number=_number(16))
    assert agenda_gaps(clerk, DESA, 2026) == [(13, 15)]
    assert last_number(clerk, DESA) == "470/16/Ds-Uji/2026"
    assert waiting(clerk) == {Standing.NUMBERED: 2}


@pytest.mark.parametrize("number", [Number(0, "0", date(2026, 1, 1)), Number(7, "470/8", date(2026, 1, 1))])
def test_a_number_that_no_book_has_is_refused(clerk: Actor, head: Actor, plan: int, number: Number) -> None:
    made = _known(clerk, head, plan)
    with pytest.raises(InvalidValueError):
        number_letter(by=clerk, letter=made, number=number)


def test_a_number_is_given_before_anybody_signs(clerk: Actor, head: Actor, plan: int) -> None:
    made = _prepared(clerk, plan)
    _decide(head, made, Outcome.NOT_KNOWN, REASON)
    with pytest.raises(ConflictError):
        number_letter(by=clerk, letter=made, number=_number(12))


def test_the_database_refuses(clerk: Actor, head: Actor, plan: int) -> None:
    made = Letter.objects.get(pk=_known(clerk, head, plan))
    number_letter(by=clerk, letter=made.pk, number=_number(12))
    other = Letter.objects.get(pk=_prepared(clerk, plan, Kind.MARITAL))
    now = timezone.now()

    def broken(row: Letter = other, **values: object) -> None:
        Letter.objects.filter(pk=row.pk).update(**values)

    for name, attempt in (
        ("letter_key_once", lambda: broken(key=made.key)),
        ("letter_token_once", lambda: broken(token_hmac=made.token_hmac)),
        ("letter_number_once", lambda: broken(
            outcome="diketahui", decision=made.decision, decided_at=now, agenda=12, year=2026, number="12",
            dated=date(2026, 1, 1))),
        ("letter_one_of_a_kind", lambda: broken(kind="izin_keluarga")),
        ("letter_in_a_desa", lambda: broken(area_id="36.04.05")),
        ("letter_kind_known", lambda: broken(kind="lain")),
        ("letter_outcome_known", lambda: broken(outcome="ditolak", decision=made.decision, decided_at=now)),
        ("letter_content_sealed", lambda: broken(content=b"{}")),
        ("letter_decision_sealed", lambda: broken(made, decision=b"{}")),
        ("letter_reason_sealed", lambda: broken(withdrawn_at=now, withdraw_reason=b"terbuka")),
        ("letter_hmacs", lambda: broken(code_hmac=b"pendek")),
        ("letter_decided_whole", lambda: broken(outcome="diketahui")),
        ("letter_number_whole", lambda: broken(made, number="")),
        ("letter_number_whole", lambda: broken(made, year=2025)),
        ("letter_signed_whole", lambda: broken(made, signed_at=now)),
        ("letter_decided_on_paper", lambda: broken(made, on_paper=True, outcome="tidak_mengetahui")),
        ("letter_decided_on_paper", lambda: broken(other, on_paper=True)),
        ("letter_withdrawn_with_reason", lambda: broken(withdrawn_at=now)),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            attempt()


def test_a_letter_does_not_open_in_another_row(clerk: Actor, plan: int) -> None:
    from rantau.platform.crypto import SealBrokenError

    row = Letter.objects.get(pk=_prepared(clerk, plan))
    Letter.objects.filter(pk=row.pk).update(content=sealed_content(row.told, row.pk + 1))
    row.refresh_from_db()
    with pytest.raises(SealBrokenError):
        _ = row.told
