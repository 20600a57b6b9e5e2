"""A regency with known truth (kabupaten tiruan): persons, journeys and what stands on which list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from rantau.engines.simulation.capture import Rows, capture, register_status
from rantau.engines.simulation.journeys import Journeys, build_journeys
from rantau.engines.simulation.look_alikes import pair_up
from rantau.engines.simulation.parameters import Parameters
from rantau.engines.simulation.population import Persons, build_persons, give_niks
from rantau.engines.simulation.region import Region, build_region


@dataclass(frozen=True, slots=True)
class Regency:
    """What was drawn. The rows become texts only when they are written (`write`, `write_flat`)."""

    parameters: Parameters
    seed: int
    region: Region
    persons: Persons
    journeys: Journeys
    rows: Rows
    status: tuple[str, ...]
    """What each desa handed in, by the index of the desa."""


def simulate(parameters: Parameters, seed: int) -> Regency:
    """Draw a regency. The same parameters and seed give the same regency.

    Raises ValueError where the regency's code is unknown.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    region = build_region(parameters, rng)
    persons = build_persons(parameters, region, rng)
    pair_up(persons, parameters, rng)
    journeys = build_journeys(persons, parameters, rng)
    give_niks(persons, region, rng)
    status = register_status(parameters, region, rng)
    rows = capture(persons, journeys, region, status, parameters, rng)
    return Regency(parameters, seed, region, persons, journeys, rows, status)


def person_id(person: int) -> str:
    """P00001 for the first."""
    return f"P{person + 1:05d}"


def day(ordinal: int) -> date:
    """The date of a day number."""
    return date.fromordinal(int(ordinal))
