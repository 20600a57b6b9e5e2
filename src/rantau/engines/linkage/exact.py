"""The simplest honest linker: what is exactly the same is one person, unless something contradicts.

Two rules, in this order:

1. the same reliable NIK, and no contradiction: names that share no word, or different sexes, keep rows apart (a
   relative's NIK, or that of the line above, does stand on lists);
2. the same normalised name, full date of birth and desa, as long as at most one NIK is among them.

It finds few pairs and seldom errs. The probabilities are the shares of right pairs that each rule had on synthetic
lists (docs/reference/linkage.md); they are not calibrated for an installation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rantau.engines.linkage.judged import REASON, Persons
from rantau.engines.linkage.types import Judgement, Link, Linkage, LinkRow

P_NIK = 0.99
P_NAME_BIRTH_AREA = 0.97
REASON_NIK = "NIK sama"
REASON_NAME = "nama, tanggal lahir dan desa sama"


class ExactLinker:
    """Links by exact NIK, and by exact name, birth date and desa."""

    version = "exact-1"

    def link(self, rows: Iterable[LinkRow], judgements: Iterable[Judgement] = ()) -> Linkage:
        """Link all rows. The order in which they come changes nothing."""
        ordered = sorted(rows, key=lambda row: row.id)
        by_id = {row.id: row for row in ordered}
        persons = Persons(list(by_id), judgements)
        for group in _join_by_name(_groups_by_nik(ordered)):
            _join(persons, [row.id for row in group])
        links: dict[str, Link] = {}
        for members in persons.members().values():
            links.update(_links_of([by_id[row] for row in members], persons.judged))
        return Linkage(links=links, version=self.version)


def _join(persons: Persons, group: Sequence[str]) -> None:
    """Make one person of a group; rows that a judgement keeps apart make one each, and others join the first."""
    first: list[str] = []
    for row in group:
        if not any(persons.join(known, row) for known in first):
            first.append(row)


def _groups_by_nik(rows: Sequence[LinkRow]) -> list[list[LinkRow]]:
    """Groups of rows with one NIK and no contradiction; a row without NIK stands alone."""
    groups: list[list[LinkRow]] = []
    sharing: dict[str, list[list[LinkRow]]] = defaultdict(list)
    for row in rows:
        if not row.nik:
            groups.append([row])
            continue
        group = next((known for known in sharing[row.nik] if not _contradicts(row, known)), None)
        if group is None:
            group = []
            sharing[row.nik].append(group)
            groups.append(group)
        group.append(row)
    return groups


def _contradicts(row: LinkRow, group: Sequence[LinkRow]) -> bool:
    """Whether a row with the same NIK is plainly somebody else than the first row of the group."""
    first = group[0]
    if row.sex and first.sex and row.sex != first.sex:
        return True
    if row.birth and row.birth == first.birth:
        return False
    return bool(row.name and first.name) and not set(row.name.split()) & set(first.name.split())


def _join_by_name(groups: list[list[LinkRow]]) -> list[list[LinkRow]]:
    """Join groups that share name, birth and desa, if no more than one NIK is among them."""
    by_key: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for index, group in enumerate(groups):
        for row in group:
            if row.name and row.birth and row.area:
                by_key[row.name, row.birth, row.area].add(index)
    parent = list(range(len(groups)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for members in by_key.values():
        niks = {row.nik for index in members for row in groups[index] if row.nik}
        numbered = [index for index in members if groups[index][0].nik]
        if len(niks) > 1 or len(numbered) > 1:
            continue
        first, *others = sorted(members)
        for other in others:
            low, high = sorted((root(first), root(other)))
            parent[high] = low
    persons: dict[int, list[LinkRow]] = defaultdict(list)
    for index, group in enumerate(groups):
        persons[root(index)].extend(group)
    return [sorted(person, key=lambda row: row.id) for person in persons.values()]


def _links_of(person: Sequence[LinkRow], judged: set[str]) -> dict[str, Link]:
    """The links of one person's rows, each with the rule that joined it."""
    identity = person[0].id
    if len(person) == 1:
        return {identity: Link(person=identity, probability=1.0)}
    niks: dict[str, int] = defaultdict(int)
    for row in person:
        niks[row.nik] += 1
    links: dict[str, Link] = {}
    for row in person:
        if row.id in judged:
            links[row.id] = Link(identity, 1.0, (REASON,))
        elif row.nik and niks[row.nik] > 1:
            links[row.id] = Link(identity, P_NIK, (REASON_NIK,))
        else:
            links[row.id] = Link(identity, P_NAME_BIRTH_AREA, (REASON_NAME,))
    return links
