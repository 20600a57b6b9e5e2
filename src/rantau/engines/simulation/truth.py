"""The right answers beside the lists (kunci jawaban): rows.csv, persons.csv, areas.csv, params.json."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import numpy as np

from rantau.engines.simulation.journeys import SPONSOR_KINDS, Journeys
from rantau.engines.simulation.population import KINDS, MIGRANT, NONE
from rantau.engines.simulation.rates import LISTS
from rantau.engines.simulation.regency import Regency, day, person_id
from rantau.engines.simulation.sheet import SYNTHETIC, Written
from rantau.engines.simulation.words_office import COUNTRY_NAMES

_EPOCH = date(1970, 1, 1).toordinal()

KIND_NAMES = {
    "R": "register_desa",
    "S": "siskop2mi_penempatan",
    "K": "bp3mi_kepulangan",
    "I": "imigrasi_penundaan",
    "T": "polres_tppo",
    "P": "pengaduan_disnaker",
    "D": "rekom_paspor_disnaker",
}
ROWS = ("file", "sheet", "row", "person_id", "kind", "list", "journey", "copy", "name_written")
PERSONS = (
    "person_id,kind,name,sex,birth_date,nik,mother,desa,ktp_desa,outside,visible,look_alike,procedural,departed,returned,"
    "country,sponsor,lists,procedural_2,departed_2,returned_2,country_2,lists_2"
).split(",")


def write_truth(regency: Regency, written: list[Written], folder: Path) -> None:
    """Write the four files."""
    folder.mkdir(parents=True, exist_ok=True)
    held = lists_of_journeys(regency)
    _write_csv(folder / "rows.csv", ROWS, _rows(regency, written))
    _write_csv(folder / "persons.csv", PERSONS, _persons(regency, held))
    _write_csv(folder / "areas.csv", ("area_code", "measure", "value"), area_measures(regency, held))
    answer = json.dumps(_params(regency, written), indent=1, ensure_ascii=False)
    (folder / "params.json").write_text(answer + "\n", encoding="utf-8")


def _write_csv(path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def lists_of_journeys(regency: Regency) -> list[str]:
    """For each journey the letters of the lists that hold it, in the order of LISTS."""
    held = np.zeros((len(regency.journeys), len(LISTS)), bool)
    held[regency.rows.journey, regency.rows.letter] = True
    return ["".join(LISTS[i] for i in np.flatnonzero(row)) for row in held]


def _rows(regency: Regency, written: list[Written]) -> Iterator[tuple[object, ...]]:
    rows, journeys, persons = regency.rows, regency.journeys, regency.persons
    for one in written:
        journey = rows.journey[one.source]
        person = int(journeys.person[journey])
        kind = KINDS[persons.kind[person]]
        place = (one.file, one.sheet, one.row, person_id(person), kind)
        yield *place, LISTS[rows.letter[one.source]], journeys.order[journey], rows.copy[one.source], one.name


def _persons(regency: Regency, held: list[str]) -> Iterator[list[object]]:
    persons, journeys, region = regency.persons, regency.journeys, regency.region
    second = {int(journeys.person[i]): i for i in range(len(persons), len(journeys))}
    for person in range(len(persons)):
        again = second.get(person)
        known = bool(held[person] or (again is not None and held[again]))
        birth = day(persons.birth[person])
        desa, ktp, outside = persons.desa[person], persons.ktp_desa[person], persons.outside[person]
        yield [
            person_id(person),
            KINDS[persons.kind[person]],
            persons.name(person) if known else "",
            "P" if persons.woman[person] else "L",
            birth.isoformat() if known else "",
            f"{persons.nik[person]:016d}" if known else "",
            persons.mother(person) if known else "",
            region.desa_codes[desa] if desa >= 0 else "",
            region.desa_codes[ktp] if ktp >= 0 else "",
            region.outside[outside].label if outside >= 0 else "",
            persons.visible[person],
            persons.look_alike.get(person, ""),
            *_journey(journeys, person)[:4],
            SPONSOR_KINDS[journeys.sponsor_kind[person]],
            held[person],
            *(("", "", "", "", "") if again is None else (*_journey(journeys, again), held[again])),
        ]


def _journey(journeys: Journeys, index: int) -> tuple[object, object, object, object]:
    returned = journeys.returned[index]
    return (
        journeys.procedural[index],
        day(journeys.departed[index]).strftime("%Y-%m"),
        "" if returned == NONE else day(returned).strftime("%Y-%m"),
        COUNTRY_NAMES[journeys.country[index]],
    )


def area_measures(regency: Regency, held: list[str]) -> Iterator[tuple[str, str, int]]:
    """(area_code, measure, value) for the regency, its kecamatan and desa: numbers of different migrants."""
    region = regency.region
    of = np.array(region.desa_district)
    by_desa = dict(_measures_by_desa(regency, held))
    by_district = {m: np.bincount(of, counts, len(region.district_codes)) for m, counts in by_desa.items()}
    for measure, counts in by_desa.items():
        yield region.code, measure, int(counts.sum())
    for codes, table in ((region.district_codes, by_district), (region.desa_codes, by_desa)):
        for index, code in enumerate(codes):
            for measure, counts in table.items():
                yield code, measure, int(counts[index])


def _measures_by_desa(regency: Regency, held: list[str]) -> Iterator[tuple[str, np.ndarray]]:
    persons, journeys = regency.persons, regency.journeys
    migrant = persons.kind[journeys.person] == MIGRANT
    years = departure_years(journeys)
    spans = {str(y): years == y for y in range(regency.parameters.first_year, regency.parameters.last_year + 1)}
    everyone = np.ones(len(journeys), bool)
    spans |= {"total": everyone, "total_by_ktp": everyone, "total_on_a_list": np.array(held) != ""}
    rules = {"procedural": journeys.procedural == 1, "nonprocedural": journeys.procedural == 0, "all": everyone}
    for span, in_span in spans.items():
        home = persons.ktp_desa if span == "total_by_ktp" else persons.desa
        for rule, by_rule in rules.items():
            desa = home[np.unique(journeys.person[migrant & in_span & by_rule])]
            yield f"{rule}_{span}", np.bincount(desa[desa >= 0], minlength=len(regency.region.desa_codes))


def departure_years(journeys: Journeys) -> np.ndarray:
    """The year of departure of each journey."""
    days = (journeys.departed.astype(np.int64) - _EPOCH).astype("datetime64[D]")
    years: np.ndarray = days.astype("datetime64[Y]").astype(np.int64) + 1970
    return years


def _params(regency: Regency, written: list[Written]) -> dict[str, object]:
    region = regency.region
    letters = Counter(LISTS[regency.rows.letter[one.source]] for one in written)
    return {
        "synthetic": SYNTHETIC,
        "seed": regency.seed,
        "parameters": asdict(regency.parameters),
        "true_totals": _totals(regency),
        "register_status": dict(zip(region.desa_codes, regency.status, strict=True)),
        "desa_alias": {region.desa_codes[index]: name for index, name in region.aliases},
        "rows_by_list": {KIND_NAMES[letter]: letters[letter] for letter in LISTS},
    }


def _totals(regency: Regency) -> dict[str, object]:
    persons, journeys = regency.persons, regency.journeys
    of_migrants = persons.kind[journeys.person] == MIGRANT
    rule = [journeys.person[of_migrants & (journeys.procedural == flag)] for flag in (0, 1)]
    first = journeys.procedural[: len(persons)]
    hidden = (persons.kind == MIGRANT) & (first == 0)
    return {
        "persons_procedural": len(np.unique(rule[1])),
        "persons_nonprocedural": len(np.unique(rule[0])),
        "persons_all": int((persons.kind == MIGRANT).sum()),
        "journeys_procedural": len(rule[1]),
        "journeys_nonprocedural": len(rule[0]),
        "share_visible_nonprocedural": round(float(persons.visible[hidden].mean()), 4) if hidden.any() else 0.0,
        **{name: int((persons.kind == number).sum()) for number, name in enumerate(KINDS) if name != "migrant"},
    }
