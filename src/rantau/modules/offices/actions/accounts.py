"""Accounts (akun): made, disabled and enabled again. Their passwords come from their letters (actions/letters.py)."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.offices import queries
from rantau.modules.offices.actions.administrators import administrators_alone
from rantau.modules.offices.domain import HeldAccount
from rantau.modules.offices.models import NOT_ENDED, Account, Letter, Post
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.sessions.api import end_sessions


@transaction.atomic
def create_account(
    *, by: Actor, username: str, name: str, password: str | None = None, email: str = "", language: str = "id"
) -> HeldAccount:
    """Make an account (membuat akun). It may do nothing until it holds a post.

    Without a password nobody can log in until its letter is opened; only examples and benches make one with it.

    Raises ConflictError when the user name is taken, InvalidValueError for an empty name or a weak password,
    NotAllowedError when a person would know the password of another.
    """
    require(by, queries.MANAGE)
    if password is not None and by.kind == "user":
        raise NotAllowedError("Kata sandi dibuat oleh pemilik akunnya sendiri, dengan suratnya.")
    username, name = username.strip(), " ".join(name.split())
    if not username or not name:
        raise InvalidValueError("Nama pengguna dan nama orang harus diisi.")
    account = Account(username=username, name=name, email=email.strip(), language=language)
    put_password(account, password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise ConflictError(f"Nama pengguna “{username}” sudah dipakai.") from error
    record(by=by, action="offices.create_account", subject_type="account", subject_id=account.pk)
    return held_account(account)


@transaction.atomic
def disable_account(*, by: Actor, account_id: int, reason: str) -> HeldAccount:
    """Close an account (menonaktifkan akun). Its sessions end; its posts and traces stay.

    Raises ConflictError for the last active system administrator.
    """
    administrators = administrators_alone(timezone.localdate())
    account = locked_account(account_id)
    require_over(by, account_id)
    if administrators == [account_id]:
        raise ConflictError("Ini admin sistem terakhir yang aktif. Angkat admin lain dahulu.")
    account.is_active = False
    account.save(update_fields=["is_active"])
    if (by.kind, by.id) != ("user", account_id):  # one's own ends at the next request: this one still answers
        end_sessions(account_id=account_id)
    cancel_letters([account_id])
    record(by=by, action="offices.disable_account", subject_type="account", subject_id=account_id, reason=reason)
    return held_account(account)


@transaction.atomic
def enable_account(*, by: Actor, account_id: int) -> HeldAccount:
    """Open a disabled account again (mengaktifkan kembali akun)."""
    account = locked_account(account_id)
    require_over(by, account_id)
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(by=by, action="offices.enable_account", subject_type="account", subject_id=account_id)
    return held_account(account)


def require_over(by: Actor, account_id: int) -> None:
    """Who acts on an account must be responsible for every area in which it holds or held a post."""
    with checking_everywhere(queries.MANAGE):
        areas = set(Post.objects.filter(account_id=account_id).values_list("area_id", flat=True))
    for area in areas or {""}:
        require(by, queries.MANAGE, Subject(area_code=area))


def locked_account(account_id: int) -> Account:
    """An account that nobody else changes until this transaction ends."""
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    if account is None:
        raise NotAllowedError("Akun ini tidak ada atau di luar wilayah tugas Anda.")
    return account


def cancel_letters(account_ids: Sequence[int]) -> None:
    """What was printed for these accounts does not hold any more. A step of a verb."""
    Letter.objects.filter(NOT_ENDED, account__in=account_ids).update(cancelled_at=timezone.now())


def put_password(account: Account, password: str | None) -> None:
    """Give an account a password that is strong enough, or none at all; InvalidValueError for a weak one."""
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise InvalidValueError(" ".join(error.messages)) from error
    account.set_password(password)


def held_account(account: Account) -> HeldAccount:
    """An account as a verb gives it back."""
    return HeldAccount(id=account.pk, username=account.username, name=account.name, active=account.is_active)
