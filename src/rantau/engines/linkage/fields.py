"""What is compared, on which levels, in which words, and what each is expected to weigh before anything was learned.

A weight is a natural logarithm of odds. The expectations come from what is known of Indonesian registers in general
(docs/reference/linkage.md); the lists themselves move them, the more pairs they hold the further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """One outcome of a comparison. `spread` is how far the lists may move the weight easily."""

    text: str
    weight: float
    spread: float = 1.5


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its levels. Level 0 is "cannot be compared" and always weighs nothing."""

    name: str
    levels: tuple[Level, ...]
    told_of: str = ""
    """For what is learned of two fields together: the field whose reason its weight is added to."""

    def __len__(self) -> int:
        return len(self.levels) + 1


@dataclass(frozen=True, slots=True)
class Amount:
    """A measured quantity that is multiplied by its weight; it belongs to a field's words."""

    name: str
    field: str
    weight: float
    spread: float


NAME = Field("nama", (
    Level("nama sama", 0.5), Level("nama sama menurut bunyinya", 0.3), Level("nama berbeda satu huruf", 0.0),
    Level("nama sama dengan singkatan", -0.5), Level("nama sama, satu kata lebih panjang", -0.7),
    Level("nama sama, beberapa kata lebih panjang", -1.2), Level("nama depan sama, nama lain berbeda", -3.5),
    Level("nama depan berbeda, nama lain sama", -4.0), Level("nama berbeda", -7.0), Level("inisial cocok", -0.5),
    Level("inisial berbeda", -5.0), Level("nama sama, kata disambung atau dipisah", 0.0),
))  # fmt: skip
DATE = Field("tanggal_lahir", (
    Level("tanggal lahir sama", 6.0), Level("tanggal lahir sama (tanggal perkiraan)", 3.5),
    Level("tanggal lahir sama kecuali hari/bulan tertukar", 5.0), Level("tahun dan bulan lahir sama", 2.0),
    Level("tahun dan hari lahir sama", 2.0), Level("hari dan bulan lahir sama, tahun berbeda satu angka", 2.5),
    Level("hanya tahun lahir sama", -2.0), Level("tanggal lahir berbeda", -5.0),
    Level("tanggal lahir berbeda satu angkatan", -6.0), Level("tahun lahir sama", 2.0),
    Level("tahun lahir berbeda satu tahun", 0.5), Level("tahun lahir berbeda 2-3 tahun", -1.5),
    Level("tahun lahir berbeda", -4.5), Level("umur cocok", 1.7), Level("umur berbeda 2-3 tahun", -0.3),
    Level("umur berbeda 4-7 tahun", -2.0), Level("umur jauh berbeda", -4.5),
))  # fmt: skip
AREA = Field("desa", (
    Level("desa sama", 3.5), Level("kecamatan sama", 1.0), Level("desa berbeda, kecamatan sama", -0.8),
    Level("desa dan kecamatan berbeda", -2.0), Level("yang satu di luar kabupaten", -1.5),
    Level("keduanya di luar kabupaten", 0.5),
))  # fmt: skip
UNIT = Field("rt_rw", (Level("RT/RW sama", 2.0), Level("RT/RW berbeda", -0.7)))
MOTHER = Field("nama_ibu", (
    Level("nama ibu sama", 1.0), Level("nama ibu mirip", 0.0), Level("nama ibu sebagian sama", -1.5),
    Level("nama ibu berbeda", -4.0),
))  # fmt: skip
FATHER = Field("nama_ayah", (
    Level("nama ayah sama", 1.0), Level("nama ayah mirip", 0.0), Level("nama ayah sebagian sama", -1.0),
    Level("nama ayah berbeda", -3.0),
))  # fmt: skip
PHONE = Field("no_hp", (Level("nomor telepon sama", 3.0), Level("nomor telepon berbeda", -0.3)))
PASSPORT = Field("no_paspor", (
    Level("nomor paspor sama", 8.0), Level("nomor paspor berbeda satu angka", 4.0),
    Level("nomor paspor berbeda", -1.0),
))  # fmt: skip
FAMILY = Field("no_kk", (Level("nomor KK sama", 3.0), Level("nomor KK berbeda", -0.7)))
SEX = Field("jenis_kelamin", (Level("jenis kelamin sama", 0.4), Level("jenis kelamin berbeda", -4.0)))
COUNTRY = Field("negara", (Level("negara tujuan sama", 1.0), Level("negara tujuan berbeda", -0.7)))
COMPANY = Field(
    "perusahaan", (Level("perusahaan atau sponsor sama", 1.5), Level("perusahaan atau sponsor berbeda", -0.3))
)
DEPARTED = Field("berangkat", (
    Level("tahun berangkat sama", 0.8), Level("tahun berangkat berbeda satu tahun", 0.0),
    Level("tahun berangkat berbeda", -1.0),
))  # fmt: skip
LISTS = Field("daftar", (
    Level("dua baris satu daftar", -1.5), Level("dua baris satu daftar yang bersih", -3.0),
    Level("dua baris satu daftar, nama dan perjalanan tidak sama", -6.0, 0.5),
))  # fmt: skip
NAME_DATE = Field("nama_x_tanggal", tuple(
    Level(f"nama {name}, tanggal lahir {date}", 0.0, 0.7)
    for name in ("sama", "sebagian", "berbeda") for date in ("cocok", "hampir", "berbeda", "tidak diketahui")
), told_of="nama")  # fmt: skip
DATE_AREA = Field("tanggal_x_desa", tuple(
    Level(f"tanggal lahir {date}, desa {area}", 0.0, 0.7)
    for date in ("cocok", "hampir", "berbeda", "tidak diketahui") for area in ("sama", "berbeda")
), told_of="desa")  # fmt: skip

