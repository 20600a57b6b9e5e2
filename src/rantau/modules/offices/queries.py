"""Reading accounts and posts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import takewhile

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from rantau.kernel.errors import NotAllowedError
from rantau.modules.areas.api import Area, areas
from rantau.modules.offices.domain import ENDING_SOON, ROLES, Confirmer, Period, Signer, Standing
from rantau.modules.offices.letters import LetterStanding, Purpose
from rantau.modules.offices.models import NOT_ENDED, Account, HandOver, Letter, Office, Post
from rantau.platform.access.acting import acting, checking_everywhere
from rantau.platform.access.actor import ANONYMOUS, Actor, Grant
from rantau.platform.access.decide import Subject, in_area, require, scoped
from rantau.platform.sessions.api import seen_since

MANAGE, VOUCH, RECOGNISE = "offices.manage_accounts", "offices.vouch", "offices.approve_reset"
HAND_OVER, CONFIRM = "offices.hand_over", "offices.confirm_hand_over"
HANDED_OVER = ("kepala_desa", "operator_desa")
"""Roles of the villages whose posts the kecamatan hands over."""
HERE = timedelta(minutes=15)
"""Who used the application this recently counts as being logged in now."""
SIGNING_IN = Actor(
    kind="system", name="masuk", grants=(Grant(role="system", permissions=frozenset({"offices.sign_in"}), area=""),)
)
"""Who looks up accounts and posts while nobody is known yet. No role holds this permission."""


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
    with acting(SIGNING_IN):
        found = Account.objects.filter(pk=account_id).first()
        return actor_for(found, timezone.localdate()) if found else ANONYMOUS


def accounts(actor: Actor, text: str = "") -> QuerySet[Account]:
    """Accounts (akun) with a post, also a past one, in the actor's areas, and those without; `text` searches names."""
    rows = scoped(Account.objects.all(), actor, MANAGE, "posts__area__code")
    if text:
        rows = rows.filter(name__icontains=text) | rows.filter(username__icontains=text)
    return rows.distinct().order_by("username")


def accounts_found(
    actor: Actor, *, text: str = "", role: str = "", area: str = "", standing: Standing | None = None
) -> QuerySet[Account]:
    """Accounts that match all that is asked; role and area of one post that is not over and lies in the actor's areas.

    `area` is a code whose whole subtree is meant.
    """
    rows = accounts(actor, text)
    if role or area:
        held = _not_over(posts(actor))
        if role:
            held = held.filter(role=role)
        if area:
            held = held.filter(in_area("area__code", area))
        rows = rows.filter(pk__in=held.order_by().values("account"))
    if standing is Standing.WITHOUT_POST:
        return rows.filter(pk__in=accounts_without_post(actor).order_by().values("pk"))
    if standing is Standing.ENDING:
        return rows.filter(pk__in=posts_ending(actor).order_by().values("account"))
    return rows if standing is None else rows.filter(is_active=standing is Standing.ACTIVE)


def accounts_without_post(actor: Actor) -> QuerySet[Account]:
    """Active accounts that hold no post, neither today nor one that is still to begin."""
    held = _not_over(Post.objects.all())
    return accounts(actor).filter(is_active=True).exclude(pk__in=held.values("account"))


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


def posts_ending(actor: Actor) -> QuerySet[Post]:
    """Posts of active accounts that end within ENDING_SOON days and are not followed by the same post."""
    today = timezone.localdate()
    follows = Post.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=OuterRef("valid_to")),
        account=OuterRef("account"), role=OuterRef("role"), area=OuterRef("area"),
    )  # fmt: skip
    ending = posts(actor).filter(valid_to__range=(today, today + timedelta(days=ENDING_SOON)), account__is_active=True)
    return ending.exclude(Exists(follows))


