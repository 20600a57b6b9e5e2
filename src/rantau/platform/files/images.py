"""Photos (foto): what is kept is made anew from the pixels, without place, device or anything hidden in the file."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import IO

from rantau.kernel.errors import InvalidValueError

LARGEST_FILE = 12 * 1024 * 1024
"""What a phone's camera gives; checked before a byte is decoded."""
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2000
"""Enough to read a stamp; a page of A4 at 170 dots an inch."""
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 82


class PhotoError(InvalidValueError):
    """A file that is not a photo that can be kept."""

    code = "foto-ditolak"


def clean_photo(source: IO[bytes], *, largest: int = LARGEST_FILE) -> bytes:
    """The picture as a JPEG of its own pixels, upright, its longer side at most 2000. Raises PhotoError.

    The size is looked at before reading, the number of pixels before decoding.
    """
    given = source.read(largest + 1)
    if len(given) > largest:
        raise PhotoError(f"Foto ini terlalu besar; batasnya {largest // (1024 * 1024)} MB.")
    if not given:
        raise PhotoError("Berkas foto ini kosong.")
    return _made_anew(given)


def write_photo(source: IO[bytes], path: Path) -> None:
    """`clean_photo` into a file, for `files.actions.keep`."""
    path.write_bytes(clean_photo(source))


def _made_anew(given: bytes) -> bytes:
    # Loaded only where a photo comes in.
    from PIL import Image, ImageOps, UnidentifiedImageError

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(given), formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise PhotoError("Foto ini terlalu lebar dan tinggi. Ambil foto dengan ukuran biasa.")
                opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(opened).convert("RGB")
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        # Pasted on a fresh sheet: nothing that came with the file (EXIF, profiles, comments) goes along.
        fresh = Image.new("RGB", upright.size, "white")
        fresh.paste(upright)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError, *bombs) as error:
        raise PhotoError("Berkas ini bukan foto yang dapat dibaca. Pakai foto JPEG, PNG atau WebP.") from error
    made = io.BytesIO()
    fresh.save(made, "JPEG", quality=_QUALITY, optimize=True)
    return made.getvalue()
