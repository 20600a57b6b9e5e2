"""Dictionary of headings (kamus judul kolom): what a column is called in the lists of villages and offices.

Rules are tried from the top; the first that matches the heading wins. The confidence says how far the heading alone
can be trusted; what stands in the column may raise or lower it (see content.py).
"""

from __future__ import annotations

import re
from functools import lru_cache

from rantau.engines.intake.text import key
from rantau.engines.intake.types import Field

_RULES: tuple[tuple[str, Field, float], ...] = (
    (r"(NO|NOMOR|NOMER|NR|NO URUT|NOMOR URUT|URUT|NO URT)", Field.NUMBER, 0.98),
    (r".*\b(KK|KARTU KELUARGA)\b.*(?<!KEPALA)", Field.FAMILY_CARD, 0.97),
    (
        (
            r"(NAMA|NO|NOMOR|HP|TELP|HUBUNGAN|STATUS)? ?(KEPALA KELUARGA|SHDK|SHDRT|AGAMA|PENDIDIKAN.*|"
            r"GOL(ONGAN)? DARAH|KEWARGANEGARAAN|PASAL)"
        ),
        Field.OTHER,
        0.9,
    ),
    (r"(NAMA |NAMA LGKP )?(IBU|IBU KANDUNG|IBU KANDUNGNYA)( KANDUNG)?", Field.MOTHER, 0.97),
    (r"(NAMA |NAMA LGKP )?(AYAH|BAPAK)( KANDUNG)?", Field.FATHER, 0.95),
    (r"(NIK (AYAH|IBU)|(AYAH|IBU) NIK)", Field.OTHER, 0.9),
    (r"(TEMPATLAHIR|TEMPAT LHR)", Field.BIRTH_PLACE, 0.95),
    (r"(TANGGALLAHIR|TGLLAHIR)", Field.BIRTH_DATE, 0.96),
    (r"NAMA (SUAMI|ISTRI|PASANGAN|PANGGILAN|ANAK|ALIAS).*", Field.OTHER, 0.8),
    (
        (
            r".*\b(PERUSAHAAN|SPONSOR|P3MI|PJTKI|PPTKIS|PPTKI|PENYALUR|MEMBERANGKATKAN|AGEN|AGENSI|CALO|"
            r"MAJIKAN|PT)\b.*"
        ),
        Field.COMPANY,
        0.95,
    ),
    (
        (
            r"(NAMA )?(DESA|KELURAHAN|DESA KEL|DESA KELURAHAN|KEL DESA|KELURAHAN DESA|DS|DESA ASAL|"
            r"ASAL DESA)"
        ),
        Field.VILLAGE,
        0.98,
    ),
    (r"(NAMA )?(KECAMATAN|KEC|KECAMATAN ASAL)", Field.DISTRICT, 0.98),
    (r"(NAMA )?(KAB|KABUPATEN|KOTA|KAB KOTA|KABUPATEN KOTA|DAERAH ASAL|ASAL DAERAH)", Field.REGENCY, 0.95),
    (r"(PELAPOR|PENGADU) (HUBUNGAN.*|STATUS)|HUBUNGAN( DENGAN.*| DGN.*)?", Field.REPORTER_RELATION, 0.95),
    (
        (
            r"(PELAPOR|PENGADU) .*(HP|TELP|TELEPON|WA|KONTAK).*|(HP|NO HP|TELP|NO TELP) (PELAPOR|"
            r"PENGADU)"
        ),
        Field.REPORTER_PHONE,
        0.97,
    ),
    (r"(PELAPOR|PENGADU)( NAMA.*)?|NAMA (PELAPOR|PENGADU)", Field.REPORTER_NAME, 0.97),
    (
        (
            r"NAMA( LENGKAP| LGKP)?( SESUAI .*)?|NAMA (LENGKAP )?(PMI|CPMI|TKI|TKW|CTKI|PEKERJA|CALON|PEMOHON|"
            r"KORBAN|WARGA|PENDUDUK|YANG|YBS|ORANG|PENERIMA)\b.*"
        ),
        Field.NAME,
        0.97,
    ),
    (r".*\bNAMA( LENGKAP)?|(PMI|TKI|CPMI|KORBAN) .*NAMA.*", Field.NAME, 0.7),
    (r".*\b(NIK|N I K|KTP|INDUK KEPENDUDUKAN|NO IDENTITAS|NOMOR IDENTITAS)\b.*", Field.NIK, 0.95),
    (r"L P|P L|LK PR|JK|J K|SEX|GENDER|KEL|.*\b(KELAMIN|KLMN)\b.*|(JNS|JENIS) KEL", Field.SEX, 0.97),
    (r"TTL|.*\b(TEMPAT|TMPT|TMP|TPT)\b.*\b(TGL|TANGGAL|TG)\b.*|.*\bTTL\b.*", Field.BIRTH, 0.96),
    (r"(KELAHIRAN |KOTA )?(TEMPAT|TMPT|TMP|TPT)( LAHIR| LHR| KELAHIRAN)?", Field.BIRTH_PLACE, 0.95),
    (
        (
            r"(KELAHIRAN )?(TGL|TANGGAL|TG|TGGL)( LAHIR| LHR| KELAHIRAN)|KELAHIRAN (TGL|TANGGAL)|(LAHIR|TGL|"
            r"TANGGAL) LAHIR|LAHIR|TAHUN LAHIR|THN LAHIR"
        ),
        Field.BIRTH_DATE,
        0.96,
    ),
    (r"KELAHIRAN", Field.BIRTH, 0.7),
    (r"(UMUR|USIA)\b.*", Field.AGE, 0.97),
    (r"STATUS (KAWIN|PERKAWINAN|NIKAH|PERNIKAHAN)|.*\bKAWIN\b.*|STATUS MARITAL", Field.MARITAL, 0.96),
    (r"(ALAMAT )?(KAMPUNG|KP|LINGKUNGAN|DUSUN|DUKUH|LINK|KAMPUNG LINGKUNGAN)", Field.HAMLET, 0.93),
    (r"(ALAMAT |NO )?RT", Field.RT, 0.98),
    (r"(ALAMAT |NO )?RW", Field.RW, 0.98),
    (r"(ALAMAT |NO )?RT RW", Field.RT_RW, 0.98),
    (r".*\bALAMAT\b.*|.*\bRT RW\b.*|DOMISILI|TEMPAT TINGGAL", Field.ADDRESS, 0.93),
    (r".*\b(BERANGKAT|KEBERANGKATAN|BRKT|BRGKT|PEMBERANGKATAN)\b.*", Field.DEPARTED, 0.95),
    (
        (
            r"(JENIS )?(PEKERJAAN|JABATAN|PROFESI)( .*)?|BEKERJA SEBAGAI|SEKTOR.*|PENEMPATAN (JABATAN|"
            r"PEKERJAAN)"
        ),
        Field.JOB,
        0.94,
    ),
    (r".*\bNEGARA\b.*|(NEGARA )?TUJUAN( NEGARA| PENEMPATAN)?|PENEMPATAN|TEMPAT BEKERJA", Field.COUNTRY, 0.95),
    (r"SKEMA.*|PROGRAM PENEMPATAN|JALUR", Field.SCHEME, 0.93),
    (r".*\b(RESMI|PROSEDURAL|LEGAL|ILEGAL|PROSEDUR)\b.*|STATUS (KEBERANGKATAN|PMI)", Field.STATUS, 0.94),
    (r"STATUS", Field.STATUS, 0.55),
    (r".*\b(PASPOR|PASSPORT|SPLP|PASPORT)\b.*", Field.PASSPORT, 0.95),
    (r".*\b(HP|TELP|TLP|TELEPON|TELPON|WA|WHATSAPP|KONTAK|HANDPHONE)\b.*", Field.PHONE, 0.94),
    (
        (
            r"(NO|NOMOR) (LP|SURAT|PERMOHONAN|REKOM|REKOMENDASI|PENGADUAN|REGISTER|REG|AGENDA|LAPORAN)\b.*|"
            r"ID (PMI|TKI|CPMI)"
        ),
        Field.REFERENCE,
        0.93,
    ),
    (
        (
            r"(TGL|TANGGAL|TG|WAKTU)( TIBA| PERMOHONAN| PENGADUAN| LAPOR| LAPORAN| SURAT| LP| KEJADIAN|"
            r" REKOM| KEPULANGAN| PULANG| MASUK| TERIMA)?|(TIBA|WAKTU KEJADIAN)"
        ),
        Field.EVENT_DATE,
        0.9,
    ),
    (r".*\b(PERMASALAHAN|MASALAH|ALASAN|MODUS|KASUS|KRONOLOGIS|KRONOLOGI|SEBAB)\b.*", Field.PROBLEM, 0.93),
    (r".*\b(KEPUTUSAN|TINDAK LANJUT|TINDAKAN|PERKEMBANGAN|PENANGANAN|HASIL)\b.*", Field.DECISION, 0.92),
    (r"(KET|KETERANGAN|CATATAN|LAIN LAIN)( .*)?", Field.REMARKS, 0.94),
)  # fmt: skip
_COMPILED = tuple((re.compile(rule), field, confidence) for rule, field, confidence in _RULES)
_LONGEST_HEADING = 60
_LONG_NUMBER = re.compile(r"\d{5}")


@lru_cache(maxsize=4096)
def meaning_of(heading: str) -> tuple[Field, float] | None:
    """(field, confidence) that a heading alone suggests; None where no rule knows it."""
    if len(heading) > _LONGEST_HEADING:
        return None
    text = key(heading)
    if not text or _LONG_NUMBER.search(text):
        return None
    for rule, field, confidence in _COMPILED:
        if rule.fullmatch(text):
            return field, confidence
    return None


def meaning_of_pair(group: str, heading: str) -> tuple[Field, float] | None:
    """The same for a heading under a group heading (PELAPOR over Nama, KELAHIRAN over Tanggal)."""
    grouped = key(group)
    if grouped.startswith(("PELAPOR", "PENGADU")) and heading:
        return meaning_of(f"PELAPOR {heading}") or meaning_of(heading)
    if grouped == "TTL" or "LAHIR" in grouped:
        return meaning_of(f"KELAHIRAN {heading}") or meaning_of(heading)
    return meaning_of(heading) or meaning_of(f"{group} {heading}") or meaning_of(group)
