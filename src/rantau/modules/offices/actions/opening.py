"""A letter is opened (surat dibuka): the code is tried, and the one who holds it makes the account her own."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.modules.offices import queries
from rantau.modules.offices.actions.accounts import held_account, locked_account, put_password
from rantau.modules.offices.actions.letters import code_hmac
from rantau.modules.offices.actions.second_factors import take_second_factors_away
from rantau.modules.offices.domain import HeldAccount
from rantau.modules.offices.guesses import folded, too_many
from rantau.modules.offices.letters import FoundLetter, Purpose, plain
from rantau.modules.offices.models import NOT_ENDED, Account, Letter
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor
from rantau.platform.audit.actions import record
from rantau.platform.limits.api import give_back, take

at_the_door = acting(queries.SIGNING_IN)
"""Whoever holds a letter is nobody yet, or somebody else: each verb looks accounts up as logging in does."""

TRIES, WITHIN = 10, timedelta(hours=1)
"""Wrong codes, or wrong passwords with a letter for a lost phone, that one account may have in a stretch of time."""


@at_the_door
@transaction.atomic
def find_letter(*, by: Actor, username: str, code: str, companion: str = "") -> FoundLetter | None:
    """The letter in force with this user name and code (mencoba kode); None when there is none, without saying why.

    `companion` is the number that its holder was told by somebody else; "" for a letter that asks for none.

    It uses nothing up. A wrong try leaves a trace, without what was typed.
    Raises ConflictError after too many tries for this user name, also for one that nobody has.
    """
    name = folded(username)
    _count_try("letter.code", name)
    account = Account.objects.filter(username__iexact=name).first() if "\0" not in name else None
    digest = code_hmac(account.pk if account else 0, plain(code), companion)
    found = Letter.objects.filter(
        NOT_ENDED, account=account, account__is_active=True, code_hmac=digest, expires_at__gt=timezone.now(),
    ).first()  # fmt: skip
    if found is None:
        number = account.pk if account else ""
        record(by=by, action="offices.wrong_letter", subject_type="account", subject_id=number)
        return None
    give_back("letter.code", name)
    return FoundLetter(found.pk, found.account_id, Purpose(found.purpose))


@at_the_door
@transaction.atomic
def open_letter(*, by: Actor, letter: FoundLetter, name: str, password: str) -> HeldAccount:
    """Choose one's own password with a letter (membuka surat), and with an invitation say one's own name.

    A letter is opened once: of many who try at the same moment the database lets one through. All sessions end.
    Raises ConflictError when it does not hold any more, InvalidValueError for an empty name or a weak password.
    """
    if letter.purpose is Purpose.PHONE:
        raise ConflictError(_NOT_IN_FORCE)
    account = _taken(letter)
    if letter.purpose is Purpose.INVITATION:
        account.name = " ".join(name.split())
        if not account.name:
            raise InvalidValueError("Nama Anda harus diisi.")
    put_password(account, password)
    account.save(update_fields=["name", "password"])
    return _opened(by, account, letter)


@at_the_door
@transaction.atomic
def open_phone_letter(*, by: Actor, letter: FoundLetter, password: str) -> HeldAccount | None:
    """Let somebody in whose phone is lost (surat HP hilang): her password too; then the old second factor is gone.

    A sheet of codes that was printed with the letter stays. All her sessions end.
    None for a wrong password, which uses nothing up and leaves a trace.
    Raises ConflictError when the letter does not hold any more, and after too many wrong passwords.
    """
    if letter.purpose is not Purpose.PHONE:
        raise ConflictError(_NOT_IN_FORCE)
    account = locked_account(letter.account_id)
    _count_try("letter.password", str(account.pk))
    if not check_password(password, account.password):
        record(by=by, action="offices.wrong_letter", subject_type="account", subject_id=account.pk)
        return None
    account = _taken(letter)
    account.set_password(password)  # the same, with a new salt: sessions are bound to the stored form
    account.save(update_fields=["password"])
    issued_at = Letter.objects.values_list("issued_at", flat=True).get(pk=letter.id)
    take_second_factors_away(account.pk, printed_at=issued_at)
    return _opened(by, account, letter)


_NOT_IN_FORCE = "Surat ini sudah dipakai, sudah diganti, atau lewat waktu. Mintalah surat baru."


def _count_try(name: str, key: str) -> None:
    taken = take(name, key, most=TRIES, within=WITHIN)
    if not taken:
        raise ConflictError(too_many(taken))


def _taken(letter: FoundLetter) -> Account:
    """The account of a letter that is now opened: one statement decides who was first."""
    account, now = locked_account(letter.account_id), timezone.now()
    in_force = Letter.objects.filter(
        NOT_ENDED, pk=letter.id, account=account, purpose=letter.purpose, expires_at__gt=now
    )
    if not account.is_active or in_force.update(opened_at=now) != 1:
        raise ConflictError(_NOT_IN_FORCE)
    return account


def _opened(by: Actor, account: Account, letter: FoundLetter) -> HeldAccount:
    record(by=by, action="offices.open_letter", subject_type="account", subject_id=account.pk, purpose=letter.purpose)
    return held_account(account)
