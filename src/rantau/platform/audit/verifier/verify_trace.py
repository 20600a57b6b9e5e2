"""Check the trace of Rantau without Rantau: this one file, Python 3.9 or newer, nothing to install.

    python3 verify_trace.py --export EXPORT --checkpoints FOLDER --key PUBLIC_KEY

EXPORT is what `rantau audit export` wrote, FOLDER holds the checkpoint files, PUBLIC_KEY is what `rantau audit key`
printed when the installation began (write it down on paper). It says what is wrong and where; exit code 0 or 1.

Each event is bound to the one before it in its chain by a SHA-256 over all its columns. Every 15 minutes the ends of
all chains were written to a checkpoint, outside the database and signed (Ed25519, RFC 8032). Whoever changes, removes,
inserts or reorders events breaks a chain; whoever rewrites a whole chain no longer meets the checkpoints.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FORMAT = "rantau-jejak-1"
CHECKPOINT_FORMAT = "rantau-titik-periksa-1"
COLUMNS = ("id", "chain", "at", "actor_kind", "actor_id", "actor_name", "roles", "action", "subject_type", "subject_id",
           "area_code", "details", "reason_mark")  # fmt: skip
SHOWN = 20
LINE = re.compile(r"(\{.*\}) ([0-9a-f]{128})")

Verify = Callable[[bytes, bytes, bytes], bool]
"""(public key, message, signature) -> whether it is genuine."""
Head = tuple[int, str]
"""Number and hash of the last event of a chain."""


@dataclass
class Point:
    """One checkpoint (titik periksa): the ends of all chains at a moment."""

    number: int
    at: str
    heads: dict[str, Head]
    """Chains that went on since the checkpoint before."""
    hash: str


@dataclass
class Report:
    """What was found: `faults` mean that something was tampered with or is missing; `notes` are to be known."""

    events: int = 0
    chains: int = 0
    checkpoints: int = 0
    last_checkpoint: str = ""
    uncovered: int = 0
    """Events after the last checkpoint: bound to each other, not yet to anything outside."""
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report in words."""
        made = [f"{self.events} kejadian di {self.chains} rantai; {self.checkpoints} titik periksa."]
        if self.last_checkpoint:
            made.append(f"Titik periksa terakhir: {self.last_checkpoint}; {self.uncovered} kejadian sesudahnya.")
        made += [f"Catatan: {note}" for note in self.notes]
        made += [f"SALAH: {fault}" for fault in self.faults[:SHOWN]]
        if len(self.faults) > SHOWN:
            made.append(f"... dan {len(self.faults) - SHOWN} kesalahan lain.")
        made.append("JEJAK TIDAK UTUH." if self.faults else "Jejak utuh.")
        return made


# --- the text of an event ---


def part(text: str | None) -> str:
    """One part of what is hashed, with its length in bytes."""
    return "-" if text is None else f"{len(text.encode())}:{text}"


def event_hash(columns: Sequence[str | None], number: int, previous: str) -> str:
    """The hash of an event as its link has it. `columns` as in COLUMNS."""
    identity, chain, *rest = columns
    parts = (FORMAT, chain, str(number), identity, *rest, previous)
    return hashlib.sha256(",".join(part(each) for each in parts).encode()).hexdigest()


# --- checkpoints ---


