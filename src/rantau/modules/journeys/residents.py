"""Reading a village's sheet of residents (data penduduk): only what a plan asks for, only rows of this village.

OpenSID's export and the population office's sheet are read by engines/intake. What a plan never asks for (family card,
parents, religion, schooling, job) is not taken, so that no second population register comes about: ADR 0038.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from rantau.engines.intake import ListRow, load_place_index, stream_list
from rantau.engines.procedure.plan import MaritalStatus
from rantau.kernel.errors import InvalidValueError
from rantau.kernel.nik import Nik
from rantau.kernel.person_name import PersonName

KEPT_DAYS = 30
MOST_RESIDENTS = 20_000
"""Of one village: the largest desa have about so many."""
MOST_FOUND = 8
"""More are not shown: a sheet is looked up, not leafed through."""
FEWEST_LETTERS = 3
_MARITAL = {
    "BELUM KAWIN": MaritalStatus.SINGLE, "1": MaritalStatus.SINGLE, "KAWIN": MaritalStatus.MARRIED,
    "2": MaritalStatus.MARRIED, "KAWIN TERCATAT": MaritalStatus.MARRIED, "KAWIN BELUM TERCATAT": MaritalStatus.MARRIED,
    "CERAI HIDUP": MaritalStatus.DIVORCED, "3": MaritalStatus.DIVORCED, "CERAI MATI": MaritalStatus.WIDOWED,
    "4": MaritalStatus.WIDOWED,
}  # fmt: skip
"""Words of the identity card, and OpenSID's numbers for them."""


@dataclass(frozen=True, slots=True)
class KnownResident:
    """What is known of a resident (warga) before anybody types: empty where the sheet says nothing."""

    name: str
    nik: str = ""
    sex: str = ""
    birth: str = ""
    """ISO, partial allowed."""
    birth_place: str = ""
    marital: str = ""
    address: str = ""
    phone: str = ""
    country: str = ""

    def as_json(self) -> bytes:
        return json.dumps({name: value for name, value in asdict(self).items() if value}, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, stored: bytes) -> KnownResident:
        return cls(**json.loads(stored))


@dataclass(frozen=True, slots=True)
class SheetRead:
    """The residents of a sheet, and how many rows were left out (hasil membaca)."""

    residents: tuple[KnownResident, ...]
    left_out: int


def read_residents(path: Path, name: str, area_code: str) -> SheetRead:
    """The residents of this village. RefusedFileError, InvalidValueError: what is wrong with the file, in words."""
    kept: list[KnownResident] = []
    left_out = 0
    for row in _rows(path, name, area_code[:5]):
        if row.name is None or not _is_of(row, area_code):
            left_out += 1
            continue
        kept.append(_known(row))
        if len(kept) > MOST_RESIDENTS:
            raise InvalidValueError(
                "Berkas ini memuat lebih dari 20.000 warga. Berikan data satu desa saja.", code="terlalu-banyak-warga"
            )
    if not kept and left_out:
        raise InvalidValueError(
            "Tidak ada baris dari desa Anda di berkas ini: semuanya menyebut desa lain, atau tanpa nama. "
            "Tidak ada yang disimpan.",
            code="bukan-desa-ini",
        )
    if not kept:
        raise InvalidValueError(
            "Tidak ditemukan daftar penduduk di berkas ini. Perlu kolom Nama dan NIK; ekspor penduduk OpenSID atau "
            "lembar Dukcapil dapat dipakai apa adanya.",
            code="tanpa-penduduk",
        )
    return SheetRead(tuple(kept), left_out)


def words_of(name: str) -> list[str]:
    """The words by which a name is found."""
    found = PersonName.parse(name)
    return list(dict.fromkeys(found.key.split())) if found else []


def _rows(path: Path, name: str, regency: str) -> Iterator[ListRow]:
    for batch in stream_list(path, load_place_index(regency), display_name=name):
        yield from batch.rows


def _is_of(row: ListRow, area_code: str) -> bool:
    """Whether a row is of this village: it says so, or names no village at all, as a village's own export does."""
    place = row.place
    if place.code:
        return place.code == area_code
    return not place.outside and not place.key.strip("|")


def _known(row: ListRow) -> KnownResident:
    street = [row.address, f"RT {row.rt}" if row.rt else "", f"RW {row.rw}" if row.rw else ""]
    return KnownResident(
        name=row.name.text if row.name else "",
        nik=row.nik.digits if row.nik else "",
        sex=row.sex,
        birth=row.birth.iso() if row.birth else "",
        birth_place=row.birth_place,
        marital=_MARITAL.get(row.marital.strip().upper(), ""),
        address=" ".join(part for part in street if part)[:300],
        phone=row.phone.raw if row.phone else "",
    )


def searched(text: str) -> tuple[Nik | None, list[str]]:
    """The NIK or the words of a name that are looked for. InvalidValueError when it is too little to look for."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if digits:
        nik = Nik.parse(digits)
        if nik is None or len(digits) != 16:
            raise InvalidValueError("NIK dicari dengan ke-16 angkanya, atau cari dengan namanya.")
        return nik, []
    words = words_of(text)
    if not any(len(word) >= FEWEST_LETTERS for word in words):
        raise InvalidValueError("Tulis nama seperti di KTP, atau NIK 16 angka.")
    return None, words
