"""The command line `rantau`. Commands load their code when they run, so that --help is quick."""

from __future__ import annotations

import importlib
import sys

import click

from rantau import __version__
from rantau.kernel.errors import RantauError

COMMANDS = {
    "demo": ("rantau.project.cli.demo", "Siapkan kabupaten contoh (data sintetis) dan layani di komputer ini."),
    "answer": ("rantau.project.cli.answer", "Dari satu folder daftar ke jawaban, tanpa server dan basis data."),
    "link": ("rantau.project.cli.link", "Tautkan baris dari tabel apa pun menjadi orang, dengan peluang dan alasan."),
    "setup": ("rantau.project.cli.setup", "Siapkan pemasangan: basis data, kode wilayah, akun pertama."),
    "serve": ("rantau.project.cli.serve", "Jalankan situs dengan server produksi."),
    "worker": ("rantau.project.cli.worker", "Kerjakan antrean pekerjaan latar."),
    "upgrade": ("rantau.project.cli.upgrade", "Cadangkan, lalu perbarui basis data ke versi ini."),
    "backup": ("rantau.project.cli.backup", "Cadangkan semuanya, terenkripsi, dan uji pulih."),
    "restore": ("rantau.project.cli.restore", "Pulihkan dari cadangan."),
    "check": ("rantau.project.cli.check", "Periksa pemasangan: setelan, basis data, keamanan."),
    "lists": ("rantau.project.cli.lists", "Masukkan, periksa dan batalkan daftar."),
    "areas": ("rantau.project.cli.areas", "Batas wilayah dan jumlah penduduk."),
    "people": ("rantau.project.cli.people", "Tautkan baris menjadi orang, hitung ulang jawaban."),
    "procedure": ("rantau.project.cli.procedure", "Aturan hukum sebagai data, dan daftar periksa satu rencana."),
    "accounts": ("rantau.project.cli.accounts", "Akun dan jabatan."),
    "audit": ("rantau.project.cli.audit", "Periksa jejak, tulis titik periksa, catat pemulihan."),
    "keys": ("rantau.project.cli.keys", "Kunci: keadaan, salinan, penggantian."),
    "screening": ("rantau.project.cli.screening", "Panduan percakapan: jawaban menjadi petunjuk dan langkah."),
    "estimate": ("rantau.project.cli.estimate", "Berapa orang tidak ada pada daftar mana pun; wilayah kecil."),
    "simulate": ("rantau.project.cli.simulate", "Buat kabupaten sintetis dengan kebenaran yang diketahui."),
    "bench": ("rantau.project.cli.bench", "Ukur kecepatan, ketahanan dan kebenaran."),
}


class LazyGroup(click.Group):
    """Lists commands without importing them; imports the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order of the table above: what a newcomer needs first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command itself; for the help page only its name and one line."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """One line each, without importing anything."""
        with formatter.section("Perintah"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


EPILOG = """\b
Mulai di sini:
  rantau demo                            lihat semuanya dengan data sintetis
  rantau answer FOLDER --out HASIL       satu folder daftar -> rows.csv, estimates.csv, answer.html
  rantau setup --regency 36.04           pemasangan sungguhan
  rantau lists import BERKAS --dry-run   periksa daftar sebelum disimpan
"""


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rantau")
def rantau() -> None:
    """Rantau: kabupaten mendampingi warganya bekerja ke luar negeri dengan aman.

    Daftar dari desa dan kantor masuk apa adanya, menjadi baris yang tidak kehilangan apa pun, menjadi orang,
    dan keluar sebagai jawaban: dari mana warga berangkat, dan siapa menghitung apa.
    """


def main() -> None:
    """Run the command line; an error that a person may read is printed as it is, with exit code 2."""
    try:
        rantau.main(prog_name="rantau")
    except RantauError as error:
        _end(str(error))
    except OSError as error:
        _end(f"{error.filename or 'Berkas atau folder'} tidak dapat dibaca atau ditulis: {error.strerror or error}.")
    except Exception as error:
        if not _is_database_error(error):
            raise
        _end(f"Basis data tidak menjawab: {(str(error).strip().splitlines() or ['tanpa keterangan'])[0]}")


def _end(words: str) -> None:
    click.echo(f"Galat: {words}", err=True)
    sys.exit(2)


def _is_database_error(error: Exception) -> bool:
    """Known only when Django is there: the help page must not load it."""
    django_db = sys.modules.get("django.db")
    return django_db is not None and isinstance(error, django_db.Error)
