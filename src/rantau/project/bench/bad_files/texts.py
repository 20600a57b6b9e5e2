"""CSV files as they come (tabel teks)."""

from __future__ import annotations

from typing import Any

from rantau.project.bench.bad_files.case import READ, Case, fixed

HEAD = "NO;NIK;NAMA;TGL LAHIR\n"
LINE = "1;9001010101900001;SITI MAÉSAROH;01/02/1990\n"
SITI = (((0, 2, 3), "SITI MAÉSAROH"),)


def cases() -> list[Case]:
    """Encodings, separators, quotation marks, line ends, lengths."""
    return [*encodings(), *separators(), *quotations(), *line_ends(), *lengths(), *oddities()]


def encodings() -> list[Case]:
    text = HEAD + LINE * 20
    guessed = ("pengodean-ditebak",)
    made = [
        fixed("utf8.csv", text.encode(), cells=SITI, rows=21),
        fixed("utf8-mark.csv", text.encode("utf-8-sig"), cells=SITI, rows=21),
        fixed("cp1252.csv", text.encode("cp1252"), cells=SITI, rows=21, warns=guessed),
        fixed("utf16-le-mark.csv", text.encode("utf-16"), cells=SITI, rows=21),
        fixed("utf16-be-mark.csv", b"\xfe\xff" + text.encode("utf-16-be"), cells=SITI, rows=21),
        fixed("utf16-bare.csv", text.encode("utf-16-le"), cells=SITI, rows=21, warns=guessed),
        fixed("utf16-odd.csv", text.encode("utf-16") + b"x", rows=22, warns=("huruf-rusak",)),
        fixed("utf16-lone.csv", text.encode("utf-16") + b"\x00\xd8;\x00", rows=22, warns=("huruf-rusak",)),
        fixed("utf32.csv", text.encode("utf-32"), "byte-nul"),
        fixed("utf8-mark-broken.csv", text.encode("utf-8-sig") + b"\xff\xfe;1\n", rows=22, warns=("huruf-rusak",)),
        fixed("utf8-cut.csv", text.encode() + b"\xc3", rows=22, warns=guessed),
        fixed("cp1252-umlaut.csv", "Müller;Größe\n".encode("cp1252"), cells=(((0, 1, 1), "Müller"),), warns=guessed),
        fixed("cp1252-holes.csv", b"a;\x81\x8d\xe9\n", warns=("huruf-rusak",), rows=1),
        fixed("overlong.csv", b"a;\xc0\xaf\n", warns=guessed, rows=1),
        fixed("surrogate-utf8.csv", b"a;\xed\xa0\x80\n", warns=guessed, rows=1),
        Case(
            "late-cp1252.csv",
            lambda: HEAD.encode() + b"1;2;3;4\n" * 200_000 + b"1;2;\xc9;4\n",
            rows=200_002,
            warns=guessed,
        ),
    ]
    for at in ("start", "middle", "end"):
        content = {
            "start": b"\x00" + text.encode(),
            "middle": text.encode().replace(b"SITI", b"SI\x00I"),
            "end": text.encode() + b"\x00",
        }
        made.append(fixed(f"zero-{at}.csv", content[at], "byte-nul"))
    return made


def separators() -> list[Case]:
    made = []
    for name, sign in {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}.items():
        text = "\n".join(sign.join(("1", "9001", "SITI", "KP. A")) for _ in range(9))
        made.append(fixed(f"sep-{name}.csv", text.encode(), cells=(((0, 9, 4), "KP. A"),), rows=9))
    address = 'NO;ALAMAT\n1;"KP. A, RT 1, RW 2, DESA B"\n2;KP. C, RT 1\n'
    made += [
        fixed("sep-commas-inside.csv", address.encode(), cells=(((0, 3, 2), "KP. C, RT 1"),)),
        fixed("sep-hint.csv", b"sep=|\r\na;x|b;y\r\n", cells=(((0, 2, 2), "b;y"),), rows=1),
        fixed(
            "sep-title.csv",
            b"DAFTAR, WARGA, DESA\n\n" + (HEAD + LINE).encode(),
            cells=(((0, 4, 2), "9001010101900001"),),
        ),
        fixed("sep-none.csv", b"SITI\nASEP\n", rows=2),
        fixed("sep-ragged.csv", b"a;b;c\n1\n1;2;3;4;5;6\n;;;\n", rows=3),
    ]
    return made


