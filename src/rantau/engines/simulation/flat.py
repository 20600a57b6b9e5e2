"""One big register-like list (daftar besar) for import benchmarks: any number of rows in bounded memory.

Persons are taken in turn; when they run out the next round starts, so a regency of as many persons as rows gives each
row its own person. The mess is that of `errors_of("R")`, written by faster code than the sheets of desa.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Literal

import xlsxwriter

from rantau.engines.simulation import words_office as office
from rantau.engines.simulation import words_people as people
from rantau.engines.simulation.facts import PHONE_PREFIXES
from rantau.engines.simulation.population import NONE
from rantau.engines.simulation.regency import Regency, day
from rantau.engines.simulation.sheet import SYNTHETIC
from rantau.engines.simulation.slips import slips_of

HEADINGS = (
    "NO;NIK;NAMA;L/P;TEMPAT LAHIR;TGL LAHIR;ALAMAT;RT;RW;DESA;KECAMATAN;NEGARA TUJUAN;PEKERJAAN;TAHUN BERANGKAT;"
    "P3MI / PERORANGAN;STATUS;NO HP"
).split(";")

FlatRow = list[str | int]


def write_flat(regency: Regency, path: Path, *, rows: int, format: Literal["csv", "xlsx"] = "csv") -> None:  # noqa: A002
    """Write `rows` rows as csv with semicolons (UTF-8) or as one sheet of an xlsx. Raises ValueError beyond a sheet."""
    if format == "xlsx" and rows > 1_048_570:
        raise ValueError("an xlsx sheet ends at row 1,048,576")
    titles = ["DATA WARGA YANG BEKERJA KE LUAR NEGERI", f"{regency.region.label} {SYNTHETIC}"]
    if format == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerows([title] for title in titles)
            writer.writerow(HEADINGS)
            writer.writerows(flat_rows(regency, rows))
        return
    options = {"constant_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": SYNTHETIC, "created": datetime(2026, 1, 31, 8, 0, 0)})  # noqa: DTZ001 - fixed stamp
        page = book.add_worksheet("REGISTER")
        for number, cells in enumerate((titles[:1], titles[1:], HEADINGS)):
            page.write_row(number, 0, cells)
        for number, row in enumerate(flat_rows(regency, rows), 3):
            for column, value in enumerate(row):
                if value != "":
                    write = page.write_number if isinstance(value, int) else page.write_string
                    write(number, column, value)


def flat_rows(regency: Regency, count: int) -> Iterator[FlatRow]:
    """The rows one by one, in the order of HEADINGS."""
    rng = Random(f"{regency.seed}:flat")  # noqa: S311 - a reproducible draw, not a secret
    slips, rates = slips_of(regency.parameters.errors), regency.parameters.errors_of("R")
    persons, journeys, region = regency.persons, regency.journeys, regency.region
    draw, total = rng.random, len(persons)
    hamlets, statuses = people.HAMLETS, (office.STATUS_NO, office.STATUS_YES)
    missing, slip = rates.nik_missing, rates.name_slip
    for number in range(count):
        person = number % total
        desa = int(persons.desa[person])
        desa = desa if desa >= 0 else person % len(region.desa_codes)
        name, village, nik = persons.name(person), region.desa_names[desa], str(persons.nik[person])
        u = draw()
        if u < slip:
            name = slips.name(name, rng)
        elif u < slip + 0.05:
            village = slips.place(village, rng)
        v = draw()
        if v < missing:
            nik = ("", "-", "tidak ada")[number % 3]
        elif v < missing + rates.nik_slip:
            nik = slips.digits(nik, rng)
        phone, born = int(persons.phone[person]), day(persons.birth[person])
        sponsor = int(journeys.sponsor[person])
        kind = int(journeys.sponsor_kind[person])
        yield [
            number + 1,
            nik,
            name.upper(),
            "P" if persons.woman[person] else "L",
            region.name.upper(),
            f"{born.day:02d}-{born.month:02d}-{born.year}" if draw() > rates.birth_year_only else str(born.year),
            f"KP. {hamlets[(phone + desa) % len(hamlets)].upper()}",
            phone % 14 + 1,
            phone % 6 + 1,
            village.upper(),
            region.district_names[region.desa_district[desa]].upper(),
            office.COUNTRY_WRITTEN[office.COUNTRY_NAMES[journeys.country[person]]][phone % 2].upper(),
            office.JOB_NAMES[journeys.job[person]].upper(),
            day(journeys.departed[person]).year if draw() > rates.departed_missing else "",
            ""
            if sponsor == NONE
            else (f"PT {office.COMPANIES[sponsor]}" if kind == 0 else office.SPONSORS[sponsor]).upper(),
            "" if draw() < rates.status_missing else statuses[journeys.procedural[person]][phone % 4],
            PHONE_PREFIXES[phone % 10] + f"{phone // 10:08d}",
        ]
