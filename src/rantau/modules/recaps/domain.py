"""Monthly summaries (rekap bulanan): what a village says of a month, and what the plans say of it.

Silence is not zero: a village that has nothing says so (nihil). What the plans count and what the village sends both
stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from enum import StrEnum

from rantau.kernel.errors import InvalidValueError
from rantau.kernel.partial_date import PartialDate
from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("recaps.view", "Melihat rekap bulanan desa dan desa mana yang belum mengirim"),
    Permission("recaps.send", "Mengirim rekap bulanan, atau mengetikkannya dari formulir kertas"),
)

DUE_DAY = 5
"""Day of the next month by which a summary is expected. A habit, not a rule that was read anywhere."""
MOST = 9_999
SHOWN_MONTHS = 12
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


class Event(StrEnum):
    """What a month is asked about (kejadian), by the words of a plan's states."""

    INTENDED = "niat"
    DEPARTED = "berangkat"
    RETURNED = "pulang"
    LOST = "hilang_kontak"


EVENT_LABELS: dict[Event, str] = {
    Event.INTENDED: "Niat baru",
    Event.DEPARTED: "Berangkat",
    Event.RETURNED: "Pulang",
    Event.LOST: "Hilang kontak",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened in a month (jumlah kejadian)."""

    intended: int = 0
    departed: int = 0
    returned: int = 0
    lost: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether all of them are zero: that is said as nihil."""
        return not any(astuple(self))


@dataclass(frozen=True, slots=True)
class Happened:
    """What a claim says happened to a plan (kejadian sebuah rencana)."""

    plan: int
    event: Event
    day: date
    """Its first possible day; of a claim without a day that of its recording."""
    recorded: int
    """Order of recording."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a village sent of a month (rekap terkirim)."""

    area_code: str
    month: date
    counts: Counts
    counted: Counts | None
    """What the plans said when it was sent; None where nobody counted (typed in from paper)."""
    abroad: int | None
    """Residents abroad at the end of it; None: not said."""
    nihil: bool
    from_paper: bool
    sent_by: str
    sent_on: date

    @property
    def corrected(self) -> bool:
        """Whether the village sent other numbers than the plans gave."""
        return self.counted is not None and self.counted != self.counts


@dataclass(frozen=True, slots=True)
class Village:
    """A village in the list of a month (desa): with what it sent, or None: it has not sent, which is not zero."""

    area_code: str
    name: str
    district: str
    summary: Summary | None


def count_month(happened: Iterable[Happened], month: date) -> Counts:
    """How many plans each event happened to in a month.

    A plan counts once for each event, in the month of the claim about the latest day (of one day the one recorded
    last): the rule by which its state is shown. Sources that disagree about the day count it once.
    """
    deciding: dict[tuple[int, Event], Happened] = {}
    for one in sorted(happened, key=lambda one: (one.day, one.recorded)):
        deciding[one.plan, one.event] = one
    numbers = dict.fromkeys(Event, 0)
    for one in deciding.values():
        if (one.day.year, one.day.month) == (month.year, month.month):
            numbers[one.event] += 1
    return Counts(*numbers.values())


def happened_on(on: str, recorded: date) -> date | None:
    """The day by which a claim counts; None when only its year is known: then no month has it."""
    if not on:
        return recorded
    known = PartialDate.parse(on)
    return known.earliest if known and known.month else None


def first_of(day: date) -> date:
    """The month of a day, as its first day."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    """The month before."""
    return first_of(first_of(month) - timedelta(days=1))


def months_until(today: date, number: int = SHOWN_MONTHS) -> list[date]:
    """The months that have ended, the latest first."""
    months, month = [], first_of(today)
    for _ in range(number):
        month = month_before(month)
        months.append(month)
    return months


def is_late(month: date, today: date) -> bool:
    """Whether the summary of a month should have been sent by now."""
    next_month = first_of(month + timedelta(days=32))
    return today > next_month.replace(day=DUE_DAY)


def month_words(month: date) -> str:
    """ "Oktober 2026"."""
    return f"{_MONTHS[month.month - 1]} {month.year}"


def read_month(written: str, today: date) -> date:
    """ "2026-10" -> its first day. InvalidValueError for another text, or a month that has not ended."""
    known = PartialDate.parse(written) if len(written) == len("2026-10") and written.isascii() else None
    if known is None or known.month is None or known.day is not None:
        raise InvalidValueError("Bulan ditulis seperti 2026-10.")
    month = date(known.year, known.month, 1)
    if month >= first_of(today):
        raise InvalidValueError("Bulan itu belum berakhir.")
    return month


def require_sayable(counts: Counts, nihil: bool) -> None:
    """InvalidValueError unless it is either numbers or nihil: an empty form is neither."""
    if any(not 0 <= number <= MOST for number in astuple(counts)):
        raise InvalidValueError(f"Jumlah antara 0 dan {MOST}.")
    if nihil and not counts.is_nothing:
        raise InvalidValueError("Nihil berarti tidak ada satu pun. Hapus centangnya atau jadikan semua jumlah 0.")
    if counts.is_nothing and not nihil:
        raise InvalidValueError("Bila memang tidak ada, centang nihil. Formulir kosong tidak berarti nihil.")