def quotations() -> list[Case]:
    opened = ("tanda-kutip-terbuka",)
    long = "".join(f"{i};x;y\n" for i in range(5, 900))
    listed: dict[str, tuple[str, int, tuple[str, ...], Any]] = {
        "newline": ('1;"a\nb"\n2;c\n', 2, (), (((0, 3, 2), "c"),)),
        "doubled": ('1;"a ""b"" c"\n', 1, (), (((0, 1, 2), 'a "b" c'),)),
        "open-end": ('1;2\n3;"4\n5;6\n', 3, opened, (((0, 3, 2), "6"),)),
        "open-early": ('1;2\n3;"4;x\n' + long, 897, opened, (((0, 3, 1), "5"),)),
        "open-last": ('1;2\n3;"4', 2, (), ()),
        "inside": ('1;5" pipa\n2;b\n', 2, (), (((0, 1, 2), '5" pipa'),)),
        "after": ('1;"a"b;c\n', 1, (), ()),
        "single": ("1;'a;b'\n", 1, (), (((0, 1, 3), "b'"),)),
        "only": ('"\n', 0, (), ()),
        "pairs": ('"' * 10_000 + "\n", 1, (), ()),
        "odd": ('"' * 9_999 + "\n", 1, (), ()),
        "many-lines": ('1;"' + "a\n" * 50 + '"\n2;b\n', 2, ("catatan-banyak-baris",), (((0, 52, 2), "b"),)),
        "every-line": ('"a;b\n' * 1000, 500, (), ()),
    }
    return [fixed(f"quote-{n}.csv", t.encode(), rows=r, warns=w, cells=c) for n, (t, r, w, c) in listed.items()]


def line_ends() -> list[Case]:
    ends = {"crlf": b"a;b\r\n1;2\r\n", "cr": b"a;b\r1;2\r", "mixed": b"a;b\r\n1;2\r", "none": b"a;b\n1;2"}
    made = [fixed(f"ends-{name}.csv", content, rows=2, cells=(((0, 2, 2), "2"),)) for name, content in ends.items()]
    made.append(fixed("ends-crcrlf.csv", b"a;b\r\r\n1;2\r\r\n", rows=2))
    made.append(fixed("ends-unicode.csv", "a;b\u2028c;d\x85\n".encode(), rows=1))
    made.append(fixed("ends-blank.csv", b"a;b\n" + b"\n" * 902 + b"1;2\n", rows=2, cells=(((0, 904, 2), "2"),)))
    return made


def lengths() -> list[Case]:
    cut = ("teks-dipotong",)
    return [
        fixed("long-cell.csv", b"1;" + b"x" * 40_000 + b"\n", warns=cut, rows=1),
        Case("long-cell-7mb.csv", lambda: b"1;" + b"x" * 7_000_000 + b"\n", warns=cut, rows=1),
        Case("long-cell-20mb.csv", lambda: b"1;" + b"x" * 20_000_000 + b"\n", "baris-terlalu-panjang"),
        Case("one-line-60mb.csv", lambda: b"x" * 60_000_000, "baris-terlalu-panjang"),
        fixed("columns-16384.csv", b";".join([b"1"] * 16_384), rows=1),
        fixed("columns-16385.csv", b";".join([b"1"] * 16_385), "terlalu-banyak-kolom"),
        Case("columns-5-million.csv", lambda: b"1;" * 5_000_000, "terlalu-banyak-kolom"),
        Case("only-separators.csv", lambda: b";" * 3_000_000, "terlalu-banyak-kolom"),
        Case("rows-of-nothing.csv", lambda: b";;;;;\n" * 1_048_576, rows=0),
        Case("rows-million.csv", lambda: b"1;2\n" * 1_000_000, rows=1_000_000),
        Case("open-quote-3mb.csv", lambda: b'1;"2\n' + b"3;4\n" * 700_000, rows=700_001),
    ]


def oddities() -> list[Case]:
    return [
        fixed("controls.csv", b"a\x07;b\n1;2\n", rows=2),
        fixed("substitute-end.csv", b"a;b\n1;2\n\x1a", rows=3),
        fixed("zero-width.csv", "a;SI\u200bTI\n".encode(), cells=(((0, 1, 2), "SI\u200bTI"),)),
        fixed("right-to-left.csv", "a;\u202eITIS\n".encode(), cells=(((0, 1, 2), "\u202eITIS"),)),
        fixed("nbsp.csv", "a;3604\u00a0;\u00a0\n".encode(), cells=(((0, 1, 2), "3604\u00a0"),), rows=1),
        fixed("formula.csv", b"a;=cmd|' /C calc'!A0\n", cells=(((0, 1, 2), "=cmd|' /C calc'!A0"),)),
        fixed("exponent.csv", b"NIK\n3,60405E+15\n", rows=2),
        fixed("noncharacters.csv", "a;\ufffe\uffff\n".encode(), rows=1),
        fixed("mark-inside.csv", "a;b\n\ufeff1;2\n".encode(), rows=2),
        fixed("tsv.tsv", b"a\tb\n1\t2\n", READ, rows=2),
    ]