def own_posts(actor: Actor) -> QuerySet[Post]:
    """The posts of the actor itself, past ones too, the latest first."""
    if actor.kind != "user" or actor.id is None:
        return Post.objects.none()
    rows = Post.objects.filter(account_id=actor.id)
    return rows.select_related("area__parent").order_by(F("valid_to").desc(nulls_first=True), "-valid_from", "-id")


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


def letters(actor: Actor) -> QuerySet[Letter]:
    """Letters (surat) for the accounts that the actor manages, the latest first."""
    return Letter.objects.filter(account__in=accounts(actor).order_by()).select_related("account").order_by("-id")


def letters_found(
    actor: Actor, *, standing: LetterStanding | None = None, role: str = "", area: str = ""
) -> QuerySet[Letter]:
    """Letters that stand so; role and area of a post that the account holds, as in `accounts_found`."""
    now = timezone.now()
    conditions = {
        LetterStanding.UNOPENED: NOT_ENDED & Q(expires_at__gt=now),
        LetterStanding.LATE: NOT_ENDED & Q(expires_at__lte=now),
        LetterStanding.OPENED: Q(opened_at__isnull=False),
        LetterStanding.CANCELLED: Q(cancelled_at__isnull=False),
    }
    rows = letters(actor).filter(conditions[standing] if standing else Q())
    if role or area:
        rows = rows.filter(account__in=accounts_found(actor, role=role, area=area).order_by().values("pk"))
    return rows


def unopened_accounts(actor: Actor, *, role: str = "", area: str = "") -> QuerySet[Account]:
    """Active accounts whose invitation nobody has opened, whether it still holds or is too late."""
    waiting = Letter.objects.filter(NOT_ENDED, purpose=Purpose.INVITATION)
    found = accounts_found(actor, role=role, area=area, standing=Standing.ACTIVE)
    return found.filter(pk__in=waiting.values("account"))


def areas_to_invite(actor: Actor, role: str, inside: str = "") -> QuerySet[Area]:
    """Areas of the role's level in which no active account holds it, now or later; `inside` is one kecamatan."""
    held = _not_over(Post.objects.filter(role=role, account__is_active=True))
    rows = scoped(areas(actor, level=ROLES[role].scope_level), actor, MANAGE, "code")
    if inside:
        rows = rows.filter(in_area("code", inside))
    return rows.exclude(code__in=held.values("area")).order_by("code")


def colleagues(actor: Actor, permission: str = VOUCH) -> QuerySet[Account]:
    """Active accounts other than the actor's own that hold posts, now or later, only where the actor may vouch."""
    held = _not_over(Post.objects.all())
    inside = scoped(held, actor, permission, "area__code")
    with checking_everywhere(MANAGE):
        outside = list(held.exclude(pk__in=inside.values("pk")).values_list("account", flat=True))
    rows = Account.objects.filter(is_active=True, pk__in=inside.values("account"))
    return rows.exclude(pk__in=outside).exclude(pk=actor.id or 0).order_by("name", "username")


def to_recognise(actor: Actor, account_id: int) -> Account:
    """An account whose holder the actor may recognise; NotAllowedError for one's own and where she may not."""
    found = colleagues(actor, RECOGNISE).filter(pk=account_id).first()
    if found is None:
        raise NotAllowedError("Akun ini tidak ada atau di luar wilayah tugas Anda.")
    return found


def hand_overs(actor: Actor) -> QuerySet[HandOver]:
    """Hand-overs (serah terima) in the actor's villages, the latest first."""
    rows = HandOver.objects.select_related("area__parent", "post__account", "successor")
    return scoped(rows, actor, HAND_OVER, "area__code").order_by("-id")


def hand_over(actor: Actor, number: int) -> HandOver:
    """One hand-over; NotAllowedError when it is not among `hand_overs`, without telling whether it exists."""
    found = hand_overs(actor).filter(pk=number).first()
    if found is None:
        raise NotAllowedError("Serah terima ini tidak ada atau di luar wilayah tugas Anda.")
    return found


