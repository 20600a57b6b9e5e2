"""Parameters of a simulated regency (parameter simulasi): each with its unit and, where there is one, its source.

"Practice lists" below means the invented lists of one regency after which the defaults were set. Shares are between 0
and 1. How much lists hold and how often they are wrong is in `rates`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rantau.engines.simulation.rates import COVERAGE, ERROR_RATES, Coverage, ErrorRates

ErrorModel = Literal["office", "random-edits"]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything that a simulated regency depends on, beside the seed."""

    regency: str = "36.04"
    """Kemendagri code of the kabupaten or kota."""
    first_year: int = 2023
    last_year: int = 2025
    """Years of departure that count, both included."""

    migrants: int = 9300
    """Persons who left from the regency in these years, before `scale`. The practice lists have 9,323."""
    earlier: int = 280
    """Persons who left before `first_year` (persons): registers are a stock and hold them too."""
    intentions: int = 300
    """Persons who meant to leave and did not (persons)."""
    outsiders: int = 314
    """Persons on the regency's lists who do not live there (persons)."""
    scale: float = 1.0
    """Factor on all numbers of persons: 1 gives about 11,000 rows, 90 about 1,000,000."""

    procedural: float = 0.30
    """Share of migrants who left by procedure. Nobody knows it: a setting, not a finding."""
    women: float = 0.73
    """Share of women."""
    visible: float = 0.185
    """Share of those who left outside the procedure whom lists tend to catch (heterogeneity of capture)."""
    visible_procedural: float = 0.11
    """The same among those by procedure."""
    returned: tuple[float, float, float] = (0.29, 0.60, 0.28)
    """Share of journeys that ended before the end of the last year: outside the procedure and hidden, visible (those
    whose trouble brings them on lists come home more often), by procedure."""
    second_journey: float = 0.18
    """Share of those who came back early enough who leave once more."""
    second_procedural: tuple[float, float] = (0.14, 0.87)
    """Chance that the second journey is by procedure, after a first one outside and by it."""
    ktp_elsewhere: float = 0.108
    """Share of people whose KTP states another desa of the regency than the one where they live."""
    ktp_outside: float = 0.035
    """Share whose KTP states a place outside the regency ("left on papers not from here")."""

    senders: tuple[tuple[str, float], ...] = (
        ("Pontang", 2.7),
        ("Tirtayasa", 2.4),
        ("Tanara", 2.3),
        ("Lebak Wangi", 2.0),
        ("Carenang", 1.8),
    )
    """Kecamatan that send the most, with their weight against an average of about 1 (press on Serang's north coast,
    2021-2025). In a regency without these names the weights go to kecamatan drawn at random."""

    twins: float = 0.0068
    siblings: float = 0.0071
    parents: float = 0.0015
    namesakes: float = 0.0120
    """Pairs of people easily taken for one, per migrant: twins, siblings, parent and child, same name in one desa."""
    single_name_old: float = 0.40
    single_name_young: float = 0.34
    """Share with a single name among those born before 1985 and after (usual on Java and in Banten)."""

    held_here: float = 0.35
    """Share of the outsiders from other provinces whose address on the lists of immigration and police is the house in
    the regency where they were kept before departure (such houses are in the press since 2022)."""

    coverage: tuple[tuple[str, Coverage], ...] = tuple(COVERAGE.items())
    """For each list its chance to hold a journey."""
    coverage_spread: float = 0.30
    """Standard deviation, in log-odds, of a list's coverage between kecamatan."""
    dependence: tuple[tuple[str, str, float], ...] = (("K", "P", 3.0), ("T", "P", 2.0), ("I", "P", 1.3))
    """(first, second, odds ratio): whom the first list holds, the second holds at these odds, beyond visibility."""

    districts_with_register: float = 0.90
    """Share of kecamatan that hand in a register at all."""
    senders_hand_in: bool = False
    """Whether the `senders` are among these for certain."""
    register_status: tuple[tuple[str, float], ...] = (
        ("ada data", 0.53),
        ("tidak ada", 0.29),
        ("formulir kosong", 0.10),
        ("nihil", 0.08),
    )
    """Shares of what a desa hands in, where the kecamatan does."""
    register_by_size: float = 0.5
    """How much likelier a desa from which many leave hands in a filled list: the power of its size against the mean.
    0 is not at all; silence still does not mean that nobody left."""
    aliases: float = 0.03
    """Share of desa with an older name still in use."""

    error_rates: tuple[tuple[str, ErrorRates], ...] = tuple(ERROR_RATES.items())
    """For each list its rates of errors."""
    error_scale: float = 1.0
    """Factor on all of them: 0 none, 2 twice as many."""
    errors: ErrorModel = "office"
    """"office": the slips that Indonesian clerks make. "random-edits": letters inserted, deleted, replaced or changed
    places and words lost at random, dates moved, which follows no Indonesian rule (so that nothing can be tuned to the
    first model alone)."""
    tidy_layouts: bool = False
    """Whether every list keeps to its simplest layout."""

    def __post_init__(self) -> None:
        if self.last_year < self.first_year or self.scale <= 0 or self.error_scale < 0:
            raise ValueError("years must not run backwards; scale must be positive, error_scale not negative")
        if self.errors not in ("office", "random-edits"):
            raise ValueError(f"unknown error model: {self.errors}")

    def coverage_of(self, letter: str) -> Coverage:
        """The coverage of one list."""
        return dict(self.coverage)[letter]

    def errors_of(self, letter: str) -> ErrorRates:
        """The error rates of one list, scaled."""
        return dict(self.error_rates)[letter].scaled(self.error_scale)

    def persons(self, number: int) -> int:
        """A number of persons, scaled."""
        return max(1, round(number * self.scale))


PRACTICE = Parameters()
"""About as large and as messy as the practice lists: 11,000 rows."""

SMALL = Parameters(scale=0.2, districts_with_register=0.28, senders_hand_in=True)
"""For the demo: about 2,000 rows of all seven kinds, eight kecamatan with registers."""

PRESETS = {"practice": PRACTICE, "small": SMALL}
