"""How a sheet is laid out, and what becomes of each kind of row in it."""

from datetime import date

import pytest
from tests.spec.intake.grids import read_grid

from rantau.engines.intake import Field, Kind, PlaceIndex, Severity

N = None


def test_titles_merged_headings_column_numbers_and_signatures(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["DAFTAR WARGA YANG BEKERJA DI LUAR NEGERI"],
        ["DESA : PEJATEN"],
        ["KECAMATAN : KRAMATWATU"],
        [],
        [
            "NO",
            "NIK",
            "NAMA",
            "L/P",
            "TEMPAT, TGL LAHIR",
            "ALAMAT",
            N,
            N,
            "NEGARA TUJUAN",
            "TAHUN BERANGKAT",
            "RESMI / TIDAK",
        ],
        [N, N, N, N, N, "KAMPUNG", "RT", "RW"],
        [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0],
        ["TAHUN 2023"],
        [
            1.0,
            "3604055602969001",
            "FITRIYANI",
            "P",
            "JAKARTA 16 FEBRUARI 1996",
            "KENDAL",
            "008",
            1.0,
            "HONGKONG SAR",
            2023.0,
            "RESMI",
        ],
        [],
        [2.0, N, "SANUSI B. RASMIN", "L", "Serang,12/1/85", N, N, N, "Kamboja (Poipet)", "Juni 2024", "tidak"],
        [N, "JUMLAH", "2 Orang"],
        [N, N, N, N, N, N, N, N, N, "Pejaten, 13 Januari 2026"],
        [N, N, N, N, N, N, N, N, N, "Kepala Desa Pejaten"],
        [N, N, N, N, N, N, N, N, N, "KUSNADI SAEPUDIN, S.Pd.I"],
        [N, N, N, N, N, N, N, N, N, "NIP. 19841218 200409 1 005"],
    )
    assert (found.layout.header_rows, found.layout.kind) == ((5, 6), Kind.REGISTER)
    assert (found.layout.village, found.layout.district) == ("PEJATEN", "KRAMATWATU")
    assert found.names == ["FITRIYANI", "SANUSI B. RASMIN"]
    assert found.codes == []
    first, second = found.rows
    assert (first.row, first.place.code) == (9, "36.04.05.2003")
    assert (first.address, first.rt, first.rw, first.country, first.status) == (
        "KENDAL",
        "008",
        "001",
        "HK",
        "prosedural",
    )
    assert first.birth is not None
    assert (first.birth_place, first.birth.iso()) == ("JAKARTA", "1996-02-16")
    assert second.departed is not None
    assert (second.row, second.departed.iso(), second.country, second.status) == (11, "2024-06", "KH", "nonprosedural")
    assert found.statement is not None
    assert (found.statement.state, found.statement.rows, found.statement.desa_code) == ("ada_data", 2, "36.04.05.2003")


def test_group_headings_tell_the_reporter_from_the_worker(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["REKAP PENGADUAN PMI BERMASALAH TAHUN 2024"],
        ["NO", "TGL LAPOR", "PELAPOR", N, N, "PMI", N, N, N, "NEGARA", "PERMASALAHAN"],
        [N, N, "Nama", "Hubungan", "No. HP", "NAMA YANG DIADUKAN", "L/P", "Desa", "Kecamatan"],
        [
            1.0,
            date(2024, 1, 2),
            "ROHMAH",
            "Adik",
            "0894-1822-2287",
            "SITI HANDAYANI",
            "P",
            "PULO",
            "CIRUAS",
            "RIYADH",
            "Sakit",
        ],
        [
            2.0,
            "27/03/2024",
            "MUHTAR",
            "Suami",
            N,
            "NURHAYATI",
            "P",
            "Ds. Gosara",
            "Kec. Ciruas",
            "JOHOR",
            "Gaji tidak dibayar",
        ],
    )
    first = found.rows[0]
    assert found.layout.kind is Kind.COMPLAINT
    assert first.name is not None
    assert first.reporter is not None
    assert first.reporter_phone is not None
    assert (first.name.text, first.reporter.text, first.reporter_relation) == ("SITI HANDAYANI", "ROHMAH", "Adik")
    assert (first.phone, first.reporter_phone.digits) == (None, "6289418222287")
    assert [row.place.code for row in found.rows] == ["36.04.09.2003", "36.04.09.2006"]
    assert dict(first.raw)["PELAPOR / Nama"] == "ROHMAH"


