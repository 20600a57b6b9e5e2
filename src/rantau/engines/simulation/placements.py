"""SISKOP2MI and Disnakertrans letters (penempatan dan rekomendasi paspor): the lists of those who go by procedure."""

from __future__ import annotations

from random import Random

from rantau.engines.simulation import pen_places as places
from rantau.engines.simulation import words_office as office
from rantau.engines.simulation.facts import Fact
from rantau.engines.simulation.office_sheet import Field, OfficeList, one_of
from rantau.engines.simulation.pen import Cell, Habits, Pen, draw_habits
from rantau.engines.simulation.regency import Regency, day
from rantau.engines.simulation.registers import Workbook


def siskop2mi(regency: Regency) -> Workbook:
    """Placements: an export of the ministry's system, nearly clean, place by the KTP."""
    region, p = regency.region, regency.parameters
    placed = OfficeList(
        regency,
        "siskop2mi_penempatan.xlsx",
        "S",
        _siskop_fields(),
        (
            "SISTEM KOMPUTERISASI PELINDUNGAN PEKERJA MIGRAN INDONESIA",
            "Laporan Penempatan PMI per Kabupaten/Kota",
            f"Kabupaten/Kota : {region.label}",
            f"Periode : 01-01-{p.first_year} s/d 31-12-{p.last_year}",
        ),
        sheet="Data Penempatan",
        habits=Habits(case="upper", birth="dmy-", departed="dmy-", event="dmy-", nik="text", odd_spaces=0.005),
        merged=False,
        total=True,
    )
    sheet = placed.build([int(row) for row in regency.rows.of("S")])
    return Workbook(placed.file, [sheet], placed.written)


def _siskop_fields() -> list[Field]:
    return [
        Field("ID PMI", lambda pen, fact: f"36{fact.event.year % 100}{pen.rng.randrange(10**8):08d}"),
        Field("NIK", Pen.nik),
        Field("Nama Lengkap", Pen.name, is_name=True),
        Field("Jenis Kelamin", lambda pen, fact: {"P": "PEREMPUAN", "L": "LAKI-LAKI"}[pen.sex(fact)]),
        Field("Tempat Lahir", lambda pen, fact: pen.cased(fact.birth_place)),
        Field("Tanggal Lahir", _exact_birth),
        Field("Desa/Kelurahan", lambda pen, fact: places.village(pen, fact, ktp=True)),
        Field("Kecamatan", lambda pen, fact: places.district(pen, fact, ktp=True)),
        Field("No. Paspor", lambda _, fact: fact.passport),
        Field("Negara Penempatan", lambda pen, fact: pen.cased(fact.country)),
        Field("Jabatan", places.job),
        Field("Skema", _scheme),
        Field("P3MI", lambda _, fact: fact.sponsor.upper() if fact.sponsor_kind == 0 else ""),
        Field("Tgl Keberangkatan", lambda pen, fact: pen.dated(fact.departed, "dmy-")),
    ]


def _exact_birth(pen: Pen, fact: Fact) -> Cell:
    birth = fact.birth
    if birth.day <= 12 and pen.chance(pen.rates.birth_swapped):
        birth = birth.replace(month=birth.day, day=birth.month)
    return pen.dated(birth, "dmy-")


def _scheme(_: Pen, fact: Fact) -> str:
    if fact.sponsor_kind == 0:
        return "P to P"
    return ("Mandiri", "UKPS", "G to G")[fact.person % 3]


def recommendations(regency: Regency) -> Workbook:
    """Recommendation letters for passports: a sheet a year, its layout as that year's clerk had it."""
    file = "rekom_paspor_disnaker.xlsx"
    rng = Random(f"{regency.seed}:{file}")  # noqa: S311 - a reproducible draw, not a secret
    tidy = regency.parameters.tidy_layouts
    book = Workbook(file, [], [])
    rows = [int(row) for row in regency.rows.of("D")]
    for year in range(regency.parameters.first_year, regency.parameters.last_year + 1):
        habits = draw_habits(rng, tidy=tidy)
        habits.nik = "text" if tidy else ("number", "spaces", "text")[(year - regency.parameters.first_year) % 3]
        letters = OfficeList(
            regency,
            file,
            "D",
            _letter_fields(split=tidy or rng.random() < 0.6),
            (
                f"PEMERINTAH {regency.region.label.replace('KAB.', 'KABUPATEN')}",
                "DINAS TENAGA KERJA DAN TRANSMIGRASI",
                f"REGISTER REKOMENDASI PASPOR CPMI TAHUN {year}",
            ),
            sheet=f"REKOM {year}",
            habits=habits,
            signer=(regency.region.name, "Kepala Dinas"),
            numbers=rng.random() < 0.3,
        )
        book.sheets.append(letters.build([r for r in rows if day(regency.rows.event[r]).year == year]))
        book.written += letters.written
    return book


def _letter_fields(*, split: bool) -> list[Field]:
    births = (
        [Field("Tempat Lahir", lambda pen, fact: pen.cased(fact.birth_place)), Field("Tgl Lahir", Pen.birth)]
        if split
        else [Field("Tempat/Tgl Lahir", Pen.birth_with_place)]
    )
    return [
        Field("Nomor Surat", lambda pen, fact: f"562/{pen.rng.randrange(1, 999):03d}/REKOM/{fact.event.year}"),
        Field("Tgl Surat|Tanggal Surat", Pen.event),
        Field("NAMA CALON PMI|Nama CPMI|NAMA CPMI", Pen.name, is_name=True),
        Field("NIK|NO. KTP/NIK|NIK", Pen.nik),
        *births,
        Field("L/P", Pen.sex),
        Field("Alamat", places.address),
        Field("Desa", places.village),
        Field("Kecamatan", places.district),
        Field("Negara Tujuan", places.country),
        Field("Jabatan|Pekerjaan", places.job),
        Field("P3MI|PERUSAHAAN (P3MI)", lambda pen, fact: places.company(pen, fact.company)),
        Field("Ket", one_of(office.LETTER_NOTES)),
    ]