FIELDS = (
    NAME, DATE, AREA, UNIT, MOTHER, FATHER, PHONE, PASSPORT, FAMILY, SEX, COUNTRY, COMPANY, DEPARTED, LISTS, NAME_DATE,
    DATE_AREA,
)  # fmt: skip
AMOUNTS = (
    Amount("shared", "nama", 0.9, 0.2), Amount("sounding", "nama", 0.8, 0.2), Amount("near", "nama", 0.7, 0.2),
    Amount("short", "nama", 0.5, 0.2), Amount("mother", "nama_ibu", 0.7, 0.2), Amount("father", "nama_ayah", 0.6, 0.2),
)  # fmt: skip
NIK = Field("nik", (
    Level("NIK sama", 9.0), Level("NIK sama, angka terakhir hilang", 8.0), Level("NIK berbeda satu angka", 4.0),
    Level("NIK berbeda nomor urut", -1.0), Level("NIK berbeda", -4.5),
    Level("NIK yang meragukan berbeda", -0.5), Level("NIK sama kecuali angka yang hilang, mungkin kembar", 0.5),
    Level("NIK berbeda nomor urut, nama berbeda", -8.0),
))  # fmt: skip
NIK_TWIN = 8
"""Level of two numbers that differ in the serial alone, under different names: never one person."""
INTERCEPT = -9.0
"""Log odds of a pair of which nothing is known, among those compared."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The fields and amounts that are compared of some rows."""

    fields: tuple[Field, ...] = FIELDS
    amounts: tuple[Amount, ...] = AMOUNTS


def schema_with(headings: Sequence[str]) -> Schema:
    """The schema with a field for each further column, of which nothing is expected but that the same is good."""
    more = tuple(
        Field(heading, (
            Level(f"{heading} sama", 1.0, 2.0), Level(f"{heading} mirip", 1.0, 2.0),
            Level(f"{heading} berbeda", -1.0, 2.0),
        )) for heading in headings
    )  # fmt: skip
    amounts = tuple(Amount(heading, heading, 0.4, 0.3) for heading in headings)
    return Schema((*FIELDS, *more), (*AMOUNTS, *amounts))
