"""The clerk's pen (tulisan petugas): one truth, written as this list and this sheet happen to write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from rantau.engines.simulation import words_office as office
from rantau.engines.simulation.facts import Fact
from rantau.engines.simulation.rates import ErrorRates
from rantau.engines.simulation.slips import Slips

Cell = str | int | float | date | None

_EPOCH = date(1899, 12, 30)
_NIK_FORMS = ("text", "text", "text", "text", "mixed", "spaces", "dots", "apostrophe", "number", "number")
_ALIASES = ("als", "alias", "al.", "ALS")


@dataclass(slots=True)
class Habits:
    """How one sheet writes things: the same from its first row to its last, but for slips."""

    case: str = "upper"
    """"upper", "title", "mixed"."""
    birth: str = "dmy-"
    """"dmy-", "dmy/", "dmy.", "words", "date"."""
    departed: str = "year"
    """"year", "month", "dmy-", "words", "date", "mixed"."""
    event: str = "dmy-"
    nik: str = "text"
    """"text", "number", "spaces", "dots", "apostrophe", "mixed"; "saved" is a csv that a spreadsheet saved, where a few
    have become 3,60412E+15."""
    address: int = 0
    odd_spaces: float = 0.05
    """Share of names and places with a blank too many, or one that does not break."""
    odd_dates: float = 0.02
    """Share of dates in another form than the rest: somebody else typed the row."""
    district_prefix: str = ""
    village_prefix: str = ""


def draw_habits(rng: Random, *, tidy: bool = False) -> Habits:
    """Habits of a new sheet; a tidy one keeps to the simplest."""
    if tidy:
        return Habits()
    dates = ["dmy-", "dmy/", "words", "date", "date"]
    return Habits(
        case=rng.choice(("upper", "upper", "title", "mixed")),
        birth=rng.choice([*dates, *dates, "dmy."]),
        departed=rng.choice(("year", "year", "year", "month", "mixed", *dates)),
        event=rng.choice(dates),
        nik=rng.choice(_NIK_FORMS),
        address=rng.randrange(5),
        district_prefix=rng.choice(("", "", "Kec. ")),
        village_prefix=rng.choice(("", "", "", "Ds. ")),
    )


class Pen:
    """Writes the cells of one sheet. Every method draws from `rng`, so the order of calls is part of the result."""

    def __init__(self, rng: Random, rates: ErrorRates, slips: Slips, habits: Habits, aliases: dict[int, str]) -> None:
        self.rng = rng
        self.rates = rates
        self.slips = slips
        self.habits = habits
        self.aliases = aliases

    def chance(self, share: float) -> bool:
        """True with that chance."""
        return self.rng.random() < share

    def cased(self, text: str) -> str:
        """In the sheet's capitals."""
        case = self.habits.case
        if case == "mixed":
            case = self.rng.choice(("upper", "title", "title", "lower" if self.chance(0.1) else "upper"))
        return text.upper() if case == "upper" else text.lower() if case == "lower" else text

    def name(self, fact: Fact) -> str:
        """The name, perhaps in another form, perhaps misspelt, perhaps with blanks that nobody sees."""
        text = fact.name
        if self.chance(self.rates.name_slip):
            text = self.slips.name(text, self.rng)
        if self.chance(self.rates.name_form):
            text = self._another_form(text, fact)
        return self.spaced(self.cased(text))

    def _another_form(self, text: str, fact: Fact) -> str:
        forms: list[Callable[[str], str]] = [
            lambda t: (
                f"{t} {self.rng.choice(('binti', 'bt.', 'Bt')) if fact.woman else self.rng.choice(('bin', 'B.'))} "
                + fact.father
            ),
            lambda t: f"{t} {self.rng.choice(_ALIASES)} {t.split()[-1][-4:].capitalize()}",
            lambda t: " ".join(t.split()[:-1]) or t,
            lambda t: f"{t.split()[0]} {t.split()[-1][0]}." if " " in t else t,
            lambda t: t.split()[-1],
        ]
        if fact.birth.year < 1990:
            forms += [lambda t: f"{'Hj' if fact.woman else 'H'}{self.rng.choice(('.', '. ', ' '))}{t}"] * 2
        return self.rng.choice(forms)(text)

    def spaced(self, text: str) -> str:
        """Now and then with a blank too many, or one that does not break."""
        if not self.chance(self.habits.odd_spaces):
            return text
        u = self.rng.random()
        if u < 0.3:
            return text.replace(" ", "\u00a0", 1)
        return f" {text}" if u < 0.5 else f"{text} " if u < 0.8 else text.replace(" ", "  ", 1)

    def sex(self, fact: Fact) -> str:
        """L or P, or blank."""
        if self.chance(self.rates.sex_missing):
            return ""
        return "P" if fact.woman != self.chance(self.rates.sex_wrong) else "L"

    def nik(self, fact: Fact) -> Cell:
        """The NIK in the sheet's form; words where there is none."""
        if self.chance(self.rates.nik_missing):
            return "" if self.chance(0.3) else self.rng.choice(office.NIK_WORDS)
        digits = fact.nik
        if self.chance(self.rates.nik_slip):
            digits = self.slips.digits(digits, self.rng)
        return self._formed(digits)

    def _formed(self, digits: str) -> Cell:
        form = self.habits.nik
        if form == "mixed":
            form = self.rng.choice(("text", "number", "spaces", "apostrophe", "text"))
        if form == "number" and len(digits) == 16:
            lost = self.chance(self.rates.nik_lost)
            return int(digits[:15] + "0") if lost else int(digits)
        if form == "spaces":
            return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
        if form == "dots":
            return ".".join((digits[:2], digits[2:4], digits[4:6], digits[6:12], digits[12:]))
        if form == "saved" and self.chance(0.03):
            return f"{digits[0]},{digits[1:6]}E+15"
        return f"'{digits}" if form == "apostrophe" else digits

    def dated(self, day: date, form: str) -> Cell:
        """A date in one of the sheet's forms."""
        if form == "date":
            return day
        if form == "words":
            month = self.rng.choice(office.MONTHS[day.month - 1])
            return self.cased(f"{day.day} {month} {day.year}")
        if form == "year":
            return day.year
        return day.strftime({"dmy-": "%d-%m-%Y", "dmy.": "%d.%m.%Y"}.get(form, "%d/%m/%Y"))

    def birth(self, fact: Fact) -> Cell:
        """The date of birth: whole, only the year, swapped, as a day number, or nothing."""
        if self.chance(self.rates.birth_missing):
            return ""
        if self.chance(self.rates.birth_year_only):
            return fact.birth.year if self.habits.birth == "date" and self.chance(0.5) else str(fact.birth.year)
        return self._slipped_date(fact.birth, self.habits.birth)

    def event(self, fact: Fact) -> Cell:
        """The day of the event. Offices know it: it is never missing."""
        return self._slipped_date(fact.event, self.habits.event)

    def _slipped_date(self, day: date, form: str) -> Cell:
        wrong = self.slips.day(day, self.rng)
        if wrong is not None and form != "words" and self.chance(self.rates.birth_swapped):
            day = wrong
        if self.chance(self.habits.odd_dates):
            if form == "date":
                return (day - _EPOCH).days if self.chance(0.6) else day.strftime("%d/%m/%Y")
            return f"{day.day}/{day.month}/{day.year % 100:02d}"
        return self.dated(day, form)

    def birth_with_place(self, fact: Fact) -> str:
        """Place and date in one cell (TTL)."""
        place = self.cased(fact.birth_place)
        form = "dmy-" if self.habits.birth == "date" else self.habits.birth
        if self.chance(self.rates.birth_missing):
            return "" if self.chance(0.8) else place
        if self.chance(self.rates.birth_year_only):
            return f"{place} {fact.birth.year}"
        return f"{place}{self.rng.choice((', ', ',', ' ', ' / '))}{self.dated(fact.birth, form)}"

    def age(self, fact: Fact) -> Cell:
        """Years of age at the event, off by one now and then."""
        if self.chance(self.rates.birth_missing):
            return ""
        years = fact.event.year - fact.birth.year - self.rng.choice((0, 0, 1, 1, 0))
        u = self.rng.random()
        return years if u < 0.75 else f"{years} th" if u < 0.9 else f"{years} Tahun"

    def departed(self, fact: Fact) -> Cell:
        """When the person left."""
        if self.chance(self.rates.departed_missing):
            return ""
        form = self.habits.departed
        if form == "mixed":
            form = self.rng.choice(("year", "year", "month", "dmy/"))
        elif form != "year" and self.chance(0.35):
            form = "year"
        if form == "month":
            word = office.MONTHS[fact.departed.month - 1][0]
            spoken = f"{word} {fact.departed.year}"
            return self.cased(spoken) if self.chance(0.7) else fact.departed.strftime("%m/%Y")
        return self.dated(fact.departed, form)