def posts_to_hand_over(actor: Actor) -> QuerySet[Post]:
    """Posts of villages that have begun and whose successor is to come: in force, or the last there was."""
    today = timezone.localdate()
    later = Post.objects.filter(role=OuterRef("role"), area=OuterRef("area")).filter(
        Q(valid_to=None)
        | Q(valid_to__gt=OuterRef("valid_to"))
        | Q(valid_to=OuterRef("valid_to"), pk__gt=OuterRef("pk"))
    )
    done = HandOver.objects.filter(post=OuterRef("pk"), done_at__isnull=False)
    rows = scoped(Post.objects.filter(role__in=HANDED_OVER, valid_from__lte=today), actor, HAND_OVER, "area__code")
    open_ones = rows.filter(Q(valid_to=None) | Q(valid_to__gte=today) | ~Exists(later)).exclude(Exists(done))
    return open_ones.select_related("account", "area__parent").order_by("area__name", "role", "account__name")


def successors(actor: Actor) -> QuerySet[Account]:
    """Active accounts that hold or held a post in the actor's villages and hold none elsewhere, now or later."""
    inside = scoped(Post.objects.all(), actor, HAND_OVER, "area__code")
    with checking_everywhere(MANAGE):
        outside = list(_not_over(Post.objects.exclude(pk__in=inside.values("pk"))).values_list("account", flat=True))
    rows = Account.objects.filter(is_active=True, pk__in=inside.values("account"))
    return rows.exclude(pk__in=outside).exclude(pk=actor.id or 0).order_by("name", "username")


def who_may_confirm(actor: Actor, number: int) -> list[Confirmer]:
    """Who may approve a hand-over (yang dapat menyetujui): not who asks and not the successor; nearest first."""
    row, today = hand_over(actor, number), timezone.localdate()
    roles = [name for name, role in ROLES.items() if CONFIRM in role.permissions]
    parts = row.area_id.split(".")
    codes = [".".join(parts[:size]) for size in range(2, len(parts) + 1)]
    apart = [account for account in (actor.id, row.successor_id) if account is not None]
    with checking_everywhere(MANAGE):
        posts = Post.objects.filter(role__in=roles, area__in=codes, account__is_active=True, valid_from__lte=today)
        held = _not_over(posts).exclude(account__in=apart).select_related("account", "area").order_by("-area", "pk")
        opened = [post for post in held if post.account.has_usable_password()]
    here = seen_since([post.account_id for post in opened], timezone.now() - HERE)
    return [
        Confirmer(post.account.name, post.role, post.acting, post.area.name, post.account_id in here) for post in opened
    ]


def signer(actor: Actor, permission: str, area_code: str) -> Signer | None:
    """The head of a village (penanda tangan) by the post in force today, for whoever holds a permission there.

    An account that was invited by its post alone has no name yet.
    """
    require(actor, permission, Subject(area_code=area_code))
    today = timezone.localdate()
    held = Post.objects.filter(role="kepala_desa", area=area_code, account__is_active=True, valid_from__lte=today)
    with checking_everywhere(MANAGE):
        row = _not_over(held).select_related("account", "area").order_by("-valid_from", "-id").first()
    if row is None:
        return None
    told = row.account.name != f"{ROLES[row.role].label} {row.area.name}"
    return Signer(row.account.name if told else "", row.acting, row.decree)


def area_of_account(account_id: int) -> str:
    """The area that holds all posts of an account, now or later; "" when it has none or they share no regency."""
    held = _not_over(Post.objects.filter(account_id=account_id))
    with checking_everywhere(MANAGE):
        codes = [code.split(".") for code in held.values_list("area_id", flat=True)]
    alike = takewhile(lambda parts: len(set(parts)) == 1, zip(*codes, strict=False))
    common = [parts[0] for parts in alike]
    return ".".join(common) if len(common) > 1 else ""


def _not_over(held: QuerySet[Post]) -> QuerySet[Post]:
    """Of these posts those that are in force today or still to begin."""
    return held.exclude(valid_to__lt=timezone.localdate())