def test_headings_need_not_start_in_column_a_and_may_repeat(places: PlaceIndex) -> None:
    heading = [N, "No.", "NAMA PMI", "JK", "UMUR", "NEGARA", "TH. BRKT"]
    found = read_grid(
        places,
        [N, "DATA TKI / TKW"],
        [N, "Desa PONTANG Kec. PONTANG"],
        heading,
        [N, 1.0, "RINI", "P", "36 Tahun", "TAIWAN R.O.C", 2023.0],
        heading,
        [N, 2.0, "AHMAD", "LAKI-LAKI", 41.0, "MLY", "09/2023"],
    )
    assert found.names == ["RINI", "AHMAD"]
    assert [(row.age, row.sex, row.country) for row in found.rows] == [(36, "P", "TW"), (41, "L", "MY")]
    assert {row.place.code for row in found.rows} == {"36.04.12.2001"}


def test_another_table_with_other_headings_may_follow(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["DATA TKI DESA PONTANG KECAMATAN PONTANG"],
        ["NO", "NAMA", "L/P", "NEGARA", "TAHUN BERANGKAT"],
        [1.0, "RINI", "P", "TAIWAN", 2023.0],
        [],
        ["NO", "NIK", "NAMA", "NEGARA", "L/P"],
        [1.0, "3604125602969001", "SITI", "QATAR", "P"],
    )
    assert found.names == ["RINI", "SITI"]
    assert found.rows[1].nik is not None
    assert (found.rows[1].country, found.rows[1].sex) == ("QA", "P")


@pytest.mark.parametrize("words", ["NIHIL", "- Nihil -", "TIDAK ADA DATA", "nihil"])
def test_nihil_is_a_statement(places: PlaceIndex, words: str) -> None:
    found = read_grid(
        places,
        ["DATA TKI / TKW"],
        ["Desa TERATE Kec. KRAMATWATU"],
        ["NO", "NIK", "NAMA", "L/P", "NEGARA TUJUAN"],
        [],
        [N, N, words],
        [N, N, "Terate, 14 Januari 2026"],
        [N, N, "Kepala Desa Terate"],
    )
    assert found.rows == []
    assert found.codes == []
    assert found.statement is not None
    assert (found.statement.state, found.statement.place.row) == ("nihil", 5)


def test_an_empty_form_is_a_statement_too(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["Rekap PMI Desa PULO PANJANG"],
        ["NO", "NAMA LENGKAP", "NIK", "TANGGAL LAHIR", "NEGARA"],
        *[[float(number)] for number in range(1, 21)],
        [N, "Pulo Panjang, 14 Januari 2026"],
        [N, "HASAN RIFAI, S.Pd.I"],
    )
    assert found.rows == []
    assert found.statement is not None
    assert (found.statement.state, found.statement.desa_code) == ("formulir_kosong", "36.04.08.2009")


def test_a_rekap_sheet_holds_no_persons(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["REKAPITULASI PMI KECAMATAN PULO AMPEL 2023-2025"],
        ["NO", "DESA", "JUMLAH PMI", "KET"],
        [1.0, "Pulo Ampel", 23.0],
        [2.0, "Sumuranja", "-"],
        [N, "JUMLAH", 23.0],
        sheet="REKAP",
    )
    assert found.layout.aggregate
    assert found.rows == []
    assert found.codes == ["lembar-rekap"]
    assert found.statement is None


