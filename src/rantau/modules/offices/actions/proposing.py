"""Posts, invitations and letters are asked for by an admin (mengusulkan) and carried out by a second person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import transaction

from rantau.kernel.errors import ConflictError, NotAllowedError
from rantau.modules.offices import queries
from rantau.modules.offices.actions.accounts import locked_account, require_over
from rantau.modules.offices.actions.letters import (
    check_invitation,
    one_inviter_at_a_time,
    purpose_for,
    put_letters,
    put_offices,
)
from rantau.modules.offices.actions.posts import check_post, put_post
from rantau.modules.offices.domain import Period
from rantau.modules.offices.letters import IssuedLetter, Purpose
from rantau.modules.offices.models import Account
from rantau.modules.offices.proposals import (
    INVITATION,
    LETTER,
    LETTERS_AGAIN,
    POST,
    Again,
    Appointment,
    Invitation,
    companion_of,
)
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor, Grant
from rantau.platform.access.decide import Subject, decide, require
from rantau.platform.approval.api import Asked, ask, use_approval
from rantau.platform.approval.api import request as request_row
from rantau.platform.audit.actions import record


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What a request led to: the letters to print, if any. Their codes are known at this moment only."""

    kind: str
    letters: tuple[IssuedLetter, ...] = ()


@transaction.atomic
def propose_post(*, by: Actor, account_id: int, role: str, area_code: str, period: Period, decree: str = "",
                 acting: bool = False, reason: str) -> Asked:  # fmt: skip
    """Ask that an account is given a post (mengusulkan jabatan). Raises as `assign_post` does, and without a reason."""
    check_post(by, account_id=account_id, role=role, area_code=area_code, period=period)
    asked = Appointment(account_id, role, area_code, period, decree.strip(), acting)
    return _asked(by, POST, asked.as_subject(), area_code, reason, account_id)


@transaction.atomic
def propose_invitation(*, by: Actor, role: str, inside: str, period: Period, decree: str = "", reason: str) -> Asked:
    """Ask that all areas without an active account are invited (mengusulkan undangan); `inside` is one kecamatan.

    Raises ConflictError where there is nobody to invite.
    """
    check_invitation(role, period)
    area = inside or _whole(by)
    require(by, queries.MANAGE, Subject(area_code=area))
    if not queries.areas_to_invite(by, role, inside).exists():
        raise ConflictError("Di wilayah ini semua sudah punya akun aktif dengan peran itu.")
    return _asked(by, INVITATION, Invitation(role, inside, period, decree.strip()).as_subject(), area, reason)


@transaction.atomic
def propose_letter(*, by: Actor, account_id: int, reason: str) -> Asked:
    """Ask for a letter for an account (mengusulkan surat): an invitation, or for a forgotten password.

    Raises ConflictError for one's own account and for a disabled one.
    """
    account = locked_account(account_id)
    require_over(by, account_id)
    if by.id == account_id:
        raise ConflictError("Ini akun Anda sendiri. Gantilah kata sandinya di halaman Akun saya.")
    if not account.is_active:
        raise ConflictError(f"Akun {account.username} tidak aktif. Aktifkan dahulu, baru minta suratnya.")
    return _asked(by, LETTER, str(account_id), queries.area_of_account(account_id), reason, account_id)


@transaction.atomic
def propose_letters_again(*, by: Actor, role: str = "", area: str = "", reason: str) -> Asked:
    """Ask that unopened invitations are printed again (mengusulkan cetak ulang); role and area narrow them.

    Raises ConflictError where there is none.
    """
    require(by, queries.MANAGE, Subject(area_code=area or _whole(by)))
    if not queries.unopened_accounts(by, role=role, area=area).exists():
        raise ConflictError("Tidak ada surat yang belum dibuka.")
    return _asked(by, LETTERS_AGAIN, Again(role, area).as_subject(), area or _whole(by), reason)


