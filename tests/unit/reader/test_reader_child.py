"""Does the process that reads a file stay within its bounds, and does its death reach nobody else?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rantau.engines.intake.reader import Book, Limits, open_book
from rantau.engines.intake.reader.child_process import START, Child
from rantau.kernel.errors import RefusedFileError
from rantau.project.bench.bad_files.xlsx_parts import cell, one_row, xlsx


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    """More than fits into a pipe, so that its reader has to wait."""
    path = tmp_path / "list.csv"
    path.write_bytes(b"9001010101010001;SITI;SERANG\n" * 60_000)
    return path


def drain(book: Book) -> None:
    for sheet in book.sheets():
        sheet.drain()


def opened(path: Path, limits: Limits | None = None) -> Child:
    return Child(path, limits or Limits(), path.name)


def test_it_dies_with_its_parent(long_list: Path):
    child = opened(long_list)
    child.receive()
    child._process.stdin.close()
    assert child._process.wait(timeout=60) == -signal.SIGIO
    child.close()


def test_it_does_not_start_for_a_parent_that_is_gone(long_list: Path):
    child = opened(long_list)
    child._process.stdin.close()
    child._process.stdout.close()
    assert child._process.wait(timeout=60) in (-signal.SIGIO, 0)


def test_closing_early_leaves_no_process(long_list: Path):
    with open_book(long_list) as book:
        process = book._child._process
        next(next(book.sheets()).chunks())
    assert process.returncode is not None


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        (signal.SIGXCPU, "batas-waktu"),
        (signal.SIGKILL, "batas-memori"),
        (signal.SIGABRT, "batas-memori"),
        (signal.SIGSEGV, "berkas-rusak"),
    ],
)
def test_its_death_is_a_refusal_with_a_place(long_list: Path, sign: signal.Signals, code: str):
    with open_book(long_list) as book:
        os.kill(book._child._process.pid, sign)
        with pytest.raises(RefusedFileError) as caught:
            drain(book)
    assert caught.value.code == code
    assert "berkas list.csv" in str(caught.value)


def test_memory_is_bounded(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx("".join(one_row(cell(f"A{i}", "1"), cell(f"ZZ{i}", "2"), row=i) for i in range(1, 4000))))
    with pytest.raises(RefusedFileError) as caught, open_book(path, Limits(memory_bytes=60 << 20)) as book:
        drain(book)
    assert caught.value.code == "batas-memori"


def test_processor_time_is_bounded(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\n" * 25_000_000)  # work for the child, nothing to send
    limits = Limits(cpu_seconds=1, cpu_seconds_per_megabyte=0)
    with pytest.raises(RefusedFileError) as caught, open_book(path, limits) as book:
        drain(book)
    assert caught.value.code == "batas-waktu"


@pytest.mark.parametrize(
    "frame", [b"\xff\xff\xff\xff", b"\x00\x00\x00\x02{]", b"\x00\x00\x00\x02{}", b"\x00\x00\x00\x02[]"]
)
def test_nonsense_from_it_is_a_refusal(long_list: Path, frame: bytes):
    child = opened(long_list)
    child._buffer[:] = frame
    with pytest.raises(RefusedFileError) as caught:
        child.receive()
    assert caught.value.code == "berkas-rusak"
    child.close()


def test_it_loads_little(tmp_path: Path):
    """A heavy import here would be paid for with every file."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"1;2\n")
    arguments = [str(START), "\n".join(sys.path), str(path), "{}"]
    code = f"import sys, runpy; sys.argv = {arguments!r}\n"
    code += "import os; os._exit = lambda status: print(*sys.modules, file=sys.stderr)\n"
    code += f"runpy.run_path({str(START)!r}, run_name='__main__')"
    ended = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, stdin=subprocess.PIPE, check=True
    )
    loaded = set(ended.stderr.decode().split())
    assert "rantau.engines.intake.reader.child.delimited" in loaded
    assert not {"django", "phonenumbers", "polars", "numpy", "asyncio", "subprocess", "rantau.kernel"} & loaded