def test_family_lines_between_people(places: PlaceIndex) -> None:
    """The layout of a population book: family-number lines, and headings again on each page."""
    heading = ["NO", "NAMA LENGKAP", "NIK", "JK", "TMPT LAHIR", "TGL LAHIR", "AGAMA", "SHDK", "NAMA IBU"]
    found = read_grid(
        places,
        ["BUKU INDUK PENDUDUK"],
        ["DESA/KELURAHAN : PONTANG", "KECAMATAN : PONTANG"],
        heading,
        ["NO. KK : 3604120502089001"],
        [1.0, "SARBINI", "3604120811709001", "L", "SERANG", "08-11-1970", "ISLAM", "KEPALA KELUARGA", "ENOK"],
        [2.0, "RINI", "3604125212729001\xa0", "P", "SERANG", "12-12-1972", "ISLAM", "ISTRI", "MURNI"],
        heading,
        ["NO. KK : 3604120502089002"],
        [1.0, "AYU", "0", "P", "SERANG", "belum tahu", "ISLAM", "ANAK", "RINI"],
    )
    assert found.layout.kind is Kind.POPULATION
    assert found.names == ["SARBINI", "RINI", "AYU"]
    assert [row.family_card for row in found.rows] == ["3604120502089001", "3604120502089001", "3604120502089002"]
    assert found.rows[2].nik is None
    assert found.rows[2].birth is None


def test_a_flat_registry_table_with_words_for_codes(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        [
            "NIK",
            "NO_KK",
            "NAMA_LGKP",
            "JENIS_KELAMIN",
            "TMPT_LHR",
            "TGL_LHR",
            "STATUS_KAWIN",
            "AGAMA",
            "ALAMAT",
            "NO_RT",
            "NO_RW",
        ],
        [
            "3604125212729001",
            "3604120502089001",
            "RINI",
            "PEREMPUAN",
            "SERANG",
            "1972-12-12",
            "KAWIN",
            "ISLAM",
            "KP. SAWAH",
            "4",
            "2",
        ],
        [
            "3604120811709001",
            "3604120502089001",
            "SARBINI",
            "LAKI-LAKI",
            "SERANG",
            25880.0,
            "CERAI MATI",
            "ISLAM",
            "KP. SAWAH",
            "4",
            "2",
        ],
    )
    assert found.layout.kind is Kind.POPULATION
    assert [(row.sex, row.marital, row.rt, row.rw) for row in found.rows] == [
        ("P", "KAWIN", "004", "002"),
        ("L", "CERAI MATI", "004", "002"),
    ]
    assert [row.birth.iso() for row in found.rows if row.birth] == ["1972-12-12", "1970-11-08"]


def test_a_section_may_name_another_desa(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["DATA PMI KECAMATAN PONTANG"],
        ["NO", "NAMA", "L/P", "NEGARA", "TAHUN BERANGKAT"],
        ["DESA : LINDUK"],
        [1.0, "RINI", "P", "TAIWAN", 2023.0],
        ["DESA : DOMAS"],
        [1.0, "SITI", "P", "QATAR", 2024.0],
    )
    assert [row.place.code for row in found.rows] == ["36.04.12.2003", "36.04.12.2009"]
    assert [(said.desa_code, said.rows) for said in found.statements] == [("36.04.12.2003", 1), ("36.04.12.2009", 1)]


def test_a_register_of_a_kecamatan_speaks_for_each_desa(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["DATA WARGA YANG BEKERJA KE LUAR NEGERI"],
        ["KECAMATAN PONTANG"],
        ["NO", "NAMA", "L/P", "DESA/KELURAHAN", "NEGARA", "TAHUN BERANGKAT"],
        [1.0, "RINI", "P", "DOMAS", "TAIWAN", 2023.0],
        [2.0, "SITI", "P", "LINDUK", "QATAR", 2024.0],
        [3.0, "AYU", "P", "DOMAS", "QATAR", 2024.0],
    )
    assert [(said.desa_code, said.state, said.rows) for said in found.statements] == [
        ("36.04.12.2003", "ada_data", 1),
        ("36.04.12.2009", "ada_data", 2),
    ]


