"""Setting a document: no network, no fonts but those of the typst wheel, and nothing typed is ever read as markup."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import qrcode

from rantau.kernel.errors import InvalidValueError, RantauError

if TYPE_CHECKING:
    import typst

ROOT = Path(__file__).resolve().parents[2]
"""The package: a template reads nothing outside it."""
_NOT_THERE = re.compile(r"could not be displayed|not displayable|missing glyph|no font|notdef", re.IGNORECASE)
_KEPT_CONTROLS = "\n\t"


class Paper(StrEnum):
    """Sizes of sheets (ukuran kertas). F4, also called folio, is what village offices buy: 215 x 330 mm."""

    F4 = "f4"
    A4 = "a4"


class PaperError(RantauError):
    """A document that could not be set."""

    code = "cetakan-gagal"


class UnprintableError(InvalidValueError):
    """A text with letters that the fonts at hand do not have."""

    code = "huruf-tidak-tercetak"


def render(template: str, values: Mapping[str, Any], *, paper: Paper = Paper.A4) -> bytes:
    """A PDF that also a screen reader can read (PDF/UA-1), the same bytes for the same values and day.

    Raises UnprintableError where a letter is in none of the fonts: a box in place of a name is no letter.
    """
    return _compiled(template, values, paper, format="pdf", pdf_standards="ua-1")[0]


def pictures(template: str, values: Mapping[str, Any], *, paper: Paper = Paper.A4, ppi: int = 80) -> list[bytes]:
    """The pages as PNG: to look at them on a screen."""
    return _compiled(template, values, paper, format="png", ppi=ppi)


def qr_svg(address: str) -> str:
    """A QR code as an SVG: one square for each dark field; the quiet border is the template's."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(address)
    fields = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, line in enumerate(fields) for x, dark in enumerate(line) if dark)
    size = len(fields)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'


def _compiled(template: str, values: Mapping[str, Any], paper: Paper, **options: Any) -> list[bytes]:
    # Loaded only where something is printed: the wheel is 34 MB.
    import typst

    plain = json.dumps(_plain(values), ensure_ascii=False)
    try:
        made = typst.compile(
            ROOT / template, root=ROOT, font_paths=_fonts(), ignore_system_fonts=True,
            sys_inputs={"values": plain, "paper": paper.value}, timestamp=_midnight(), **options,
        )  # fmt: skip
    except typst.TypstError as error:
        if _NOT_THERE.search(f"{error.message} {error.diagnostic}"):
            raise UnprintableError(_words(plain)) from None
        raise PaperError("Cetakan ini tidak dapat dibuat.") from error
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _midnight() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _plain(value: Any) -> Any:
    """Without control characters, which no paper shows, and composed: "e" with its accent is one letter."""
    if isinstance(value, Mapping):
        return {str(name): _plain(inside) for name, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inside) for inside in value]
    if isinstance(value, str):
        composed = unicodedata.normalize("NFC", value)
        return "".join(letter for letter in composed if letter in _KEPT_CONTROLS or not _is_control(letter))
    return value


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs")


def _words(plain: str) -> str:
    odd = "".join(_odd(plain))
    return f"Ada huruf yang tidak dapat dicetak: {odd}. Tulis dengan huruf Latin, seperti di KTP."


def _odd(plain: str) -> Iterator[str]:
    """The letters that are probably meant: those outside Latin script, each once."""
    seen: set[str] = set()
    for letter in plain:
        latin = ord(letter) < 0x250 or unicodedata.category(letter)[0] in "PZN"
        if not latin and letter not in seen and len(seen) < 8:
            seen.add(letter)
            yield letter
