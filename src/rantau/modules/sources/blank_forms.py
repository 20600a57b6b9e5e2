"""Blank forms (formulir kosong): one workbook for each kind of list, which the import reads without a question.

A sheet of headings with lists to choose from, and a sheet of instructions. Identity numbers and telephone numbers are
text columns, so that a spreadsheet cannot lose their digits.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from rantau.engines.intake.types import Kind
from rantau.modules.sources.domain import KIND_LABELS

_ROWS = 500
_TITLES: dict[Kind, str] = {
    Kind.REGISTER: "BUKU REGISTER PEKERJA MIGRAN DESA",
    Kind.PLACEMENT: "LAPORAN PENEMPATAN PMI",
    Kind.RETURN: "DATA KEPULANGAN PMI",
    Kind.DEFERRAL: "DAFTAR PENUNDAAN PENERBITAN PASPOR",
    Kind.POLICE: "DATA PERKARA TPPO DAN PENEMPATAN PMI",
    Kind.COMPLAINT: "REKAP PENGADUAN PMI",
    Kind.RECOMMENDATION: "REGISTER REKOMENDASI PASPOR CPMI",
    Kind.POPULATION: "DATA PENDUDUK DESA",
}
_PERSON = ("NIK", "Nama Lengkap", "L/P", "Tempat Lahir", "Tanggal Lahir")
_PLACE = ("Alamat", "RT", "RW", "Desa", "Kecamatan")
_COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.REGISTER: (
        "No", "No KK", *_PERSON, "Nama Ibu", "Status Kawin", *_PLACE, "Negara Tujuan", "Pekerjaan",
        "Tanggal Berangkat", "P3MI / Sponsor", "Resmi / Tidak", "No HP Keluarga", "Keterangan",
    ),
    Kind.PLACEMENT: (
        "No", *_PERSON, *_PLACE, "No. Paspor", "Negara Penempatan", "Jabatan", "Skema", "P3MI", "Tgl Keberangkatan",
    ),
    Kind.RETURN: (
        "No", "Tgl Tiba", *_PERSON, "Umur", "No Paspor/SPLP", *_PLACE, "Kab/Kota", "Negara", "Th Berangkat",
        "Permasalahan", "Ket",
    ),
    Kind.DEFERRAL: (
        "No", "Tgl Permohonan", "No. Permohonan", "Nama Pemohon", "NIK", "L/P", "Tempat Lahir", "Tanggal Lahir",
        *_PLACE, "Negara Tujuan", "Alasan", "Keputusan", "No HP",
    ),
    Kind.POLICE: (
        "No", "No. LP", "Tanggal", "Nama Korban", "NIK", "L/P", "Umur", *_PLACE, "Negara Tujuan", "Modus", "Pasal",
        "Perkembangan",
    ),
    Kind.COMPLAINT: (
        "No", "Tgl Lapor", "Nama Pelapor", "Hubungan dengan PMI", "No. HP Pelapor", "Nama yang Diadukan", "NIK", "L/P",
        "Umur", "No Paspor", *_PLACE, "Negara", "Th Berangkat", "Sponsor / PT", "Permasalahan", "Tindak Lanjut",
    ),
    Kind.RECOMMENDATION: (
        "No", "Nomor Surat", "Tgl Surat", "Nama CPMI", "NIK", "Tempat Lahir", "Tgl Lahir", "L/P", *_PLACE,
        "Negara Tujuan", "Jabatan", "P3MI", "Ket",
    ),
    Kind.POPULATION: (
        "No", "No KK", *_PERSON, "Status Kawin", "SHDK", "Pekerjaan", "Nama Ibu", *_PLACE,
    ),
}  # fmt: skip
_CHOICES: dict[str, list[str]] = {
    "L/P": ["L", "P"],
    "Resmi / Tidak": ["Resmi", "Tidak Resmi", "Tidak Tahu"],
    "Status Kawin": ["Belum Kawin", "Kawin", "Cerai Hidup", "Cerai Mati"],
    "Keputusan": ["TUNDA", "TOLAK"],
    "Skema": ["G to G", "P to P", "Perseorangan", "UKPS"],
}
_AS_TEXT = ("NIK", "No KK", "No HP", "No. HP", "No Paspor", "No. Paspor", "RT", "RW", "Nomor Surat", "No. LP")
_INSTRUCTIONS = (
    "Satu baris untuk satu orang. Jangan menggabung sel dan jangan mengubah judul kolom.",
    "Yang tidak diketahui dibiarkan kosong. Jangan diisi 0, strip, atau perkiraan.",
    "NIK 16 angka. Kolomnya sudah berbentuk teks, supaya angka terakhir tidak hilang.",
    "Tanggal ditulis hari-bulan-tahun, misalnya 22-07-1990. Bila hanya tahunnya yang diketahui, tulis tahunnya saja.",
    "Tulis nama desa dan kecamatan lengkap, tanpa singkatan.",
    "Bila tidak ada yang dicatat, tulis NIHIL pada baris pertama. Formulir kosong tidak berarti nihil.",
    "Simpan sebagai .xlsx, lalu masukkan lewat halaman Daftar atau serahkan kepada Disnakertrans.",
)


def blank_form(kind: Kind, *, area_line: str = "") -> bytes:
    """The workbook. `area_line` ("Desa X Kec. Y") is written under the title where the form is for one desa."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        _list_sheet(book, kind, area_line)
        _instruction_sheet(book, kind)
    return target.getvalue()


def _list_sheet(book: Any, kind: Kind, area_line: str) -> None:
    sheet = book.add_worksheet("Daftar")
    title = book.add_format({"bold": True, "font_size": 14})
    heading = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E8EEF4", "valign": "top"})
    text = book.add_format({"num_format": "@"})
    sheet.write(0, 0, _TITLES[kind], title)
    if area_line:
        sheet.write(1, 0, area_line)
    for column, name in enumerate(_COLUMNS[kind]):
        sheet.write(3, column, name, heading)
        sheet.set_column(column, column, 6 if name in ("No", "L/P", "RT", "RW") else 20, _format_of(name, text))
        if name in _CHOICES:
            sheet.data_validation(4, column, 3 + _ROWS, column, {"validate": "list", "source": _CHOICES[name]})
    sheet.freeze_panes(4, 0)


def _format_of(name: str, text: Any) -> Any:
    return text if name.startswith(_AS_TEXT) else None


def _instruction_sheet(book: Any, kind: Kind) -> None:
    sheet = book.add_worksheet("Petunjuk")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 90, wrap)
    sheet.write(0, 0, f"Petunjuk mengisi: {KIND_LABELS[kind]}", book.add_format({"bold": True, "font_size": 14}))
    for row, line in enumerate(_INSTRUCTIONS, start=2):
        sheet.write(row, 0, line, wrap)
