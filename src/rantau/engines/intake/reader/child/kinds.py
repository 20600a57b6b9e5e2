"""What a file is, told from its first bytes and never from its name (jenis berkas)."""

from __future__ import annotations

import zipfile
from pathlib import Path

from rantau.engines.intake.reader.child.refusal import Refusal
from rantau.engines.intake.reader.limits import Limits

SAVE_AS = "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx dan kirim lagi."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")

REFUSED_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "berkas-pdf", "Ini berkas PDF, bukan tabel. Minta daftar aslinya dalam Excel atau CSV."),
    (b"\x89PNG", "berkas-gambar", "Ini gambar, bukan tabel. Minta daftar aslinya dalam Excel atau CSV."),
    (b"\xff\xd8\xff", "berkas-gambar", "Ini foto, bukan tabel. Minta daftar aslinya dalam Excel atau CSV."),
    (b"GIF8", "berkas-gambar", "Ini gambar, bukan tabel. Minta daftar aslinya dalam Excel atau CSV."),
    (b"BM", "berkas-gambar", ""),
    (b"II*\x00", "berkas-gambar", "Ini gambar, bukan tabel. Minta daftar aslinya dalam Excel atau CSV."),
    (b"MM\x00*", "berkas-gambar", "Ini gambar, bukan tabel. Minta daftar aslinya dalam Excel atau CSV."),
    (b"Rar!", "berkas-arsip", "Ini arsip RAR. Keluarkan isinya dahulu, lalu kirim berkas tabelnya satu per satu."),
    (b"7z\xbc\xaf", "berkas-arsip", "Ini arsip 7z. Keluarkan isinya dahulu, lalu kirim berkas tabelnya satu per satu."),
    (b"\x1f\x8b", "berkas-arsip", "Ini arsip gzip. Keluarkan isinya dahulu, lalu kirim berkas tabelnya."),
    (b"{\\rtf", "berkas-dokumen", f"Ini dokumen RTF, bukan tabel. {SAVE_AS}"),
    (b"SQLite format 3", "berkas-biner", "Ini basis data SQLite, bukan tabel. Ekspor dahulu ke Excel atau CSV."),
    (b"MZ", "berkas-biner", ""),
    (b"\x7fELF", "berkas-biner", "Ini program, bukan tabel. Berkas tidak dibuka."),
)
OTHER_DOCUMENTS = {
    "word/document.xml": "dokumen Word",
    "ppt/presentation.xml": "presentasi PowerPoint",
}


def recognise(file: Path, limits: Limits) -> str:
    """Return "xlsx", "xlsb", "ods", "xls", "html" or "text"; refuse everything else with its own reason."""
    size = file.stat().st_size
    if size == 0:
        raise Refusal("berkas-kosong", "Berkas ini kosong (0 byte). Kirim ulang berkas aslinya.")
    with file.open("rb") as stream:
        start = stream.read(4096)
    kind = of_start(start)
    if kind == "zip":
        kind = of_container(file)
    largest = limits.text_bytes if kind == "text" else limits.file_bytes
    if size > largest:
        message = f"Berkas ini {size >> 20} MB; paling besar {largest >> 20} MB. Pecah menjadi beberapa berkas."
        raise Refusal("berkas-terlalu-besar", message)
    return kind


def of_start(start: bytes) -> str:
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start.startswith(OLE):
        return "xls"
    if start.startswith(OLD_EXCEL):
        message = f"Ini berkas Excel yang sangat lama (versi 2 sampai 4). {SAVE_AS}"
        raise Refusal("excel-terlalu-lama", message)
    for magic, code, message in REFUSED_STARTS:
        if start.startswith(magic) and (message or b"\x00" in start):
            raise Refusal(code, message or "Ini bukan tabel (berkas biner). Kirim daftar dalam Excel atau CSV.")
    return "html" if is_page(start) else "text"


def is_page(start: bytes) -> bool:
    """Whether this is a web page. Refuses the other marked-up files that go under the name of a spreadsheet."""
    text = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")[:2000].lower()
    if text.startswith(b"mime-version:"):
        raise Refusal("berkas-mhtml", f"Ini halaman web (MHTML) yang disimpan seperti berkas Excel. {SAVE_AS}")
    if not text.startswith(b"<"):
        return False
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        raise Refusal("berkas-xml", f"Ini berkas Excel XML 2003. {SAVE_AS}")
    if b"<html" in text or b"<!doctype html" in text or b"<table" in text:
        return True
    if text.startswith((b"<?xml", b"<!doctype", b"<svg")):
        raise Refusal("berkas-xml", f"Ini berkas XML, bukan tabel. {SAVE_AS}")
    return False


def of_container(file: Path) -> str:
    """Tell a workbook from the other things that are zip containers too."""
    try:
        with zipfile.ZipFile(file) as container:
            names = set(container.namelist())
            small = container.getinfo("mimetype").file_size < 200 if "mimetype" in names else False
            mimetype = container.read("mimetype") if small else b""
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refusal("berkas-rusak", f"Berkas ini rusak atau tidak utuh, isinya tidak terbaca. {SAVE_AS}") from error
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet") and "content.xml" in names:
        return "ods"
    if mimetype.startswith(b"application/vnd.oasis"):
        raise Refusal("berkas-dokumen", "Ini dokumen LibreOffice, bukan lembar tabel. Kirim daftar sebagai tabel.")
    return of_names(names)


def of_names(names: set[str]) -> str:
    plain = {name.replace("\\", "/").lower() for name in names}
    if "xl/workbook.xml" in plain:
        return "xlsx"
    if "xl/workbook.bin" in plain:
        return "xlsb"
    for part, what in OTHER_DOCUMENTS.items():
        if part in plain:
            raise Refusal("berkas-dokumen", f"Ini {what}, bukan tabel. Salin tabelnya ke Excel, lalu simpan .xlsx.")
    if "[content_types].xml" in plain:
        return "xlsx"
    message = "Ini arsip zip berisi berkas lain. Keluarkan isinya dahulu, lalu kirim berkas tabelnya satu per satu."
    raise Refusal("berkas-arsip", message)
