"""Columns of the lists (kolom): what a column means, its usual headings, and who writes its cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from rantau.engines.simulation import pen_places as places
from rantau.engines.simulation.facts import Fact
from rantau.engines.simulation.pen import Cell, Pen
from rantau.engines.simulation.sheet import Sheet
from rantau.engines.simulation.words_office import VILLAGE_NOTES


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its heading, the heading above it that it shares with its neighbours, and its meaning."""

    meaning: str
    heading: str
    group: str = ""


HEADINGS: dict[str, tuple[str, ...]] = {
    "no": ("NO", "No.", "No. Urut", "NO URUT", "Nomor"),
    "nik": ("NIK", "N I K", "NOMOR INDUK KEPENDUDUKAN", "No. KTP / NIK", "NIK KTP"),
    "kk": ("NO KK", "No. KK", "NOMOR KARTU KELUARGA"),
    "nama": ("NAMA", "Nama Lengkap", "NAMA PMI", "NAMA TKI/TKW", "NAMA PEKERJA MIGRAN", "Nama (sesuai KTP)"),
    "jk": ("L/P", "JK", "JENIS KELAMIN", "Jns. Kelamin"),
    "ttl": ("TEMPAT, TGL LAHIR", "TTL", "Tempat/Tanggal Lahir", "TEMPAT TGL. LAHIR"),
    "tempat": ("TEMPAT LAHIR", "Tempat Lahir"),
    "lahir": ("TGL LAHIR", "TANGGAL LAHIR", "Tgl. Lahir"),
    "umur": ("UMUR", "USIA", "Umur (th)"),
    "alamat": ("ALAMAT", "KAMPUNG / RT RW", "KP. RT/RW", "Alamat Rumah"),
    "kampung": ("KAMPUNG", "KP", "Kp.", "LINGKUNGAN"),
    "rt": ("RT",),
    "rw": ("RW",),
    "desa": ("DESA", "Desa/Kel", "DESA/KELURAHAN"),
    "negara": ("NEGARA TUJUAN", "NEGARA", "NEGARA PENEMPATAN", "TUJUAN"),
    "kerja": ("PEKERJAAN", "JENIS PEKERJAAN", "JABATAN", "Bekerja Sebagai"),
    "berangkat": ("TAHUN BERANGKAT", "TH. BRKT", "BERANGKAT", "Tahun Keberangkatan", "TGL BERANGKAT"),
    "sponsor": ("PERUSAHAAN / SPONSOR", "PT / SPONSOR", "P3MI / PERORANGAN", "PENYALUR", "Yang Memberangkatkan"),
    "status": ("STATUS", "RESMI / TIDAK", "PROSEDURAL / NON", "LEGAL / TIDAK"),
    "hp": ("NO HP", "No. Telp/WA", "HP KELUARGA", "KONTAK KELUARGA"),
    "ibu": ("NAMA IBU", "IBU KANDUNG", "NAMA IBU KANDUNG"),
    "kawin": ("STATUS KAWIN", "Kawin/Belum", "STATUS PERKAWINAN"),
    "ket": ("KET", "Ket.", "KETERANGAN"),
}

Writer = Callable[[Pen, Fact], Cell]


def _numeric(pen: Pen, number: int) -> Cell:
    return number if pen.chance(0.5) else f"{number:03d}"


def _notes(pen: Pen, _: Fact) -> Cell:
    return pen.rng.choice(VILLAGE_NOTES) if pen.chance(0.25) else ""


WRITERS: dict[str, Writer] = {
    "nik": Pen.nik,
    "kk": lambda pen, fact: fact.family_card if pen.chance(0.6) else "",
    "nama": Pen.name,
    "jk": Pen.sex,
    "ttl": Pen.birth_with_place,
    "tempat": lambda pen, fact: pen.cased(fact.birth_place),
    "lahir": Pen.birth,
    "umur": Pen.age,
    "alamat": places.address,
    "kampung": lambda pen, fact: pen.cased(fact.hamlet) if pen.chance(0.93) else "",
    "rt": lambda pen, fact: _numeric(pen, fact.rt),
    "rw": lambda pen, fact: _numeric(pen, fact.rw),
    "desa": places.village,
    "negara": places.country,
    "kerja": places.job,
    "berangkat": Pen.departed,
    "sponsor": places.sponsor,
    "status": places.status,
    "hp": lambda pen, fact: places.telephone(pen, fact.phone),
    "ibu": lambda pen, fact: pen.cased(fact.mother) if pen.chance(0.7) else "",
    "kawin": lambda pen, fact: fact.marital if pen.chance(0.8) else "",
    "ket": _notes,
}


def columns(text: str, rng: Random, *, tidy: bool = False) -> list[Column]:
    """Columns from their meanings: "no nik (PENEMPATAN negara kerja)"; each heading drawn among its usual ones."""
    found: list[Column] = []
    group = ""
    for word in text.split():
        if word.startswith("("):
            group = word[1:].replace("_", " ")
            continue
        meaning = word.rstrip(")")
        heading = HEADINGS[meaning][0] if tidy else rng.choice(HEADINGS[meaning])
        found.append(Column(meaning, heading, group))
        if word.endswith(")"):
            group = ""
    return found


def put_headings(sheet: Sheet, all_columns: list[Column], rng: Random, *, numbers: bool) -> None:
    """One row of headings, or two with merged cells where columns share a heading, and perhaps a row of numbers."""
    if any(column.group for column in all_columns):
        _put_double(sheet, all_columns)
    else:
        sheet.put(*(column.heading for column in all_columns))
    if numbers:
        first = rng.choice((1, 1, 1, "1"))
        sheet.put(*(i + 1 if first == 1 else str(i + 1) for i in range(len(all_columns))))


def _put_double(sheet: Sheet, all_columns: list[Column]) -> None:
    upper: list[Cell] = []
    previous = ""
    for column in all_columns:
        upper.append(column.heading if not column.group else "" if column.group == previous else column.group)
        previous = column.group
    top = sheet.put(*upper) - 1
    sheet.put(*(column.heading if column.group else "" for column in all_columns))
    start = 0
    for index, column in enumerate(all_columns):
        if not column.group:
            sheet.merge(top, index, top + 1, index)
        if index and column.group != all_columns[index - 1].group:
            start = index
        last = index + 1 == len(all_columns) or all_columns[index + 1].group != column.group
        if column.group and last:
            sheet.merge(top, start, top, index)
