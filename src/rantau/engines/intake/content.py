"""What stands in a column (isi kolom): supports or doubts its heading, and speaks for it where it says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rantau.engines.intake.text import key, shown
from rantau.engines.intake.types import Field, Value
from rantau.kernel.clock import THIS_YEAR
from rantau.kernel.partial_date import read_date

_YOUTH = 14
_SIXTEEN = re.compile(r"\D*(?:\d[ .\-]?){15,17}\D*")
_PHONE = re.compile(r"\+?[\d\s().\-]{8,20}(?:\(.*\))?")
_MARITAL = re.compile(r"(BELUM |SUDAH )?(KAWIN|NIKAH|MENIKAH)|CERAI.*|JANDA|DUDA|LAJANG|[BKSJD]")
_STATUS = re.compile(r"(TIDAK |NON ?|UN)?(RESMI|LEGAL|PROSEDURAL)|ILEGAL|ILLEGAL|PERORANGAN|MANDIRI")
_SEX = re.compile(r"L|P|LK|PR|PEREMPUAN|LAKI LAKI|WANITA|PRIA")
_NAME = re.compile(r"[^\W\d_][^\d]{2,}")
_NOTHING = frozenset(["", "TIDAK ADA", "BELUM ADA", "MENYUSUL", "TIDAK TAHU", "TDK TAHU", "LUPA", "0", "N A"])


def said(cells: Sequence[Value]) -> list[str]:
    """Texts of the cells that say something."""
    return [text for text in map(shown, cells) if key(text) not in _NOTHING]


def _share(texts: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(1 for text in texts if test(text)) / len(texts) if texts else 0.0


def _is_date(text: str) -> bool:
    return read_date(text).date is not None


_TESTS: dict[Field, Callable[[str], object]] = {
    Field.NIK: _SIXTEEN.fullmatch,
    Field.FAMILY_CARD: _SIXTEEN.fullmatch,
    Field.SEX: lambda text: _SEX.fullmatch(key(text)),
    Field.PHONE: lambda text: _PHONE.fullmatch(text) and not _SIXTEEN.fullmatch(text),
    Field.MARITAL: lambda text: _MARITAL.fullmatch(key(text)),
    Field.STATUS: lambda text: _STATUS.fullmatch(key(text)),
    Field.BIRTH_DATE: _is_date,
    Field.EVENT_DATE: _is_date,
    Field.DEPARTED: _is_date,
    Field.NAME: _NAME.fullmatch,
}


def judged(field: Field, confidence: float, cells: Sequence[Value]) -> tuple[Field, float]:
    """Meaning after looking at the column: doubted where the content contradicts the heading."""
    texts = said(cells)
    if not texts:
        return field, confidence
    if field is Field.STATUS and _share(texts, _TESTS[Field.MARITAL]) > 0.5:
        return Field.MARITAL, 0.9
    if field is Field.EVENT_DATE and _long_ago(texts):
        return Field.BIRTH_DATE, 0.75
    test = _TESTS.get(field)
    if test is None:
        return field, confidence
    share = _share(texts, test)
    if field is Field.STATUS and share >= 0.5:
        return field, max(confidence, 0.9)
    return field, confidence if share >= 0.4 else round(confidence * (0.5 + share), 2)


def _long_ago(texts: Sequence[str]) -> bool:
    """A column headed only "Tanggal" whose dates lie a youth ago holds dates of birth."""
    years = sorted(found.year for text in texts if (found := read_date(text).date))
    return bool(years) and years[len(years) // 2] <= THIS_YEAR - _YOUTH


def guessed(cells: Sequence[Value]) -> tuple[Field, float] | None:
    """Meaning of a column whose heading is unknown or absent; only where its content is unmistakable."""
    texts = said(cells)
    if len(texts) < 3:
        return None
    for field, confidence in ((Field.NIK, 0.7), (Field.SEX, 0.7), (Field.STATUS, 0.6), (Field.PHONE, 0.5)):
        if _share(texts, _TESTS[field]) >= 0.8:
            return field, confidence
    return None


def looks_like_names(cells: Sequence[Value]) -> float:
    """Share of cells that read like a person's name, counted only where they differ from each other."""
    texts = said(cells)
    if len(texts) < 2 or len({key(text) for text in texts}) < 0.6 * len(texts):
        return 0.0
    return _share(texts, lambda text: _NAME.fullmatch(text) and len(text.split()) <= 5)
