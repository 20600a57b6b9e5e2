"""xlsx containers that are damaged, dangerous or merely odd (wadah rusak)."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

from rantau.project.bench.bad_files.case import READ, Case, fixed
from rantau.project.bench.bad_files.xlsx_parts import (
    HEAD,
    MAIN,
    SHEET,
    Parts,
    packed,
    parts,
    relations,
    worksheet,
    xlsx,
)

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY lol0 "lol">'
    + "".join(f'<!ENTITY lol{i} "' + f"&lol{i - 1};" * 10 + '">' for i in range(1, 10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
MEGA = 1024 * 1024
WORKBOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"


def cases() -> list[Case]:
    """Everything that is wrong between the zip and the first cell."""
    return [*cut(), *damaged(), *named(), *swollen(), *missing(), *defined(), *odd_xml()]


def changed(**changes: bytes | None) -> bytes:
    """A good workbook with some parts replaced (by key: workbook, rels, sheet, styles, strings, types) or left out."""
    names = {
        "workbook": WORKBOOK,
        "rels": "xl/_rels/workbook.xml.rels",
        "sheet": SHEET,
        "styles": "xl/styles.xml",
        "strings": STRINGS,
        "types": "[Content_Types].xml",
        "root": "_rels/.rels",
    }
    made: Parts = parts(strings="<si><t>teks</t></si>")
    for key, content in changes.items():
        if content is None:
            made.pop(names[key], None)
        else:
            made[names[key]] = content
    return packed(made)


def big_book() -> bytes:
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>{i}</v></c></row>' for i in range(1, 3000))
    return xlsx(rows)


def cut() -> list[Case]:
    whole = big_book()
    shares = (1, 5, 10, 25, 40, 50, 60, 75, 90, 95, 99)
    return [fixed(f"cut-{share}.xlsx", whole[: len(whole) * share // 100], "berkas-rusak") for share in shares]


def flipped(name: str) -> bytes:
    """A workbook in which one byte of a stored part was changed after its checksum was taken."""
    content = bytearray(packed(parts(strings="<si><t>teks</t></si>"), zipfile.ZIP_STORED))
    at = content.index(name.encode() + b"<?xml") + len(name) + 20
    content[at] ^= 1
    return bytes(content)


def with_flag(flag: int) -> bytes:
    content = bytearray(xlsx())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= flag
        at += 4
    return bytes(content)


def with_method(method: int) -> bytes:
    content = bytearray(xlsx())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 10] = method
        at += 4
    return bytes(content)


def overlapping() -> bytes:
    """Two entries of the directory point to the same bytes."""
    content = bytearray(xlsx())
    first = content.index(b"PK\x01\x02")
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def lying_size(size: int) -> bytes:
    content = bytearray(big_book())
    at = content.index(SHEET.encode(), content.index(b"PK\x01\x02")) - 46
    content[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(content)


def damaged() -> list[Case]:
    return [
        fixed("checksum-sheet.xlsx", flipped(SHEET), "berkas-rusak"),
        fixed("checksum-workbook.xlsx", flipped(WORKBOOK), "berkas-rusak"),
        fixed("checksum-strings.xlsx", flipped(STRINGS), "berkas-rusak"),
        fixed("locked-entries.xlsx", with_flag(1), "berkas-terkunci"),
        fixed("method-99.xlsx", with_method(99), "berkas-rusak"),
        fixed("method-1.xlsx", with_method(1), "berkas-rusak"),
        fixed("stored.xlsx", packed(parts(), zipfile.ZIP_STORED), READ, rows=1),
        fixed("overlapping.xlsx", overlapping(), "berkas-rusak"),
        fixed("size-smaller.xlsx", lying_size(100), "berkas-rusak"),
        fixed("size-larger.xlsx", lying_size(1 << 31), READ, rows=2999),
        fixed("directory-gone.xlsx", xlsx().replace(b"PK\x01\x02", b"PK\x09\x09"), "berkas-rusak"),
        fixed("no-end.xlsx", xlsx()[:-22], "berkas-rusak"),
        fixed("two-ends.xlsx", xlsx() + xlsx()[-22:], "berkas-rusak"),
        Case(
            "too-many-parts.xlsx", lambda: packed(parts() | {f"xl/{i}.txt": b"" for i in range(6000)}), "isi-membengkak"
        ),
    ]


def twice(name: str, other: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for part, content in parts().items():
            container.writestr(part, content)
        container.writestr(other, parts()[name])
    return buffer.getvalue()


def with_part(name: str, content: bytes = b"x") -> bytes:
    return packed(parts() | {name: content})


def named() -> list[Case]:
    return [
        fixed("same-part-twice.xlsx", twice(SHEET, SHEET), "berkas-rusak"),
        fixed("same-part-case.xlsx", twice(SHEET, SHEET.upper()), "berkas-rusak"),
        fixed("same-part-slash.xlsx", twice(SHEET, SHEET.replace("/", "\\")), "berkas-rusak"),
        fixed("climbing-name.xlsx", with_part("../../etc/cron.d/x"), READ, rows=1),
        fixed("absolute-name.xlsx", with_part("/etc/passwd"), READ, rows=1),
        fixed("drive-name.xlsx", with_part("C:\\x.exe"), READ, rows=1),
        fixed("long-name.xlsx", with_part("a" * 60_000), READ, rows=1),
        fixed("control-name.xlsx", with_part("a\x1b[2Jb"), READ, rows=1),
        fixed("upper-case.xlsx", packed({k.upper() if k == WORKBOOK else k: v for k, v in parts().items()}), READ),
        fixed("macro.xlsm", with_part("xl/vbaProject.bin"), READ, rows=1, warns=("makro-diabaikan",)),
        fixed("macro-named.xlsx", with_part("xl/vbaProject.bin"), READ, warns=("makro-diabaikan",)),
        fixed("media-bomb.xlsx", with_part("xl/media/a.png", bytes(30 * MEGA)), READ, rows=1),
        fixed("inner-book.xlsx", with_part("xl/embeddings/a.xlsx", xlsx()), READ, rows=1),
    ]


def space_bomb(name: str, megabytes: int) -> Callable[[], bytes]:
    def build() -> bytes:
        made = parts(strings="<si><t>teks</t></si>")
        content = made[name]
        end = content.rindex(b"</")
        made[name] = content[:end] + b" " * (megabytes * MEGA) + content[end:]
        return packed(made)

    return build


def swollen() -> list[Case]:
    names = {"sheet": SHEET, "workbook": WORKBOOK, "strings": STRINGS, "styles": "xl/styles.xml"}
    made = [Case(f"bomb-{key}.xlsx", space_bomb(name, 60), "isi-membengkak") for key, name in names.items()]
    made.append(Case("bomb-300.xlsx", space_bomb(SHEET, 300), "isi-membengkak"))
    made.append(Case("bomb-rels.xlsx", space_bomb("xl/_rels/workbook.xml.rels", 60), "isi-membengkak"))
    made.append(Case("swollen-9.xlsx", space_bomb(WORKBOOK, 9), "isi-membengkak"))
    made.append(Case("swollen-9-sheet.xlsx", space_bomb(SHEET, 9), READ, rows=1))
    return made


def missing() -> list[Case]:
    words = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>'
    return [
        fixed("no-types.xlsx", changed(types=None), READ, rows=1),
        fixed("wrong-types.xlsx", changed(types=b"<Types/>"), READ, rows=1),
        fixed("no-workbook.xlsx", changed(workbook=None), "berkas-rusak"),
        fixed("no-relations.xlsx", changed(rels=None), "berkas-rusak"),
        fixed("no-root-relations.xlsx", changed(root=None), READ, rows=1),
        fixed("no-sheet.xlsx", changed(sheet=None), "berkas-rusak"),
        fixed("no-styles.xlsx", changed(styles=None), READ, rows=1),
        fixed("no-strings.xlsx", xlsx(words), READ, cells=(((0, 1, 2), 5.0),), warns=("teks-hilang",)),
        fixed("empty-sheet-part.xlsx", changed(sheet=b""), "berkas-rusak"),
        fixed("empty-workbook.xlsx", changed(workbook=b""), "berkas-rusak"),
        fixed("no-sheets.xlsx", packed(parts(sheets=[])), "tanpa-lembar"),
        fixed("relation-outside.xlsx", changed(rels=relations(EXTERNAL)), "berkas-rusak"),
        fixed("relation-to-itself.xlsx", changed(rels=relations(ITSELF)), READ),
    ]


EXTERNAL = (
    '<Relationship Id="rId1" Type="x/worksheet" Target="http://example.invalid/sheet.xml" TargetMode="External"/>'
)
ITSELF = '<Relationship Id="rId1" Type="x/worksheet" Target="workbook.xml"/>'


def defined() -> list[Case]:
    made = []
    for key, name in {"sheet": SHEET, "workbook": WORKBOOK, "strings": STRINGS, "styles": "xl/styles.xml"}.items():
        good = parts(strings="<si><t>teks</t></si>")[name].decode()
        for what, definition in {"laughs": LAUGHS, "outside": OUTSIDE, "doctype": "<!DOCTYPE a>"}.items():
            bad = good.replace(HEAD, HEAD + definition).encode()
            made.append(fixed(f"{what}-{key}.xlsx", changed(**{key: bad}), "xml-berbahaya"))
    return made


def odd_xml() -> list[Case]:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    good = worksheet(rows).decode()
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>7</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    seven = (((0, 2, 2), 7.0),)
    return [
        fixed("utf16-part.xlsx", changed(sheet=good.encode("utf-16")), "pengodean-tidak-didukung"),
        fixed("marked-part.xlsx", changed(sheet=b"\xef\xbb\xbf" + good.encode()), READ, rows=1),
        fixed("latin-part.xlsx", changed(sheet=good.replace("UTF-8", "ISO-8859-1").encode()), READ, rows=1),
        fixed("prefixed.xlsx", changed(sheet=prefixed.encode()), READ, cells=seven),
        fixed("single-quotes.xlsx", changed(sheet=good.replace('"', "'").encode()), READ, rows=1),
        fixed("not-xml.xlsx", changed(sheet=b"halo"), "berkas-rusak"),
        fixed("unclosed.xlsx", changed(sheet=good.replace("</worksheet>", "").encode()), READ, rows=1),
        fixed("crossed.xlsx", changed(sheet=good.replace("</v></c>", "</c></v>").encode()), "berkas-rusak"),
        fixed("bad-utf8.xlsx", changed(sheet=good.encode().replace(b"<v>1", b"<v>\xff\xfe")), "berkas-rusak"),
        fixed("unknown-entity.xlsx", changed(sheet=good.replace("<v>1", "<v>&lol;").encode()), "*"),
        fixed("deep.xlsx", changed(sheet=good.replace(rows, "<a>" * 50_000 + "</a>" * 50_000).encode()), READ, rows=0),
        fixed("long-attribute.xlsx", changed(sheet=good.replace("<row ", f'<row x="{"a" * 300_000}" ').encode()), READ),
        fixed("comment.xlsx", changed(sheet=good.replace("<row ", "<!-- <row r='9'> --><row ").encode()), READ, rows=1),
        fixed("other-root.xlsx", changed(sheet=b"<html><body/></html>"), READ, rows=0),
        fixed("workbook-not-xml.xlsx", changed(workbook=b"halo"), "berkas-rusak"),
        fixed("relations-not-xml.xlsx", changed(rels=b"halo"), "berkas-rusak"),
        fixed("styles-not-xml.xlsx", changed(styles=b"halo"), "berkas-rusak"),
        fixed("strings-not-xml.xlsx", changed(strings=b"halo"), "berkas-rusak"),
    ]
