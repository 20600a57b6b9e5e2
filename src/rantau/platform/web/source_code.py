"""The source code of the running program (kode sumber), packed from the installed package itself."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

PACKAGE = Path(__file__).resolve().parents[2]


@lru_cache(maxsize=1)
def packed_source() -> bytes:
    """A zip of the package as it runs here; made once for each process."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path in sorted(PACKAGE.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                archive.write(path, path.relative_to(PACKAGE.parent))
    return packed.getvalue()
