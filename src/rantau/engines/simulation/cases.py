"""Lists of trouble (kepulangan, penundaan paspor, perkara, pengaduan): few NIK, ages for births, initials for names."""

from __future__ import annotations

from random import Random

from rantau.engines.simulation import pen_places as places
from rantau.engines.simulation import words_office as office
from rantau.engines.simulation import words_people as people
from rantau.engines.simulation.facts import PHONE_PREFIXES, Fact
from rantau.engines.simulation.office_sheet import Field, OfficeList, one_of
from rantau.engines.simulation.pen import Cell, Habits, Pen, draw_habits
from rantau.engines.simulation.regency import Regency, day
from rantau.engines.simulation.registers import Workbook


def returns(regency: Regency) -> OfficeList:
    """People brought home, by BP3MI: a csv with semicolons."""
    p = regency.parameters
    return OfficeList(
        regency,
        "bp3mi_kepulangan.csv",
        "K",
        [
            Field("TGL TIBA", Pen.event),
            Field("NAMA PMI", Pen.name, is_name=True),
            Field("L/P", Pen.sex),
            Field("UMUR", Pen.age),
            Field("NIK", Pen.nik),
            Field(
                "NO PASPOR/SPLP",
                lambda pen, fact: fact.passport if pen.chance(0.5) else pen.rng.choice(("SPLP", "", "-")),
            ),
            Field("ALAMAT", _address),
            Field("DESA/KEL", _village),
            Field("KECAMATAN", places.district),
            Field("KAB/KOTA", places.regency_of),
            Field("NEGARA", places.country),
            Field("TH BERANGKAT", Pen.departed),
            Field("PERMASALAHAN", one_of(office.RETURN_REASONS)),
            Field("KET", one_of(office.RETURN_NOTES)),
        ],
        (
            "BALAI PELAYANAN PELINDUNGAN PEKERJA MIGRAN INDONESIA (BP3MI)",
            f"DATA KEPULANGAN PMI BERMASALAH ASAL {regency.region.name.upper()} TAHUN {p.first_year}–{p.last_year}",
        ),
        habits=Habits() if p.tidy_layouts else Habits(case="mixed", nik="saved", odd_dates=0.005),
        signer=(regency.region.name, "Petugas Helpdesk"),
        total=True,
    )


def _only_in_address(fact: Fact) -> bool:
    """Whether this row's desa stands in the address and its own column is blank: every tenth, always the same."""
    return fact.row % 10 == 0


def _address(pen: Pen, fact: Fact) -> str:
    if _only_in_address(fact):
        return pen.cased(f"Kp. {fact.hamlet} RT {fact.rt} RW {fact.rw} Ds. {fact.desa}")
    return places.address(pen, fact) if pen.chance(0.55) else ""


def _village(pen: Pen, fact: Fact) -> str:
    return "" if _only_in_address(fact) else places.village(pen, fact)


def police(regency: Regency) -> OfficeList:
    """Cases of the police: a csv with commas, a third of the names only initials."""
    p = regency.parameters
    return OfficeList(
        regency,
        "polres_tppo.csv",
        "T",
        [
            Field(
                "No. LP",
                lambda pen, fact: f"LP/B/{pen.rng.randrange(1, 500)}/{fact.event.month}/{fact.event.year}/SPKT",
            ),
            Field("Tanggal", Pen.event),
            Field("Nama", _initials, is_name=True),
            Field("JK", Pen.sex),
            Field("Umur", Pen.age),
            Field("NIK", Pen.nik),
            Field("Alamat", places.village),
            Field("Kecamatan", places.district),
            Field("Negara Tujuan", places.country),
            Field("Modus", one_of(office.METHODS)),
            Field("Pasal", one_of(office.ARTICLES)),
            Field("Perkembangan", one_of(office.STAGES)),
        ],
        (
            f"POLRES {regency.region.name.upper()} - SAT RESKRIM UNIT PPA",
            "Data Perkara TPPO dan Penempatan PMI",
            f"Periode {p.first_year}-{p.last_year}",
        ),
        habits=Habits(case="upper", event="words", nik="spaces"),
        signer=(regency.region.name, "KANIT PPA"),
    )


def _initials(pen: Pen, fact: Fact) -> str:
    if not pen.chance(0.33):
        return pen.name(fact)
    letters = "".join(part[0] for part in fact.name.split())
    return pen.rng.choice(
        (letters, f"{letters} (inisial)", ".".join(letters) + ".", f"Sdri. {letters}" if fact.woman else letters)
    )


