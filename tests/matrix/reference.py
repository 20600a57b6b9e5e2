"""docs/reference/access.md, made from the roles and the table; `python -m tests.matrix.reference` writes it.

It writes docs/reference/fields.md too (tests/matrix/fields_reference.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from tests.matrix.places import ABOVE, ACTORS, ANYWHERE, INSIDE, OTHER, OWN, PUBLIC, RELATIONS, SYSTEM, UNKNOWN
from tests.matrix.table import rows, says

from rantau.modules.offices.domain import INCOMPATIBLE, ROLES
from rantau.platform.access.permissions import Permission, declared, sensitive

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
FILE = FOLDER / "access.md"
AS_OF = "24 November 2026"
"""The day of the last change of a table that was meant; whoever changes one writes it."""
LABELS = {name: role.label for name, role in ROLES.items()} | {PUBLIC: "Publik", SYSTEM: "Sistem"}
_LEVELS = {2: "kabupaten", 3: "kecamatan", 4: "desa"}
_MEANINGS = {
    OWN: "wilayah tugasnya sendiri",
    INSIDE: "wilayah di dalam wilayah tugasnya, misalnya desa di dalam kecamatannya",
    ABOVE: "wilayah yang memuat wilayah tugasnya, misalnya kabupaten bagi operator desa",
    OTHER: "wilayah lain: desa tetangga, kecamatan lain, kabupaten lain",
    UNKNOWN: "wilayahnya belum diketahui, misalnya baris yang nama desanya belum dipastikan",
}
_THINGS = {
    "approval": "Langkah yang memerlukan dua orang", "areas": "Wilayah", "audit": "Jejak", "backups": "Cadangan",
    "health": "Kesehatan sistem", "insight": "Angka dan jawaban", "journeys": "Rencana kerja warga", "keys": "Kunci",
    "letters": "Surat warga", "notices": "Pemberitahuan kepada Disnakertrans", "offices": "Akun dan jabatan",
    "people": "Orang", "recaps": "Rekap bulanan", "sources": "Daftar yang diserahkan",
}  # fmt: skip
"""What the permissions of a module are about, in the order of this page."""


def text() -> str:
    """The whole page."""
    return "\n".join([*_head(), *_roles(), *_summary(), *_details()]) + "\n"


_HEAD = """\
# Siapa boleh apa

Halaman ini menjawab, untuk setiap peran: apa yang boleh dilihat dan dilakukan, dan di wilayah mana. Ia ditulis untuk
siapa pun yang harus menilai Rantau: kementerian, inspektorat, pejabat pelindungan data, pemerintah kabupaten.
Isian mana dari data seseorang yang tampil kepada siapa tertulis di [siapa melihat isian mana](fields.md).

- **Tabel ini diuji, bukan dijanjikan.** Setiap sel dicoba pada setiap jalan yang ada: daftar, menurut nomor,
  pencarian, jumlah, statistik, peta, unduhan, tindakan, dan alamat halaman; yang boleh maupun yang ditolak. Perubahan
  yang tidak sesuai tabel tidak dapat dirilis.
- **Dua lapis.** Baris di luar wilayah dan izin seseorang ditahan sekali lagi oleh basis data (row-level security).
- **Tidak ada pengguna super.** Admin sistem mengurus akun dan tidak melihat data orang.
- **Peran melekat pada jabatan**, dengan wilayah dan masa berlaku; sesudah masanya habis, izinnya habis.
- **Kata sandi saja tidak cukup** bagi setiap peran yang membuka data orang, menyetujui, atau mengurus jabatan, akun dan
  kunci: hanya {without} yang masuk tanpa langkah kedua.

Keadaan per {as_of}. *Dibuat dari peran di `src/rantau/modules/offices/domain.py` dan tabel yang ditinjau di
`tests/matrix/expected.csv` dengan `python -m tests.matrix.reference`. Jangan diubah dengan tangan.*
"""


def _head() -> list[str]:
    needs_none = [role.label for role in ROLES.values() if not role.permissions & sensitive()]
    return [_HEAD.format(as_of=AS_OF, without=" dan ".join(needs_none))]


def _roles() -> list[str]:
    lines = ["## Peran", "", "| peran | wilayah tugas | tugas |", "|---|---|---|"]
    for name, role in ROLES.items():
        lines.append(f"| **{role.label}** `{name}` | {_LEVELS[role.scope_level]} | {role.description} |")
    lines += [
        f"| **{LABELS[PUBLIC]}** | - | Siapa pun tanpa akun: halaman masuk, surat undangan, tentang Rantau. |",
        f"| **{LABELS[SYSTEM]}** | kabupaten | Perintah dan pekerjaan latar, masing-masing dengan tepat satu izin. |",
    ]
    lines += ["", "Dua peran yang tidak boleh dipegang satu orang pada waktu yang sama:", ""]
    pairs = sorted(" dan ".join(sorted(ROLES[name].label for name in pair)) for pair in INCOMPATIBLE)
    return [*lines, *(f"- {pair}" for pair in pairs), ""]


def _summary() -> list[str]:
    lines = ["## Ringkasan", "", "`ya`: boleh, setidaknya di wilayah tugasnya. Kosong: tidak boleh di mana pun."]
    lines += ["**Tebal**: izin yang membuka atau mengubah data orang.", ""]
    lines += _heading("izin", ROLES)
    for permission in _permissions():
        cells = ["ya" if says(permission.name, ANYWHERE, who) else "" for who in ROLES]
        label = f"**{permission.label}**" if permission.personal else permission.label
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return [*lines, ""]


def _details() -> list[str]:
    relations = [f"- **{name}**: {_MEANINGS[name]}" for name in RELATIONS]
    lines = ["## Rincian per izin", "", "`hubungan` ialah letak sesuatu terhadap wilayah tugas orangnya:", ""]
    lines += [*relations, "", "`ya` boleh, `tidak` ditolak, `-` tidak ada wilayah seperti itu.", ""]
    for thing, group in groupby(_permissions(), key=lambda one: one.name.partition(".")[0]):
        lines += [f"### {_THINGS[thing]}", ""]
        for permission in group:
            lines += _detail(permission)
    return lines[:-1]


def _detail(permission: Permission) -> list[str]:
    mark = " *(data orang)*" if permission.personal else ""
    lines = [f"#### {permission.label}{mark}", "", f"`{permission.name}`", "", *_heading("hubungan", ACTORS)]
    for name in RELATIONS:
        cells = rows()[permission.name, name]
        lines.append(f"| {name} | " + " | ".join(cells[who] for who in ACTORS) + " |")
    return [*lines, ""]


def _heading(first: str, actors: Iterable[str]) -> list[str]:
    labels = [LABELS[who] for who in actors]
    return [f"| {first} | " + " | ".join(labels) + " |", "|---" * (len(labels) + 1) + "|"]


def _permissions() -> list[Permission]:
    order = list(_THINGS)
    return sorted(declared().values(), key=lambda one: (order.index(one.name.partition(".")[0]), one.name))


def write() -> None:
    """Write both pages."""
    from tests.matrix import fields_reference

    FILE.write_text(text(), encoding="utf-8")
    fields_reference.FILE.write_text(fields_reference.text(), encoding="utf-8")


if __name__ == "__main__":
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    write()