def heads_digest(heads: dict[str, Head]) -> str:
    """One hash over the ends of all chains."""
    text = "\n".join(f"{chain} {number} {end}" for chain, (number, end) in sorted(heads.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def read_points(
    lines: Iterable[tuple[str, str]], keys: Sequence[bytes], genuine: Verify, report: Report
) -> list[Point]:
    """Checkpoints from lines with their places; what is wrong with them goes into the report."""
    points: list[Point] = []
    state: dict[str, Head] = {}
    for place, line in lines:
        found = LINE.fullmatch(line)
        if not found:
            report.notes.append(f"{place}: baris terpotong (mati listrik saat menulis?); tidak dipakai.")
            continue
        payload, signature = found.group(1), bytes.fromhex(found.group(2))
        if not any(genuine(key, payload.encode(), signature) for key in keys):
            report.faults.append(f"{place}: tanda tangan titik periksa tidak sah.")
            continue
        point, state = _point(place, json.loads(payload), line, points, state, report)
        points.append(point)
    report.checkpoints = len(points)
    report.last_checkpoint = f"nomor {points[-1].number}, {points[-1].at}" if points else ""
    return points


def _point(
    place: str, said: dict[str, Any], line: str, points: list[Point], state: dict[str, Head], report: Report
) -> tuple[Point, dict[str, Head]]:
    heads = {chain: (number, end) for chain, (number, end) in said["heads"].items()}
    now = heads if said["full"] else {**state, **heads}
    before = points[-1] if points else None
    if said["format"] != CHECKPOINT_FORMAT:
        report.faults.append(f"{place}: bentuk titik periksa tidak dikenal.")
    if before and said["number"] != before.number + 1:
        report.faults.append(f"{place}: titik periksa nomor {before.number + 1} s.d. {said['number'] - 1} tidak ada.")
    if before and said["previous"] != before.hash:
        report.faults.append(f"{place}: titik periksa {said['number']} tidak menyambung pada yang sebelumnya.")
    if not before and said["number"] > 1:
        report.notes.append(f"{place}: titik periksa sebelum nomor {said['number']} tidak ada di sini.")
    if heads_digest(now) != said["all"] and (points or said["full"]):
        report.faults.append(f"{place}: ujung rantai pada titik periksa {said['number']} tidak lengkap.")
    if said["kind"] == "restore":
        _void(points, int(said["agrees"]), place, said["at"], report)
    return Point(said["number"], said["at"], heads, hashlib.sha256(line.encode()).hexdigest()), now


def _void(points: list[Point], agrees: int, place: str, at: str, report: Report) -> None:
    """A restore was recorded: checkpoints after the one it goes back to describe events that are gone."""
    gone = [point for point in points if point.number > agrees]
    held = next((point for point in points if point.number == agrees), None)
    since = f"{held.at} (titik {held.number})" if held else "awal"
    until = gone[-1].at if gone else since
    report.notes.append(
        f"{place}: pemulihan dicatat {at}; kejadian sesudah {since} sampai {until} tidak ada di basis data."
    )
    for point in gone:
        point.heads.clear()


# --- chains against links and checkpoints ---


class Check:
    """Takes the records of an export one by one, events in order within their chain, then says what is wrong."""

    def __init__(self, points: list[Point], report: Report) -> None:
        self.report = report
        self._points = points
        self._wanted: dict[tuple[str, int], tuple[str, int]] = {}
        for point in points:
            for chain, (number, end) in point.heads.items():
                self._want(chain, number, end, point)
        self._ends: dict[str, Head] = {}
        self._met: set[tuple[str, int]] = set()
        self._heads: dict[str, Head] = {}
        self._known: dict[int, str] = {}

    def _want(self, chain: str, number: int, end: str, point: Point) -> None:
        known = self._wanted.setdefault((chain, number), (end, point.number))
        if known[0] != end:
            self.report.faults.append(
                f"titik periksa {known[1]} dan {point.number} tidak sama tentang rantai {chain} urutan {number}."
            )

    def take(self, record: dict[str, Any]) -> None:
        """One line of the export."""
        if "e" in record:
            self._event(record["e"], record["l"])
        elif "head" in record:
            chain, number, end = record["head"]
            self._heads[chain] = (number, end)
        elif "checkpoint" in record:
            number, made = record["checkpoint"]
            self._known[number] = made

    def _event(self, columns: list[str | None] | None, link: list[Any] | None) -> None:
        faults = self.report.faults
        if columns is not None:
            self.report.events += 1
        if link is None:
            faults.append(f"kejadian {columns[0] if columns else '?'} tidak terikat pada rantai (disisipkan?).")
            return
        event, chain, number, previous, end = link
        where = f"rantai {chain} urutan {number}"
        last_number, last_end = self._ends.get(chain, (0, ""))
        if number != last_number + 1:
            faults.append(f"{where}: sesudah urutan {last_number}; yang di antaranya tidak ada atau urutannya diubah.")
        if previous != last_end:
            faults.append(f"{where}: tidak menyambung pada kejadian sebelumnya.")
        if columns is None:
            faults.append(f"{where}: kejadian {event} dihapus.")
        else:
            if columns[1] != chain:
                faults.append(f"{where}: kejadian {event} milik rantai {columns[1]}.")
            if event_hash(columns, number, previous) != end:
                faults.append(f"{where}: isi kejadian {event} bukan yang ditulis dahulu.")
        self._ends[chain] = (number, end)
        self._against_checkpoint(chain, number, end)

    def _against_checkpoint(self, chain: str, number: int, end: str) -> None:
        wanted = self._wanted.get((chain, number))
        if wanted is None:
            return
        self._met.add((chain, number))
        if wanted[0] != end:
            self.report.faults.append(
                f"rantai {chain}: sampai urutan {number} bukan yang tercatat pada titik periksa {wanted[1]}."
            )

    def finish(self) -> Report:
        """What only the whole tells: ends, missing tails, checkpoint lines that the database knows and nobody has."""
        report = self.report
        for chain in sorted(set(self._ends) | set(self._heads)):
            if self._ends.get(chain) != self._heads.get(chain):
                report.faults.append(f"rantai {chain}: ujungnya bukan kejadian terakhir yang terikat.")
        self._missing()
        here = {point.number: point.hash for point in self._points}
        first = min(here, default=0)
        lost = sorted(number for number in self._known if number not in here and (number > first or not here))
        if lost:
            report.faults.append(f"titik periksa {_spans(lost)} pernah ditulis, tetapi tidak ada di berkas.")
        for number in sorted(set(here) & set(self._known)):
            if here[number] != self._known[number]:
                report.faults.append(f"titik periksa {number} di berkas bukan yang ditulis dahulu.")
        report.chains = len(self._ends)
        covered: dict[str, int] = {}
        for chain, number in self._met:
            covered[chain] = max(covered.get(chain, 0), number)
        report.uncovered = sum(number - covered.get(chain, 0) for chain, (number, _) in self._ends.items())
        return report

    def _missing(self) -> None:
        """Events that a checkpoint saw and that are not there: cut off, or the database is an older copy."""
        missing = {key: said for key, said in self._wanted.items() if key not in self._met}
        if not missing:
            return
        first = min(number for _, number in missing.values())
        held = next((point for point in reversed(self._points) if point.number < first), None)
        since = f"sesudah {held.at} (titik periksa {held.number})" if held else "sejak awal"
        longest: dict[str, int] = {}
        for chain, number in missing:
            longest[chain] = max(longest.get(chain, 0), number)
        count = sum(max(0, number - self._ends.get(chain, (0, ""))[0]) for chain, number in longest.items())
        last = max(number for _, number in missing.values())
        until = next(point for point in self._points if point.number == last)
        self.report.faults.append(
            f"kejadian {since} sampai {until.at} (titik periksa {last}) tidak ada: {count} kejadian di {len(longest)} "
            "rantai. Bila basis data dipulihkan dari cadangan, catat dengan: rantau audit restored."
        )
        for chain, number in sorted(longest.items()):
            here = self._ends.get(chain, (0, ""))[0]
            self.report.faults.append(f"rantai {chain}: berhenti di urutan {here}; titik periksa melihat {number}.")


def _spans(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 as "1-3, 7"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in spans)


def checkpoint_lines(folder: Path) -> Iterator[tuple[str, str]]:
    """Lines of all checkpoint files in order, each with its place."""
    files = [folder] if folder.is_file() else sorted(folder.glob("titik-periksa-*.txt"))
    for path in files:
        for number, line in enumerate(path.read_text(encoding="ascii", errors="replace").splitlines(), 1):
            if line:
                yield f"{path.name} baris {number}", line


def check(
    records: Iterable[dict[str, Any]], lines: Iterable[tuple[str, str]], keys: Sequence[bytes], genuine: Verify
) -> Report:
    """The whole check."""
    report = Report()
    points = read_points(lines, keys, genuine, report)
    if not points:
        report.faults.append("tidak ada titik periksa yang sah: rantai hanya diperiksa terhadap dirinya sendiri.")
    checking = Check(points, report)
    for record in records:
        checking.take(record)
    return checking.finish()


def chains_only(records: Iterable[dict[str, Any]]) -> Report:
    """Only that the chains hold together: whoever may write into the database could have made them all anew."""
    report = Report(notes=["tanpa titik periksa: rantai hanya diperiksa terhadap dirinya sendiri."])
    checking = Check([], report)
    for record in records:
        if "checkpoint" not in record:
            checking.take(record)
    return checking.finish()


# --- Ed25519, RFC 8032 section 5.1 ---

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Curve = tuple[int, int, int, int]


def _add(a: Curve, b: Curve) -> Curve:
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P)


def _times(factor: int, point: Curve) -> Curve:
    made: Curve = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            made = _add(made, point)
        point = _add(point, point)
        factor >>= 1
    return made


def _decompress(raw: bytes) -> Curve | None:
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


_BASE = _decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_genuine(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (64 bytes) over `message` is by the owner of the public key (32 bytes)."""
    if len(key) != 32 or len(signature) != 64 or _BASE is None:
        return False
    owner, nonce = _decompress(key), _decompress(signature[:32])
    factor = int.from_bytes(signature[32:], "little")
    if owner is None or nonce is None or factor >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left, right = _times(factor, _BASE), _add(nonce, _times(challenge, owner))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- the command ---


def records_of(path: Path, report: list[str]) -> Iterator[dict[str, Any]]:
    """The lines of an export; says when its end is missing."""
    ended = False
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            ended = "end" in record
            yield record
    if not ended:
        report.append("berkas ekspor terpotong: baris penutupnya tidak ada.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, print, and give the exit code."""
    asked = argparse.ArgumentParser(description="Periksa jejak Rantau tanpa Rantau.")
    asked.add_argument("--export", required=True, type=Path, help="berkas dari: rantau audit export")
    asked.add_argument("--checkpoints", required=True, type=Path, help="folder (atau satu berkas) titik periksa")
    asked.add_argument("--key", required=True, action="append", help="kunci publik, 64 angka heksadesimal; boleh lebih")
    given = asked.parse_args(arguments)
    cut: list[str] = []
    keys = [bytes.fromhex(key) for key in given.key]
    report = check(records_of(given.export, cut), checkpoint_lines(given.checkpoints), keys, ed25519_genuine)
    report.faults += cut
    print("\n".join(report.lines()))  # noqa: T201 - a command
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
