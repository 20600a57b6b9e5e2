"""A lost phone (HP hilang): a colleague asks, a second person approves and hands over a letter."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from rantau.kernel.errors import ConflictError, NotAllowedError
from rantau.modules.offices import queries
from rantau.modules.offices.actions.accounts import locked_account
from rantau.modules.offices.actions.letters import put_letters
from rantau.modules.offices.actions.second_factors import print_codes
from rantau.modules.offices.letters import IssuedLetter, Purpose
from rantau.modules.offices.lost_phone import KIND
from rantau.modules.offices.models import Letter
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.approval.api import Asked, ask, use_approval
from rantau.platform.audit.actions import record


@transaction.atomic
def report_lost_phone(*, by: Actor, account_id: int, reason: str) -> Asked:
    """Ask for a letter for a colleague whose phone is lost (melaporkan HP hilang).

    Raises NotAllowedError for one's own account and for one with posts where the actor does not vouch; ConflictError
    for an account that nobody has opened yet.
    """
    colleague = queries.colleagues(by).filter(pk=account_id).first()
    if colleague is None:
        raise NotAllowedError("Rekan ini tidak ada di wilayah tugas Anda.")
    _check_opened(colleague.has_usable_password())
    area = queries.area_of_account(account_id)
    asked = ask(by=by, kind=KIND, subject=str(account_id), area_code=area, reason=reason)
    record(by=by, action="offices.report_lost_phone", subject_type="account", subject_id=account_id, area_code=area)
    return asked


@transaction.atomic
def issue_phone_letter(*, by: Actor, account_id: int, with_codes: bool = False) -> IssuedLetter:
    """Make the letter (surat HP hilang) after the approval; whoever asked for it does not get it into her hands.

    `with_codes`: and a sheet of printed codes, for whoever has no phone.

    Raises NotAllowedError without an approval, and for the asker and the account itself.
    """
    account = locked_account(account_id)
    require(by, queries.RECOGNISE, Subject(area_code=queries.area_of_account(account_id)))
    asked = use_approval(by=by, kind=KIND, subject=str(account_id))
    if by.id in (asked.asked_by, account_id):
        raise NotAllowedError("Suratnya dibuat oleh orang kedua, bukan oleh yang meminta atau yang bersangkutan.")
    _check_opened(account.has_usable_password())
    (letter,) = put_letters(by, [account], Purpose.PHONE)
    if not with_codes:
        return letter
    issued_at = Letter.objects.values_list("issued_at", flat=True).get(pk=letter.id)
    return replace(letter, codes=print_codes(by, account, issued_at))


def _check_opened(opened: bool) -> None:
    if not opened:
        raise ConflictError("Akun ini belum pernah dibuka. Yang diperlukan surat undangan baru dari admin sistem.")