@transaction.atomic
def carry_out(*, by: Actor, request: int) -> CarriedOut:
    """Do what was asked for and approved (mengerjakan usulan), as the second person, who has recognised the holder.

    The approval lends her the asker's permission in the area of the request, for this transaction. The letters open
    only with the companion number, which the asker alone sees: neither of the two can open one of them.
    Raises NotAllowedError without an approval, for the asker and for the account itself.
    """
    row = request_row(by, request)
    if row.kind not in _STEPS:
        raise NotAllowedError("Permintaan ini dikerjakan di halaman lain.")
    require(by, queries.RECOGNISE, Subject(area_code=row.area_code))
    asked = use_approval(by=by, kind=row.kind, subject=row.subject)
    if by.id == asked.asked_by:
        raise NotAllowedError("Dikerjakan oleh orang kedua, bukan oleh yang meminta.")
    lent = Grant("persetujuan", frozenset({queries.MANAGE}), asked.area_code or by.areas_for(queries.RECOGNISE)[0])
    record(by=by, action="offices.carry_out", subject_type="approval", subject_id=asked.id, area_code=asked.area_code,
           kind=asked.kind)  # fmt: skip
    with acting(replace(by, grants=(*by.grants, lent))):
        return CarriedOut(row.kind, tuple(_STEPS[row.kind](by, lent, asked)))


def _asked(by: Actor, kind: str, subject: str, area: str, reason: str, account_id: int | None = None) -> Asked:
    asked = ask(by=by, kind=kind, subject=subject, area_code=area, reason=reason)
    about = ("approval", asked.id) if account_id is None else ("account", account_id)
    record(by=by, action="offices.propose", subject_type=about[0], subject_id=about[1], area_code=area, kind=kind)
    return asked


def _whole(by: Actor) -> str:
    """The regency for which the actor manages accounts; NotAllowedError without one."""
    require(by, queries.MANAGE)
    return by.areas_for(queries.MANAGE)[0]


def _give_post(by: Actor, _: Grant, asked: Asked) -> list[IssuedLetter]:
    """The post, and with it the letter of an account that nobody has opened yet."""
    wanted = Appointment.read(asked.subject)
    if wanted.account_id == by.id:
        raise NotAllowedError("Jabatan Anda sendiri dikerjakan oleh orang lain.")
    put_post(by, account_id=wanted.account_id, role=wanted.role, area_code=wanted.area_code, period=wanted.period,
             decree=wanted.decree, acting=wanted.acting)  # fmt: skip
    account = locked_account(wanted.account_id)
    return [] if account.has_usable_password() else _letter_for(by, account, asked)


def _give_letter(by: Actor, _: Grant, asked: Asked) -> list[IssuedLetter]:
    return _letter_for(by, locked_account(int(asked.subject)), asked)


def _letter_for(by: Actor, account: Account, asked: Asked) -> list[IssuedLetter]:
    """Only where the second person may recognise the holder for all of her posts, as they are now."""
    require(by, queries.RECOGNISE, Subject(area_code=queries.area_of_account(account.pk)))
    if account.pk == by.id:
        raise NotAllowedError("Surat Anda sendiri dibuat oleh orang lain.")
    return put_letters(by, [account], purpose_for(account), companion_of(asked.id))


def _invite(by: Actor, lent: Grant, asked: Asked) -> list[IssuedLetter]:
    wanted = Invitation.read(asked.subject)
    one_inviter_at_a_time()
    areas = queries.areas_to_invite(replace(by, grants=(lent,)), wanted.role, wanted.inside).select_related("parent")
    accounts = put_offices(by, list(areas), wanted.role, wanted.period, wanted.decree)
    return put_letters(by, accounts, Purpose.INVITATION, companion_of(asked.id))


def _again(by: Actor, lent: Grant, asked: Asked) -> list[IssuedLetter]:
    wanted = Again.read(asked.subject)
    found = queries.unopened_accounts(replace(by, grants=(lent,)), role=wanted.role, area=wanted.area)
    accounts = Account.objects.select_for_update().filter(pk__in=list(found.values_list("pk", flat=True)))
    reached = [each for each in accounts.order_by("pk") if _recognises(by, each.pk) and not each.has_usable_password()]
    return put_letters(by, reached, Purpose.INVITATION, companion_of(asked.id))


def _recognises(by: Actor, account_id: int) -> bool:
    return bool(decide(by, queries.RECOGNISE, Subject(area_code=queries.area_of_account(account_id))))


_STEPS: dict[str, Callable[[Actor, Grant, Asked], list[IssuedLetter]]] = {
    POST: _give_post,
    INVITATION: _invite,
    LETTER: _give_letter,
    LETTERS_AGAIN: _again,
}
