"""Letters (surat) are issued, to be printed: one, many again, or with new accounts for many offices."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.areas.api import Area
from rantau.modules.offices import queries
from rantau.modules.offices.actions.accounts import cancel_letters, locked_account, require_over
from rantau.modules.offices.actions.posts import require_terminal
from rantau.modules.offices.domain import ROLES, Period, require_in_order
from rantau.modules.offices.letters import BULK_ROLES, HOLDS_FOR, IssuedLetter, Purpose, new_code, username_for
from rantau.modules.offices.models import Account, Letter, Post
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.crypto.keys import keyring


@transaction.atomic
def issue_letter(*, by: Actor, account_id: int) -> IssuedLetter:
    """Issue a letter for an account (menerbitkan surat): an invitation until it has a password, then for a new one.

    The code is in the result and nowhere else. An earlier letter of the account does not hold any more.
    Raises ConflictError for a disabled account. From the terminal; people ask (`propose_letter`) and carry out.
    """
    account = locked_account(account_id)
    require_over(by, account_id)
    require_terminal(by)
    (letter,) = put_letters(by, [account], purpose_for(account))
    return letter


@transaction.atomic
def reissue_letters(*, by: Actor, account_ids: Iterable[int]) -> list[IssuedLetter]:
    """Issue letters again (menerbitkan ulang) for accounts that nobody has opened yet; the earlier ones do not hold.

    An account that was opened meanwhile, or disabled, is passed over. From the terminal, as `issue_letter`.
    """
    asked = set(account_ids)
    accounts = list(Account.objects.select_for_update().filter(pk__in=asked).order_by("pk"))
    if {account.pk for account in accounts} != asked:
        raise NotAllowedError("Ada akun yang tidak ada atau di luar wilayah tugas Anda.")
    unopened = [account for account in accounts if account.is_active and not account.has_usable_password()]
    for account in unopened:
        require_over(by, account.pk)
    require_terminal(by)
    return put_letters(by, unopened, Purpose.INVITATION)


@transaction.atomic
def invite_offices(
    *, by: Actor, role: str, area_codes: Sequence[str], period: Period, decree: str = ""
) -> list[IssuedLetter]:
    """Make an account with a post for each area, and a letter for each (mengundang).

    An area where an active account holds this role, now or later, is passed over: doing it twice invites nobody twice.
    From the terminal; people ask (`propose_invitation`) and carry out.
    """
    check_invitation(role, period)
    for code in area_codes:
        require(by, queries.MANAGE, Subject(area_code=code))
    require_terminal(by)
    one_inviter_at_a_time()
    wanted = queries.areas_to_invite(by, role).filter(code__in=area_codes).select_related("parent")
    return put_letters(by, put_offices(by, list(wanted), role, period, decree), Purpose.INVITATION)


def check_invitation(role: str, period: Period) -> None:
    """InvalidValueError for a role that is not invited in bulk, and for a period that ends before it starts."""
    if role not in BULK_ROLES:
        raise InvalidValueError("Undangan massal hanya untuk peran di desa dan kecamatan.")
    require_in_order(period)


def put_offices(by: Actor, areas: Sequence[Area], role: str, period: Period, decree: str) -> list[Account]:
    """A new account with a post for each area. A step of a verb."""
    accounts = _new_accounts(role, areas)
    Post.objects.bulk_create(
        Post(account=account, role=role, area_id=code, decree=decree.strip(), valid_from=period.start,
             valid_to=period.end)
        for code, account in accounts.items()
    )  # fmt: skip
    for code, account in accounts.items():
        record(by=by, action="offices.invite", subject_type="account", subject_id=account.pk, area_code=code, role=role)
    return list(accounts.values())


def put_letters(by: Actor, accounts: Sequence[Account], purpose: Purpose, companion: str = "") -> list[IssuedLetter]:
    """Write letters for accounts that are locked, in place of those in force; one event each. A step of a verb.

    With a companion number a letter opens only together with it.
    """
    now = timezone.now()
    if closed := next((account for account in accounts if not account.is_active), None):
        raise ConflictError(f"Akun {closed.username} tidak aktif. Aktifkan dahulu, baru buat suratnya.")
    cancel_letters([account.pk for account in accounts])
    codes = [new_code() for _ in accounts]
    rows = Letter.objects.bulk_create(
        Letter(account=account, purpose=purpose, code_hmac=code_hmac(account.pk, code, companion),
               issued_at=now,
               expires_at=now + HOLDS_FOR[purpose])
        for account, code in zip(accounts, codes, strict=True)
    )  # fmt: skip
    for row in rows:
        record(by=by, action="offices.issue_letter", subject_type="account", subject_id=row.account_id, purpose=purpose)
    return [
        IssuedLetter(row.pk, account.pk, account.username, purpose, code, row.expires_at, bool(companion))
        for row, account, code in zip(rows, accounts, codes, strict=True)
    ]


def code_hmac(account_id: int, code: str, companion: str = "") -> bytes:
    """What is kept of a code: bound to its account and companion number, by a key that is not in the database."""
    bound = f"surat\0{account_id}\0{code}" + (f"\0{companion}" if companion else "")
    return hmac.digest(keyring().session, bound.encode(), "sha256")


def purpose_for(account: Account) -> Purpose:
    """An invitation until it has a password, then for a new one."""
    return Purpose.PASSWORD if account.has_usable_password() else Purpose.INVITATION


def _new_accounts(role: str, areas: Sequence[Area]) -> dict[str, Account]:
    taken = {name.casefold() for name in Account.objects.values_list("username", flat=True)}
    made = {}
    for area in areas:
        username = username_for(role, (area.name, area.parent.name if area.parent else ""), taken)
        taken.add(username)
        made[area.code] = Account(
            username=username, name=f"{ROLES[role].label} {area.name}", password=make_password(None)
        )
    Account.objects.bulk_create(made.values())
    return made


def one_inviter_at_a_time() -> None:
    """Two who invite the same villages at once would make two accounts for each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('offices.invite'))")
