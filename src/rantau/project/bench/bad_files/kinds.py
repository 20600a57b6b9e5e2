"""Files that are something else than they seem (bukan tabel)."""

from __future__ import annotations

import io
import random
import zipfile

from rantau.project.bench.bad_files.case import READ, Case, fixed
from rantau.project.bench.bad_files.xlsx_parts import packed, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = "<html><body><table><tr><td>NIK</td><td>NAMA</td></tr></table></body></html>"
PAGE = (((0, 1, 1), "NIK"), ((0, 1, 2), "NAMA"))
BROKEN_LINE = (((0, 1, 2), "NA\nMA & x"),)
SPANS = "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
)
OPEN = "application/vnd.oasis.opendocument"


def cases() -> list[Case]:
    """Everything that is told by its first bytes."""
    return [*nothing(), *binaries(), *markup(), *containers(), *compounds(), *polyglots()]


def nothing() -> list[Case]:
    return [
        fixed("empty.xlsx", b"", "berkas-kosong"),
        fixed("empty.csv", b"", "berkas-kosong"),
        fixed("one-byte.csv", b"x", READ, rows=1),
        fixed("one-byte.xlsx", b"P", READ, warns=("akhiran-tidak-cocok",)),
        fixed("spaces.csv", b"   \n  \n", READ, rows=0),
        fixed("newlines.csv", b"\n" * 5000, READ, rows=0),
        fixed("mark-only.csv", b"\xef\xbb\xbf", READ, rows=0),
        fixed("zeros.xlsx", bytes(4096), "byte-nul"),
        fixed("four-letters.xlsx", b"PK\x03\x04", "berkas-rusak"),
    ]


def binaries() -> list[Case]:
    noise = random.Random(7).randbytes(5000)  # noqa: S311 -- no secret
    starts = [
        ("paper.pdf", b"%PDF-1.7\n", "berkas-pdf"),
        ("paper.xlsx", b"%PDF-1.4\n", "berkas-pdf"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "berkas-gambar"),
        ("photo.jpg", b"\xff\xd8\xff\xe0", "berkas-gambar"),
        ("photo.xlsx", b"\xff\xd8\xff\xe1", "berkas-gambar"),
        ("picture.gif", b"GIF89a", "berkas-gambar"),
        ("picture.bmp", b"BM\x00\x00", "berkas-gambar"),
        ("scan.tif", b"II*\x00", "berkas-gambar"),
        ("scan2.tif", b"MM\x00*", "berkas-gambar"),
        ("archive.rar", b"Rar!\x1a\x07", "berkas-arsip"),
        ("archive.7z", b"7z\xbc\xaf\x27\x1c", "berkas-arsip"),
        ("archive.gz", b"\x1f\x8b\x08", "berkas-arsip"),
        ("letter.rtf", b"{\\rtf1", "berkas-dokumen"),
        ("base.sqlite", b"SQLite format 3\x00", "berkas-biner"),
        ("program", b"\x7fELF\x02", "berkas-biner"),
        ("program.exe", b"MZ\x90\x00", "berkas-biner"),
    ]
    made = [fixed(name, start + noise, code) for name, start, code in starts]
    made.append(fixed("noise.xlsx", noise.replace(b"\x00", b"\x01"), "berkas-biner"))
    made.append(fixed("excel-2.xls", b"\x09\x00\x04\x00\x02\x00\x10\x00" + noise, "excel-terlalu-lama"))
    made.append(fixed("excel-4.xls", b"\x09\x04\x06\x00\x00\x04\x10\x00" + noise, "excel-terlalu-lama"))
    return made


