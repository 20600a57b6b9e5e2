"""Paths to accounts, posts and offices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from tests.accounts import PASSWORD, hashed
from tests.matrix import table
from tests.matrix.paths import Path
from tests.matrix.places import ANYWHERE, KNOWN, PLACES, PUBLIC, SYSTEM, UNRESOLVED, VILLAGE, VILLAGES, scope_of
from tests.matrix.world import World, allowed, opened

from rantau.modules.offices import api, queries
from rantau.modules.offices.api import Period
from rantau.modules.offices.domain import Standing
from rantau.modules.offices.letters import LetterStanding
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.approval.models import Decision, Request

MANAGE, VOUCH, RECOGNISE = "offices.manage_accounts", "offices.vouch", "offices.approve_reset"
SINCE = Period(date(2026, 1, 1))
_ROLE_AT_LEVEL = {2: "petugas_mitra", 3: "pembina_kecamatan", 4: "kepala_desa"}


def build(world: World) -> None:
    """An account with a post at every place; at none: one without any post."""
    accounts, posts = {}, {}
    for place in PLACES:
        accounts[place] = api.Account.objects.create(username=f"milik-{place or 'tanpa'}", name="Sasaran", password="!")
        if place:
            posts[place] = api.Post.objects.create(
                account=accounts[place],
                role=_ROLE_AT_LEVEL[place.count(".") + 1],
                area_id=place,
                valid_from=date(2025, 1, 1),
            )
    now = timezone.now()
    for place, account in accounts.items():
        api.Letter.objects.create(
            account=account, purpose="undangan", code_hmac=place.ljust(32).encode(), issued_at=now,
            expires_at=now + timedelta(days=30),
        )  # fmt: skip
    world.things["offices.account"] = accounts
    world.things["offices.post"] = posts


def _listed(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("offices.account", api.accounts(actor))


def _searched(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("offices.account", api.accounts(actor, "sasaran"))


def _counted(world: World, who: str, actor: Actor) -> int:
    return api.accounts(actor, "milik-").count()


def _active(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("offices.account", queries.accounts_found(actor, standing=Standing.ACTIVE))


def _held(world: World, who: str, actor: Actor) -> set[str]:
    """By the role of a post: only posts in one's own areas count."""
    found = {account for role in _ROLE_AT_LEVEL.values() for account in queries.accounts_found(actor, role=role)}
    return world.places_of("offices.account", found)


