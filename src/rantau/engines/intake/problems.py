"""Every problem that intake names (daftar masalah), in one table: code, gravity, message, what it means.

Messages are filled with {read}, {stored} and {other}. The codes are a contract: scripts and pages rely on them.
"""

from __future__ import annotations

from dataclasses import dataclass

from rantau.engines.intake.masked import masked, masked_whole
from rantau.engines.intake.types import Problem, Severity
from rantau.kernel.errors import Place


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem (jenis masalah)."""

    code: str
    message: str
    severity: Severity = Severity.WARNING


_ABOUT_A_NUMBER = frozenset({
    "nik-digit-hilang", "nik-meragukan", "nik-ganda", "kk-meragukan", "hp-meragukan", "hp-tidak-terbaca",
})  # fmt: skip
"""What they read and store is a number of a person as a whole."""
_W, _E = Severity.WARNING, Severity.ERROR

PROBLEMS: dict[str, ProblemKind] = {
    kind.code: kind
    for kind in (
        ProblemKind(
            "nik-digit-hilang",
            "NIK “{read}” tersimpan sebagai angka sehingga digit terakhirnya hilang; hanya {stored} yang diketahui.",
        ),
        ProblemKind(
            "nik-meragukan",
            "NIK “{read}” tidak wajar (bukan 16 angka atau tanggal lahirnya mustahil); disimpan apa adanya.",
        ),
        ProblemKind(
            "nik-tanggal-beda",
            "Tanggal lahir dalam NIK ({other}) berbeda dengan kolom tanggal lahir ({read}); keduanya disimpan.",
        ),
        ProblemKind(
            "nik-kelamin-beda",
            "Jenis kelamin menurut NIK ({other}) berbeda dengan kolom jenis kelamin ({read}); kolom yang dipakai.",
        ),
        ProblemKind(
            "nik-ganda",
            "NIK {read} juga ada di {other}; kedua baris disimpan.",
        ),
        ProblemKind(
            "tanggal-mustahil",
            "Tanggal “{read}” tidak ada di kalender; disimpan: {stored}.",
        ),
        ProblemKind(
            "tanggal-tidak-terbaca",
            "Tanggal “{read}” tidak dapat dibaca; dibiarkan tidak diketahui.",
        ),
        ProblemKind(
            "tanggal-perkiraan",
            "Tanggal lahir {read} mungkin hanya perkiraan (1 Januari atau 31 Desember).",
        ),
        ProblemKind(
            "tanggal-tidak-masuk-akal",
            "Tanggal “{read}” tidak masuk akal untuk kolom ini; disimpan apa adanya.",
        ),
        ProblemKind(
            "umur-tidak-terbaca",
            "Umur “{read}” tidak dapat dibaca; dibiarkan kosong.",
        ),
        ProblemKind(
            "umur-beda",
            "Umur {read} tidak cocok dengan tahun lahir {other}; keduanya disimpan.",
        ),
        ProblemKind(
            "kelamin-tidak-dikenal",
            "Jenis kelamin “{read}” tidak dikenal; dibiarkan kosong.",
        ),
        ProblemKind(
            "negara-tidak-dikenal",
            "Negara “{read}” tidak dikenal; dibiarkan kosong, tulisan aslinya disimpan.",
        ),
        ProblemKind(
            "negara-diduga",
            "Negara “{read}” dibaca sebagai {stored} (salah tulis?).",
        ),
        ProblemKind(
            "status-tidak-dikenal",
            "Keterangan prosedur “{read}” tidak dikenal; dibiarkan tidak diketahui.",
        ),
        ProblemKind(
            "hp-meragukan",
            "Nomor telepon “{read}” tidak wajar; disimpan sebagai {stored}.",
        ),
        ProblemKind(
            "hp-tidak-terbaca",
            "Nomor telepon “{read}” tidak dapat dibaca; dibiarkan kosong.",
        ),
        ProblemKind(
            "kk-meragukan",
            "Nomor KK “{read}” bukan 16 angka; disimpan apa adanya.",
        ),
        ProblemKind(
            "nama-kosong",
            "Baris ini tidak memuat nama; tetap disimpan.",
        ),
        ProblemKind(
            "nama-inisial",
            "Nama “{read}” hanya inisial; tidak dapat dicocokkan dengan daftar lain.",
        ),
        ProblemKind(
            "tempat-diduga",
            "Tempat “{read}” dibaca sebagai {stored} (ejaan berbeda).",
        ),
        ProblemKind(
            "tempat-kecamatan-beda",
            "“{read}”: kecamatan pada baris tidak cocok; dibaca sebagai {stored}.",
        ),
        ProblemKind(
            "tempat-belum-pasti",
            "Tempat “{read}” belum dapat dipastikan; masuk antrean tempat. Kemungkinan: {other}.",
        ),
        ProblemKind(
            "tempat-kosong",
            "Baris ini tidak menyebut desa; masuk antrean tempat.",
        ),
        ProblemKind(
            "tempat-luar",
            "Tempat “{read}” di luar kabupaten; disimpan sebagai luar wilayah.",
        ),
        ProblemKind(
            "lembar-rekap",
            "Lembar ini rekapitulasi (angka per desa), bukan daftar orang; {read} baris tidak disimpan sebagai orang.",
        ),
        ProblemKind(
            "berkas-tanpa-daftar",
            "Berkas ini tidak memuat daftar orang yang dapat dibaca.",
            _E,
        ),
        ProblemKind(
            "lembar-catatan",
            "Lembar ini berisi catatan atau petunjuk, bukan tabel; {read} barisnya tidak disimpan.",
        ),
        ProblemKind(
            "lembar-tanpa-judul",
            "Judul kolom tidak ditemukan; arti kolom diduga dari isinya. Mohon diperiksa.",
        ),
        ProblemKind(
            "jenis-belum-pasti",
            "Jenis daftar belum dapat dikenali; dibaca sebagai register desa. Mohon dipilih.",
        ),
        ProblemKind(
            "nama-tidak-ada-kolom",
            "Tidak ada kolom nama pada lembar ini.",
            _W,
        ),
        ProblemKind(
            "jumlah-beda",
            "Baris jumlah menyebut {read} orang, yang terbaca {other} orang.",
            _W,
        ),
        ProblemKind(
            "bukan-data",
            "Baris ini berisi “{read}” dan tidak dapat dibaca sebagai orang; tidak disimpan.",
            _E,
        ),
        ProblemKind(
            "lembar-tidak-terbaca",
            "Lembar ini tidak memuat kolom yang dikenal; isinya tidak disimpan.",
            _E,
        ),
    )
}


def problem(code: str, place: Place, *, read: str = "", stored: str = "", other: str = "") -> Problem:
    """A problem of the table, worded for one place. Numbers of persons are shown in part; the row keeps them whole."""
    kind = PROBLEMS[code]
    mask = masked_whole if code in _ABOUT_A_NUMBER else masked
    read, stored, other = mask(read), mask(stored), masked(other)
    message = kind.message.format(read=read, stored=stored or "tidak diketahui", other=other)
    return Problem(place, code, message, kind.severity, read, stored)
