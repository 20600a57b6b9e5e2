"""Is the simulated regency what its parameters say, and always the same for a seed?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from rantau.engines.simulation import PRACTICE, SMALL, Parameters, Regency, simulate
from rantau.engines.simulation.facts import PHONE_PREFIXES, fact
from rantau.engines.simulation.population import EARLIER, MIGRANT, NONE, OUTSIDER
from rantau.engines.simulation.rates import LISTS


@pytest.fixture(scope="module")
def regency() -> Regency:
    return simulate(replace(PRACTICE, scale=2), seed=11)


def held(regency: Regency, letter: str) -> np.ndarray:
    on_list = np.zeros(len(regency.journeys), bool)
    on_list[regency.rows.journey[regency.rows.of(letter)]] = True
    return on_list


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    one, same, other = (simulate(SMALL, seed) for seed in (3, 3, 4))
    for column in ("nik", "given", "last", "desa", "birth"):
        assert (getattr(one.persons, column) == getattr(same.persons, column)).all()
    assert (one.rows.event == same.rows.event).all()
    assert one.status == same.status
    assert (one.persons.nik != other.persons.nik).any()


def test_a_nik_belongs_to_one_person_and_to_nobody_real(regency: Regency) -> None:
    persons = regency.persons
    assert len(np.unique(persons.nik)) == len(persons)
    assert (persons.nik % 10_000).min() >= 9001


def test_the_nik_states_birth_and_sex(regency: Regency) -> None:
    for row in range(0, 2000, 7):
        one = fact(regency, row)
        born = one.birth.replace(day=one.birth.day)
        assert one.nik[6:12] == f"{born.day + 40 * one.woman:02d}{born:%m%y}"
        assert len(one.nik) == 16


def test_phones_use_prefixes_of_no_operator(regency: Regency) -> None:
    phones = {fact(regency, row).phone for row in range(500)}
    assert {phone[:4] for phone in phones} == set(PHONE_PREFIXES)
    assert {len(phone) for phone in phones} == {12}


def migrant_shares(regency: Regency) -> Iterator[tuple[str, float, float]]:
    """(what, measured, parameter) of shares that must come out as they were put in."""
    p, persons, journeys = regency.parameters, regency.persons, regency.journeys
    first = slice(0, len(persons))
    migrant = persons.kind == MIGRANT
    by_procedure = journeys.procedural[first] == 1
    outside = migrant & ~by_procedure
    yield "women", float(persons.woman.mean()), p.women
    yield "procedural", float(by_procedure[migrant].mean()), p.procedural
    yield "visible", float(persons.visible[outside].mean()), p.visible
    yield "ktp outside", float((persons.ktp_desa[migrant] == NONE).mean()), p.ktp_outside
    filled = np.array([word == "ada data" for word in regency.status])[np.maximum(persons.desa, 0)]
    came_back = journeys.returned[first] != NONE
    hidden, visible = outside & (persons.visible == 0), outside & (persons.visible == 1)
    for letter in LISTS:
        coverage, on_list = p.coverage_of(letter), held(regency, letter)[first]
        among = {"R": filled, "K": came_back, "S": persons.ktp_desa != NONE}.get(letter, np.ones(len(persons), bool))
        yield f"{letter} procedural", float(on_list[migrant & by_procedure & among].mean()), coverage.procedural
        yield f"{letter} hidden", float(on_list[hidden & among].mean()), coverage.hidden
        yield f"{letter} visible", float(on_list[visible & among].mean()), coverage.visible


def test_shares_come_out_as_the_parameters_say(regency: Regency) -> None:
    off = {what: (got, meant) for what, got, meant in migrant_shares(regency) if abs(got - meant) > 0.05}
    assert not off


def test_a_dependence_between_two_lists_shows_in_their_overlap() -> None:
    def overlap(parameters: Parameters) -> float:
        made = simulate(replace(parameters, scale=5, coverage_spread=0.0), seed=2)
        hidden = (made.persons.visible == 0)[made.journeys.person] & (made.journeys.procedural == 0)
        came = hidden & (made.journeys.returned != NONE)
        k, p = held(made, "K")[came], held(made, "P")[came]
        return float((k & p).mean() / (k.mean() * p.mean()))

    assert overlap(replace(PRACTICE, dependence=())) == pytest.approx(1, abs=0.4)
    assert overlap(replace(PRACTICE, dependence=(("K", "P", 4.0),))) > 2


def test_registers_hold_only_what_their_desa_handed_in(regency: Regency) -> None:
    desa = regency.rows.desa[regency.rows.of("R")]
    assert {regency.status[int(i)] for i in desa} == {"ada data"}
    handed = {regency.region.desa_district[i] for i, word in enumerate(regency.status) if word == "ada data"}
    assert len(handed) < len(regency.region.district_codes)


def test_those_who_left_before_are_on_registers_and_outsiders_live_nowhere_here(regency: Regency) -> None:
    persons, journeys = regency.persons, regency.journeys
    earlier = np.flatnonzero(persons.kind == EARLIER)
    assert held(regency, "R")[earlier].any()
    first_year = np.datetime64("2023-01-01").astype("datetime64[D]").astype(int) + 719_163
    assert (journeys.departed[earlier] < first_year).all()
    assert (persons.desa[persons.kind == OUTSIDER] == NONE).all()


def test_second_journeys_start_after_the_first_ended(regency: Regency) -> None:
    journeys, n = regency.journeys, len(regency.persons)
    first = journeys.person[n:]
    assert len(first) > 50
    assert (journeys.departed[n:] > journeys.returned[first]).all()


def test_look_alikes_are_alike(regency: Regency) -> None:
    persons = regency.persons
    groups: dict[str, list[int]] = {}
    for person, label in persons.look_alike.items():
        groups.setdefault(label, []).append(person)
    assert {label.split(":")[0] for label in groups} == {"twin", "sibling", "namesake", "parent"}
    for label, (one, two) in groups.items():
        assert persons.desa[one] == persons.desa[two]
        if label.startswith("twin"):
            assert persons.birth[one] == persons.birth[two]
            assert persons.mother(one) == persons.mother(two)
            assert persons.name(one) != persons.name(two)
        if label.startswith("namesake"):
            assert persons.name(one) == persons.name(two)
        if label.startswith("parent"):
            younger, older = sorted((one, two), key=lambda p: -persons.birth[p])
            assert persons.mother(younger) == persons.name(older)


def test_the_north_coast_sends_the_most(regency: Regency) -> None:
    home = regency.persons.desa[regency.persons.kind == MIGRANT]
    counts = np.bincount(np.array(regency.region.desa_district)[home])
    most = {regency.region.district_names[int(i)] for i in np.argsort(-counts)[:5]}
    assert most == {"Pontang", "Tirtayasa", "Tanara", "Lebak Wangi", "Carenang"}


def test_another_regency_has_its_own_places() -> None:
    made = simulate(replace(SMALL, regency="33.05"), seed=1)
    assert made.region.label == "KAB. KEBUMEN"
    assert len(made.region.district_codes) == 26
    assert all(code.startswith("33.05.") for code in made.region.desa_codes)
    assert len(made.region.senders) == 5
    assert not any(place.regency_code == "33.05" for place in made.region.outside)


def test_a_kota_works_too() -> None:
    made = simulate(replace(SMALL, regency="36.73"), seed=1)
    assert made.region.label == "KOTA SERANG"
    assert len(made.rows.of("S")) > 100


@pytest.mark.parametrize("code", ["99.99", "36", "36.04.12", ""])
def test_an_unknown_regency_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="no kabupaten or kota"):
        simulate(replace(SMALL, regency=code), seed=1)


@pytest.mark.parametrize("wrong", [{"scale": 0}, {"error_scale": -1}, {"first_year": 2026}, {"errors": "none"}])
def test_parameters_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        replace(SMALL, **wrong)  # type: ignore[arg-type]