def deferrals(regency: Regency) -> Workbook:
    """Passports put off or refused: two offices, a sheet each, laid out differently."""
    rows = [int(row) for row in regency.rows.of("I")]
    file = "imigrasi_penundaan.xlsx"
    rng = Random(f"{regency.seed}:{file}")  # noqa: S311 - a reproducible draw, not a secret
    far = set(range(0, len(regency.region.district_codes), 6))  # the second office's kecamatan
    of = regency.region.desa_district
    second = [r for r in rows if regency.rows.desa[r] >= 0 and of[regency.rows.desa[r]] in far]
    first = [r for r in rows if r not in set(second)]
    years = f"{regency.parameters.first_year}-{regency.parameters.last_year}"
    tidy = regency.parameters.tidy_layouts
    one = OfficeList(
        regency,
        file,
        "I",
        _first_office(),
        (
            "KANTOR IMIGRASI KELAS I NON TPI",
            "DAFTAR PENUNDAAN PENERBITAN PASPOR",
            f"Indikasi PMI Non Prosedural, {years}",
        ),
        sheet=f"KANIM {regency.region.name.upper()}"[:31],
        habits=draw_habits(rng, tidy=tidy),
        signer=(regency.region.name, "Kepala Seksi Lalintalkim"),
    )
    other = OfficeList(
        regency,
        file,
        "I",
        _second_office(),
        (f"LAPORAN TOLAK / TUNDA PASPOR {years}",),
        sheet=_second_name(regency),
        habits=Habits(case="title", birth="words", event="words", nik="text" if tidy else "apostrophe"),
        indent=1,
        signer=(regency.region.name, "Kepala Seksi Lalintalkim"),
    )
    sheets = [one.build(first), other.build(second)]
    return Workbook(file, sheets, one.written + other.written)


def _first_office() -> list[Field]:
    return [
        Field("Tgl Permohonan", Pen.event),
        Field("No. Permohonan", lambda pen, fact: f"{fact.event.year}{pen.rng.randrange(10**10):010d}"),
        Field("Nama Pemohon", Pen.name, is_name=True),
        Field("JK", Pen.sex),
        Field("Tempat / Tgl Lahir", Pen.birth_with_place),
        Field("NIK", Pen.nik),
        Field("Desa/Kel", places.village, "Alamat"),
        Field("Kecamatan", places.district, "Alamat"),
        Field("Negara Tujuan", places.country),
        Field("Alasan", one_of(office.DEFERRAL_REASONS)),
        Field("Keputusan", one_of(("TUNDA", "TUNDA", "TOLAK"))),
        Field("No HP", lambda pen, fact: places.telephone(pen, fact.phone)),
    ]


def _second_office() -> list[Field]:
    return [
        Field("NAMA", Pen.name, is_name=True),
        Field("TGL LAHIR", Pen.birth),
        Field("L/P", Pen.sex),
        Field("ALAMAT", _whole_address),
        Field("NO. KTP", Pen.nik),
        Field("TANGGAL", Pen.event),
        Field("TUJUAN", places.country),
        Field("KETERANGAN", one_of(office.DEFERRAL_REASONS)),
    ]


def _whole_address(pen: Pen, fact: Fact) -> str:
    village, district = places.village(pen, fact), places.district(pen, fact)
    parts = [places.address(pen, fact), f"{pen.rng.choice(('Desa', 'Kel.', 'DS.'))} {village}" if village else ""]
    parts += [f"Kec. {district}" if district else "", places.regency_of(pen, fact)]
    return " ".join(part for part in parts if part)


def complaints(regency: Regency) -> Workbook:
    """Complaints at Disnakertrans: a sheet a year; who reports stands before whom it is about."""
    file = "pengaduan_disnaker.xlsx"
    rng = Random(f"{regency.seed}:{file}")  # noqa: S311 - a reproducible draw, not a secret
    tidy = regency.parameters.tidy_layouts
    book = Workbook(file, [], [])
    rows = [int(row) for row in regency.rows.of("P")]
    for number, year in enumerate(range(regency.parameters.first_year, regency.parameters.last_year + 1)):
        complaint = OfficeList(
            regency,
            file,
            "P",
            _complaint_fields(2 if tidy else number % 3),
            (
                f"DINAS TENAGA KERJA DAN TRANSMIGRASI {regency.region.label.replace('KAB.', 'KABUPATEN')}",
                f"REKAP PENGADUAN PMI BERMASALAH TAHUN {year}",
            ),
            sheet=str(year),
            habits=draw_habits(rng, tidy=tidy),
            numbers=rng.random() < 0.4,
            signer=(regency.region.name, "Kepala Bidang Penempatan Tenaga Kerja"),
        )
        book.sheets.append(complaint.build([r for r in rows if day(regency.rows.event[r]).year == year]))
        book.written += complaint.written
    return book


