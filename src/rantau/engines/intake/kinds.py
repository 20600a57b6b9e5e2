"""Recognises the kind of a list from its title and columns (mengenali jenis daftar), never from the file's name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rantau.engines.intake.text import key
from rantau.engines.intake.types import Field, Kind

SURE = 0.6
"""Confidence from which a kind counts as recognised."""

_TITLE: tuple[tuple[Kind, str, float], ...] = (
    (Kind.PLACEMENT, r"SISKOP2MI|SISTEM KOMPUTERISASI|PENEMPATAN PMI|LAPORAN PENEMPATAN", 4),
    (Kind.RETURN, r"KEPULANGAN|DEPORTASI|PEMULANGAN|DIPULANGKAN|BP3MI", 4),
    (Kind.DEFERRAL, r"PENUNDAAN|TUNDA|TOLAK|IMIGRASI|KANIM", 4),
    (Kind.POLICE, r"POLRES|POLDA|RESKRIM|TPPO|PERKARA|TINDAK PIDANA", 4),
    (Kind.COMPLAINT, r"PENGADUAN|ADUAN|PELAPORAN PMI", 4),
    (Kind.RECOMMENDATION, r"REKOMENDASI|REKOM", 4),
    (Kind.POPULATION, r"BUKU INDUK|DATA PENDUDUK|PENDUDUK DESA|DAFTAR PENDUDUK|SIAK|KEPALA KELUARGA|BIP", 4),
    (Kind.REGISTER, r"BUKU REGISTER PEKERJA|WARGA YANG BEKERJA|DATA TKI|DATA PMI|PENDATAAN PEKERJA|REKAP PMI DESA", 4),
    (Kind.REGISTER, r"\bDESA\b|\bKELURAHAN\b", 1),
    (Kind.REGISTER, r"\b(TKI|TKW|PMI|PEKERJA MIGRAN|LUAR NEGERI)\b", 0.5),
)
_COLUMNS: tuple[tuple[Kind, str, float], ...] = (
    (Kind.PLACEMENT, r"SKEMA|ID PMI|NEGARA PENEMPATAN", 1.5),
    (Kind.RETURN, r"TGL TIBA|TANGGAL TIBA|NO PASPOR SPLP|TIBA|TGL KEPULANGAN", 2.5),
    (Kind.DEFERRAL, r"TGL PERMOHONAN|NO PERMOHONAN|NAMA PEMOHON|KEPUTUSAN|ALASAN", 1.5),
    (Kind.POLICE, r"NO LP|PASAL|MODUS|NAMA KORBAN|PERKEMBANGAN", 1.5),
    (Kind.COMPLAINT, r".*PELAPOR.*|.*PENGADU.*|TGL LAPOR|TGL PENGADUAN|NAMA YANG DIADUKAN|TINDAK LANJUT", 1.5),
    (Kind.RECOMMENDATION, r"NAMA (CALON PMI|CPMI)|NOMOR SURAT|NO SURAT|TGL SURAT|NO REKOM.*", 2),
    (Kind.POPULATION, r"SHDK|SHDRT|AGAMA|PENDIDIKAN.*|GOL(ONGAN)? DARAH|KEWARGANEGARAAN|STATUS HUBUNGAN.*", 2),
)
_TITLES = tuple((kind, re.compile(pattern), weight) for kind, pattern, weight in _TITLE)
_HEADINGS = tuple((kind, re.compile(pattern), weight) for kind, pattern, weight in _COLUMNS)
_AGGREGATE = re.compile(r"REKAPITULASI|REKAP (PER|JUMLAH)|\bJUMLAH PMI\b")
_COUNT_COLUMN = re.compile(r"JUMLAH.*|JML.*|TOTAL.*|BANYAKNYA")


def kind_of(titles: Iterable[str], headings: Collection[str], fields: Collection[Field]) -> tuple[Kind | None, float]:
    """(kind, confidence). None where nothing speaks for any kind."""
    scores: dict[Kind, float] = dict.fromkeys(Kind, 0.0)
    title = " | ".join(key(line) for line in titles)
    for kind, pattern, weight in _TITLES:
        if pattern.search(title):
            scores[kind] += weight
    for heading in {key(heading) for heading in headings}:
        for kind, pattern, weight in _HEADINGS:
            if pattern.fullmatch(heading):
                scores[kind] += weight
    if {Field.COUNTRY, Field.DEPARTED} & set(fields) and Field.REFERENCE not in fields:
        scores[Kind.REGISTER] += 1.5 if Field.EVENT_DATE not in fields else 0.0
    if Field.COUNTRY not in fields and Field.DEPARTED not in fields:
        scores[Kind.REGISTER] -= 1.0
    (first, best), (_, second) = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if best <= 0:
        return None, 0.0
    return first, round(min(0.99, best / (best + max(second, 0.0) + 0.5)), 2)


def is_aggregate(titles: Iterable[str], headings: Collection[str], fields: Collection[Field]) -> bool:
    """True for a sheet of counts (REKAP): it names areas and numbers, no persons."""
    if Field.NAME in fields or Field.NIK in fields:
        return False
    counts = any(_COUNT_COLUMN.fullmatch(key(heading)) for heading in headings)
    return counts or any(_AGGREGATE.search(key(line)) for line in titles)