def test_what_is_not_stored_is_named(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["NO", "NAMA", "NIK", "ALAMAT", "NEGARA"],
        [1.0, "RINI", "3604125212729001", "KP. SAWAH", "TAIWAN"],
        [N, N, N, "lihat lampiran"],
        [2.0, N, N, N, "QATAR"],
        [3.0, "SITI"],
    )
    assert found.names == ["RINI", "SITI"]
    assert [(p.code, p.place.row, p.severity) for p in found.problems if p.code == "bukan-data"] == [
        ("bukan-data", 3, "galat"),
        ("bukan-data", 4, "galat"),
    ]


def test_a_row_without_a_name_that_says_enough_is_kept(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["NO", "NAMA", "L/P", "ALAMAT", "NEGARA", "TAHUN BERANGKAT"],
        [1.0, "RINI", "P", "KP. SAWAH", "TAIWAN", 2023.0],
        [2.0, N, "P", "KP. SAWAH", "QATAR", 2024.0],
    )
    assert len(found.rows) == 2
    assert "nama-kosong" in found.rows[1].warnings


def test_rows_taken_for_signatures_are_named_when_persons_follow(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["NO", "NAMA", "L/P", "ALAMAT", "NEGARA", "TAHUN BERANGKAT", "KET"],
        [1.0, "RINI", "P", "KP. SAWAH", "TAIWAN", 2023.0, "-"],
        [N, "Kepala Desa"],
        [N, "SUKRI"],
        [2.0, "SITI", "P", "KP. SAWAH", "QATAR", 2024.0, "-"],
    )
    assert found.names == ["RINI", "SITI"]
    assert [p.place.row for p in found.problems if p.code == "bukan-data"] == [3, 4]


def test_a_total_that_disagrees_is_noticed(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["NO", "NAMA", "L/P", "NEGARA"],
        [1.0, "RINI", "P", "TAIWAN"],
        [N, "Jumlah : 3 orang"],
    )
    assert "jumlah-beda" in found.codes


def test_without_headings_the_content_speaks(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["1", "3604125212729001", "RINI WULANDARI", "P"],
        ["2", "3604120811709001", "SARBINI", "L"],
        ["3", "3604125212739001", "SITI MASITOH", "P"],
    )
    assert found.names == ["RINI WULANDARI", "SARBINI", "SITI MASITOH"]
    assert "lembar-tanpa-judul" in found.codes
    assert {column.field for column in found.layout.columns if column.confidence > 0.6} == {Field.NIK, Field.SEX}


def test_a_sheet_of_prose_is_not_a_list(places: PlaceIndex) -> None:
    found = read_grid(places, ["Petunjuk pengisian"], ["Isi nama sesuai KTP"], [], ["lalu kirim", "ke kecamatan"])
    assert found.rows == []
    assert found.codes == ["lembar-catatan"]


def test_a_table_that_is_no_list_is_named_row_by_row(places: PlaceIndex) -> None:
    found = read_grid(places, ["Kopi", "Beras", 12.0], ["Teh", "Gula", 7.0])
    assert found.rows == []
    assert [(p.code, p.place.row) for p in found.problems if p.severity is Severity.ERROR] == [
        ("bukan-data", 1),
        ("bukan-data", 2),
        ("lembar-tidak-terbaca", None),
    ]


def test_a_bare_date_column_of_long_ago_is_the_birth_date(places: PlaceIndex) -> None:
    found = read_grid(
        places,
        ["No.", "NAMA", "NIK", "Tanggal", "Kp.", "RT", "PENEMPATAN", N, N],
        [N, N, N, N, N, N, "NEGARA", "JABATAN", "TGL BERANGKAT"],
        [1.0, "RINI", "3604125212729001", "12-12-1972", "SAWAH", "4", "TAIWAN", "PRT", "1 Mei 2023"],
        [2.0, "SITI", N, "1980", "SAWAH", "4", "QATAR", N, "2024"],
    )
    assert [row.birth.iso() for row in found.rows if row.birth] == ["1972-12-12", "1980"]
    assert [row.event_date for row in found.rows] == [None, None]
