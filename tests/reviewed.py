"""One woman on two lists, held apart: her village has another birth date, and her papers are from Bogor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.linked import PLACEMENT
from tests.unit.sources.books import register_row

from rantau.modules.people.api import link_people
from rantau.modules.people.models import NameToken, Person, PersonRow, Proposal
from rantau.platform.access.actor import Actor

TIRTAYASA = "36.04.13"
BOGOR_NIK = "3201014307919001"
PAPERS = (*PLACEMENT[:9], "Kabupaten/Kota", *PLACEMENT[9:])
SISKOP = "SISTEM KOMPUTERISASI PELINDUNGAN PEKERJA MIGRAN INDONESIA"


def at_home(number: int = 1, name: str = "Rukoyah Sarminah", **changed: object) -> list[object]:
    """How the register of her village has her."""
    said = {"L/P": "P", "Tanggal Lahir": "21-05-1991", "Desa": "Tirtayasa", "Kecamatan": "Tirtayasa",
            "Negara Tujuan": "Hong Kong"}  # fmt: skip
    return register_row(number, name, nik="", **(said | changed))


def by_papers(number: int = 1, name: str = "RUKOYAH SARMINAH", nik: str = BOGOR_NIK) -> list[object]:
    """How SISKOP2MI has her."""
    return [
        number, f"36{number:010d}", nik, name, "PEREMPUAN", "BOGOR", "03-07-1991", "Cibinong", "Cibinong",
        "Kabupaten Bogor", f"E{number:07d}", "HONG KONG", "PERAWAT LANSIA", "P to P", "PT CONTOH SENTOSA", "01-02-2024",
    ]  # fmt: skip


@pytest.fixture
def pair(bring_in: Callable[..., int], linker: Actor) -> Proposal:
    """The pair as it waits, after a linkage."""
    bring_in("tirtayasa.xlsx", [at_home(), register_row(2, "Ahmad Sobri", Desa="Kelapian")])
    bring_in("siskop-bogor.xlsx", [by_papers()], heading=PAPERS, title=SISKOP)
    link_people(by=linker)
    return Proposal.objects.get()


def everything() -> list[object]:
    """Persons, links and words as they stand, apart from seals."""
    return [
        [(*row[:3], bytes(row[4] or b""), *row[5:]) for row in Person.objects.order_by("pk").values_list()],
        list(PersonRow.objects.order_by("row").values_list()),
        list(NameToken.objects.order_by("person", "token").values_list("person_id", "token")),
    ]
