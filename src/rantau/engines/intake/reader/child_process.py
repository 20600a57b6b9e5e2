"""The limited process that reads one file, seen from the parent (anak pembaca)."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from rantau.engines.intake.reader.limits import MEGABYTE, Limits
from rantau.engines.intake.types import Problem
from rantau.kernel.errors import Place, RefusedFileError

LARGEST_FRAME = 64 * MEGABYTE
START = Path(__file__).with_name("start_child.py")
SAVE_AS = "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx dan kirim lagi."
DEATHS = {
    "batas-memori": "Isi berkas ini terlalu besar untuk dibaca dengan aman. Hapus baris dan kolom kosong yang jauh "
    "dari tabel, atau pecah menjadi beberapa berkas.",
    "batas-waktu": "Berkas ini terlalu lama dibaca, maka dihentikan. " + SAVE_AS,
    "berkas-rusak": "Berkas ini rusak atau tidak utuh, isinya tidak terbaca. " + SAVE_AS,
}


class Child:
    """One running reader. `receive` gives its frames; whatever goes wrong becomes a RefusedFileError."""

    def __init__(self, path: Path, limits: Limits, display_name: str) -> None:
        self._name = display_name
        self._sheet = ""
        self._buffer = bytearray()
        megabytes = path.stat().st_size / MEGABYTE
        self._patience = 3 * (limits.cpu_seconds + megabytes * limits.cpu_seconds_per_megabyte)
        search_path = "\n".join(entry for entry in sys.path if entry and Path(entry).is_dir())
        command = [sys.executable, "-I", "-S", str(START), search_path]
        self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own script
            [*command, str(path.absolute()), json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={},
        )
        self._descriptor = self._process.stdout.fileno() if self._process.stdout else -1

    def receive(self) -> tuple[str, list[Any]]:
        """The next frame as (kind, content)."""
        length = int.from_bytes(self._take(4), "big")
        if length > LARGEST_FRAME:
            raise self.broken()
        try:
            kind, *content = orjson.loads(self._take(length))
        except (orjson.JSONDecodeError, ValueError, TypeError) as error:
            raise self.broken() from error
        if kind == "refused":
            raise self._refusal(*content[0])
        if kind == "failed":
            raise self._refusal("berkas-rusak")
        return kind, content

    def problem(self, code: str, message: str, sheet: str = "", row: int | None = None, *rest: str) -> Problem:
        """A notice of the child as a problem with its place."""
        column, read = (*rest, "", "")[:2]
        return Problem(Place(self._name, sheet, row, column), code, message, read=read)

    def broken(self) -> RefusedFileError:
        """The child says what it never should."""
        return self._refusal("berkas-rusak")

    def close(self) -> None:
        """End the process, wherever it is."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _refusal(
        self, code: str, message: str = "", sheet: str = "", row: int | None = None, *rest: str
    ) -> RefusedFileError:
        place = Place(self._name, sheet, row, rest[0] if rest else "")
        return RefusedFileError(message or DEATHS.get(code, DEATHS["berkas-rusak"]), place=place, code=code)

    def _take(self, size: int) -> bytes:
        deadline = time.monotonic() + self._patience
        descriptor = self._descriptor
        while len(self._buffer) < size:
            ready, _, _ = select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise self._refusal("batas-waktu")
            block = os.read(descriptor, max(65536, size - len(self._buffer)))
            if not block:
                raise self._death()
            self._buffer += block
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _death(self) -> RefusedFileError:
        status = self._process.wait()
        if status == -signal.SIGXCPU:
            return self._refusal("batas-waktu")
        if status in (-signal.SIGABRT, -signal.SIGKILL):  # calamine out of memory; the system out of memory
            return self._refusal("batas-memori")
        return self._refusal("berkas-rusak")
