"""What reviewers decided, as a bound on every clustering: who must be one person, and who must not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rantau.engines.linkage.types import Judgement

REASON = "diputuskan peninjau"


class Persons:
    """Rows that grow into persons (union-find) and never join two whom a judgement keeps apart."""

    def __init__(self, rows: Sequence[str], judgements: Iterable[Judgement] = ()) -> None:
        self._parent = {row: row for row in rows}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self.judged: set[str] = set()
        """Rows that a judgement joined to another."""
        self.joined: list[tuple[str, str]] = []
        """Couples that were judged one person, without those that another judgement forbids."""
        known: list[tuple[str, str, bool]] = sorted(
            {
                (min(judgement.left, judgement.right), max(judgement.left, judgement.right), judgement.same)
                for judgement in judgements
                if judgement.left in self._parent
                and judgement.right in self._parent
                and judgement.left != judgement.right
            }
        )
        self.kept_apart = [(left, right) for left, right, same in known if not same]
        for left, right, same in known:
            if not same:
                self._apart[left].add(right)
                self._apart[right].add(left)
        for left, right, same in known:
            if same and self.join(left, right):
                self.judged |= {left, right}
                self.joined.append((left, right))

    def root(self, row: str) -> str:
        """The first row, by order of ids, of the person whom a row belongs to."""
        parent = self._parent
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def are_one(self, one: str, two: str) -> bool:
        return self.root(one) == self.root(two)

    def join(self, left: str, right: str) -> bool:
        """Make one person of two, unless a judgement forbids it; tells whether they are one now."""
        low, high = sorted((self.root(left), self.root(right)))
        if low == high:
            return True
        if high in self._apart[low]:
            return False
        self._parent[high] = low
        for other in self._apart.pop(high, set()):
            self._apart[other].discard(high)
            self._apart[other].add(low)
            self._apart[low].add(other)
        return True

    def members(self) -> dict[str, list[str]]:
        """Rows by person, all in order of ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in sorted(self._parent):
            found[self.root(row)].append(row)
        return dict(found)
