"""How much one file may cost (batas pembacaan). Plain numbers: the child process gets them as JSON."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for reading one file (batas satu berkas). The defaults keep every process under 512 MB.

    A small file may not take long; a large honest one may: processor time is `cpu_seconds` plus
    `cpu_seconds_per_megabyte` for each megabyte of the file.
    """

    file_bytes: int = 100 * MEGABYTE
    """Largest workbook."""
    text_bytes: int = 1024 * MEGABYTE
    """Largest CSV file; it is streamed, so it costs time and no memory."""
    memory_bytes: int = 500 * MEGABYTE
    """Address space of the child."""
    cpu_seconds: int = 7
    cpu_seconds_per_megabyte: float = 2.0
    entries: int = 5_000
    """Parts inside a zip container."""
    unpacked_bytes: int = 1200 * MEGABYTE
    """All parts that are read, unpacked."""
    strings_bytes: int = 96 * MEGABYTE
    """The shared strings, which must fit in memory."""
    ratio: int = 250
    """Unpacked to packed, for parts above `ratio_from_bytes`."""
    ratio_from_bytes: int = 16 * MEGABYTE
    sheets: int = 2_000
    cells: int = 25_000_000
    """Cells of one sheet, counted."""
    quick_bytes: int = 400 * MEGABYTE
    """Memory that calamine may be expected to take for a sheet; above it the sheet is streamed."""
    columns: int = 16_384
    rows: int = 1_048_576
    text_length: int = 32_767
    """Characters in one cell, the limit of spreadsheets; a longer text is cut, with a warning."""
    record_bytes: int = 8 * MEGABYTE
    """One CSV record: an unclosed quotation mark must not swallow the file."""
    chunk_rows: int = 2_000
    chunk_cells: int = 40_000
    problems: int = 200
    """Problems named one by one for each sheet; the rest are counted."""
