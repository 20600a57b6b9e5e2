"""A few stored rows of two desa and of the placement list, linked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.sources.books import register_row, write_book

from rantau.modules.people.api import LINKER, Linked, link_people
from rantau.modules.sources.api import IMPORTER, GivenFile, HandInFacts, import_files
from rantau.platform.access.actor import Actor, system_actor

NIK = "3604125605909001"
PLACEMENT = (
    "No", "ID PMI", "NIK", "Nama Lengkap", "Jenis Kelamin", "Tempat Lahir", "Tanggal Lahir", "Desa/Kelurahan",
    "Kecamatan", "No. Paspor", "Negara Penempatan", "Jabatan", "Skema", "P3MI", "Tgl Keberangkatan",
)  # fmt: skip


@pytest.fixture
def bring_in(db: None, regency: str, tmp_path: Path) -> Callable[..., int]:
    """Import rows as a file; gives the id of the hand-in."""
    by = system_actor("uji", IMPORTER, regency)

    def run(name: str, rows: list[list[object]], **book: object) -> int:
        path = write_book(tmp_path / name, rows, **book)  # type: ignore[arg-type]
        outcome = import_files(by=by, files=[GivenFile(path, name)], facts=HandInFacts())
        assert not outcome.refused, outcome.refused
        return outcome.batches[0].batch

    return run


@pytest.fixture
def linker(regency: str) -> Actor:
    """May link."""
    return system_actor("uji", LINKER, regency)


def placement_row(number: int, name: str, nik: str, village: str = "Tirem") -> list[object]:
    """A row of SISKOP2MI."""
    return [
        number, f"36{number:010d}", nik, name, "PEREMPUAN", "SERANG", "16-05-1990", village, "Lebak Wangi",
        f"E{number:07d}", "HONG KONG", "PERAWAT LANSIA", "P to P", "PT CONTOH SENTOSA", "01-02-2024",
    ]  # fmt: skip


@pytest.fixture
def linked(bring_in: Callable[..., int], linker: Actor) -> Linked:
    """Siti is in the register of Pontang and on the placement list; Ahmad of Kelapian only in his register."""
    bring_in(
        "register.xlsx",
        [
            register_row(1, "Siti Jamilah", nik=NIK, **{"L/P": "P", "Tanggal Lahir": "16-05-1990"}),
            register_row(2, "Ahmad Sobri", Desa="Kelapian"),
        ],
    )
    bring_in(
        "siskop.xlsx",
        [placement_row(1, "SITI JAMILAH", NIK)],
        heading=PLACEMENT,
        title="SISTEM KOMPUTERISASI PELINDUNGAN PEKERJA MIGRAN INDONESIA",
    )
    return link_people(by=linker)
