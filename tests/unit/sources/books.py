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


COMPLAINT = ("No", "Tgl Pengaduan", "Nama Pelapor", "Nama PMI", "NIK", "Desa", "Kecamatan", "Negara", "Permasalahan")


def complaint_row(number: int, name: str) -> list[object]:
    """A row of a list of complaints about a person of Desa Pontang."""
    nik = f"360412{10 + number % 18:02d}0190{9100 + number}"
    return [number, "01-02-2024", "Sri Rahayu", name, nik, "Pontang", "Pontang", "Taiwan", "Gaji tidak dibayar"]


def write_mixed_book(path: Path) -> Path:
    """A register of Desa Pontang, with complaints on its second sheet."""
    write_book(path, [register_row(1, "Siti Aminah")])
    book = openpyxl.load_workbook(path)
    page = book.create_sheet("PENGADUAN")
    for row in (["REKAP PENGADUAN PMI"], [], COMPLAINT, complaint_row(2, "Budi Santoso")):
        page.append(list(row))
    book.save(path)
    book.close()
    return path
