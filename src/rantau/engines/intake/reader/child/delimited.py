"""CSV and other text tables, streamed (tabel teks)."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from rantau.engines.intake.reader.child.refusal import Notice, Refusal
from rantau.engines.intake.reader.child.wire import RowSender, send, send_sheet_end
from rantau.engines.intake.reader.limits import Limits

SAMPLE_BYTES = 256 * 1024
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(file: Path, limits: Limits) -> None:
    """Send the records of a text table as the one sheet ""; a row's number is the line where its record starts."""
    encoding, notices = encoding_of(file)
    with file.open(encoding=encoding, newline="") as stream:
        sample = stream.read(SAMPLE_BYTES)
        delimiter = delimiter_of(sample)
        send("book", "csv", notices, [("", False)])
        send("sheet", [])
        stream.seek(0)
        sender = RowSender("", limits)
        csv.field_size_limit(limits.record_bytes)
        send_records(stream, delimiter, sender)
        send_sheet_end(sender)


def send_records(stream: io.TextIOBase, delimiter: str, sender: RowSender) -> None:
    reader = csv.reader(stream, delimiter=delimiter)
    start = 1
    try:
        for record in reader:
            sender.add(start, record)
            start = reader.line_num + 1
    except csv.Error as error:
        message = f"Catatan yang mulai di baris ini terlalu panjang atau tanda kutipnya tidak ditutup ({error})."
        raise Refusal("tanda-kutip-terbuka", message, row=start) from error


def encoding_of(file: Path) -> tuple[str, list[Notice]]:
    """The encoding of the text: a mark at the start, else UTF-8 if all of it is, else Windows-1252."""
    with file.open("rb") as stream:
        start = stream.read(4)
        for mark, encoding in MARKS:
            if start.startswith(mark):
                return encoding, []
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        utf8 = True
        for block in blocks(stream):
            if b"\x00" in block:
                message = "Berkas ini berisi byte kosong (NUL): bukan teks CSV, atau rusak. Simpan ulang sebagai .xlsx."
                raise Refusal("byte-nul", message)
            if utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    utf8 = False
    if utf8:
        return "utf-8", []
    message = "Teks tidak berformat UTF-8; dibaca sebagai Windows-1252. Periksa huruf beraksen."
    return "cp1252", [Notice("pengodean-ditebak", message)]


def blocks(stream: io.BufferedIOBase) -> Iterator[bytes]:
    while block := stream.read(1 << 20):
        yield block


def delimiter_of(sample: str) -> str:
    """The sign between the cells: the one that most lines hold, and hold equally often."""
    lines = [line for line in sample.splitlines()[:200] if line.strip()]

    def score(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        most = max(set(counts), key=counts.count, default=0)
        return (counts.count(most) if most else 0, most)

    return max(";,\t|", key=score)
