"""Pairs of people easily taken for one (orang yang mirip): twins, siblings, parent and child, namesakes in one desa."""

from __future__ import annotations

from datetime import date

import numpy as np

from rantau.engines.simulation.parameters import Parameters
from rantau.engines.simulation.population import MIGRANT, Persons, name_neighbours

_OLD_ENOUGH = date(1983, 1, 1).toordinal()


def pair_up(persons: Persons, parameters: Parameters, rng: np.random.Generator) -> None:
    """Turn some migrants into look-alikes of others, and say so in `persons.look_alike` as "twin:G001"."""
    migrants = np.flatnonzero((persons.kind == MIGRANT) & (persons.ktp_desa >= 0))
    shuffled = [int(i) for i in migrants[rng.permutation(len(migrants))]]
    makers = (
        ("twin", _twin, parameters.twins),
        ("sibling", _sibling, parameters.siblings),
        ("namesake", _namesake, parameters.namesakes),
        ("parent", _parent, parameters.parents),
    )
    group = 0
    for label, maker, share in makers:
        for _ in range(round(share * len(migrants))):
            if len(shuffled) < 2:
                return
            one, two = shuffled.pop(), shuffled.pop()
            group += 1
            maker(persons, one, two, rng)
            persons.look_alike[one] = persons.look_alike[two] = f"{label}:G{group:03d}"


def _same_home(persons: Persons, one: int, two: int) -> None:
    for column in (persons.desa, persons.ktp_desa, persons.outside, persons.hamlet):
        column[two] = column[one]


def _same_family(persons: Persons, one: int, two: int) -> None:
    _same_home(persons, one, two)
    for column in (persons.mother_given, persons.mother_last, persons.father, persons.family):
        column[two] = column[one]


def _twin(persons: Persons, one: int, two: int, rng: np.random.Generator) -> None:
    _same_family(persons, one, two)
    persons.birth[two] = persons.birth[one]
    persons.woman[two] = persons.woman[one]
    persons.given[two] = _near_name(persons, one, rng)
    persons.last[two] = persons.last[one]


def _sibling(persons: Persons, one: int, two: int, rng: np.random.Generator) -> None:
    _same_family(persons, one, two)
    later = persons.birth[one] + int(rng.integers(330, 2200))
    persons.birth[two] = later if later < date(2007, 1, 1).toordinal() else persons.birth[one] - 700
    if persons.woman[one] == persons.woman[two] and rng.random() < 0.6:
        persons.last[two] = persons.last[one]
        if persons.given[two] == persons.given[one]:
            persons.given[two] = _near_name(persons, one, rng)


def _parent(persons: Persons, one: int, two: int, rng: np.random.Generator) -> None:
    """`one` becomes a mother of about forty, `two` her daughter or son."""
    _same_home(persons, one, two)
    persons.birth[one] = min(int(persons.birth[one]), _OLD_ENOUGH - int(rng.integers(0, 2000)))
    persons.birth[two] = persons.birth[one] + 365 * 19 + int(rng.integers(0, 900))
    persons.woman[one] = 1
    persons.mother_given[two] = persons.given[one]
    persons.mother_last[two] = persons.last[one]
    persons.family[two] = persons.family[one]


def _namesake(persons: Persons, one: int, two: int, rng: np.random.Generator) -> None:
    _same_home(persons, one, two)
    persons.woman[two] = persons.woman[one]
    persons.given[two] = persons.given[one]
    persons.last[two] = persons.last[one]
    if rng.random() < 0.25:  # two with one name of nearly one age are the hardest
        persons.birth[two] = persons.birth[one] + int(rng.integers(1, 300))


def _near_name(persons: Persons, one: int, rng: np.random.Generator) -> int:
    """Another given name with the same first letter, as twins are named; the next one where there is none."""
    own = int(persons.given[one])
    near = name_neighbours(own)
    return near[int(rng.integers(0, len(near)))] if near else own + 1
