"""The csv files of `rantau link`. Their columns are a contract (docs/reference/linkage.md)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rantau.engines.linkage import Reason
from rantau.kernel.spreadsheet import inert
from rantau.project.linking.job import LinkedTables

ROWS = ("file", "sheet", "row", "id", "person", "probability")
CLUSTERS = ("person", "size", "id", "probability")
PAIRS = ("id_l", "id_r", "probability", "weights", "reasons")
PROBLEMS = ("file", "sheet", "row", "column", "code", "message")


def write_rows(linked: LinkedTables, path: Path) -> None:
    """One line for each row of the tables, in their order."""
    persons = zip(linked.sources, linked.persons, linked.probabilities, strict=True)
    _write(
        path,
        ROWS,
        (
            (inert(source.file), inert(source.sheet), source.row, inert(source.name), person, f"{probability:.4f}")
            for source, person, probability in persons
        ),
    )


def write_clusters(linked: LinkedTables, path: Path) -> None:
    """The same by person: its rows below each other, the largest persons as they come."""
    members: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for source, person, probability in zip(linked.sources, linked.persons, linked.probabilities, strict=True):
        members[person].append((source.name, probability))
    _write(
        path,
        CLUSTERS,
        (
            (person, len(rows), inert(name), f"{probability:.4f}")
            for person, rows in sorted(members.items(), key=lambda item: (len(item[0]), item[0]))
            for name, probability in rows
        ),
    )


def write_pairs(linked: LinkedTables, path: Path) -> None:
    """Compared pairs with their probability and the weights (natural logarithms of odds) that it is the sum of."""
    names = linked.names
    _write(
        path,
        PAIRS,
        (
            (
                inert(names[pair.left]), inert(names[pair.right]), f"{pair.probability:.6f}",
                weights(pair.reasons), inert("; ".join(reason.text for reason in pair.reasons)),
            )
            for pair in linked.pairs
        ),
    )  # fmt: skip


def write_problems(linked: LinkedTables, path: Path) -> None:
    """What could not be read: the row is linked without it."""
    _write(
        path,
        PROBLEMS,
        (
            (
                inert(each.place.file), inert(each.place.sheet), each.place.row or "", inert(each.place.column),
                each.code, inert(each.message),
            )
            for each in linked.problems
        ),
    )  # fmt: skip


WRITERS: dict[str, Callable[[LinkedTables, Path], None]] = {
    "clusters": write_clusters,
    "pairs": write_pairs,
    "problems": write_problems,
}


def weights(reasons: Iterable[Reason]) -> str:
    """ "name=+6.10 birth=+3.20 area=-0.80": in the order of the reasons."""
    return " ".join(f"{reason.field}={reason.weight:+.2f}" for reason in reasons)


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