def _without_post(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("offices.account", queries.accounts_without_post(actor))


def _ending(world: World, who: str, actor: Actor) -> set[str]:
    posts = world.things["offices.post"].values()
    with checking_everywhere("*"):
        api.Post.objects.filter(pk__in=[post.pk for post in posts]).update(valid_to=timezone.localdate())
    return world.places_of("offices.post", queries.posts_ending(actor))


def _own(world: World, who: str, actor: Actor) -> set[str]:
    return {post.area_id for post in queries.own_posts(actor)}


def _own_expected(who: str) -> set[str]:
    return set() if who in (PUBLIC, SYSTEM) else {scope_of(who)}


def _pages(world: World, who: str, actor: Actor) -> set[str]:
    accounts = world.things["offices.account"]
    return opened(world.client(who), {at: reverse("offices:account", args=[accounts[at].pk]) for at in PLACES})


def _list_page(world: World, who: str, actor: Actor) -> set[str]:
    answer = world.client(who).post(reverse("offices:index"), {"cari": "milik-"}, follow=True)
    text = answer.content.decode() if answer.status_code == 200 else ""
    accounts = world.things["offices.account"]
    return {at for at in PLACES if f'"{reverse("offices:account", args=[accounts[at].pk])}"' in text}


def _by_id(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(PLACES, lambda place: api.account(actor, world.things["offices.account"][place].pk))


def _by_name(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(PLACES, lambda place: api.account_by_username(actor, f"milik-{place or 'tanpa'}"))


def _posts(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("offices.post", api.posts(actor))


def _posts_of(world: World, who: str, actor: Actor) -> set[str]:
    accounts = world.things["offices.account"]
    return {place for place in KNOWN if api.posts_of(actor, accounts[place].pk).exists()}


def _offices(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: api.offices(actor).count())


def _create(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: api.create_account(by=actor, username="baru", name="Baru"))


def _register(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: api.register_office(by=actor, name="BP3MI Banten", kind="bp3mi"))


def _disable(world: World, who: str, actor: Actor) -> set[str]:
    accounts = world.things["offices.account"]
    return allowed(PLACES, lambda place: api.disable_account(by=actor, account_id=accounts[place].pk, reason="uji"))


def _enable(world: World, who: str, actor: Actor) -> set[str]:
    accounts = world.things["offices.account"]
    return allowed(PLACES, lambda place: api.enable_account(by=actor, account_id=accounts[place].pk))


def post_at(world: World, place: str) -> dict[str, Any]:
    account = world.things["offices.account"][UNRESOLVED]
    return {
        "account_id": account.pk, "role": _ROLE_AT_LEVEL[place.count(".") + 1], "area_code": place, "period": SINCE,
    }  # fmt: skip


def _assign(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(KNOWN, lambda place: api.assign_post(by=actor, **post_at(world, place)))


def _assign_expected(who: str) -> set[str]:
    """Alone a person gives a role only that shows nobody: in this world the one of the regency (ADR 0028)."""
    places = KNOWN if who == SYSTEM else [place for place in KNOWN if place.count(".") == 1]
    return {place for place in places if table.says(MANAGE, place, who)}


def by_person(permission: str, places: tuple[str, ...]) -> Callable[[str], set[str]]:
    """A person asks, never a command."""
    return lambda who: {place for place in places if who != SYSTEM and table.says(permission, place, who)}


def _terminal(places: tuple[str, ...]) -> Callable[[str], set[str]]:
    """What a person needs another for: only the terminal does it alone (ADR 0028)."""
    return lambda who: {place for place in places if who == SYSTEM and table.says(MANAGE, place, who)}


def _end(world: World, who: str, actor: Actor) -> set[str]:
    posts = world.things["offices.post"]
    return allowed(KNOWN, lambda place: api.end_post(by=actor, post_id=posts[place].pk, last_day=date(2026, 1, 1)))


def _withdraw(world: World, who: str, actor: Actor) -> set[str]:
    posts = world.things["offices.post"]
    numbers, start = [post.pk for post in posts.values()], timezone.localdate() + timedelta(days=9)
    with checking_everywhere("*"):
        api.Post.objects.filter(pk__in=numbers).update(valid_from=start, valid_to=None)
    return allowed(KNOWN, lambda place: api.withdraw_post(by=actor, post_id=posts[place].pk))


def _letters(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("offices.account", [letter.account for letter in queries.letters(actor)])


def _letters_found(world: World, who: str, actor: Actor) -> set[str]:
    found = queries.letters_found(actor, standing=LetterStanding.UNOPENED)
    return world.places_of("offices.account", [letter.account for letter in found])


def _unopened(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("offices.account", queries.unopened_accounts(actor))


def _letter_page(world: World, who: str, actor: Actor) -> set[str]:
    answer = world.client(who).get(reverse("offices:letters"))
    text = answer.content.decode() if answer.status_code == 200 else ""
    accounts = world.things["offices.account"]
    return {at for at in PLACES if f'"{reverse("offices:account", args=[accounts[at].pk])}"' in text}


def _issue(world: World, who: str, actor: Actor) -> set[str]:
    accounts = world.things["offices.account"]
    return allowed(PLACES, lambda place: api.issue_letter(by=actor, account_id=accounts[place].pk))


def _reissue(world: World, who: str, actor: Actor) -> set[str]:
    accounts = world.things["offices.account"]
    return allowed(PLACES, lambda place: api.reissue_letters(by=actor, account_ids=[accounts[place].pk]))


def _invite(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(
        VILLAGES,
        lambda place: api.invite_offices(by=actor, role="operator_desa", area_codes=[place], period=SINCE),
    )


def _to_invite(world: World, who: str, actor: Actor) -> set[str]:
    return set(queries.areas_to_invite(actor, "operator_desa").values_list("code", flat=True))


def _to_invite_expected(who: str) -> set[str]:
    """But for the desa whose clerk is in this world already."""
    return {place for place in VILLAGES if place != VILLAGE and table.says(MANAGE, place, who)}


def _colleagues(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("offices.account", queries.colleagues(actor))


def _recognised(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(KNOWN, lambda place: queries.to_recognise(actor, world.things["offices.account"][place].pk))


def _with_password(world: World) -> dict[str, api.Account]:
    accounts = world.things["offices.account"]
    with checking_everywhere("*"):
        api.Account.objects.filter(pk__in=[each.pk for each in accounts.values()]).update(password=hashed())
    return accounts


def _report(world: World, who: str, actor: Actor) -> set[str]:
    accounts = _with_password(world)
    return allowed(
        KNOWN, lambda place: api.report_lost_phone(by=actor, account_id=accounts[place].pk, reason="jatuh ke laut")
    )


def _phone_letter(world: World, who: str, actor: Actor) -> set[str]:
    accounts, now = _with_password(world), timezone.now()
    for place in KNOWN:
        with checking_everywhere("*"):
            Request.objects.create(
            kind="offices.reset_second_factor", subject=str(accounts[place].pk), area_code=place, reason="jatuh",
            asked_by=9_000_001, asked_at=now, expires_at=now + timedelta(days=1), decision=Decision.APPROVED,
            decided_by=9_000_002, decided_at=now,
        )  # fmt: skip
    return allowed(KNOWN, lambda place: api.issue_phone_letter(by=actor, account_id=accounts[place].pk))


def _phone_page(world: World, who: str, actor: Actor) -> set[str]:
    accounts = world.things["offices.account"]
    return opened(world.client(who), {at: reverse("offices:phone_letter", args=[accounts[at].pk]) for at in KNOWN})


def _open_anywhere(world: World, who: str, actor: Actor) -> set[str]:
    """Whoever holds a letter opens it: its code is the key, no role is."""
    account = world.things["offices.account"][UNRESOLVED]
    with checking_everywhere("*"):
        letter = api.issue_letter(by=system_actor("uji", frozenset({MANAGE}), "36.04"), account_id=account.pk)
    found = api.find_letter(by=actor, username=letter.username, code=letter.code)
    assert found is not None
    return allowed((ANYWHERE,), lambda _: api.open_letter(by=actor, letter=found, name="Baru", password=PASSWORD))


def _open_phone(world: World, who: str, actor: Actor) -> set[str]:
    found = api.FoundLetter(0, world.things["offices.account"][UNRESOLVED].pk, api.Purpose.PHONE)
    return allowed((ANYWHERE,), lambda _: api.open_phone_letter(by=actor, letter=found, password=PASSWORD))


def _everybody(who: str) -> set[str]:
    return {ANYWHERE}


PATHS = [
    Path("offices: daftar akun", MANAGE, _listed, covers=("offices.accounts",)),
    Path("offices: cari akun", MANAGE, _searched, covers=("offices.accounts",)),
    Path("offices: jumlah akun", MANAGE, _counted, covers=("offices.accounts",)),
    Path("offices: satu akun", MANAGE, _by_id, covers=("offices.account",)),
    Path("offices: satu akun menurut nama", MANAGE, _by_name, covers=("offices.account_by_username",)),
    Path("offices: daftar jabatan", MANAGE, _posts, KNOWN, covers=("offices.posts",)),
    Path("offices: jabatan satu akun", MANAGE, _posts_of, KNOWN, covers=("offices.posts_of",)),
    Path("offices: daftar instansi", MANAGE, _offices, (ANYWHERE,), covers=("offices.offices",)),
    Path("offices: buat akun", MANAGE, _create, (ANYWHERE,), covers=("offices.create_account",)),
    Path("offices: catat instansi", MANAGE, _register, (ANYWHERE,), covers=("offices.register_office",)),
    Path("offices: nonaktifkan", MANAGE, _disable, covers=("offices.disable_account",)),
    Path("offices: aktifkan", MANAGE, _enable, covers=("offices.enable_account",)),
    Path("offices: angkat dalam jabatan", MANAGE, _assign, KNOWN, covers=("offices.assign_post",),
         instead=_assign_expected),
    Path("offices: akhiri jabatan", MANAGE, _end, KNOWN, covers=("offices.end_post",)),
    Path("offices: saring akun", MANAGE, _active, covers=("offices.accounts_found",)),
    Path("offices: saring akun menurut peran", MANAGE, _held, KNOWN, covers=("offices.accounts_found",)),
    Path("offices: akun tanpa jabatan", MANAGE, _without_post, (UNRESOLVED,),
         covers=("offices.accounts_without_post",)),
    Path("offices: jabatan segera berakhir", MANAGE, _ending, KNOWN, covers=("offices.posts_ending",)),
    Path("offices: jabatan sendiri", (), _own, covers=("offices.own_posts",), instead=_own_expected),
    Path("offices: cabut jabatan", MANAGE, _withdraw, KNOWN, covers=("offices.withdraw_post",)),
    Path("offices: daftar surat", MANAGE, _letters, covers=("offices.letters",)),
    Path("offices: saring surat", MANAGE, _letters_found, covers=("offices.letters_found",)),
    Path("offices: undangan belum dibuka", MANAGE, _unopened, covers=("offices.unopened_accounts",)),
    Path("offices: halaman daftar surat", MANAGE, _letter_page, by_browser=True),
    Path("offices: terbitkan surat", MANAGE, _issue, covers=("offices.issue_letter",), instead=_terminal(PLACES)),
    Path("offices: terbitkan surat ulang", MANAGE, _reissue, covers=("offices.reissue_letters",),
         instead=_terminal(PLACES)),
    Path("offices: undang", MANAGE, _invite, VILLAGES, covers=("offices.invite_offices",),
         instead=_terminal(VILLAGES)),
    Path("offices: yang dapat diundang", MANAGE, _to_invite, VILLAGES, covers=("offices.areas_to_invite",),
         instead=_to_invite_expected),
    Path("offices: rekan", VOUCH, _colleagues, KNOWN, covers=("offices.colleagues",)),
    Path("offices: orang yang dikenali", RECOGNISE, _recognised, KNOWN, covers=("offices.to_recognise",)),
    Path("offices: lapor HP hilang", VOUCH, _report, KNOWN, covers=("offices.report_lost_phone",),
         instead=by_person(VOUCH, KNOWN)),
    Path("offices: surat HP hilang", RECOGNISE, _phone_letter, KNOWN, covers=("offices.issue_phone_letter",)),
    Path("offices: halaman surat HP hilang", RECOGNISE, _phone_page, KNOWN, by_browser=True),
    Path("offices: buka surat", (), _open_anywhere, (ANYWHERE,), covers=("offices.find_letter", "offices.open_letter"),
         instead=_everybody),
    Path("offices: buka surat HP hilang", (), _open_phone, (ANYWHERE,), covers=("offices.open_phone_letter",),
         instead=_everybody),
    Path("offices: halaman akun", MANAGE, _pages, by_browser=True),
    Path("offices: halaman daftar akun", MANAGE, _list_page, by_browser=True),
]  # fmt: skip


def _account(world: World, place: str) -> dict[str, int]:
    return {"account": world.things["offices.account"][place].pk}


ADDRESSES = {
    "mfa_remove_webauthn": lambda world, place: {"pk": 1},
    "offices:account": _account,
    "offices:letter": _account,
    "offices:phone_letter": _account,
    "offices:disable": _account,
    "offices:enable": _account,
    "offices:assign": _account,
    "offices:withdraw_post": lambda world, place: (
        _account(world, place) | {"post": world.things["offices.post"][place].pk}
    ),
    "offices:end_post": lambda world, place: _account(world, place) | {"post": world.things["offices.post"][place].pk},
}