def markup() -> list[Case]:
    return [
        fixed("page.xls", HTML.encode(), cells=PAGE, rows=1, warns=("berkas-html", "akhiran-tidak-cocok")),
        fixed("page-upper.xls", HTML.upper().encode(), cells=PAGE, rows=1),
        fixed("page-doctype.xls", b"<!DOCTYPE html>" + HTML.encode(), cells=PAGE, rows=1),
        fixed("page-mark.xls", b"\xef\xbb\xbf\r\n " + HTML.encode(), cells=PAGE, rows=1),
        fixed("page-utf16.xls", HTML.encode("utf-16"), cells=PAGE, rows=1),
        fixed("table-only.xls", b"<table><tr><td>NIK<td> NA<br>MA &amp; \n x</table>", cells=BROKEN_LINE, rows=1),
        fixed("page-comment.xls", b"<!-- x -->" + HTML.encode(), cells=PAGE, rows=1),
        fixed("page-accents.xls", HTML.replace("NAMA", "É").encode("cp1252"), warns=("pengodean-ditebak",), rows=1),
        fixed("page-spans.xls", SPANS.encode(), cells=(((0, 2, 1), None), ((0, 2, 3), "d")), rows=2),
        fixed("page-huge-spans.xls", HTML.replace("<td>", f'<td colspan="{9**9}" rowspan="-1">').encode(), rows=1),
        fixed("page-many-spans.xls", b"<table><tr>" + b'<td colspan="1000">x' * 17, "terlalu-banyak-kolom"),
        fixed("page-without-table.xls", b"<html><body>halo</body></html>", "berkas-html"),
        fixed("page-frames.xls", b"<html><frameset><frame src='sheet001.htm'></frameset></html>", "berkas-html"),
        fixed("page-script.xls", HTML.replace("NAMA", "NAMA<script>alert('<td>x')</script>").encode(), cells=PAGE),
        fixed("page-nested.xls", HTML.replace("NAMA", "NAMA" + HTML).encode(), rows=1),
        fixed("page-deep.xls", b"<table><tr><td>" * 20_000, rows=0),
        fixed("page-open-tags.xls", b"<table><tr><td " + b"<" * 200_000, "*"),
        fixed("page-open-comments.xls", b"<table><!--" * 4_000, "*"),
        fixed("page-zero.xls", HTML.encode().replace(b"NIK", b"N\x00K"), "byte-nul"),
        fixed("page.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "berkas-mhtml"),
        fixed("xml-2003.xls", XML_2003.encode(), "berkas-xml"),
        fixed("other.xml", b'<?xml version="1.0"?><data><row/></data>', "berkas-xml"),
        fixed("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "berkas-xml"),
        fixed("laughs.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "berkas-xml"),
        fixed("json.csv", b'[{"nik": 1}, {"nik": 2}]', READ),
        fixed("less-than.csv", b"<tidak tahu>;1\n", READ, rows=1),
    ]


def zipped(**names: bytes) -> bytes:
    return packed({name.replace("__", "/").replace("_dot_", "."): content for name, content in names.items()})


def document(mimetype: str) -> bytes:
    return packed({"mimetype": mimetype.encode(), "content.xml": b"<a/>"}, zipfile.ZIP_STORED)


def containers() -> list[Case]:
    return [
        fixed("letter.docx", zipped(word__document_dot_xml=b"<a/>"), "berkas-dokumen"),
        fixed("letter.xlsx", zipped(word__document_dot_xml=b"<a/>"), "berkas-dokumen"),
        fixed("slides.pptx", zipped(ppt__presentation_dot_xml=b"<a/>"), "berkas-dokumen"),
        fixed("letter.odt", document(f"{OPEN}.text"), "berkas-dokumen"),
        fixed("slides.odp", document(f"{OPEN}.presentation"), "berkas-dokumen"),
        fixed("lists.zip", zipped(a_dot_csv=b"1;2"), "berkas-arsip"),
        fixed("nested.zip", zipped(a_dot_xlsx=xlsx()), "berkas-arsip"),
        fixed("nested-3.zip", zipped(a_dot_zip=zipped(b_dot_zip=zipped(c_dot_xlsx=xlsx()))), "berkas-arsip"),
        fixed("nothing.zip", zipped(), "berkas-arsip"),
        fixed("nothing.xlsx", zipped(), "berkas-arsip"),
        fixed("program.jar", zipped(Main_dot_class=b"\xca\xfe"), "berkas-arsip"),
        Case("many.zip", many_entries, "berkas-arsip"),
    ]


def many_entries() -> bytes:
    return packed({f"{i}.txt": b"" for i in range(6000)})


def compound(*names: str) -> bytes:
    """The first bytes of an OLE2 file with streams of these names in its folder."""
    return OLE + bytes(1016) + b"".join(n.encode("utf-16-le").ljust(128, b"\x00") for n in names) + bytes(2048)


def compounds() -> list[Case]:
    return [
        fixed("locked.xlsx", compound("EncryptedPackage", "EncryptionInfo"), "berkas-terkunci"),
        fixed("letter.doc", compound("WordDocument"), "berkas-dokumen"),
        fixed("slides.ppt", compound("PowerPoint Document"), "berkas-dokumen"),
        fixed("setup.msi", compound("Other"), "berkas-biner"),
        fixed("cut.xls", OLE + bytes(500), "berkas-rusak"),
        fixed("hollow.xls", compound("Workbook"), "berkas-rusak"),
        fixed("hollow-5.xls", compound("Book"), "berkas-rusak"),
        fixed("magic-only.xls", OLE, "berkas-rusak"),
    ]


def polyglots() -> list[Case]:
    buffer = io.BytesIO(xlsx())
    with zipfile.ZipFile(buffer, "a") as container:
        container.comment = HTML.encode()
    return [
        fixed("page-then-book.xlsx", HTML.encode() + xlsx(), "berkas-biner"),
        fixed("paper-then-book.xlsx", b"%PDF-1.7\n" + xlsx(), "berkas-pdf"),
        fixed("text-then-book.csv", b"a;b\n1;2\n" + xlsx(), "berkas-biner"),
        fixed("book-then-page.xlsx", xlsx() + HTML.encode(), READ, rows=1),
        fixed("book-with-comment.xlsx", buffer.getvalue(), READ, rows=1),
        fixed("book-then-noise.xlsx", xlsx() + bytes(70_000), "berkas-rusak"),
        fixed("picture-then-book.xlsx", b"\x89PNG\r\n\x1a\n" + xlsx(), "berkas-gambar"),
        fixed("book-named.csv", xlsx(), READ, rows=1, warns=("akhiran-tidak-cocok",)),
        fixed("book-named.pdf", xlsx(), READ, rows=1, warns=("akhiran-tidak-cocok",)),
        fixed("book-named", xlsx(), READ, rows=1),
        fixed("text-named.xlsx", b"a;b\n1;2\n", READ, rows=2, warns=("akhiran-tidak-cocok",)),
    ]
