"""What is planted (kenari yang ditanam): values of people who do not exist, one for each kind of field."""

from __future__ import annotations

from rantau.project.bench.browser import named_file

NIKS = [f"3604125605099{at}" for at in range(101, 109)]
PHONES = [f"0857-7712-34{at:02d}" for at in range(8)]
PASSPORTS = [f"X99{at:02d}77{at}" for at in range(8)]
ADDRESSES = [f"Kampung Kenari{at}zq Gang Buntu" for at in range(8)]
REMARKS = [f"kenariqxketerangan{at} pulang sakit" for at in range(8)]
NOTE = "kenariqxcatatan dari desa"
UNDONE = "kenariqxbatal salah daftar"
REASONS = ["Permintaan kenariqxalasan keluarga", "Mencocokkan kenariqxbaris tulisan"]
BROKEN_FILE = "kenariqxrusak Siti.xlsx"
"""Name of a file that is refused: it stands in a message only."""
SEALED = [*NIKS, *PHONES, *PASSPORTS, *ADDRESSES, *REMARKS, NOTE, UNDONE, *REASONS, BROKEN_FILE]

NAMES = [f"Kenarinama{word} Uji" for word in ("ra", "ri", "ru", "re", "ro")]
HOLDERS = ["Kenaripejabatsatu", "Kenaripejabatdua"]
FILES = ["kenariqxberkas pertama.csv", "kenariqxberkas kedua.csv"]
OPEN = {"people.person.name dan kuncinya": NAMES, "offices.account.name": HOLDERS, "sources.sourcefile.name": FILES}
"""Not sealed, because search and lists need them: they stand in the database in clear, and nowhere else."""

PASSWORDS = ["kenariqxsandi-laut-77", "kenariqxsandi-bukit-78"]
WRONG_PASSWORD = "kenariqxsandi-keliru-79"  # noqa: S105 - nobody's
WRONG_NAME = "kenariqxnamapengguna"
TYPED = [*PASSWORDS, WRONG_PASSWORD, WRONG_NAME]
"""Typed where passwords and names of users are typed."""

_HEADINGS = (
    "No,NIK,Nama,L/P,Tanggal Lahir,Desa,Kecamatan,Negara Tujuan,Tahun Berangkat,No. HP,No. Paspor,Alamat,Keterangan"
)


def a_list(name: str, *, fillers: int = 0) -> object:
    """A register of Desa Pontang with every canary, as a file to send; with so many other persons behind them."""
    lines = [_HEADINGS]
    for at, nik in enumerate(NIKS):
        lines.append(
            f"{at + 1},{nik},{NAMES[at % len(NAMES)]},P,16-05-1990,Pontang,Pontang,Taiwan,2024,"
            f"{PHONES[at]},{PASSPORTS[at]},{ADDRESSES[at]},{REMARKS[at]}"
        )
    lines += [
        f"{at},360412{10 + at % 18:02d}0190{at % 9000:04d},Warga {at},L,{10 + at % 18:02d}-01-1990,Pontang,Pontang,"
        f"Taiwan,2024,,,{'Kampung panjang ' * 60},"
        for at in range(len(NIKS) + 1, len(NIKS) + 1 + fillers)
    ]
    return named_file(name, ("\n".join(lines) + "\n").encode())
