"""Reads the small fields of a row (isian): sex, age, marital status, procedure, birth place and date in one cell.

Each reader takes the text of a cell and gives (value, problem code); the code is "" when nothing is wrong.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rantau.engines.intake.text import clean, key
from rantau.kernel.partial_date import UNREADABLE, DateReading, read_date

NOT_SAID = frozenset({
    "", "0", "TIDAK ADA", "TDK ADA", "BELUM ADA", "BLM ADA", "TIDAK TAHU", "TDK TAHU", "BELUM TAHU", "MENYUSUL", "LUPA",
    "KOSONG", "NIHIL", "TIDAK DIKETAHUI", "N A", "NULL",
})  # fmt: skip
_SEXES = {
    "L": ["L", "LK", "LAKI", "LAKI LAKI", "LAKI2", "LAKILAKI", "PRIA", "M", "MALE", "1", "COWOK", "LELAKI"],
    "P": ["P", "PR", "PRP", "PEREMPUAN", "WANITA", "W", "F", "FEMALE", "2", "CEWEK", "PEREMPUANN"],
}
_SEX = {word: sex for sex, words in _SEXES.items() for word in words}
_AGE = re.compile(
    r"(?:±|\+/-|SEKITAR|KURANG LEBIH|UMUR|USIA)?\s*(\d{1,3})(?:[.,]0+)?"
    r"\s*(?:TAHUN|THN|TH|T)?\.?(?:\s*\d{1,2}\s*BULAN)?",
    re.IGNORECASE,
)
_OLDEST = 110
_LONGEST_NOTHING = 24
_CARD_LENGTH = 16
_PROCEDURAL = re.compile(r"RESMI|LEGAL|PROSEDURAL|PROSEDUR|SESUAI PROSEDUR|YA|P3MI|G TO G|P TO P|SISKO.*|TERDAFTAR|R")
_NOT_PROCEDURAL = re.compile(
    r"(TIDAK|TDK|TAK|BUKAN|BELUM|NON|UN|IN|IL) ?(RESMI|LEGAL|PROSEDURAL|PROSEDUR|SESUAI PROSEDUR|TERDAFTAR)"
    r"|ILEGAL|ILLEGAL|CALO|TIDAK|TDK|NP|PMI NP|TR|NON"
)
# By oneself: a scheme of the law (UU 18/2017 art. 63) or a sponsor; the word alone does not say which.
_BY_ONESELF = re.compile(r"PERORANGAN|PERSEORANGAN|MANDIRI")
_MARITAL = {
    "BELUM KAWIN": [
        "BELUM KAWIN",
        "BELUM",
        "BK",
        "BELUM MENIKAH",
        "BELUM NIKAH",
        "LAJANG",
        "SINGLE",
        "GADIS",
        "BUJANG",
        "B",
    ],
    "KAWIN": [
        "KAWIN",
        "K",
        "MENIKAH",
        "NIKAH",
        "SUDAH KAWIN",
        "SUDAH MENIKAH",
        "KAWIN TERCATAT",
        "KAWIN BELUM TERCATAT",
        "S",
    ],
    "CERAI HIDUP": ["CERAI HIDUP", "CH", "CERAI", "CERAI HIDUP TERCATAT", "CERAI BELUM TERCATAT"],
    "CERAI MATI": ["CERAI MATI", "CM"],
    "JANDA": ["JANDA"],
    "DUDA": ["DUDA"],
}
_MARITAL_WORDS = {word: status for status, words in _MARITAL.items() for word in words}
_DATE_START = re.compile(r"\d")
_MONTH_START = re.compile(
    r"\b(?:jan|feb|peb|mar|apr|mei|jun|jul|ag|sep|okt|nov|nop|des)[a-z]*\.?\s+(?:19|20)\d\d\s*$", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def read_sex(text: str) -> tuple[str, str]:
    """("L" | "P" | "", code)."""
    word = key(text)
    if word in _SEX:
        return _SEX[word], ""
    return "", "" if word in NOT_SAID else "kelamin-tidak-dikenal"


@lru_cache(maxsize=4096)
def read_age(text: str) -> tuple[int | None, str]:
    """(age in years, code)."""
    if key(text) in NOT_SAID:
        return None, ""
    found = _AGE.fullmatch(clean(text))
    if found and int(found[1]) <= _OLDEST:
        return int(found[1]), ""
    return None, "umur-tidak-terbaca"


@lru_cache(maxsize=4096)
def read_status(text: str) -> tuple[str, str]:
    """("prosedural" | "nonprosedural" | "", code): what the list itself says."""
    word = key(text)
    if word in NOT_SAID or _BY_ONESELF.fullmatch(word):
        return "", ""
    if _NOT_PROCEDURAL.fullmatch(word):
        return "nonprosedural", ""
    if _PROCEDURAL.fullmatch(word):
        return "prosedural", ""
    return "", "status-tidak-dikenal"


@lru_cache(maxsize=4096)
def read_marital(text: str) -> tuple[str, str]:
    """Marital status in the registry's words; an unknown word is kept as written."""
    word = key(text)
    if word in NOT_SAID:
        return "", ""
    return _MARITAL_WORDS.get(word, clean(text)), ""


@lru_cache(maxsize=65536)
def read_birth(text: str) -> tuple[str, DateReading]:
    """(place, date) of a cell that holds both ("SERANG, 17/11/1986", "Serang 1981") or only one of them."""
    cleaned = clean(text)
    if key(cleaned) in NOT_SAID:
        return "", DateReading()
    month = _MONTH_START.search(cleaned)
    start = _DATE_START.search(cleaned)
    if start is None:
        return _place(cleaned), DateReading()
    cut = min(start.start(), month.start()) if month else start.start()
    place, rest = cleaned[:cut], cleaned[cut:]
    reading = read_date(rest)
    if not place.strip(" ,./:;-") and reading.code == UNREADABLE and "," in rest:
        # "17/11/1986, Serang": the other way round.
        date_part, _, place = rest.partition(",")
        reading = read_date(date_part)
    return _place(place), reading


def _place(text: str) -> str:
    place = text.strip(" ,./:;-–")
    return "" if key(place) in NOT_SAID else place


def fresh_text(text: str) -> str:
    """A free text; "" for the many ways of writing nothing."""
    cleaned = clean(text)
    return "" if len(cleaned) < _LONGEST_NOTHING and key(cleaned) in NOT_SAID else cleaned


@lru_cache(maxsize=4096)
def read_family_card(text: str) -> tuple[str, bool]:
    """(digits of a family card number, whether they are 16 or nothing was said)."""
    if key(text) in NOT_SAID:
        return "", True
    digits = "".join(letter for letter in text if "0" <= letter <= "9")
    if not digits.strip("0"):
        return "", not digits
    return digits, len(digits) == _CARD_LENGTH
