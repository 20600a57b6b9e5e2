"""The tables of the linkage benchmark."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from rantau.project.bench.linkage import scores
from rantau.project.bench.linkage.measuring import Measured

_COLUMNS = (
    "kumpulan", "mesin", "baris", "F1 terbaik", "pada p", "P p>=.95", "R p>=.95", "R pada P .98", "tersaring",
    "orang P", "orang R", "orang F1", "B-cubed", "mirip tergabung", "detik", "prosesor", "MB",
)  # fmt: skip


def print_table(results: Sequence[Measured]) -> None:
    """One line for each engine on each set."""
    table = Table(*_COLUMNS, box=None, pad_edge=False)
    last = ""
    for each in sorted(results, key=lambda one: [r.data for r in results].index(one.data)):
        if last and each.data != last:
            table.add_section()
        last = each.data
        table.add_row(*_cells(each))
    Console(width=210).print(table)


def one_line(each: Measured) -> str:
    """The most important figures, while the others are still being measured."""
    best = f"F1 {each.pairs.best_f1:.4f}, " if each.pairs else ""
    return f"{best}orang F1 {each.persons.f1:.4f}, B-cubed {each.persons.b_cubed:.4f}, {each.seconds:.1f} s"


def _cells(each: Measured) -> list[str]:
    pairs, persons = each.pairs, each.persons
    of_pairs = ["-"] * 6
    if pairs:
        numbers = (
            pairs.best_f1, pairs.best_at, pairs.precision_sure, pairs.recall_sure, pairs.recall_strict, pairs.found,
        )  # fmt: skip
        of_pairs = [f"{number:.4f}" for number in numbers]
    merged = f"{persons.merged}/{persons.look_alikes}" if persons.look_alikes else "-"
    return [
        each.data, each.engine, f"{each.rows}", *of_pairs,
        *(f"{number:.4f}" for number in (persons.precision, persons.recall, persons.f1, persons.b_cubed)),
        merged, f"{each.seconds:.1f}", f"{each.worked:.1f}", f"{each.megabytes}",
    ]  # fmt: skip


def print_calibration(results: Sequence[Measured]) -> None:
    """Said minus true above 0.5, in bins of 200 pairs or more; and each bin of our engine."""
    table = Table("kumpulan", "mesin", "selisih terbesar", "ada NIK", "tanpa NIK", box=None, pad_edge=False)
    for each in results:
        if each.pairs:
            gaps = (scores.worst_gap(each.bins, nik=nik) for nik in (None, True, False))
            table.add_row(each.data, each.engine, *(f"{gap:.3f}" for gap in gaps))
    console = Console(width=210)
    console.print("\nKalibrasi: |dikatakan - benar| di atas 0,5, kelas 0,1 dengan 200 pasangan atau lebih")
    console.print(table)
    bins = Table("kumpulan", "NIK", "kelas", "pasangan", "dikatakan", "benar", "selisih", box=None, pad_edge=False)
    for each in results:
        for one in each.bins if each.engine == "rantau" else ():
            bins.add_row(
                each.data, "ada" if one.nik else "tanpa", f"{one.low:.1f}", str(one.pairs), f"{one.said:.3f}",
                f"{one.true:.3f}", f"{one.said - one.true:+.3f}",
            )  # fmt: skip
    if bins.row_count:
        console.print(bins)
