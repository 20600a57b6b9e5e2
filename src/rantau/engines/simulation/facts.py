"""What is true about one row before it is written (fakta): the person and journey in plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rantau.engines.simulation import words_office as office
from rantau.engines.simulation import words_people as people
from rantau.engines.simulation.population import KINDS, NAMES, NONE
from rantau.engines.simulation.rates import LISTS
from rantau.engines.simulation.regency import Regency, day

PHONE_PREFIXES = ("0834", "0836", "0844", "0845", "0846", "0847", "0848", "0849", "0873", "0874")
"""Prefixes that no Indonesian operator uses, so that no number belongs to anyone."""

_MARITAL = ("Kawin", "Kawin", "Kawin", "Belum Kawin", "Cerai Hidup", "Cerai Mati")


@dataclass(frozen=True, slots=True)
class Fact:
    """One row's truth. `desa`, `district`, `regency` say where the person lives; `ktp_...` what the KTP says."""

    row: int
    person: int
    kind: str
    letter: str
    order: int
    copy: int
    event: date
    name: str
    woman: bool
    birth: date
    birth_place: str
    nik: str
    family_card: str
    mother: str
    father: str
    marital: str
    hamlet: str
    rt: int
    rw: int
    desa_index: int
    desa: str
    district: str
    regency: str
    neighbour: str
    """Another desa of the same kecamatan, "" outside the regency."""
    ktp_desa_index: int
    ktp_desa: str
    ktp_district: str
    country: str
    job: str
    departed: date
    returned: date | None
    procedural: bool
    sponsor_kind: int
    sponsor: str
    company: str
    phone: str
    passport: str


def fact(regency: Regency, row: int) -> Fact:
    """The truth of a row."""
    rows, journeys, persons = regency.rows, regency.journeys, regency.persons
    journey = int(rows.journey[row])
    person = int(journeys.person[journey])
    desa = int(rows.desa[row])
    village, district, label = _place(regency, desa, person)
    ktp = int(persons.ktp_desa[person])
    ktp_village, ktp_district, _ = _place(regency, ktp, person)
    kind, sponsor = int(journeys.sponsor_kind[journey]), int(journeys.sponsor[journey])
    back, letter = int(journeys.returned[journey]), LISTS[rows.letter[row]]
    passport = int(journeys.passport[journey])
    birth = day(persons.birth[person])
    nik = f"{int(persons.nik[person]):016d}"
    return Fact(
        row=row,
        person=person,
        kind=KINDS[persons.kind[person]],
        letter=letter,
        order=int(journeys.order[journey]),
        copy=int(rows.copy[row]),
        event=day(rows.event[row]),
        name=persons.name(person),
        woman=bool(persons.woman[person]),
        birth=birth,
        birth_place=_birth_place(regency, person),
        nik=nik,
        family_card=family_card(nik, int(persons.family[person])),
        mother=persons.mother(person),
        father=NAMES[persons.father[person]],
        marital=_MARITAL[3 if birth.year > 2001 else person % len(_MARITAL)],
        hamlet=people.HAMLETS[(int(persons.hamlet[person]) + max(desa, 0) * 5) % len(people.HAMLETS)],
        rt=int(persons.phone[person]) % 14 + 1,
        rw=int(persons.phone[person]) % 6 + 1,
        desa_index=desa,
        desa=village,
        district=district,
        regency=label,
        neighbour=_neighbour(regency, ktp if letter == "S" else desa),
        ktp_desa_index=ktp,
        ktp_desa=ktp_village,
        ktp_district=ktp_district,
        country=office.COUNTRY_NAMES[journeys.country[journey]],
        job=office.JOB_NAMES[journeys.job[journey]],
        departed=day(journeys.departed[journey]),
        returned=None if back == NONE else day(back),
        procedural=bool(journeys.procedural[journey]),
        sponsor_kind=kind,
        sponsor=_sponsor(kind, sponsor),
        company="PT " + office.COMPANIES[sponsor if kind == 0 else person % len(office.COMPANIES)],
        phone=phone(int(persons.phone[person])),
        passport=f"{'BCEX'[passport // 10**7]}{passport % 10**7:07d}",
    )


def _place(regency: Regency, desa: int, person: int) -> tuple[str, str, str]:
    region = regency.region
    if desa >= 0:
        return region.desa_names[desa], region.district_names[region.desa_district[desa]], region.label
    outside = region.outside[regency.persons.outside[person]]
    return outside.village, outside.district, outside.regency


def _sponsor(kind: int, sponsor: int) -> str:
    """A company, a person, or nobody: the traveller alone."""
    if kind == 0:
        return f"PT {office.COMPANIES[sponsor]}"
    return office.SPONSORS[sponsor] if kind == 1 else "Mandiri"


def _neighbour(regency: Regency, desa: int) -> str:
    if desa < 0:
        return ""
    other = regency.region.neighbour[desa]
    return regency.region.desa_names[other] if other != desa else ""


def _birth_place(regency: Regency, person: int) -> str:
    region = regency.region
    return (region.name, region.name, region.name, f"Kab. {region.name}", "Jakarta", "Tangerang", "Pandeglang")[
        int(regency.persons.phone[person]) % 7
    ]


def family_card(nik: str, family: int) -> str:
    """Number of the family card: place, a day of issue, a serial from 9001 on."""
    issued = f"{family % 28 + 1:02d}{family % 12 + 1:02d}{family % 17 + 7:02d}"
    return nik[:6] + issued + f"{9001 + family * 7 % 998:04d}"


def phone(number: int) -> str:
    """A telephone number on a prefix that nobody uses."""
    return PHONE_PREFIXES[number % len(PHONE_PREFIXES)] + f"{number // 10 % 10**8:08d}"
