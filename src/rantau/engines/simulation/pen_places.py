"""The clerk's pen for places, people to call and what was decided (tulisan petugas, lanjutan)."""

from __future__ import annotations

from rantau.engines.simulation import words_office as office
from rantau.engines.simulation.facts import Fact
from rantau.engines.simulation.pen import Cell, Pen


def address(pen: Pen, fact: Fact) -> str:
    """Hamlet, RT and RW in one of five ways."""
    if pen.chance(pen.rates.birth_missing * 0.6):
        return ""
    rt, rw = fact.rt, fact.rw
    text = (
        f"Kp. {fact.hamlet} RT {rt:02d} RW {rw:02d}",
        f"Kampung {fact.hamlet} {rt:02d}/{rw:02d}",
        f"Kp. {fact.hamlet} RT.{rt:03d}/RW.{rw:03d}",
        f"Link. {fact.hamlet} RT {rt}/{rw}",
        f"Kp {fact.hamlet} Rt.{rt} Rw.{rw}",
    )[pen.habits.address if pen.chance(0.75) else pen.rng.randrange(5)]
    return pen.cased(text)


def village(pen: Pen, fact: Fact, *, ktp: bool = False) -> str:
    """The desa: right, misspelt, by its older name, or nothing."""
    if pen.chance(pen.rates.village_missing):
        return ""
    name, index = (fact.ktp_desa, fact.ktp_desa_index) if ktp else (fact.desa, fact.desa_index)
    if index in pen.aliases and pen.chance(0.35):
        name = pen.aliases[index]
    elif pen.chance(pen.rates.village_slip):
        name = pen.slips.place(name, pen.rng)
    elif pen.chance(pen.rates.village_other):
        name = fact.neighbour or name
    elif pen.chance(pen.rates.village_hamlet):
        name = fact.hamlet
    return pen.spaced(pen.cased(pen.habits.village_prefix + name))


def district(pen: Pen, fact: Fact, *, ktp: bool = False) -> str:
    """The kecamatan, half as often misspelt as the desa."""
    if pen.chance(pen.rates.district_missing):
        return ""
    name = fact.ktp_district if ktp else fact.district
    if pen.chance(pen.rates.village_slip * 0.5):
        name = pen.slips.place(name, pen.rng)
    return pen.spaced(pen.cased(pen.habits.district_prefix + name))


def regency_of(pen: Pen, fact: Fact) -> str:
    """The kabupaten; that of the office in many forms, "SERANG" for kabupaten and kota alike among them."""
    label = fact.regency
    bare = label.split(" ", 1)[1]
    if label.startswith("KOTA"):
        return bare if pen.chance(0.15) else label
    return pen.rng.choice((label, label.replace(".", ""), f"KABUPATEN {bare}", bare, f"Kab. {bare.title()}"))


def country(pen: Pen, fact: Fact) -> str:
    """The country in one of its spellings, sometimes only the town."""
    if pen.chance(pen.rates.country_missing):
        return ""
    text = pen.rng.choice(office.COUNTRY_WRITTEN[fact.country])
    if pen.chance(pen.rates.name_slip * 0.25):
        text = pen.slips.place(text, pen.rng)
    return pen.cased(text)


def job(pen: Pen, fact: Fact) -> str:
    """The job in one of its words."""
    return "" if pen.chance(pen.rates.country_missing * 2) else pen.cased(pen.rng.choice(office.JOB_WRITTEN[fact.job]))


def company(pen: Pen, name: str) -> str:
    """A company: PT with a dot, without, or left out."""
    bare = name.removeprefix("PT ")
    return pen.cased(pen.rng.choice((f"PT {bare}", f"PT {bare}", f"PT. {bare}", f"PT.{bare}", bare)))


def sponsor(pen: Pen, fact: Fact) -> str:
    """Who sent the person: a company, a person, or nobody knows."""
    if pen.chance(pen.rates.departed_missing * 2.5):
        return pen.rng.choice(("", "", "", "-", "tidak tahu"))
    return company(pen, fact.sponsor) if fact.sponsor_kind == 0 else pen.cased(fact.sponsor)


def status(pen: Pen, fact: Fact) -> str:
    """What the desa says of procedure: often blank, sometimes wrong."""
    if fact.kind == "intention":
        return pen.rng.choice(office.STATUS_PLANNED)
    if pen.chance(pen.rates.status_missing):
        return ""
    u = pen.rng.random()
    if u < pen.rates.status_wrong:
        return pen.rng.choice(office.STATUS_UNKNOWN)
    wrong = u < 2 * pen.rates.status_wrong
    return pen.rng.choice(office.STATUS_YES if fact.procedural != wrong else office.STATUS_NO)


def telephone(pen: Pen, number: str) -> Cell:
    """A telephone number in one of seven forms, one of them a number that lost its zero."""
    if pen.chance(pen.rates.phone_missing):
        return "" if pen.chance(0.5) else pen.rng.choice(office.PHONE_WORDS)
    form = pen.rng.randrange(12)
    if form == 0:
        return f"+62{number[1:]}"
    if form == 1:
        return f"62{number[1:]}"
    if form == 2:
        return f"+62 {number[1:4]} {number[4:8]} {number[8:]}"
    if form == 3:
        return f"{number} (WA)"
    if form in (4, 5):
        return f"{number[:4]}-{number[4:8]}-{number[8:]}"
    return int(number) if form == 6 else number
