"""Reading accounts and posts."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from rantau.kernel.errors import NotAllowedError
from rantau.modules.offices.domain import ROLES, Period
from rantau.modules.offices.models import Account, Office, Post
from rantau.platform.access.actor import ANONYMOUS, Actor, Grant
from rantau.platform.access.decide import require, scoped

MANAGE = "offices.manage_accounts"


def actor_for(account: Account, today: date) -> Actor:
    """The actor of an account: one grant for each post that is in force today. A disabled account is nobody."""
    if not account.is_active:
        return ANONYMOUS
    posts = Post.objects.filter(account=account)
    in_force = [post for post in posts if Period(post.valid_from, post.valid_to).includes(today)]
    return Actor(
        kind="user",
        id=account.pk,
        name=account.username,
        grants=tuple(
            Grant(role=post.role, permissions=ROLES[post.role].permissions, area=post.area_id, office=post.office_id)
            for post in in_force
        ),
    )


def actor_of_account(account_id: int) -> Actor:
    """The actor of an account of this id as it stands now; nobody when there is none."""
    found = Account.objects.filter(pk=account_id).first()
    return actor_for(found, timezone.localdate()) if found else ANONYMOUS


def accounts(actor: Actor, text: str = "") -> QuerySet[Account]:
    """Accounts (akun) with a post, also a past one, in the actor's areas, and those without; `text` searches names."""
    rows = scoped(Account.objects.all(), actor, MANAGE, "posts__area__code")
    if text:
        rows = rows.filter(name__icontains=text) | rows.filter(username__icontains=text)
    return rows.distinct().order_by("username")


def account(actor: Actor, account_id: int) -> Account:
    """One account; NotAllowedError when it is not among `accounts`, without telling whether it exists."""
    found = accounts(actor).filter(pk=account_id).first()
    if found is None:
        raise NotAllowedError("Akun ini tidak ada atau di luar wilayah tugas Anda.")
    return found


def posts(actor: Actor) -> QuerySet[Post]:
    """Posts (jabatan) in the actor's areas, past ones too, the latest first."""
    rows = scoped(Post.objects.all(), actor, MANAGE, "area__code")
    return rows.select_related("account", "area", "office").order_by("-valid_from", "-id")


def posts_of(actor: Actor, account_id: int) -> QuerySet[Post]:
    """The posts of one account that lie in the actor's areas."""
    return posts(actor).filter(account_id=account_id)


def offices(actor: Actor) -> QuerySet[Office]:
    """All offices (instansi). They are no secret, but only who manages posts needs the list."""
    require(actor, MANAGE)
    return Office.objects.all()


def administrators(day: date) -> QuerySet[Account]:
    """Active accounts that are system administrators on a day."""
    in_force = Post.objects.filter(role="admin_sistem", valid_from__lte=day).exclude(valid_to__lt=day)
    return Account.objects.filter(is_active=True, pk__in=in_force.values("account"))


def account_by_username(actor: Actor, username: str) -> Account:
    """One account by its user name, upper and lower case alike; NotAllowedError as for `account`."""
    found = accounts(actor).filter(username__iexact=username).first()
    if found is None:
        raise NotAllowedError(f"Akun “{username}” tidak ada atau di luar wilayah tugas Anda.")
    return found
