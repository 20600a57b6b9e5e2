"""Reads one file and sends what it holds to the parent (anak pembaca)."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
from contextlib import suppress
from pathlib import Path

import orjson

from rantau.engines.intake.reader.child import delimited, kinds, markup, ods, workbook, xlsx
from rantau.engines.intake.reader.child.refusal import Notice, Refusal
from rantau.engines.intake.reader.child.wire import send
from rantau.engines.intake.reader.limits import MEGABYTE, Limits


def main(path: str, limits_json: str) -> None:
    """Read the file at `path`; whatever is wrong with it is told in a frame, never in a trace."""
    limits = Limits(**orjson.loads(limits_json))
    file = Path(path)
    restrain(file, limits)
    try:
        read(file, limits)
    except Refusal as refusal:
        send("refused", refusal.notice)
    except MemoryError:
        send("refused", Notice("batas-memori", ""))
    except BrokenPipeError:
        os._exit(0)
    except BaseException as error:  # a panic of calamine is no Exception
        send("failed", type(error).__name__, str(error)[:300])
    os._exit(0)


def restrain(file: Path, limits: Limits) -> None:
    """Limit memory and processor time, and die when the parent is gone.

    The parent holds the other end of standard input: when it closes, the kernel sends SIGIO, which ends the process
    even in the middle of native code. (PR_SET_PDEATHSIG would already fire when the thread ends that opened the book.)
    """
    seconds = limits.cpu_seconds + int(file.stat().st_size / MEGABYTE * limits.cpu_seconds_per_megabyte)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
    with suppress(BlockingIOError):
        os.read(0, 1)
        os._exit(0)  # it was gone already


def read(file: Path, limits: Limits) -> None:
    kind = kinds.recognise(file, limits)
    if kind == "text":
        delimited.read(file, limits)
    elif kind == "html":
        markup.read(file, limits)
    elif kind == "xlsx":
        xlsx.read(file, limits)
    elif kind == "ods":
        ods.read(file, limits)
    else:
        workbook.read(file, kind, limits)
    send("done")
