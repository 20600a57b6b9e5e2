"""Paths to accounts, posts and offices."""

from __future__ import annotations

from datetime import date

from tests.accounts import PASSWORD
from tests.matrix.paths import Path
from tests.matrix.places import ANYWHERE, KNOWN, PLACES, UNRESOLVED
from tests.matrix.world import World, allowed

from rantau.modules.offices import api
from rantau.modules.offices.api import Period
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
]
