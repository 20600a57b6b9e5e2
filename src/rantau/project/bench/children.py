"""Processes of a benchmark (proses anak): each says when it is ready, and when it has done what it was started for."""

from __future__ import annotations

import subprocess
import sys

READY, DONE = "siap", "selesai"


def say(line: str) -> None:
    """One line to whoever started this process, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def ready(child: subprocess.Popen[str]) -> subprocess.Popen[str]:
    """The process, once it has said that it is about to begin."""
    if child.stdout is None or child.stdout.readline().strip() != READY:
        message = f"{child.args!r} did not start"
        raise RuntimeError(message)
    return child


def finish(child: subprocess.Popen[str], seconds: float) -> str:
    """What the process said until its end, which must be a good one."""
    output, _ = child.communicate(timeout=seconds)
    if child.returncode != 0 or DONE not in output:
        message = f"{child.args!r} failed"
        raise RuntimeError(message)
    return output


def order(child: subprocess.Popen[str], words: str) -> None:
    """Tell the process what to do now."""
    assert child.stdin is not None  # noqa: S101 - it was opened so
    child.stdin.write(words + "\n")
    child.stdin.flush()


def answer(child: subprocess.Popen[str]) -> str:
    """Its next line. Raises RuntimeError where it has ended instead."""
    assert child.stdout is not None  # noqa: S101 - it was opened so
    line = child.stdout.readline()
    if not line:
        child.wait()
        raise RuntimeError(f"{child.args!r} ended with {child.returncode}; its words are above")
    return line.strip()


def expect(child: subprocess.Popen[str], words: str) -> None:
    """Its next line, which must be this one."""
    said = answer(child)
    if said != words:
        raise RuntimeError(f"{child.args!r} said {said!r}")


def end(child: subprocess.Popen[str]) -> None:
    """Let go of it, whatever it does."""
    child.kill()
    child.communicate()
