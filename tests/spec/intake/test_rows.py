"""What a cell becomes, and what is said about it."""

import pytest
from tests.spec.intake.grids import Found, read_grid

from rantau.engines.intake import PROBLEMS, PlaceIndex, Severity, Value
from rantau.kernel.nik import NikReliability

HEADING: list[Value] = [
    "NO",
    "NAMA",
    "NIK",
    "L/P",
    "TEMPAT LAHIR",
    "TGL LAHIR",
    "UMUR",
    "DESA",
    "KECAMATAN",
    "NEGARA",
    "NO HP",
]


def _row(places: PlaceIndex, **cells: Value) -> Found:
    standard: dict[str, Value] = {
        "NAMA": "RINI", "NIK": "3604125212729001", "L/P": "P", "TGL LAHIR": "12-12-1972", "DESA": "Pontang",
        "KECAMATAN": "Pontang", "NEGARA": "Taiwan",
    }  # fmt: skip
    values = standard | {key.replace("_", " ").replace("LP", "L/P"): value for key, value in cells.items()}
    return read_grid(places, HEADING, [1.0, *[values.get(str(heading)) for heading in HEADING[1:]]])


def test_a_clean_row_has_no_problem(places: PlaceIndex) -> None:
    assert _row(places).codes == []


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"NIK": 3604125212729000.0}, "nik-digit-hilang"),
        ({"NIK": "3,60412E+15"}, "nik-digit-hilang"),
        ({"NIK": "360412521272900"}, "nik-meragukan"),
        ({"TGL_LAHIR": "13-12-1972"}, "nik-tanggal-beda"),
        ({"LP": "L"}, "nik-kelamin-beda"),
        ({"TGL_LAHIR": "31/02/1972"}, "tanggal-mustahil"),
        ({"TGL_LAHIR": "sudah lama 1"}, "tanggal-tidak-terbaca"),
        ({"TGL_LAHIR": "01-01-1972", "NIK": None}, "tanggal-perkiraan"),
        ({"TGL_LAHIR": "01-02-1890", "NIK": None}, "tanggal-tidak-masuk-akal"),
        ({"UMUR": "dewasa"}, "umur-tidak-terbaca"),
        ({"LP": "X"}, "kelamin-tidak-dikenal"),
        ({"NEGARA": "Atlantis"}, "negara-tidak-dikenal"),
        ({"NEGARA": "Malaisya"}, "negara-diduga"),
        ({"NO_HP": "0812345"}, "hp-meragukan"),
        ({"NAMA": "S."}, "nama-inisial"),
        ({"DESA": "Pontag"}, "tempat-diduga"),
        ({"DESA": "Lebak Kepuh"}, "tempat-kecamatan-beda"),
        ({"DESA": "Entah Mana"}, "tempat-belum-pasti"),
        ({"DESA": None, "KECAMATAN": None}, "tempat-kosong"),
        ({"DESA": "Banten", "KECAMATAN": "Kasemen"}, "tempat-luar"),
    ],
)
def test_each_problem_warns_and_the_row_stays(places: PlaceIndex, cells: dict[str, Value], code: str) -> None:
    found = _row(places, **cells)
    assert len(found.rows) == 1
    assert code in found.rows[0].warnings
    problem = next(p for p in found.problems if p.code == code)
    assert problem.severity is Severity.WARNING
    assert (problem.place.file, problem.place.sheet, problem.place.row) == ("uji.xlsx", "Sheet1", 2)
    assert problem.place.column in HEADING
    assert "{" not in problem.message


def test_a_lost_digit_stays_lost(places: PlaceIndex) -> None:
    row = _row(places, NIK=3604125212729000.0).rows[0]
    assert row.nik is not None
    assert (row.nik.digits, row.nik.reliability) == ("360412521272900", NikReliability.LOST_DIGIT)
    assert dict(row.raw)["NIK"] == 3604125212729000.0


