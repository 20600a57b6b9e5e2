"""docs/reference/access.md, made from the roles and the table; `python -m tests.matrix.reference` writes it."""

from __future__ import annotations

from pathlib import Path

from tests.matrix.places import ABOVE, ACTORS, INSIDE, OTHER, OWN, RELATIONS, UNKNOWN
from tests.matrix.table import rows

from rantau.modules.offices.domain import INCOMPATIBLE, ROLES
from rantau.platform.access.permissions import declared

FILE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "access.md"
_LEVELS = {2: "kabupaten", 3: "kecamatan", 4: "desa"}
_MEANINGS = {
    OWN: "wilayah tugasnya sendiri",
    INSIDE: "wilayah di dalam wilayah tugasnya (desa di dalam kecamatannya)",
    ABOVE: "wilayah yang memuat wilayah tugasnya (kabupaten bagi operator desa)",
    OTHER: "wilayah lain: desa tetangga, kecamatan lain, kabupaten lain",
    UNKNOWN: "wilayahnya belum diketahui (baris yang nama desanya belum dipastikan)",
}


def text() -> str:
    """The whole page."""
    return "\n".join([*_head(), *_roles(), *_permissions()]) + "\n"


_HEAD = """\
# Siapa boleh apa (akses)

*Halaman ini dibuat dari peran di `src/rantau/modules/offices/domain.py` dan tabel yang ditinjau di
`tests/matrix/expected.csv` dengan `python -m tests.matrix.reference`. Jangan diubah dengan tangan.*

Setiap sel tabel diuji pada setiap jalan yang ada: daftar, menurut nomor, pencarian, jumlah, statistik, peta, unduhan,
tindakan, dan alamat halaman.

## Kolom tabel

`izin` ialah nama izin. `hubungan` ialah letak wilayah sesuatu terhadap wilayah tugas orangnya:

{relations}

Kolom lainnya ialah peran. `publik` ialah siapa pun tanpa akun; `sistem` ialah perintah atau pekerjaan latar yang diberi
tepat satu izin itu di kabupatennya. `ya` boleh, `tidak` ditolak, `-` tidak ada wilayah seperti itu.
"""


def _head() -> list[str]:
    return [_HEAD.format(relations="\n".join(f"- **{name}**: {_MEANINGS[name]}" for name in RELATIONS))]


def _roles() -> list[str]:
    lines = ["## Peran", "", "| peran | tingkat | tugas | izin |", "|---|---|---|---|"]
    for name, role in ROLES.items():
        held = ", ".join(f"`{permission}`" for permission in sorted(role.permissions))
        lines.append(f"| **{role.label}** `{name}` | {_LEVELS[role.scope_level]} | {role.description} | {held} |")
    lines += ["", "Tidak boleh dipegang satu orang pada waktu yang sama:", ""]
    pairs = sorted(" + ".join(sorted(ROLES[name].label for name in pair)) for pair in INCOMPATIBLE)
    return [*lines, *(f"- {pair}" for pair in pairs), ""]


def _permissions() -> list[str]:
    lines = ["## Izin", ""]
    for permission in sorted(declared().values(), key=lambda one: one.name):
        mark = " *(data orang)*" if permission.personal else ""
        lines += [f"### `{permission.name}`", "", f"{permission.label}{mark}", ""]
        lines += ["| hubungan | " + " | ".join(ACTORS) + " |", "|---" * (len(ACTORS) + 1) + "|"]
        for name in RELATIONS:
            cells = rows()[permission.name, name]
            lines.append(f"| {name} | " + " | ".join(cells[who] for who in ACTORS) + " |")
        lines.append("")
    return lines[:-1]


def write() -> None:
    """Write the page."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    write()
