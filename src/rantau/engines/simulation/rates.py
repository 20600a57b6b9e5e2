"""How much the lists hold and how often they are wrong (cakupan dan kesalahan daftar).

The numbers were set after a set of invented practice lists of one regency, 2023-2025. They are the rates of a plausible
mess, not measurements of any real office. Shares are between 0 and 1.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

LISTS = "RSKITPD"
"""Letters of the lists: R register desa, S SISKOP2MI, K kepulangan, I imigrasi, T polres, P pengaduan, D rekom."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Chance that a list holds a journey (cakupan daftar), by what kind of journey it is.

    For K (kepulangan) it is the chance among those who came back; for R (register desa) the chance where the desa
    handed in a filled list.
    """

    procedural: float
    hidden: float
    """Left outside the procedure and is not one of the people whom lists tend to catch."""
    visible: float
    """Left outside the procedure, but visible: in the share of people whom every list catches more easily."""
    earlier: float = 0.0
    intention: float = 0.0
    intention_procedural: float = 0.0
    outsider: float = 0.0
    outsider_procedural: float = 0.0


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """How often a list is wrong or silent about something (tingkat kesalahan), as shares of its rows."""

    name_slip: float = 0.0
    """The name is misspelt, or in the error model "random-edits" edited at random."""
    name_form: float = 0.0
    """The name is right but written otherwise: title, bin, alias, shortened. Not an error: never scaled."""
    nik_missing: float = 0.0
    """Blank, a dash, or words such as "belum ada"."""
    nik_slip: float = 0.0
    """A digit is wrong, doubled, lost or changed places."""
    nik_lost: float = 0.0
    """Of the NIK in number cells: the spreadsheet keeps 15 digits, the last becomes 0."""
    birth_missing: float = 0.0
    """No birth date, or no age where the list asks for the age."""
    birth_year_only: float = 0.0
    """Only the year of birth."""
    birth_swapped: float = 0.0
    """Day and month change places (only where the day is at most 12); in "random-edits" the date moves."""
    sex_missing: float = 0.0
    sex_wrong: float = 0.0
    """L and P: blank, and the other one."""
    village_missing: float = 0.0
    """The column of the desa is blank (K: beside every tenth row, where the desa stands in the address only)."""
    village_slip: float = 0.0
    """The desa is misspelt; the kecamatan half as often."""
    village_other: float = 0.0
    """Another desa of the same kecamatan is stated: where a relative lives, or where the clerk thought of."""
    village_hamlet: float = 0.0
    """The hamlet stands in the column of the desa."""
    district_missing: float = 0.0
    """The column of the kecamatan is blank."""
    country_missing: float = 0.0
    """The country is blank; the job twice as often."""
    departed_missing: float = 0.0
    """The departure is blank; the sponsor is unknown two and a half times as often."""
    status_missing: float = 0.0
    status_wrong: float = 0.0
    """Procedural or not: blank; the contrary, and as often again "tdk tahu"."""
    phone_missing: float = 0.0
    """No telephone number."""
    duplicate: float = 0.0
    """The same journey of the same person is written down a second time in the same list."""

    def scaled(self, factor: float) -> ErrorRates:
        """All rates times `factor`, at most 0.95; `name_form` is a habit, not an error, and stays."""
        changed = {f.name: min(0.95, getattr(self, f.name) * factor) for f in fields(self) if f.name != "name_form"}
        return replace(self, **changed)


COVERAGE = {
    "R": Coverage(0.53, 0.29, 0.77, earlier=0.83, intention=0.15, intention_procedural=0.09, outsider=0.05),
    "S": Coverage(0.94, 0.0, 0.0, outsider_procedural=0.70),
    "K": Coverage(0.083, 0.11, 0.75, earlier=0.33, outsider=0.34),
    "I": Coverage(0.006, 0.031, 0.27, intention=0.91, outsider=0.45),
    "T": Coverage(0.0, 0.004, 0.05, intention=0.008, intention_procedural=0.01, outsider=0.06),
    "P": Coverage(0.033, 0.051, 0.46, earlier=0.03, intention=0.03, intention_procedural=0.03, outsider=0.15),
    "D": Coverage(0.66, 0.017, 0.17, intention=0.17, intention_procedural=1.0, outsider_procedural=0.30),
}

ERROR_RATES = {
    "R": ErrorRates(
        name_slip=0.2,
        name_form=0.3,
        nik_missing=0.34,
        nik_slip=0.04,
        nik_lost=0.5,
        birth_missing=0.11,
        birth_year_only=0.07,
        birth_swapped=0.01,
        sex_missing=0.04,
        sex_wrong=0.008,
        village_slip=0.08,
        country_missing=0.07,
        departed_missing=0.1,
        status_missing=0.33,
        status_wrong=0.1,
        phone_missing=0.33,
        duplicate=0.044,
    ),
    "S": ErrorRates(
        name_slip=0.012,
        name_form=0.055,
        nik_missing=0.005,
        nik_slip=0.012,
        birth_swapped=0.005,
        sex_wrong=0.002,
        village_other=0.012,
        village_hamlet=0.002,
        village_slip=0.02,
        duplicate=0.005,
    ),
    "K": ErrorRates(
        name_slip=0.28,
        name_form=0.32,
        nik_missing=0.71,
        nik_slip=0.04,
        birth_missing=0.12,
        sex_missing=0.012,
        sex_wrong=0.008,
        village_missing=0.06,
        village_other=0.003,
        village_hamlet=0.006,
        village_slip=0.12,
        district_missing=0.13,
        country_missing=0.03,
        departed_missing=0.17,
        duplicate=0.036,
    ),
    "I": ErrorRates(
        name_slip=0.11,
        name_form=0.18,
        nik_missing=0.35,
        nik_slip=0.02,
        nik_lost=0.05,
        birth_missing=0.01,
        birth_year_only=0.04,
        birth_swapped=0.01,
        sex_missing=0.01,
        sex_wrong=0.005,
        village_other=0.006,
        village_hamlet=0.004,
        village_slip=0.09,
        district_missing=0.07,
        country_missing=0.05,
        phone_missing=0.5,
        duplicate=0.043,
    ),
    "T": ErrorRates(
        name_slip=0.3,
        name_form=0.3,
        nik_missing=0.8,
        nik_slip=0.05,
        birth_missing=0.18,
        sex_missing=0.05,
        sex_wrong=0.01,
        village_missing=0.28,
        village_other=0.02,
        village_hamlet=0.01,
        village_slip=0.1,
        district_missing=0.14,
        country_missing=0.1,
        duplicate=0.04,
    ),
    "P": ErrorRates(
        name_slip=0.26,
        name_form=0.3,
        nik_missing=0.45,
        nik_slip=0.04,
        nik_lost=0.4,
        birth_missing=0.25,
        birth_year_only=0.05,
        birth_swapped=0.01,
        sex_missing=0.012,
        sex_wrong=0.008,
        village_missing=0.09,
        village_other=0.006,
        village_hamlet=0.006,
        village_slip=0.1,
        district_missing=0.11,
        country_missing=0.03,
        departed_missing=0.15,
        phone_missing=0.15,
        duplicate=0.1,
    ),
    "D": ErrorRates(
        name_slip=0.08,
        name_form=0.13,
        nik_missing=0.06,
        nik_slip=0.022,
        nik_lost=0.1,
        birth_missing=0.01,
        birth_year_only=0.03,
        birth_swapped=0.012,
        sex_missing=0.009,
        sex_wrong=0.003,
        village_other=0.004,
        village_hamlet=0.005,
        village_slip=0.08,
        district_missing=0.03,
        country_missing=0.02,
        duplicate=0.025,
    ),
}
