"""Do the written rules of residence, departure and procedure count persons as they say?"""

from __future__ import annotations

from rantau.engines.estimation import Journey, Sighting, count, measure_names, reconcile, summarise
from rantau.engines.estimation.observed import journeys, residence, residence_by_ktp
from rantau.engines.intake.types import Kind

REGENCY = "36.04"
KELAPIAN, PONTANG_DESA, TIREM = "36.04.12.2006", "36.04.12.2001", "36.04.15.2001"


def seen(kind: Kind, area: str = KELAPIAN, person: str = "p", **more: object) -> Sighting:
    return Sighting(person=person, kind=kind, area=area, **more)  # type: ignore[arg-type]


def test_the_village_register_knows_best_where_a_person_lives() -> None:
    rows = [seen(Kind.PLACEMENT, TIREM), seen(Kind.RECOMMENDATION, TIREM), seen(Kind.REGISTER, KELAPIAN)]
    assert residence(rows) == (KELAPIAN, False)
    assert residence_by_ktp(rows) == (TIREM, False)


def test_within_one_list_the_desa_stated_most_often_counts() -> None:
    rows = [seen(Kind.COMPLAINT, TIREM), seen(Kind.COMPLAINT, KELAPIAN), seen(Kind.COMPLAINT, TIREM)]
    assert residence(rows) == (TIREM, False)


def test_a_kecamatan_is_better_than_nothing_and_a_desa_of_it_better_still() -> None:
    only_district = Sighting("p", Kind.RETURN, area="", district="36.04.12")
    assert residence([only_district]) == ("36.04.12", False)
    assert residence([only_district, seen(Kind.PLACEMENT, KELAPIAN)]) == (KELAPIAN, False)
    assert residence([only_district, seen(Kind.PLACEMENT, TIREM)]) == ("36.04.12", False)


def test_inside_goes_before_outside_when_both_are_stated_as_often() -> None:
    outside = Sighting("p", Kind.REGISTER, area="", outside=True)
    assert residence([outside, seen(Kind.REGISTER, KELAPIAN)]) == (KELAPIAN, False)
    assert residence([outside, outside, seen(Kind.REGISTER, KELAPIAN)]) == ("", True)


def test_a_card_from_outside_does_not_count_by_card() -> None:
    rows = [seen(Kind.REGISTER, departed=2024), Sighting("p", Kind.PLACEMENT, area="", outside=True, departed=2024)]
    counts = count(summarise(rows), REGENCY, [2024])
    assert counts[REGENCY, "all_total"] == 1
    assert (REGENCY, "all_total_by_ktp") not in counts


def test_years_do_not_chain_into_one_journey() -> None:
    rows = [seen(Kind.REGISTER, departed=year) for year in (2023, 2024, 2025)]
    assert [journey.year for journey in journeys(rows)] == [2023, 2025]


def test_who_left_in_no_known_year_is_counted_apart() -> None:
    counts = count(summarise([seen(Kind.POLICE)]), REGENCY, [2024])
    assert counts == {(REGENCY, "undated"): 1, ("36.04.12", "undated"): 1, (KELAPIAN, "undated"): 1}
    assert count(summarise([seen(Kind.DEFERRAL)]), REGENCY, [2024]) == {}


def test_a_placement_makes_the_journey_procedural_also_when_the_village_is_a_year_off() -> None:
    rows = [seen(Kind.PLACEMENT, departed=2024), seen(Kind.REGISTER, departed=2023)]
    assert journeys(rows) == (Journey(2024, procedural=True),)


def test_a_list_that_says_outside_the_procedure_is_believed_beside_a_placement() -> None:
    rows = [seen(Kind.PLACEMENT, departed=2023), seen(Kind.REGISTER, departed=2024, status="nonprosedural")]
    assert journeys(rows) == (Journey(2023, procedural=True), Journey(2024, procedural=False))


def test_neighbouring_years_are_one_journey_in_the_year_stated_most_often() -> None:
    rows = [seen(Kind.REGISTER, departed=2023), seen(Kind.COMPLAINT, departed=2024), seen(Kind.RETURN, departed=2024)]
    assert journeys(rows) == (Journey(2024, procedural=False),)


def test_intention_is_not_departure() -> None:
    assert journeys([seen(Kind.DEFERRAL, departed=2024), seen(Kind.RECOMMENDATION, departed=2024)]) == ()


def test_counts_are_of_different_persons_in_every_area_above() -> None:
    sightings = [
        seen(Kind.PLACEMENT, KELAPIAN, "a", departed=2024),
        seen(Kind.REGISTER, KELAPIAN, "a", departed=2024),
        seen(Kind.REGISTER, PONTANG_DESA, "b", departed=2024, status="nonprosedural"),
        seen(Kind.REGISTER, PONTANG_DESA, "c", departed=2019),
        seen(Kind.RETURN, "", "d", outside=True, departed=2024),
    ]
    counts = count(summarise(sightings), REGENCY, [2023, 2024, 2025])
    assert counts[REGENCY, "all_total"] == 2
    assert counts["36.04.12", "all_2024"] == 2
    assert counts[KELAPIAN, "procedural_2024"] == 1
    assert counts[PONTANG_DESA, "nonprocedural_2024"] == 1
    assert counts[REGENCY, "all_total_on_a_list"] == 2
    assert (PONTANG_DESA, "procedural_total") not in counts


def test_who_left_both_ways_counts_once_under_each_and_once_under_all() -> None:
    sightings = [
        seen(Kind.PLACEMENT, person="a", departed=2023),
        seen(Kind.RETURN, person="a", departed=2025),
    ]
    counts = count(summarise(sightings), REGENCY, [2023, 2024, 2025])
    assert [counts[REGENCY, f"{s}_total"] for s in ("procedural", "nonprocedural", "all")] == [1, 1, 1]


def test_measures_are_those_of_a_report() -> None:
    names = measure_names([2023, 2024, 2025])
    assert len(names) == len(set(names)) == 18
    assert "nonprocedural_total_by_ktp" in names


def test_reconciliation_shows_who_stands_on_one_list_only() -> None:
    sightings = [
        seen(Kind.PLACEMENT, person="a", departed=2024),
        seen(Kind.PLACEMENT, person="a", departed=2024),
        seen(Kind.REGISTER, person="a", departed=2024),
        seen(Kind.REGISTER, person="b", departed=2024),
    ]
    cells = {(cell.area, cell.year, cell.kind): cell for cell in reconcile(sightings, REGENCY)}
    placed, village = cells[KELAPIAN, 2024, Kind.PLACEMENT], cells[REGENCY, 2024, Kind.REGISTER]
    assert (placed.rows, placed.persons, placed.only_here) == (2, 1, 0)
    assert (village.rows, village.persons, village.only_here) == (2, 2, 1)
