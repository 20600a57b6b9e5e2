"""`rantau bench`: the long runs. Their last figures stand in docs/reference/benchmarks.md."""

from __future__ import annotations

import importlib
from typing import Any

import click

BENCHES = {
    "import": ("rantau.project.bench.import_speed", "Kecepatan memasukkan daftar, ujung ke ujung."),
    "robustness": ("rantau.project.bench.robustness", "Berkas rusak dan jahat: tidak boleh ada yang lolos atau macet."),
    "kill-import": (
        "rantau.project.bench.kill_import",
        "kill -9 di tengah pemasukan: tidak boleh ada setengah setoran.",
    ),
    "audit": ("rantau.project.bench.audit", "Jejak diutak-atik, dan banyak penulis sekaligus."),
    "crash": (
        "rantau.project.bench.crash.command",
        "kill -9 basis data, situs atau pekerja saat orang bekerja: tidak ada yang hilang atau berganda.",
    ),
    "canaries": (
        "rantau.project.bench.canaries.command",
        "Nilai rahasia dari pemakaian sungguhan: tidak satu pun boleh ditemukan di luar segelnya.",
    ),
    "seal": ("rantau.project.bench.seal", "Mutasi nilai tersegel: tidak satu pun boleh terbuka."),
    "rotate": ("rantau.project.bench.rotate", "Ganti kunci di bawah lalu lintas dan kill -9: tidak ada yang hilang."),
    "linkage": (
        "rantau.project.bench.linkage.command",
        "Mutu penautan, di samping splink, pada data yang benarnya diketahui.",
    ),
    "login": ("rantau.project.bench.login", "Apakah waktu menjawab memberi tahu akun mana yang ada."),
    "pages": (
        "rantau.project.bench.pages.command",
        "Semua halaman tiap peran di peramban: pelanggaran axe, yang terlalu lebar, beratnya.",
    ),
    "web": ("rantau.project.bench.web", "Waktu server tiap halaman dengan ratusan ribu orang."),
}


class Benches(click.Group):
    """Imports a benchmark only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order of the table above."""
        return list(BENCHES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The benchmark's own command."""
        if cmd_name not in BENCHES:
            return None
        command: click.Command = importlib.import_module(BENCHES[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """One line each."""
        with formatter.section("Pengukuran"):
            formatter.write_dl([(name, line) for name, (_, line) in BENCHES.items()])


@click.group(cls=Benches)
def command(**_: Any) -> None:
    """Ukur kecepatan, ketahanan dan kebenaran; tiap angka dengan pembanding di jalan yang sama."""
