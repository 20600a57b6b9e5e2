"""A post is handed over (serah terima jabatan): the kecamatan asks, a second person approves, the kecamatan does it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.offices import queries
from rantau.modules.offices.actions.accounts import cancel_letters, locked_account
from rantau.modules.offices.actions.letters import put_letters
from rantau.modules.offices.actions.posts import check_fits, put_post
from rantau.modules.offices.actions.second_factors import print_codes
from rantau.modules.offices.domain import Period
from rantau.modules.offices.handover import KIND, LATEST_START
from rantau.modules.offices.letters import IssuedLetter, Purpose, username_of
from rantau.modules.offices.models import Account, HandOver, Post
from rantau.modules.offices.open_work import open_work
from rantau.modules.offices.proposals import companion_of
from rantau.platform.access.acting import acting, checking_everywhere
from rantau.platform.access.actor import Actor, Grant
from rantau.platform.access.decide import Subject, require
from rantau.platform.approval.api import Asked, ask, requests, use_approval
from rantau.platform.audit.actions import record
from rantau.platform.sessions.api import end_sessions


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes over (pengganti): an account there is, or the name of somebody new and, if wished, her user name."""

    account_id: int | None = None
    name: str = ""
    username: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a hand-over led to. The letter's code and the codes of the sheet are known at this moment only."""

    id: int
    successor_id: int
    letter: IssuedLetter | None = None
    codes: tuple[str, ...] = field(default=(), repr=False)


@transaction.atomic
def propose_hand_over(
    *, by: Actor, post_id: int, to: Successor, decree: str, starts_on: date, acting_head: bool = False
) -> int:
    """Ask that a post goes over to a successor (meminta serah terima); gives the number of the hand-over.

    The same again, while it is open, gives the one there is. Raises NotAllowedError for a post that is not the actor's
    to hand over and for her own account; InvalidValueError without name or decree or for a day that cannot be;
    ConflictError when the successor cannot hold the post or the user name is taken.
    """
    post = queries.posts_to_hand_over(by).filter(pk=post_id).first()
    if post is None:
        raise NotAllowedError("Jabatan ini tidak ada, sudah diserahkan, atau di luar wilayah tugas Anda.")
    require(by, queries.HAND_OVER, Subject(area_code=post.area_id))
    decree = _decree(decree)
    _check_day(post, starts_on)
    _one_at_a_time(post_id)
    account = _account(by, post, to, starts_on)
    wanted = {
        "post": post, "area_id": post.area_id, "successor": account, "decree": decree, "acting": acting_head,
        "starts_on": starts_on, "name": account.name or account.username if account else _name(to.name),
    }  # fmt: skip
    if (known := _asked_already(by, wanted)) is not None:
        return known
    row = HandOver.objects.create(
        **wanted, username=account.username if account else _username(to), asked_at=timezone.now()
    )
    ask(by=by, kind=KIND, subject=str(row.pk), area_code=post.area_id, reason=f"Serah terima jabatan, SK {decree}")
    record(by=by, action="offices.propose_hand_over", subject_type="account", subject_id=post.account_id,
           area_code=post.area_id, role=post.role)  # fmt: skip
    return row.pk


@transaction.atomic
def hand_over(*, by: Actor, number: int, with_codes: bool = False) -> HandedOver:
    """Do what was asked for and approved (menyerahterimakan): one post ends, the other begins, in one transaction.

    The predecessor's sessions and letters end at once where nothing else is hers. A successor who has no password yet
    gets a letter, which opens only with the companion number that the approver alone sees; `with_codes`: and a sheet of
    codes instead of a phone. Raises NotAllowedError without an approval, for the approver and for the successor.
    """
    row = queries.hand_over(by, number)
    require(by, queries.HAND_OVER, Subject(area_code=row.area_id))
    asked = use_approval(by=by, kind=KIND, subject=str(number))
    if by.id is not None and by.id in (asked.decided_by, row.successor_id):
        raise NotAllowedError("Dikerjakan oleh kecamatan, bukan oleh yang menyetujui atau yang menerima jabatannya.")
    left_open = open_work(row.area_id)
    lent = Grant("persetujuan", frozenset({queries.MANAGE}), row.area_id)
    with acting(replace(by, grants=(*by.grants, lent))):
        account = locked_account(row.successor.pk) if row.successor else _new_account(row)
        post = _ended(by, row)
        put_post(by, account_id=account.pk, role=post.role, area_code=row.area_id, period=Period(row.starts_on),
                 decree=row.decree, office_id=post.office_id, acting=row.acting)  # fmt: skip
        if row.starts_on <= timezone.localdate():
            _turn_out(post.account_id)
        letter = None if account.has_usable_password() else _letter(by, account, asked)
        codes = print_codes(by, account) if letter and with_codes else ()
    row.successor, row.done_at, row.done_by, row.left_open = account, timezone.now(), by.name, left_open
    row.save(update_fields=["successor", "done_at", "done_by", "left_open"])
    record(by=by, action="offices.hand_over", subject_type="account", subject_id=account.pk, area_code=row.area_id,
           role=post.role, hand_over=row.pk)  # fmt: skip
    return HandedOver(row.pk, account.pk, letter, codes)


