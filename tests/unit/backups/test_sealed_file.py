"""Is every change to a backup file found, whatever it is?"""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rantau.platform.backups.errors import BackupBrokenError, BackupError, WrongKeyError
from rantau.platform.backups.sealed_file import CHUNK, Reader, Writer
from rantau.platform.crypto.keys import KeySet

KEYS = KeySet.of(1, {1: b"k" * 32})
HELD = {"tables": {"a": 1}}


def written(plain: bytes, keys: KeySet = KEYS) -> bytes:
    target = BytesIO()
    writer = Writer(target, keys, made_at="2026-01-02T03:04:05+07:00", version="0.2")
    writer.head(HELD)
    for start in range(0, len(plain), 700_001):
        writer.write(plain[start : start + 700_001])
    writer.finish()
    return target.getvalue()


def read(sealed: bytes, keys: KeySet = KEYS) -> bytes:
    reader = Reader(BytesIO(sealed), keys)
    assert reader.contents == HELD
    return b"".join(reader.dump())


PLAIN = random.Random(7).randbytes(3 * CHUNK + 17)
FILE = written(PLAIN)


def chunks() -> list[bytes]:
    """The parts of FILE: its start, then each chunk with its length."""
    start = FILE.index(b"}") + 1
    found = [FILE[:start]]
    while start < len(FILE):
        end = start + 4 + int.from_bytes(FILE[start : start + 4], "big")
        found.append(FILE[start:end])
        start = end
    return found


@given(st.binary(max_size=50) | st.sampled_from([b"x" * (CHUNK - 1), b"x" * CHUNK, b"x" * (CHUNK + 1)]))
def test_what_goes_in_comes_out(plain: bytes) -> None:
    assert read(written(plain)) == plain


def test_nothing_of_it_is_readable() -> None:
    assert b"3604051234567890" not in written(b"NIK 3604051234567890" * 1000)


@given(st.integers(0, len(FILE) - 1), st.integers(0, 7))
def test_a_flipped_bit_is_found(place: int, bit: int) -> None:
    changed = bytearray(FILE)
    changed[place] ^= 1 << bit
    with pytest.raises(BackupError):
        read(bytes(changed))


@given(st.integers(0, len(FILE) - 1))
def test_a_cut_is_found(length: int) -> None:
    with pytest.raises(BackupBrokenError):
        read(FILE[:length])


@pytest.mark.parametrize(
    "order", [(0, 1, 3, 2, 4, 5, 6), (0, 1, 2, 3, 4, 6), (0, 1, 2, 2, 3, 4, 5, 6), (0, 1, 2, 3, 4, 5), (0, 1, 6)]
)
def test_chunks_moved_left_out_or_doubled_are_found(order: tuple[int, ...]) -> None:
    parts = chunks()
    assert len(parts) == 7
    with pytest.raises(BackupBrokenError):
        read(b"".join(parts[number] for number in order))


def test_something_after_the_end_is_found() -> None:
    for more in (b"\0", chunks()[-1], FILE):
        with pytest.raises(BackupBrokenError):
            read(FILE + more)


def test_a_chunk_of_another_file_is_found() -> None:
    other = written(PLAIN)
    start, size = len(chunks()[0]), len(chunks()[1])
    mixed = FILE[: start + size] + other[start + size :]
    assert len(mixed) == len(FILE)
    with pytest.raises(BackupBrokenError):
        read(mixed)


def test_the_file_says_which_key_it_needs() -> None:
    with pytest.raises(WrongKeyError, match="nomor 1, yang tidak ada"):
        read(FILE, KeySet.of(2, {2: b"k" * 32}))
    with pytest.raises(WrongKeyError, match="bukan kunci yang menyegel"):
        read(FILE, KeySet.of(1, {1: b"q" * 32}))


def test_an_old_key_still_opens() -> None:
    assert read(FILE, KeySet.of(2, {1: b"k" * 32, 2: b"n" * 32})) == PLAIN


def test_any_other_file_is_refused_in_words() -> None:
    with pytest.raises(BackupBrokenError, match="bukan cadangan Rantau"):
        read(b"PK\x03\x04 nothing of ours")
