"""docs/reference/fields.md, made from fields.csv; `python -m tests.matrix.reference` writes it."""

from __future__ import annotations

from tests.matrix.fields import HIDDEN, MASKED, OPEN, WITH_REASON, Line, lines
from tests.matrix.paths import all_paths
from tests.matrix.reference import AS_OF, FOLDER, LABELS

FILE = FOLDER / "fields.md"
_GROUPS = {
    "Orang": ("people.",),
    "Rencana kerja warga": ("journeys.",),
    "Surat warga": ("letters.",),
    "Pemberitahuan": ("notices.",),
    "Baris dan berkas daftar": ("sources.", "files.", "jobs."),
    "Akun dan cara masuk": ("offices.", "account.", "mfa.", "rantau_sessions."),
    "Langkah dua orang dan jejak": ("approval.", "audit."),
}
_CLASSES = {"personal": "pribadi", "specific": "pribadi spesifik", "sealed": "disegel"}
_HOW = {OPEN: "terbuka bagi", MASKED: "tertutup sebagian bagi", WITH_REASON: "dengan alasan bagi"}
_WAYS = {"cari": "dicari", "saring": "menyaring", "urut": "mengurutkan", "unduh": "diunduh"}
_OFF_PATHS = {
    "files.keep": "simpan berkas",
    "jobs.reporting": "kemajuan pekerjaan",
    "audit.record": "tulis jejak",
    "sessions.insert": "masuk",
    "sessions.replace": "perbarui sesi",
}
"""Words of the verbs that are on no path of the matrix."""
_HEAD = """\
# Siapa melihat isian mana

Halaman ini menjawab, untuk setiap isian data pribadi di basis data: siapa yang melihatnya dan bagaimana, siapa yang
dapat menemukan orang dengannya, dan saat apa ia ditulis. Apa yang boleh dilakukan setiap peran tertulis di
[siapa boleh apa](access.md).

- **Diuji dengan nilai penanda.** Ke dalam setiap isian ditaruh nilai yang tidak mungkin muncul kebetulan; lalu sebagai
  setiap peran semua halaman, pencarian dan unduhan dibuka. Yang tampil harus tepat yang tertulis di sini: tidak lebih,
  tidak kurang. Tidak satu pun boleh muncul di alamat, judul halaman atau kepala jawaban.
- **Hanya di wilayah tugasnya.** `Terbuka` selalu berarti: dari wilayah tugas orangnya, seperti di
  [siapa boleh apa](access.md). Orang dari tempat lain baginya tidak ada, juga dalam pencarian.
- **Isian baru tanpa baris di tabel ini tidak dapat dirilis.**

Keadaan per {as_of}. *Dibuat dari `tests/matrix/fields.csv` dengan `python -m tests.matrix.reference`. Jangan diubah
dengan tangan.*

## Cara membaca

- **terbuka**: tampil seutuhnya pada halaman.
- **tertutup sebagian**: hanya awal dan akhirnya, misalnya 360405•••••••••1.
- **dengan alasan**: baru sesudah alasan ditulis. Alasan, nama dan waktunya tercatat, dan jumlahnya sehari dibatasi.
- **disegel**: tersandi di basis data dengan kunci yang disimpan di luarnya. **pribadi spesifik**: menurut UU 27/2022
  (PDP) pasal 4 ayat 2. **pribadi**: data pribadi lainnya.
"""


def text() -> str:
    """The whole page."""
    parts = [_HEAD.format(as_of=AS_OF)]
    for title, beginnings in _GROUPS.items():
        inside = [line for line in lines() if line.field.startswith(beginnings)]
        shown = [line for line in inside if _is_shown(line)]
        parts += [f"## {title}", ""]
        if shown:
            parts += ["| isian | kelas | siapa melihat | siapa menemukan dengannya | ditulis saat |", "|---" * 5 + "|"]
            parts += [_row(line) for line in shown]
            parts.append("")
        if len(inside) > len(shown):
            parts += ["Tersimpan, dan tidak tampil sebagai isian pada halaman mana pun:", ""]
            parts += ["| isian | kelas | siapa menemukan dengannya | ditulis saat |", "|---" * 4 + "|"]
            parts += [_row(line) for line in inside if not _is_shown(line)]
            parts.append("")
    return "\n".join(parts[:-1]) + "\n"


def _is_shown(line: Line) -> bool:
    return any(cell != HIDDEN for cell in line.cells.values())


def _row(line: Line) -> str:
    name = f"{line.what.removesuffix('; tidak tampil')} `{line.field}`"
    cells = [name, _CLASSES[line.privacy], *([_seen_by(line)] if _is_shown(line) else []), _found_by(line)]
    return "| " + " | ".join([*cells, _written(line)]) + " |"


def _seen_by(line: Line) -> str:
    said = []
    for how, words in _HOW.items():
        who = [LABELS[name] for name, cell in line.cells.items() if cell == how]
        if who:
            said.append(f"**{words}** {', '.join(who)}")
    return "; ".join(said)


def _found_by(line: Line) -> str:
    said = []
    for way, words in _WAYS.items():
        who = [label for name, label in LABELS.items() if name in line.ways[way]]
        if who:
            said.append(f"**{words}**: {', '.join(who)}")
    return "; ".join(said) or "-"


def _written(line: Line) -> str:
    words = _OFF_PATHS | {verb: path.name.partition(": ")[2] for path in reversed(all_paths()) for verb in path.covers}
    return ", ".join(words[verb] for verb in line.verbs) or "-"
