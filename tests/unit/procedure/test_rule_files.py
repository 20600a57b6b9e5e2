"""A rule file says what it means, or the error names file, rule and key; all errors at once."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from rantau.engines.procedure import RuleError, evaluate, load_rules, load_rules_from, read_plan
from rantau.engines.procedure.coverage import coverage, coverage_text
from rantau.engines.procedure.loading import gather, shipped_folder

FILE = "10-syarat-umum.toml"
CLOSED = "tujuan-tertutup-timur-tengah"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped rules, to be spoilt."""
    copy = tmp_path / "rules"
    shutil.copytree(shipped_folder(), copy)
    return copy


def spoil(folder: Path, old: str, new: str, file: str = FILE) -> list[str]:
    """Replace in one file; what is wrong then."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return [str(problem) for problem in gather(folder)[1]]


def test_the_shipped_rules_are_whole(folder: Path):
    book, problems = gather(folder)
    assert problems == ()
    assert book == load_rules() == load_rules_from(folder)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('pasal = "UU 18/2017 pasal 13 huruf e"', 'pasal = ""', "aturan “paspor”: pasal: tidak boleh kosong"),
        ('pasal = "UU 18/2017 pasal 13 huruf e"', "", "aturan “paspor”: pasal: wajib ada"),
        ('id = "paspor"', 'id = "Paspor!"', "aturan “Paspor!”: id: “Paspor!” harus berupa huruf kecil"),
        ('dokumen = ["paspor"]', 'dokumen = ["pasport"]', "dokumen: “pasport” tidak dikenal"),
        ('dokumen = ["paspor"]', "", "dokumen tidak boleh kosong"),
        ("biaya_rupiah = 0", "biaya_rupiah = -5", "biaya_rupiah: tidak boleh kurang dari nol"),
        ("biaya_rupiah = 0", "harga = 0", "harga: kunci ini tidak dikenal"),
        ('kepastian = "bertentangan"', 'kepastian = "pasti"', "kepastian: “pasti” tidak dikenal"),
        ('kepastian = "bertentangan"', 'kepastian = "bertentangan"\nalasan = "x"', "tidak boleh menjadi alasan"),
        ("berlaku_sejak = 2023-08-31", 'berlaku_sejak = "Agustus 2023"', "berlaku_sejak: harus berupa tanggal"),
        ("berlaku_sejak = 2023-08-31", "berlaku_sejak = 2023-08-31\nberlaku_sampai = 2022-01-01", "lebih awal"),
        ("alasan = ", 'alasan = "umurnya {umur}"\nx = ', "alasan: “umur” tidak dikenal"),
        ("alasan = ", 'alasan = "umurnya {usia"\nx = ', "alasan: tanda kurung kurawal tidak lengkap"),
        ('tahap = "niat"', 'tahap = "batal"', "tahap: “batal” tidak dikenal"),
        ('bila = { skema = ["pmi"] }', 'bila = { skema = ["semua"] }', "bila.skema: “semua” tidak dikenal"),
        ('bila = { skema = ["pmi"] }', "bila = { skema = [] }", "bila.skema: tidak boleh kosong"),
        ('bila = { skema = ["pmi"] }', 'bila = { agama = ["x"] }', "bila.agama: kunci ini tidak dikenal"),
        ('bila = { skema = ["pmi"] }', 'bila = { negara = ["XX"] }', "bila.negara: “XX” tidak dikenal"),
        ('kelompok = "syarat"', 'kelompok = "lain"', "kelompok: “lain” tidak dikenal"),
        ('sumber_lain = ["https', 'sumber_lain = ["www', "sumber_lain: “www"),
        ("[berkas]", "[berkas]\nwarna = 1", "[berkas] tidak mengenal warna"),
        ("[berkas]", "[lain]\n[berkas]", "bagian tidak dikenal: lain"),
        ("[berkas]", "[berkas", "tidak terbaca sebagai TOML"),
    ],
)
def test_a_slip_is_named(folder: Path, old: str, new: str, words: str):
    problems = spoil(folder, old, new)
    assert [problem for problem in problems if words in problem and problem.startswith(f"berkas {FILE}")]


def test_all_slips_are_named_at_once_and_the_first_one_is_raised(folder: Path):
    spoil(folder, 'dokumen = ["ktp"]', 'dokumen = ["x"]')
    problems = spoil(folder, "usia_minimal = 21", "usia_minimal = 21\nusia = 3", "20-usia.toml")
    assert len(problems) == 2
    with pytest.raises(RuleError, match="ktp"):
        load_rules_from(folder)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("2022-06-08", "bertumpuk dengan versi sejak 2022-06-08"),
        ("2022-06-06", "antara 2022-06-06 dan 2022-06-08 tidak ada versi yang berlaku"),
    ],
)
def test_versions_neither_overlap_nor_leave_a_gap(folder: Path, new: str, words: str):
    problems = spoil(folder, "berlaku_sampai = 2022-06-07", f"berlaku_sampai = {new}", "20-usia.toml")
    assert len(problems) == 1
    assert "aturan “usia-18”" in problems[0]
    assert words in problems[0]


def test_a_version_without_an_end_overlaps_with_the_next(folder: Path):
    problems = spoil(folder, "berlaku_sampai = 2022-06-07\n", "", "20-usia.toml")
    assert "tanpa akhir" in problems[0]


def test_the_same_id_checked_in_two_ways_is_refused(folder: Path):
    problems = spoil(folder, 'id = "kk"', 'id = "usia-18"')
    assert any("diperiksa dengan cara yang sama" in problem for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('versi = "2026.2"', "versi = 2026", "[kitab] versi harus berupa teks"),
        ("tanggal = 2026-11-24", 'tanggal = "kemarin"', "[kitab] tanggal harus berupa tanggal"),
        ("siap_hari = 14", "siap_hari = -1", "[kitab] siap_hari"),
        ('ktp = "KTP elektronik"', "ktp = 1", "[dokumen]"),
        ("[kelompok]", "[golongan]", "golongan"),
    ],
)
def test_the_book_itself_must_be_whole(folder: Path, old: str, new: str, words: str):
    with pytest.raises(RuleError) as caught:
        spoil(folder, old, new, "kitab.toml")
    assert words in str(caught.value)


def test_a_folder_without_a_book_and_no_folder_are_refused(folder: Path):
    (folder / "kitab.toml").unlink()
    with pytest.raises(RuleError, match=r"kitab\.toml"):
        gather(folder)
    with pytest.raises(RuleError, match="tidak ada"):
        gather(folder / "nirgends")


def test_any_letter_changes_the_fingerprint(folder: Path):
    spoil(folder, "Kartu Keluarga", "Kartu keluarga")
    assert load_rules_from(folder).fingerprint != load_rules().fingerprint


def test_the_coverage_counts_schemes_countries_and_years():
    found = coverage(load_rules(), until=date(2026, 11, 24))
    assert sum(found.certainties.values()) == found.rules
    assert found.schemes["magang"] < found.schemes["p_to_p"]
    assert found.countries["Arab Saudi"] == 1
    assert found.years[2016] < found.years[2018] < found.years[2023]
    assert "Kepmenaker 260/2015" in coverage_text(found)


def test_a_destination_is_opened_as_the_how_to_says(folder: Path):
    """docs/how-to/mengubah-aturan.md: end the old version, copy it below with the new dates and words."""
    path = folder / "40-tujuan-tertutup.toml"
    head, old, other = path.read_text("utf-8").split("[[aturan]]")
    new = old.replace('["SA", ', "[").replace("\nperiksa", "\nberlaku_sejak = 2027-03-01\nperiksa")
    ended = old.replace("\nperiksa", "\nberlaku_sampai = 2027-02-28\nperiksa")
    path.write_text("[[aturan]]".join([head, ended, new, other]), "utf-8")
    rules = load_rules_from(folder)
    plan = {"stage": "bekerja", "country": "SA", "employer": "perseorangan"}
    states = [
        str(evaluate(read_plan({**plan, "departed_on": day}, rules), rules, date(2027, 3, 2)).line(CLOSED).state)
        for day in ("2027-02-28", "2027-03-01")
    ]
    assert states == ["missing", "met"]
