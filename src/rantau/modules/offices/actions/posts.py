"""Posts (jabatan): an account is given a role in an area, and gives it back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.areas.api import Area
from rantau.modules.offices import queries
from rantau.modules.offices.actions.accounts import locked_account
from rantau.modules.offices.actions.administrators import administrators_alone
from rantau.modules.offices.domain import (
    ROLES,
    HeldPost,
    KnownOffice,
    Period,
    incompatible_role,
    level_of,
    require_in_order,
)
from rantau.modules.offices.models import Office, Post
from rantau.modules.offices.proposals import needs_two
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record

_LEVEL_NAMES = {2: "kabupaten", 3: "kecamatan", 4: "desa"}


@transaction.atomic
def assign_post(
    *,
    by: Actor,
    account_id: int,
    role: str,
    area_code: str,
    period: Period,
    decree: str = "",
    office_id: int | None = None,
    acting: bool = False,
) -> HeldPost:
    """Give an account a role in an area for a period (mengangkat dalam jabatan).

    Raises InvalidValueError when role, area and its level do not fit or the period ends before it starts; ConflictError
    when the account holds this post already in that time, or a role that one person must not hold together with it, or
    when somebody gives a post to herself. NotAllowedError when a person gives a role that needs two (ADR 0028).
    """
    check_post(by, account_id=account_id, role=role, area_code=area_code, period=period)
    if needs_two(role):
        require_terminal(by)
    return put_post(
        by, account_id=account_id, role=role, area_code=area_code, period=period, decree=decree, office_id=office_id,
        acting=acting,
    )  # fmt: skip


def check_post(by: Actor, *, account_id: int, role: str, area_code: str, period: Period) -> None:
    """Whether this actor may give such a post, or ask for it; what is refused is said as `assign_post` does."""
    require(by, queries.MANAGE, Subject(area_code=area_code))
    if by.kind == "user" and by.id == account_id:
        raise ConflictError("Jabatan untuk diri sendiri diberikan oleh admin yang lain.")
    _check_place(role, area_code)
    require_in_order(period)
    locked_account(account_id)
    check_fits(account_id, role, area_code, period)


def require_terminal(by: Actor) -> None:
    """A person does it with a second one; the terminal of the installation holds keys and database anyway."""
    if by.kind == "user":
        raise NotAllowedError(
            "Satu orang saja tidak cukup untuk langkah ini: mintalah dahulu, lalu orang kedua menyetujui dan "
            "mengerjakannya."
        )


def put_post(
    by: Actor,
    *,
    account_id: int,
    role: str,
    area_code: str,
    period: Period,
    decree: str = "",
    office_id: int | None = None,
    acting: bool = False,
) -> HeldPost:
    """Write a post that may be given, if it still fits. A step of a verb."""
    account = locked_account(account_id)
    check_fits(account_id, role, area_code, period)
    post = Post.objects.create(
        account=account,
        role=role,
        area_id=area_code,
        office_id=office_id,
        decree=decree.strip(),
        acting=acting,
        valid_from=period.start,
        valid_to=period.end,
    )
    record(
        by=by,
        action="offices.assign_post",
        subject_type="account",
        subject_id=account_id,
        area_code=area_code,
        role=role,
    )
    return _held(post)


@transaction.atomic
def end_post(*, by: Actor, post_id: int, last_day: date) -> HeldPost:
    """End a post (mengakhiri jabatan); `last_day` is the last day it is in force. The post itself stays as history.

    Raises ConflictError when no system administrator would be left on the day after, or the post ends earlier anyway.
    """
    post = _locked_post(by, post_id)
    require_in_order(Period(post.valid_from, last_day))
    if post.valid_to is not None and last_day > post.valid_to:
        # A later end would be a new appointment that nobody compared with the other posts of the account.
        raise ConflictError("Jabatan ini berakhir lebih dahulu. Untuk memperpanjang, catat jabatan baru.")
    if post.role == "admin_sistem":
        _check_administrator_left(post, last_day)
    post.valid_to = last_day
    post.save(update_fields=["valid_to"])
    record(
        by=by, action="offices.end_post", subject_type="account", subject_id=post.account_id,
        area_code=post.area_id, role=post.role,
    )  # fmt: skip
    return _held(post)


@transaction.atomic
def withdraw_post(*, by: Actor, post_id: int) -> HeldPost:
    """Take back a post that has not begun (mencabut jabatan): given by mistake, it never was. The trace keeps it.

    Raises ConflictError for a post that has begun: that one is ended, and stays as history.
    """
    post = _locked_post(by, post_id)
    if post.valid_from <= timezone.localdate():
        raise ConflictError("Jabatan ini sudah mulai. Akhirilah; ia tetap tercatat sebagai riwayat.")
    held = _held(post)
    post.delete()
    record(
        by=by, action="offices.withdraw_post", subject_type="account", subject_id=held.account_id,
        area_code=held.area_code, role=held.role, start=held.period.start.isoformat(),
    )  # fmt: skip
    return held


@transaction.atomic
def register_office(*, by: Actor, name: str, kind: str) -> KnownOffice:
    """Make an office known (mencatat instansi). The same name again gives the office that is there."""
    require(by, queries.MANAGE)
    name = " ".join(name.split())
    if not name:
        raise InvalidValueError("Nama instansi harus diisi.")
    try:
        with transaction.atomic():
            office = Office.objects.create(name=name, kind=kind)
    except IntegrityError:
        office = Office.objects.get(name__iexact=name)
    else:
        record(by=by, action="offices.register_office", subject_type="office", subject_id=office.pk)
    return KnownOffice(id=office.pk, name=office.name, kind=office.kind)


def _locked_post(by: Actor, post_id: int) -> Post:
    """A post that the actor manages and that nobody else changes until this transaction ends."""
    post = Post.objects.select_for_update().filter(pk=post_id).first()
    if post is None:
        raise NotAllowedError("Jabatan ini tidak ada atau di luar wilayah tugas Anda.")
    require(by, queries.MANAGE, Subject(area_code=post.area_id))
    return post


def _check_place(role: str, area_code: str) -> None:
    if role not in ROLES:
        raise InvalidValueError(f"Peran “{role}” tidak dikenal. Pilihan: {', '.join(ROLES)}.")
    if not Area.objects.filter(code=area_code).exists():
        raise InvalidValueError(f"Kode wilayah “{area_code}” tidak ada di pemasangan ini.")
    if level_of(area_code) != ROLES[role].scope_level:
        wanted = _LEVEL_NAMES[ROLES[role].scope_level]
        raise InvalidValueError(f"{ROLES[role].label} diangkat untuk satu {wanted}; {area_code} bukan {wanted}.")


def check_fits(account_id: int, role: str, area_code: str, period: Period) -> None:
    """ConflictError when the account holds this post already in that time, or a role that does not go with it."""
    with checking_everywhere(queries.MANAGE):
        held = list(Post.objects.filter(account_id=account_id))
    together = [post for post in held if Period(post.valid_from, post.valid_to).overlaps(period)]
    if any(post.role == role and post.area_id == area_code for post in together):
        raise ConflictError(f"Akun ini sudah menjabat {ROLES[role].label} di {area_code} pada masa itu.")
    other = incompatible_role(role, (post.role for post in together))
    if other is not None:
        raise ConflictError(
            f"{ROLES[role].label} dan {ROLES[other].label} tidak boleh dipegang satu orang: "
            "yang memegang kunci tidak memegang data dan tidak memeriksa dirinya sendiri."
        )


def _check_administrator_left(post: Post, last_day: date) -> None:
    """Somebody else, or the same person by another post, is administrator on the day after."""
    day = max(last_day, timezone.localdate()) + timedelta(days=1)
    others = [account for account in administrators_alone(day) if account != post.account_id]
    same = Post.objects.filter(account_id=post.account_id, role=post.role, valid_from__lte=day).exclude(pk=post.pk)
    if not others and not same.exclude(valid_to__lt=day).exists():
        raise ConflictError("Setelah itu tidak ada admin sistem lagi. Angkat admin lain dahulu.")


def _held(post: Post) -> HeldPost:
    return HeldPost(
        id=post.pk,
        account_id=post.account_id,
        role=post.role,
        area_code=post.area_id,
        period=Period(post.valid_from, post.valid_to),
    )
