"""Words of this place do not make a password strong: names of areas, of the application, of the account itself."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from rantau.modules.areas.api import Area

_OWN_WORDS = ("rantau", "kabupaten", "kecamatan", "kelurahan", "disnakertrans")
_SHORTEST_WORD = 4
"""Shorter names would be found inside ordinary words."""


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text.casefold()))


def without_words(password: str, words: list[str]) -> str:
    """The letters and digits that are left of a password when the known words are taken out, the longest first."""
    left = _letters(password)
    for word in sorted({_letters(word) for word in words}, key=lambda word: (-len(word), word)):
        if len(word) >= _SHORTEST_WORD:
            left = left.replace(word, "")
    return left


class ContextWordsValidator:
    """A password needs something that is not a name of this place; one such name in a long sentence is fine."""

    def __init__(self, least: int = 8) -> None:
        """`least`: letters and digits that must be left without the known words."""
        self.least = least

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password that is hardly more than known words."""
        words = [*_OWN_WORDS, *Area.objects.values_list("name", flat=True)]
        if user is not None:
            words += [user.username, user.name, *user.name.split()]
        left = without_words(password, words)
        if left != _letters(password) and len(left) < self.least:
            raise ValidationError(self.get_help_text(), code="password_context")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("Kata sandi jangan hanya berisi nama desa, nama kabupaten, nama Anda atau kata Rantau.")
