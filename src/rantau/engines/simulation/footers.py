"""What stands below a list (kaki daftar): totals, place and date, who signs."""

from __future__ import annotations

from random import Random

from rantau.engines.simulation import words_people as people
from rantau.engines.simulation.sheet import Sheet


def put_total(sheet: Sheet, count: int, rng: Random) -> None:
    """The number of rows, in one of three ways."""
    form = rng.randrange(3)
    if form == 0:
        sheet.put("", "JUMLAH", count)
    elif form == 1:
        sheet.put("", "", f"Jumlah : {count} orang")
    else:
        sheet.put(f"Total data: {count}")


def put_signature(sheet: Sheet, place: str, post: str, column: int, rng: Random) -> None:
    """Place and date, the post, room for a stamp, a name, sometimes a NIP."""
    left = [""] * max(0, column)
    sheet.blank(rng.choice((1, 1, 2)))
    sheet.put(*left, f"{place}, {rng.randrange(3, 30)} Januari 2026")
    sheet.put(*left, post)
    sheet.blank(3)
    sheet.put(*left, (rng.choice(people.OFFICERS) + rng.choice(people.DEGREES)).upper())
    if rng.random() < 0.4:
        born, since = rng.randrange(1965, 1990), rng.randrange(1990, 2015)
        sheet.put(
            *left,
            f"NIP. {born}{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d} {since}03 1 {rng.randrange(1, 10):03d}",
        )
