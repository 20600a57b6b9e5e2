"""Mutations of sealed values (mutasi): bits, length, splices, other rows, columns, tables and keys. None may open."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable

import click

from rantau.platform.crypto.errors import KeysError, SealBrokenError
from rantau.platform.crypto.sealing import HEAD, SealedColumn

COLUMN = SealedColumn("tabel", "kolom", ("a", "b"))
Row = tuple[object, ...]
Mutation = Callable[[random.Random, bytes, bytes], tuple[SealedColumn, bytes, Row]]
ROW: Row = (17, "x")


def _flip(chance: random.Random, value: bytes, _: bytes) -> bytes:
    changed = bytearray(value)
    for position in chance.sample(range(len(value) * 8), chance.randint(1, 8)):
        changed[position // 8] ^= 1 << position % 8
    return bytes(changed)


def _truncate(chance: random.Random, value: bytes, _: bytes) -> bytes:
    return value[: chance.randrange(len(value))] if chance.random() < 0.5 else value[chance.randint(1, len(value)) :]


def _extend(chance: random.Random, value: bytes, _: bytes) -> bytes:
    more = chance.randbytes(chance.randint(1, 40))
    return value + more if chance.random() < 0.5 else more + value


def _splice(chance: random.Random, value: bytes, other: bytes) -> bytes:
    """Begins as one value and goes on as another of the same length."""
    return value[: (cut := chance.randrange(HEAD + 1, len(value)))] + other[cut:]


def _of_bytes(change: Callable[[random.Random, bytes, bytes], bytes]) -> Mutation:
    return lambda chance, value, other: (COLUMN, change(chance, value, other), ROW)


def _another_key(chance: random.Random, value: bytes, _: bytes) -> tuple[SealedColumn, bytes, Row]:
    """Also one that is in the keyring."""
    return COLUMN, value[:1] + chance.choice([1, 3, 2**32 - 1]).to_bytes(4, "big") + value[HEAD:], ROW


MUTATIONS: dict[str, Mutation] = {
    "bit": _of_bytes(_flip),
    "dipotong": _of_bytes(_truncate),
    "diperpanjang": _of_bytes(_extend),
    "disambung": _of_bytes(_splice),
    "baris lain": lambda chance, value, _: (COLUMN, value, chance.choice([(18, "x"), (17, "y"), ("x", 17), (1, "7x")])),
    "kolom lain": lambda _, value, __: (SealedColumn("tabel", "lain", ("a", "b")), value, ROW),
    "tabel lain": lambda _, value, __: (SealedColumn("lain", "kolom", ("a", "b")), value, ROW),
    "kunci lain": _another_key,
}


def run(*, count: int, seed: int | None = None) -> tuple[Counter[str], list[str]]:
    """Try so many mutations, all kinds in turn: how many of each raised, and which did not."""
    chance = random.Random(seed)  # noqa: S311 - mutations, no secrets
    names = list(MUTATIONS)
    raised: Counter[str] = Counter()
    opened: list[str] = []
    for number in range(count):
        name, length = names[number % len(names)], chance.randint(0, 200)
        value = COLUMN.seal(chance.randbytes(length), *ROW)
        column, changed, row = MUTATIONS[name](chance, value, COLUMN.seal(chance.randbytes(length), *ROW))
        if (changed, column, row) == (value, COLUMN, ROW):
            continue
        try:
            column.open(changed, *row)
        except (SealBrokenError, KeysError):
            raised[name] += 1
        else:
            opened.append(f"terbuka: {name}, ke-{number}")
    return raised, opened


@click.command()
@click.option("--count", default=10_000, show_default=True, type=click.IntRange(1), help="Berapa mutasi.")
@click.option("--seed", type=int, help="Benih yang acak.")
def command(count: int, seed: int | None) -> None:
    """Ubah nilai tersegel dengan segala cara; setiap perubahan harus ditolak."""
    import os

    from rantau.platform.crypto.keys import new_keyring

    ring = new_keyring()
    os.environ["RANTAU_KEYS"] = ring.with_set("seal", ring.seal.with_new()).as_text()
    raised, opened = run(count=count, seed=seed)
    click.echo(f"{sum(raised.values())} mutasi ditolak {dict(raised)}, {len(opened)} terbuka")
    click.echo("\n".join(opened))
    sys.exit(bool(opened))