def _complaint_fields(form: int) -> list[Field]:
    """Forms differ in how they tell the worker's age: an age, a birth date and NIK, or place and date of birth."""
    about = (
        [
            Field("Umur", Pen.age, "PMI"),
            Field("No Paspor", lambda pen, fact: fact.passport if pen.chance(0.25) else "", "PMI"),
        ],
        [Field("Tgl Lahir", Pen.birth, "PMI"), Field("NIK", Pen.nik, "PMI")],
        [Field("TTL", Pen.birth_with_place, "PMI")],
    )[form]
    return [
        Field("TGL PENGADUAN|TGL LAPOR", Pen.event),
        Field("Nama", _reporter, "PELAPOR"),
        Field("Hubungan", lambda _, fact: _relation(fact), "PELAPOR"),
        Field("No. HP", lambda pen, fact: places.telephone(pen, _reporter_phone(pen, fact)), "PELAPOR"),
        Field("NAMA PMI|NAMA YANG DIADUKAN|Nama Pekerja", _with_address, "PMI", is_name=True),
        Field("L/P", Pen.sex, "PMI"),
        *about,
        Field("Alamat", places.address, "PMI"),
        Field("Desa", places.village, "PMI"),
        Field("Kecamatan", places.district, "PMI"),
        Field("NEGARA", places.country),
        Field("TH BERANGKAT|BERANGKAT TAHUN", _year),
        Field("SPONSOR / PT|PEREKRUT / PT", places.sponsor),
        Field("PERMASALAHAN", one_of(office.TROUBLES)),
        Field("TINDAK LANJUT", one_of(office.FOLLOW_UPS)),
    ]


def _year(pen: Pen, fact: Fact) -> Cell:
    return "" if pen.chance(pen.rates.departed_missing) else fact.departed.year


_RELATIONS = ("Ibu", "Suami", "Kakak", "Ibu", "Adik", "Ayah", "Anak", "Bibi", "Suami", "Paman")


def _relation(fact: Fact) -> str:
    """Who comes to complain: fixed for a row, so that name and relation fit."""
    relation = _RELATIONS[(fact.person + 3 * fact.copy) % len(_RELATIONS)]
    return "Istri" if relation == "Suami" and not fact.woman else relation


def _reporter(pen: Pen, fact: Fact) -> str:
    """The relative's name: the mother's own, the father's, or some name."""
    relation = _relation(fact)
    if relation in ("Ibu", "Ayah"):
        return pen.cased(fact.mother if relation == "Ibu" else fact.father)
    woman = relation in ("Bibi", "Istri") or (relation in ("Kakak", "Adik", "Anak") and pen.chance(0.5))
    given = pen.rng.choice(people.WOMEN_OLD if woman else people.MEN_OLD)
    last = pen.rng.choice(people.WOMEN_LAST if woman else people.MEN_LAST)
    return pen.cased(f"{given} {last}" if pen.chance(0.5) else given)


def _reporter_phone(pen: Pen, fact: Fact) -> str:
    """Often the number that the village has for the family."""
    if pen.chance(0.6):
        return fact.phone
    return pen.rng.choice(PHONE_PREFIXES) + f"{pen.rng.randrange(10**8):08d}"


def _with_address(pen: Pen, fact: Fact) -> str:
    """The worker's name, now and then with Sdr. or Sdri. before it."""
    name = pen.name(fact)
    return pen.cased(f"{'Sdri.' if fact.woman else 'Sdr.'} {name}") if pen.chance(0.04) else name


def _second_name(regency: Regency) -> str:
    """The second immigration office is in the nearest town of another name."""
    own = regency.region.name.upper()
    labels = [place.regency for place in regency.region.outside]
    towns = [label.split(" ", 1)[1] for label in sorted(labels, key=lambda label: not label.startswith("KOTA"))]
    return f"KANIM {next(town for town in towns if town != own)}"[:31]
