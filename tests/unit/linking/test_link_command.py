"""Does `rantau link` take any table, lose no row, say what is wrong in plain words, and write nothing that runs?"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from rantau.project.cli import main

HEADINGS = "NO;NIK;NAMA;TGL LAHIR;DESA\n"
NIK = "3604125605909001"

Link = Callable[..., int]


@pytest.fixture
def link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Link:
    """Run the command as a user does; gives the exit code."""

    def run(*arguments: str | Path) -> int:
        monkeypatch.setattr(sys, "argv", ["rantau", "link", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0)

    return run


def table(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_indonesian_headings_are_known_and_the_same_nik_is_one_person(link: Link, tmp_path: Path) -> None:
    people = table(
        tmp_path / "a.csv",
        f"{HEADINGS}1;{NIK};Siti Jamilah;16-05-1990;Tirem\n2;{NIK};SITI JAMILAH;1990;\n3;;Ahmad;;Tirem\n",
    )
    assert (
        link(people, "--out", tmp_path / "rows.csv", "--clusters", tmp_path / "c.csv", "--pairs", tmp_path / "p.csv")
        == 0
    )
    rows = read(tmp_path / "rows.csv")
    assert [(row["file"], row["row"], row["person"]) for row in rows] == [
        ("a.csv", "2", "P000001"), ("a.csv", "3", "P000001"), ("a.csv", "4", "P000002"),
    ]  # fmt: skip
    assert [(line["person"], line["size"]) for line in read(tmp_path / "c.csv")] == [
        ("P000001", "2"), ("P000001", "2"), ("P000002", "1"),
    ]  # fmt: skip
    assert (tmp_path / "p.csv").read_text(encoding="utf-8").startswith("id_l,id_r,probability,weights,reasons\n")


def test_columns_may_be_named_and_joined(link: Link, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = table(tmp_path / "a.csv", "kode,depan,belakang,th,bl,hr\nx1,Ana,Sari,1990,5,16\nx2,Ani,Sari,1990,5,16\n")
    out = tmp_path / "rows.csv"
    assert (
        link(people, "--map", "id=kode,name=depan+belakang", "--map", "birth=th+bl+hr", "--rules", "none", "--out", out)
        == 0
    )
    assert [row["id"] for row in read(out)] == ["x1", "x2"]
    assert "name=depan+belakang" in capsys.readouterr().out


def test_parquet_and_csv_together_keep_every_row(link: Link, tmp_path: Path) -> None:
    pl.DataFrame({"NAMA": ["Ana", None], "NIK": [int(NIK), None]}).write_parquet(tmp_path / "a.parquet")
    people = table(tmp_path / "b.csv", f"NIK,NAMA\n{NIK},Ana\n,\n")
    assert link(tmp_path / "a.parquet", people, "--out", tmp_path / "rows.csv") == 0
    rows = read(tmp_path / "rows.csv")
    assert [(row["file"], row["row"]) for row in rows] == [("a.parquet", "2"), ("a.parquet", "3"), ("b.csv", "2")]


def test_a_name_that_would_run_in_a_spreadsheet_stands_behind_an_apostrophe(link: Link, tmp_path: Path) -> None:
    people = table(tmp_path / "=a.csv", "id,nama\n=1+1,Ana\n@x,Ani\n")
    assert link(people, "--out", tmp_path / "rows.csv") == 0
    assert [(row["file"], row["id"]) for row in read(tmp_path / "rows.csv")] == [
        ("'=a.csv", "'=1+1"),
        ("'=a.csv", "'@x"),
    ]


def test_a_date_that_cannot_be_read_is_named_and_the_row_stays(link: Link, tmp_path: Path) -> None:
    people = table(tmp_path / "a.csv", f"{HEADINGS}1;;Ana;31-02-1990;\n")
    assert link(people, "--out", tmp_path / "rows.csv", "--problems", tmp_path / "p.csv") == 0
    assert len(read(tmp_path / "rows.csv")) == 1
    (problem,) = read(tmp_path / "p.csv")
    assert (problem["file"], problem["row"], problem["column"]) == ("a.csv", "2", "TGL LAHIR")


@pytest.mark.parametrize(
    ("content", "arguments", "words"),
    [
        ("x;y\n1;2\n", (), "Tidak ada kolom yang dikenali"),
        ("nama\nAna\n", ("--map", "name=NAMA_LENGKAP"), "Kolom “NAMA_LENGKAP” tidak ada"),
        ("nama\nAna\n", ("--map", "nam=nama"), "Arti kolom “nam” tidak dikenal"),
        ("nama\nAna\n", ("--map", "nama"), "Tulis arti=JUDUL"),
        ("kode,nama\n1,Ana\n1,Ani\n", ("--map", "id=kode"), "baris 3, kolom kode: Id “1” sudah dipakai di a.csv:2"),
        ("kode,nama\n1,Ana\n,Ani\n", ("--map", "id=kode"), "Id kosong"),
        ("nama\nAna\n", ("--regency", "99.99"), "tidak dikenal"),
        ("nama\n", (), "Tidak ada satu baris pun"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_words(
    link: Link, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, arguments: tuple[str, ...], words: str
) -> None:
    people = table(tmp_path / "a.csv", content)
    assert link(people, *arguments, "--out", tmp_path / "rows.csv") == 2
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert not (tmp_path / "rows.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("tidak-ada.csv", "--out", "r.csv"), "Berkas tidak ada"),
        ((".", "--out", "r.csv"), "Ini folder"),
        (("a.csv", "--out", "a.csv"), "tidak boleh menimpa"),
        (("a.csv", "--out", "tidak/ada/r.csv"), "Folder tidak/ada tidak ada"),
        (("a.csv", "--out", "r.csv", "--pairs", "r.csv"), "berkas yang sama"),
        (("a.csv", "a.csv", "--out", "r.csv"), "bernama sama"),
        (("rusak.parquet", "--out", "r.csv"), "parquet tidak dapat dibaca"),
    ],
)
def test_files_are_checked_first(
    link: Link, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...], words: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    table(tmp_path / "a.csv", "nama\nAna\n")
    table(tmp_path / "rusak.parquet", "PAR1")
    assert link(*arguments) == 2
    assert words in capsys.readouterr().err
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "nama\nAna\n"