def test_an_impossible_date_keeps_its_year(places: PlaceIndex) -> None:
    found = _row(places, TGL_LAHIR="31/02/1972")
    assert found.rows[0].birth is not None
    assert found.rows[0].birth.iso() == "1972"
    assert found.problems[0].stored == "1972"


@pytest.mark.parametrize(
    ("written", "place", "date"),
    [
        ("SERANG, 17/11/1986", "SERANG", "1986-11-17"),
        ("Serang 1981", "Serang", "1981"),
        ("PANDEGLANG / 1 JANUARI 1979", "PANDEGLANG", "1979-01-01"),
        ("KAB. SERANG,18-07-2001", "KAB. SERANG", "2001-07-18"),
        ("Serang, Juni 1990", "Serang", "1990-06"),
        ("17/11/1986, Serang", "Serang", "1986-11-17"),
        ("Jakarta", "Jakarta", None),
        ("12-12-1972", "", "1972-12-12"),
    ],
)
def test_place_and_date_of_birth_in_one_cell(places: PlaceIndex, written: str, place: str, date: str | None) -> None:
    found = read_grid(places, ["NO", "NAMA", "TTL", "NEGARA"], [1.0, "RINI", written, "Taiwan"])
    row = found.rows[0]
    assert (row.birth_place, row.birth.iso() if row.birth else None) == (place, date)


@pytest.mark.parametrize(
    ("written", "rt", "rw"),
    [
        ("Kp. Kendal RT 13 RW 02", "013", "002"),
        ("KP. Kawao RT.011 RW.004", "011", "004"),
        ("Kampung Ciherang 05/04", "005", "004"),
        ("Kp Peninjauan Rt.8/Rw.5", "008", "005"),
        ("Link. Ciherang RT 12/2", "012", "002"),
        ("Kp. Sawah", "", ""),
    ],
)
def test_rt_and_rw_inside_an_address(places: PlaceIndex, written: str, rt: str, rw: str) -> None:
    found = read_grid(places, ["NO", "NAMA", "ALAMAT", "NEGARA"], [1.0, "RINI", written, "Taiwan"])
    assert (found.rows[0].rt, found.rows[0].rw, found.rows[0].address) == (rt, rw, written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kp. Talun RT 07 RW 04 Kel. Margasana Kec. Kramatwatu KABUPATEN SERANG", "36.04.05.2002"),
        ("Kampung Ciherang 05/04 Kel. Sukadalem Kec. Waringinkurung SERANG", "36.04.06.2006"),
        ("Kp Peninjauan Rt.8/Rw.5 DS. Pulo Ampel Kec. Pulo Ampel SERANG", "36.04.08.2001"),
    ],
)
def test_desa_and_kecamatan_inside_an_address(places: PlaceIndex, written: str, code: str) -> None:
    found = read_grid(places, ["NO", "NAMA", "ALAMAT", "TUJUAN"], [1.0, "RINI", written, "Dubai"])
    assert found.rows[0].place.code == code
    assert found.rows[0].country == "AE"


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("RESMI", "prosedural"),
        ("Legal", "prosedural"),
        ("Tidak Resmi", "nonprosedural"),
        ("Non Prosedural", "nonprosedural"),
        ("ilegal", "nonprosedural"),
        ("tdk tahu", ""),
        ("ditunda", ""),
        ("-", ""),
    ],
)
def test_words_for_the_procedure(places: PlaceIndex, written: str, status: str) -> None:
    found = read_grid(places, ["NO", "NAMA", "NEGARA", "RESMI / TIDAK"], [1.0, "RINI", "Taiwan", written])
    assert found.rows[0].status == status


def test_every_code_has_one_entry_in_the_table() -> None:
    assert all(code == kind.code and kind.message for code, kind in PROBLEMS.items())
    assert all(
        word not in kind.message.lower() for kind in PROBLEMS.values() for word in ("ilegal", "korban", "pelaku")
    )
