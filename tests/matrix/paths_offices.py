"""Paths to accounts, posts and offices."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from tests.accounts import PASSWORD
from tests.matrix.paths import Path
from tests.matrix.places import ANYWHERE, KNOWN, PLACES, PUBLIC, SYSTEM, UNRESOLVED, scope_of
from tests.matrix.world import World, allowed, opened

from rantau.modules.offices import api, queries
from rantau.modules.offices.api import Period
from rantau.modules.offices.domain import Standing
from rantau.platform.access.actor import Actor

MANAGE = "offices.manage_accounts"
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
    answer = world.client(who).get(reverse("offices:index") + "?cari=milik-")
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
    return allowed((ANYWHERE,), lambda _: api.create_account(by=actor, username="baru", name="Baru", password=PASSWORD))


def _register(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: api.register_office(by=actor, name="BP3MI Banten", kind="bp3mi"))


def _set_password(world: World, who: str, actor: Actor) -> set[str]:
    accounts = world.things["offices.account"]
    return allowed(PLACES, lambda place: api.set_password(by=actor, account_id=accounts[place].pk, password=PASSWORD))


def _disable(world: World, who: str, actor: Actor) -> set[str]:
    accounts = world.things["offices.account"]
    return allowed(PLACES, lambda place: api.disable_account(by=actor, account_id=accounts[place].pk, reason="uji"))


def _enable(world: World, who: str, actor: Actor) -> set[str]:
    accounts = world.things["offices.account"]
    return allowed(PLACES, lambda place: api.enable_account(by=actor, account_id=accounts[place].pk))


def _assign(world: World, who: str, actor: Actor) -> set[str]:
    account = world.things["offices.account"][UNRESOLVED]
    return allowed(
        KNOWN,
        lambda place: api.assign_post(
            by=actor,
            account_id=account.pk,
            role=_ROLE_AT_LEVEL[place.count(".") + 1],
            area_code=place,
            period=Period(date(2026, 1, 1)),
        ),
    )


def _end(world: World, who: str, actor: Actor) -> set[str]:
    posts = world.things["offices.post"]
    return allowed(KNOWN, lambda place: api.end_post(by=actor, post_id=posts[place].pk, last_day=date(2026, 1, 1)))


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
    Path("offices: ganti kata sandi", MANAGE, _set_password, covers=("offices.set_password",)),
    Path("offices: nonaktifkan", MANAGE, _disable, covers=("offices.disable_account",)),
    Path("offices: aktifkan", MANAGE, _enable, covers=("offices.enable_account",)),
    Path("offices: angkat dalam jabatan", MANAGE, _assign, KNOWN, covers=("offices.assign_post",)),
    Path("offices: akhiri jabatan", MANAGE, _end, KNOWN, covers=("offices.end_post",)),
    Path("offices: saring akun", MANAGE, _active, covers=("offices.accounts_found",)),
    Path("offices: saring akun menurut peran", MANAGE, _held, KNOWN, covers=("offices.accounts_found",)),
    Path("offices: akun tanpa jabatan", MANAGE, _without_post, (UNRESOLVED,),
         covers=("offices.accounts_without_post",)),
    Path("offices: jabatan segera berakhir", MANAGE, _ending, KNOWN, covers=("offices.posts_ending",)),
    Path("offices: jabatan sendiri", (), _own, covers=("offices.own_posts",), instead=_own_expected),
    Path("offices: halaman akun", MANAGE, _pages, by_browser=True),
    Path("offices: halaman daftar akun", MANAGE, _list_page, by_browser=True),
]  # fmt: skip


def _account(world: World, place: str) -> dict[str, int]:
    return {"account": world.things["offices.account"][place].pk}


ADDRESSES = {
    "offices:account": _account,
    "offices:new_password": _account,
    "offices:once": _account,
    "offices:disable": _account,
    "offices:enable": _account,
    "offices:assign": _account,
    "offices:end_post": lambda world, place: _account(world, place) | {"post": world.things["offices.post"][place].pk},
}
