"""Photographs as they come from phones, made small and plain (foto dokumen).

What is kept is drawn anew from the picture's points: no place, camera or hidden text of the file comes along. Sizes are
read and refused before anything is decoded.
"""

from __future__ import annotations

import io
import secrets
import warnings
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from rantau.kernel.errors import RefusedFileError

MOST_BYTES = 12 * 1024 * 1024
MOST_POINTS = 50_000_000
"""The best cameras of today's phones; a picture that says more is refused before it is unpacked."""
LONG_SIDE = 2000
"""Points of the longer side that are kept: small print of a passport stays readable."""
FORMATS = ("JPEG", "PNG", "WEBP")
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
NOT_A_PHOTO = "Berkas ini bukan foto yang dapat dibaca. Pakai foto JPG, PNG atau WEBP dari kamera HP."
TOO_LARGE = "Foto ini terlalu besar. Ambil lagi dengan mutu sedang, paling besar 12 MB."


def plain_photo(upload: IO[bytes], size: int) -> bytes:
    """The picture as a JPEG of its own, upright and at most 2000 points long. Raises RefusedFileError."""
    if size > MOST_BYTES:
        raise RefusedFileError(TOO_LARGE, code="foto-terlalu-besar")
    raw = upload.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise RefusedFileError(TOO_LARGE, code="foto-terlalu-besar")
    if not raw.startswith(_STARTS):
        raise RefusedFileError(NOT_A_PHOTO, code="bukan-foto")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of what is refused here by number
            return _drawn_anew(raw)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RefusedFileError(NOT_A_PHOTO, code="bukan-foto") from error


def _drawn_anew(raw: bytes) -> bytes:
    with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > MOST_POINTS:
            raise RefusedFileError(TOO_LARGE, code="foto-terlalu-besar")
        if picture.format == "JPEG":
            picture.draft("RGB", (LONG_SIDE, LONG_SIDE))  # decodes a large photograph at a fraction of its size
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((LONG_SIDE, LONG_SIDE))
    kept = Image.new("RGB", upright.size)
    kept.paste(upright)
    out = io.BytesIO()
    # The comment is chance: the same photograph sent twice, here or by another village, is never one stored file.
    kept.save(out, "JPEG", quality=80, optimize=True, comment=secrets.token_hex(16).encode())
    return out.getvalue()
