"""Rows that were held apart and share what two people rarely share (keraguan): asked about, never joined by this.

For whatever linker. The weights are rounded natural logarithms of odds, set by hand: they put pairs in an order and
say why; they are no estimate of how often such pairs are one person.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rantau.engines.linkage import LinkRow, PairLink, Reason
from rantau.kernel.partial_date import PartialDate

PRIOR = -6.0
RARE = 3
"""A name that so few persons of all lists have is rare."""
MOST = 5
"""What more persons share tells little, and would be asked too often."""
ROWS = 8


def held_apart(rows: Sequence[LinkRow], person_of: dict[str, str], *, by_nik_alone: bool) -> list[PairLink]:
    """The likeliest pair of rows for every two persons who share a NIK, or also a whole name, in order of ids.

    `by_nik_alone` is for a linker that has compared names itself: what it gave up is seldom one person.
    """
    persons: dict[str, list[LinkRow]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        persons[person_of[row.id]].append(row)
        if row.name:
            names[row.name].add(person_of[row.id])
    rare = {name for name, having in names.items() if len(having) <= RARE}
    found = (
        _likeliest(persons[one], persons[other], rare)
        for one, other in _candidates(rows, person_of, names, by_nik_alone)
    )
    return sorted(found, key=lambda pair: (pair.left, pair.right))


def _candidates(
    rows: Iterable[LinkRow], person_of: dict[str, str], names: dict[str, set[str]], by_nik_alone: bool
) -> set[tuple[str, str]]:
    sharing: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        if row.nik:
            sharing["nik", row.nik].add(person_of[row.id])
        if _whole(row.name) and row.area and not by_nik_alone:
            sharing["desa", row.name, row.area].add(person_of[row.id])
    groups = list(sharing.values())
    if not by_nik_alone:
        groups += [having for name, having in names.items() if _whole(name) and len(having) <= RARE]
    return {pair for group in groups if 1 < len(group) <= MOST for pair in combinations(sorted(group), 2)}


def _whole(name: str) -> bool:
    return " " in name


def _likeliest(one: Sequence[LinkRow], other: Sequence[LinkRow], rare: set[str]) -> PairLink:
    pairs = [compared(left, right, rare) for left in one[:ROWS] for right in other[:ROWS]]
    return max(pairs, key=lambda pair: (pair.probability, pair.left, pair.right))


def compared(left: LinkRow, right: LinkRow, rare: set[str]) -> PairLink:
    """Two rows beside each other: how likely one person, and what speaks for and against."""
    left, right = sorted((left, right), key=lambda row: row.id)
    reasons = tuple(_reasons(left, right, rare))
    odds = PRIOR + sum(reason.weight for reason in reasons)
    return PairLink(left.id, right.id, 1 / (1 + math.exp(-odds)), reasons)


def _reasons(left: LinkRow, right: LinkRow, rare: set[str]) -> Iterator[Reason]:
    if left.nik and right.nik:
        same = left.nik == right.nik
        yield Reason("nik", "NIK sama" if same else "NIK berbeda", 7.0 if same else -4.0)
    if left.name and right.name:
        yield _of_names(left.name, right.name, rare)
    if born := _of_births(_birth(left), _birth(right)):
        yield born
    if left.sex and right.sex and left.sex != right.sex:
        yield Reason("jenis_kelamin", "jenis kelamin berbeda", -4.0)
    if place := _of_places(left, right):
        yield place


def _of_names(left: str, right: str, rare: set[str]) -> Reason:
    if left == right:
        return Reason("nama", "nama sama dan jarang", 5.0) if left in rare else Reason("nama", "nama sama", 3.0)
    if set(left.split()) & set(right.split()):
        return Reason("nama", "sebagian nama sama", 1.0)
    return Reason("nama", "nama berbeda", -5.0)


def _birth(row: LinkRow) -> PartialDate | None:
    return row.born or (PartialDate.parse(row.birth) if row.birth else None)


def _of_births(left: PartialDate | None, right: PartialDate | None) -> Reason | None:
    if left is None or right is None:
        return None
    field = "tanggal_lahir"
    if left.day and right.day:
        if (left.year, left.month, left.day) == (right.year, right.month, right.day):
            return Reason(field, "tanggal lahir sama", 4.0)
        if (left.year, left.month, left.day) == (right.year, right.day, right.month):
            return Reason(field, "tanggal lahir sama kecuali hari dan bulan tertukar", 3.0)
        if left.year == right.year:
            return Reason(field, "tahun lahir sama, hari atau bulannya berbeda", 0.5)
        if (left.month, left.day) == (right.month, right.day):
            return Reason(field, "hari dan bulan lahir sama, tahunnya berbeda", 1.0)
        return Reason(field, "tanggal lahir berbeda", -3.0)
    if abs(left.year - right.year) <= 1:
        return Reason(field, "tahun lahir sama" if left.year == right.year else "tahun lahir berdekatan", 1.0)
    return Reason(field, "tahun lahir berbeda", -3.0)


def _of_places(left: LinkRow, right: LinkRow) -> Reason | None:
    field = "tempat"
    if left.outside != right.outside:
        return Reason(field, "satu beralamat di luar kabupaten", -1.0)
    if left.area and left.area == right.area:
        return Reason(field, "desa sama", 2.5)
    one, other = (row.district or row.area.rpartition(".")[0] for row in (left, right))
    if one and one == other:
        return Reason(field, "kecamatan sama", 1.0)
    return Reason(field, "desa berbeda", -1.0) if one and other else None
