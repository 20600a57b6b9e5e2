"""A first look at an OLE2 file, before calamine reads it as xls (wadah OLE2)."""

from __future__ import annotations

from pathlib import Path

from rantau.engines.intake.reader.child.refusal import Refusal

SAVE_AS = "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx dan kirim lagi."
LOCKED = "Berkas ini dikunci dengan kata sandi. Buka kuncinya di Excel (Simpan Sebagai tanpa sandi), lalu kirim lagi."


def stream_name(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\x00\x00"


def check(file: Path) -> None:
    """Refuse the OLE2 files that are no workbook, each with its reason."""
    content = file.read_bytes()
    if stream_name("EncryptedPackage") in content:
        raise Refusal("berkas-terkunci", LOCKED)
    if stream_name("Workbook") in content or stream_name("Book") in content or stream_name("WORKBOOK") in content:
        return
    if stream_name("WordDocument") in content:
        raise Refusal("berkas-dokumen", "Ini dokumen Word, bukan tabel. Salin tabelnya ke Excel, lalu simpan .xlsx.")
    if stream_name("PowerPoint Document") in content:
        raise Refusal("berkas-dokumen", "Ini presentasi PowerPoint, bukan tabel. Kirim daftar dalam Excel atau CSV.")
    if len(content) < 1536:
        raise Refusal("berkas-rusak", f"Berkas ini terpotong, isinya tidak terbaca. {SAVE_AS}")
    raise Refusal("berkas-biner", f"Berkas ini bukan buku kerja Excel. {SAVE_AS}")