def _ended(by: Actor, row: HandOver) -> Post:
    """The old post, which ends the day before the new one begins, unless it ended before."""
    post, last_day = Post.objects.select_for_update().get(pk=row.post_id), row.starts_on - timedelta(days=1)
    _check_day(post, row.starts_on)
    if post.valid_to is None or post.valid_to > last_day:
        post.valid_to = last_day
        post.save(update_fields=["valid_to"])
        record(by=by, action="offices.end_post", subject_type="account", subject_id=post.account_id,
               area_code=post.area_id, role=post.role)  # fmt: skip
    return post


def _turn_out(account_id: int) -> None:
    """What was printed for the predecessor ends; and where she holds no other post today, so do her sessions."""
    cancel_letters([account_id])
    today = timezone.localdate()
    with checking_everywhere(queries.MANAGE):
        held = Post.objects.filter(account_id=account_id, valid_from__lte=today).exclude(valid_to__lt=today).exists()
    if not held:
        end_sessions(account_id=account_id)


def _letter(by: Actor, account: Account, asked: Asked) -> IssuedLetter:
    (letter,) = put_letters(by, [account], Purpose.INVITATION, companion_of(asked.id))
    return letter


def _new_account(row: HandOver) -> Account:
    account = Account(username=row.username, name=row.name)
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise ConflictError(_TAKEN % row.username) from error
    return account


def _account(by: Actor, post: Post, to: Successor, starts_on: date) -> Account | None:
    """The account that takes over; None for somebody new."""
    if to.account_id is None:
        return None
    if to.account_id == post.account_id:
        raise ConflictError("Orangnya sama. Untuk memperpanjang jabatannya, mintalah admin sistem.")
    account = queries.successors(by).filter(pk=to.account_id).first()
    if account is None:
        raise NotAllowedError("Akun ini tidak ada, atau memegang jabatan di luar wilayah tugas Anda.")
    check_fits(account.pk, post.role, post.area_id, Period(starts_on))
    return account


def _asked_already(by: Actor, wanted: dict[str, object]) -> int | None:
    rows = HandOver.objects.filter(**wanted, done_at=None)
    waiting = requests(by).filter(kind=KIND, subject__in=[str(row.pk) for row in rows], expires_at__gt=timezone.now())
    found = waiting.exclude(decision="ditolak").first()
    return int(found.subject) if found else None


def _username(to: Successor) -> str:
    """As typed, or made of the name; free in the whole installation."""
    typed = to.username.strip()
    with checking_everywhere(queries.MANAGE):
        taken = {name.casefold() for name in Account.objects.values_list("username", flat=True)}
    if typed.casefold() in taken:
        raise ConflictError(_TAKEN % typed)
    return typed or username_of(to.name, taken)


def _check_day(post: Post, starts_on: date) -> None:
    if starts_on <= post.valid_from:
        raise InvalidValueError("Jabatan yang baru mulai setelah jabatan yang lama mulai.")
    if starts_on > timezone.localdate() + LATEST_START:
        raise InvalidValueError("Serah terima dicatat paling cepat sebulan sebelum jabatannya mulai.")


def _decree(text: str) -> str:
    text = " ".join(text.split())
    if len(text) < 3:
        raise InvalidValueError("Tulislah nomor SK pengangkatannya.")
    return text


def _name(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise InvalidValueError("Pilih akun yang ada, atau tulis nama penggantinya.")
    return text


def _one_at_a_time(post_id: int) -> None:
    """Ten identical requests at once are one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('offices.hand_over'), %s)", [post_id])


_TAKEN = "Nama pengguna “%s” sudah dipakai. Tulis yang lain."
