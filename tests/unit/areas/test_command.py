"""Does `rantau areas` say what it did, and end with a code that a script can use?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.unit.areas.geojson import feature, square, write

from rantau.kernel.errors import RefusedFileError
from rantau.modules.areas.models import Boundary, Population
from rantau.project.cli import areas


@contextmanager
def _here() -> Iterator[None]:
    """The test's own database instead of the installation's."""
    yield


@pytest.fixture(autouse=True)
def _in_the_test_database(monkeypatch: pytest.MonkeyPatch, regency: str) -> None:
    monkeypatch.setattr(areas, "installation", _here)
    monkeypatch.setenv("COLUMNS", "200")


def run(*words: object) -> Result:
    return CliRunner().invoke(areas.command, [str(word) for word in words])


def test_boundaries_are_imported_and_reported(tmp_path: Path) -> None:
    path = write(tmp_path, [feature({"kode": "36.04.13", "nama": "Tirta Yasa"})])
    result = run("import-boundaries", path, "--source", "Bappeda")
    assert result.exit_code == 0
    assert "Disimpan: 1 wilayah (1 menurut kode, 0 menurut nama)." in result.output
    assert "Tirta Yasa" in result.output
    assert "Belum ada batasnya di berkas ini (28)" in result.output
    assert Boundary.objects.get().source == "Bappeda"


def test_a_dry_run_says_so(tmp_path: Path) -> None:
    result = run("import-boundaries", write(tmp_path, [feature({"kode": "36.04.13"})]), "--dry-run")
    assert "Diperiksa, tidak disimpan" in result.output
    assert not Boundary.objects.exists()


def test_an_unrecognised_name_gives_code_3_and_a_person_can_settle_it(tmp_path: Path) -> None:
    path = write(
        tmp_path, [feature({"kode": "36.04.13"}), feature({"desa": "Tunjung Jaya", "kecamatan": "Tunjung Teja"})]
    )
    result = run("import-boundaries", path)
    assert result.exit_code == areas.PARTLY
    assert "36.04.20.2001 Tunjung Teja" in result.output
    names = tmp_path / "nama.csv"
    names.write_text("kecamatan,desa,kode\nTunjung Teja,Tunjung Jaya,36.04.20.2001\n", encoding="utf-8")
    assert run("import-boundaries", path, "--names", names).exit_code == 0


def test_a_names_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    names = tmp_path / "nama.csv"
    names.write_text("a,b\n1,2\n", encoding="utf-8")
    result = run("import-boundaries", write(tmp_path, [feature({"kode": "36.04.13"})]), "--names", names)
    assert isinstance(result.exception, RefusedFileError)


def test_a_refused_file_names_every_place(tmp_path: Path) -> None:
    path = write(tmp_path, [feature({"kode": "36.04.13"}, square(-6.1, 106))])
    result = run("import-boundaries", path)
    assert isinstance(result.exception, RefusedFileError)
    assert "Bangun ke-1 (36.04.13 Tirtayasa): titik -6.1, 106: lintang dan bujur tertukar." in result.output


def test_population_is_imported_and_listed(tmp_path: Path) -> None:
    path = tmp_path / "penduduk.csv"
    path.write_text("kode,tahun,jumlah\n36.04.13,2024,43210\n", encoding="utf-8")
    assert "1 baru, 0 diubah, 0 tetap" in run("import-population", path, "--source", "Dukcapil").output
    assert Population.objects.get().source == "Dukcapil"
    listed = run("list").output
    assert "43.210" in listed
    assert listed.count("kecamatan") == 29


def test_desa_of_a_kecamatan_are_listed() -> None:
    listed = run("list", "36.04.13").output
    assert "Wargasara" in listed
    assert "(14)" in listed


def test_a_bad_population_file_names_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "penduduk.csv"
    path.write_text("kode,tahun,jumlah\n36.04.13,2024,banyak\n", encoding="utf-8")
    result = run("import-population", path, "--source", "x")
    assert isinstance(result.exception, RefusedFileError)
    assert "berkas penduduk.csv, baris 2, kolom jumlah" in result.output


def test_help_needs_no_database() -> None:
    assert "import-boundaries" in run("--help").output
