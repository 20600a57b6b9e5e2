"""Small made-up workbooks. NIK serials start at 9001 and belong to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

REGISTER = ("No", "NIK", "Nama", "L/P", "Tanggal Lahir", "Desa", "Kecamatan", "Negara Tujuan", "Tahun Berangkat")
PONTANG = "36.04.12.2001"


def register_row(number: int, name: str, *, nik: object = None, **changed: object) -> list[object]:
    """A row of a register of Desa Pontang."""
    row: dict[str, object] = {
        "No": number,
        "NIK": f"360412{10 + number % 18:02d}0190{9000 + number}" if nik is None else nik,
        "Nama": name,
        "L/P": "L",
        "Tanggal Lahir": f"{10 + number % 18:02d}-01-1990",
        "Desa": "Pontang",
        "Kecamatan": "Pontang",
        "Negara Tujuan": "Taiwan",
        "Tahun Berangkat": 2024,
    }
    return list((row | changed).values())


def write_book(
    path: Path,
    rows: Sequence[Sequence[object]],
    *,
    heading: Sequence[str] = REGISTER,
    title: str = "BUKU REGISTER PEKERJA MIGRAN DESA",
    sheet: str = "Daftar",
) -> Path:
    """A workbook with a title in row 1, headings in row 3, rows from row 4."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    page.append([title])
    page.append([])
    page.append(list(heading))
    for row in rows:
        page.append(list(row))
    book.save(path)
    book.close()
    return path
