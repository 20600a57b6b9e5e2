"""Is a photo kept without what hides in it, and is what is no photo refused before it costs anything?"""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image

from rantau.platform.files.images import LONGEST_SIDE, PhotoError, clean_photo

SECRET = b"RAHASIA-DI-DALAM-FOTO"


def _photo(size: tuple[int, int] = (40, 30), form: str = "JPEG", **options: object) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", size, "navy").save(made, form, **options)
    made.seek(0)
    return made


def test_place_and_device_do_not_stay():
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "S"
    kept = clean_photo(_photo(exif=exif.tobytes(), comment=SECRET))
    assert SECRET not in kept
    assert b"Exif" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_what_hangs_behind_the_picture_does_not_stay():
    given = io.BytesIO(_photo().getvalue() + b"PK\x03\x04" + SECRET)
    assert SECRET not in clean_photo(given)


def test_a_turned_photo_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert Image.open(io.BytesIO(clean_photo(_photo((40, 30), exif=exif.tobytes())))).size == (30, 40)


def test_a_large_photo_is_made_smaller():
    assert max(Image.open(io.BytesIO(clean_photo(_photo((5000, 100))))).size) == LONGEST_SIDE


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_phones_give_is_taken(form: str):
    assert clean_photo(_photo(form=form)).startswith(b"\xff\xd8")


def _claims(width: int, height: int) -> bytes:
    """A PNG whose head says so, with nothing behind it."""
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")


@pytest.mark.parametrize(
    "given",
    [
        b"", b"bukan foto", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", _photo(form="GIF").getvalue(),
        _photo(form="TIFF").getvalue(), _photo().getvalue()[:200], _claims(30_000, 30_000), _claims(9_000, 9_000),
        _claims(10, 10),
    ],
)  # fmt: skip
def test_what_is_no_photo_is_refused_in_words(given: bytes):
    with pytest.raises(PhotoError):
        clean_photo(io.BytesIO(given))


def test_too_many_bytes_are_not_decoded():
    with pytest.raises(PhotoError, match="terlalu besar"):
        clean_photo(io.BytesIO(b"\xff\xd8" + bytes(3_000)), largest=2_000)
