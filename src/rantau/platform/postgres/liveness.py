"""Is a server alive on this data folder, and which processes belong to it.

A number in postmaster.pid proves nothing: after a kill -9 another program may have it, or a zombie may keep it.
A process counts only when it is not a zombie, is called postgres, and stands in the cluster's folder (device and inode,
so that a moved folder is still recognised).
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FolderId = tuple[int, int]
_GLANCE = 0.02


@dataclass(frozen=True, slots=True)
class ProcessFacts:
    """What /proc says about one process. `folder` is where it stands, None where that may not be read."""

    pid: int
    parent: int
    state: str
    name: str
    folder: FolderId | None

    @property
    def is_alive(self) -> bool:
        return self.state not in ("Z", "X", "x")


def pid_in(text: str) -> int | None:
    """The process number on the first line of a postmaster.pid, None if there is none."""
    first = text.split("\n", 1)[0].strip()
    return int(first) if first.isascii() and first.isdigit() and int(first) > 1 else None


def belongs(facts: ProcessFacts | None, cluster: FolderId) -> bool:
    """Whether this is a living process of the server on this cluster."""
    return facts is not None and facts.is_alive and facts.name == "postgres" and facts.folder == cluster


def folder_id(folder: Path) -> FolderId | None:
    """Device and inode of a folder, None where it is not there."""
    try:
        facts = folder.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def look_at(pid: int) -> ProcessFacts | None:
    """The facts of one process, None if there is none."""
    entry = Path("/proc") / str(pid)
    try:
        # The name stands in parentheses and may itself hold spaces and parentheses.
        before, _, after = (entry / "stat").read_text(errors="replace").rpartition(")")
    except OSError:
        return None
    fields = after.split()
    return ProcessFacts(pid, int(fields[1]), fields[0], before.partition("(")[2], folder_id(entry / "cwd"))


def members(cluster: Path) -> list[ProcessFacts]:
    """All living processes of the server on this cluster: the postmaster and its backends, or what is left of them."""
    place = folder_id(cluster)
    if place is None:
        return []
    every = (look_at(pid) for pid in _all_pids())
    return [facts for facts in every if facts is not None and belongs(facts, place)]


def postmaster_of(cluster: Path) -> int | None:
    """The process number of the living postmaster of this cluster, None if none lives.

    Backends are renamed copies with the same name and folder; only the postmaster's parent is no member.
    After a kill -9 the orphans' parent is no member either: so the pid file must name it, too.
    """
    place = folder_id(cluster)
    try:
        pid = pid_in((cluster / "postmaster.pid").read_text(errors="replace"))
    except OSError:
        return None
    if pid is None or place is None:
        return None
    facts = look_at(pid)
    if facts is None or not belongs(facts, place):
        return None
    parent = look_at(facts.parent)
    return None if belongs(parent, place) else pid


def tell(pid: int, cluster: Path, number: signal.Signals) -> None:
    """Sends a signal to a process of this cluster; its number's next owner gets none."""
    place = folder_id(cluster)
    if place is not None and belongs(look_at(pid), place):
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def ended(pid: int, cluster: Path, seconds: float) -> bool:
    """Waits until this process of the cluster has ended (a zombie has); False if it still lives then."""
    place = folder_id(cluster)
    deadline = time.monotonic() + seconds
    while place is not None and belongs(look_at(pid), place):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_GLANCE)
    return True


def end_orphans(cluster: Path) -> bool:
    """Ends what a killed postmaster left behind; False if something still lives.

    Orphans end by themselves at their next look at the postmaster; a long query is asked with SIGQUIT, which leaves no
    commit unwritten (the log on disk is what counts), and killed in the end.
    """
    for number, patience in ((None, 1.0), (signal.SIGQUIT, 3.0), (signal.SIGKILL, 5.0)):
        for facts in members(cluster):
            if number is not None:
                tell(facts.pid, cluster, number)
            ended(facts.pid, cluster, patience)
        if not members(cluster):
            return True
    return False


def _all_pids() -> Iterator[int]:
    return (int(entry) for entry in os.listdir("/proc") if entry.isdigit())  # noqa: PTH208 (thousands of entries)
