"""Starts the reading child. Run as a script, with the import path as first argument, an entry a line.

The packages above `child` are stood in for by empty ones: importing the real ones would load the kernel and all of
intake, and the child has to start in a few hundredths of a second with as little code in it as possible.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType


def stand_in(name: str, folder: Path) -> None:
    module = ModuleType(name)
    module.__path__ = [str(folder)]
    sys.modules[name] = module


if __name__ == "__main__":
    sys.path[:] = sys.argv[1].split("\n")
    reader = Path(__file__).parent
    names = ["rantau", "rantau.engines", "rantau.engines.intake", "rantau.engines.intake.reader"]
    for name, folder in zip(names, [*reversed(reader.parents[:3]), reader], strict=True):
        stand_in(name, folder)
    from rantau.engines.intake.reader.child.main import main

    main(sys.argv[2], sys.argv[3])
