"""How texts go wrong (salah tulis): two models, one of Indonesian offices, one that follows no rule at all."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Protocol

from rantau.engines.simulation.parameters import ErrorModel

_SPELLINGS = (
    # letters that are one sound, or were one letter before 1972
    ("f", "p"), ("p", "f"), ("v", "p"), ("z", "j"), ("j", "z"), ("kh", "h"), ("h", "kh"), ("sy", "s"), ("s", "sy"),
    ("u", "oe"), ("u", "o"), ("o", "u"), ("i", "e"), ("e", "i"), ("y", "i"), ("iy", "i"), ("ia", "iya"), ("ai", "ae"),
    ("ae", "ai"), ("ah", "a"), ("a", "ah"), ("q", "k"), ("dh", "d"), ("d", "dh"), ("mm", "m"), ("m", "mm"), ("nn", "n"),
    ("n", "nn"), ("ll", "l"), ("l", "ll"), ("t", "th"), ("th", "t"), ("aa", "a"), ("h", ""),
)  # fmt: skip

_SHORT = {
    "Siti": ("St.", "St", "Sti", "S."),
    "Muhammad": ("Muhamad", "Moh.", "M.", "Mohamad", "Muh."),
    "Muhamad": ("Muhammad", "Moh.", "M.", "Mohammad", "Mhd"),
    "Ahmad": ("Akhmad", "Achmad", "A.", "Ahmd"),
    "Abdul": ("Abd.", "Abd", "Abdoel"),
    "Tubagus": ("Tb.", "TB", "Tb"),
    "Tb": ("Tubagus", "Tb."),
    "Ratu": ("Rt.", "Hj. Ratu"),
    "Nur": ("Noer", "Nor"),
}

_WORD_GONE = 0.2
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Slips(Protocol):
    """An error model: what a wrong name, village or number looks like. What it returns may by chance be right."""

    def name(self, text: str, rng: Random) -> str:
        """A person's name, wrong."""

    def place(self, text: str, rng: Random) -> str:
        """A desa's or kecamatan's name, wrong."""

    def digits(self, text: str, rng: Random) -> str:
        """A number, wrong."""

    def day(self, day: date, rng: Random) -> date | None:
        """A date, wrong; None for one that this model never gets wrong."""


class OfficeSlips:
    """Slips as clerks make them: another spelling of the sound, a short form, a key beside, words joined or split."""

    def name(self, text: str, rng: Random) -> str:
        """See Slips."""
        first = text.split(" ", maxsplit=1)[0]
        if first in _SHORT and rng.random() < 0.45:
            return text.replace(first, rng.choice(_SHORT[first]), 1)
        if rng.random() < 0.55:
            return _respelt(text, rng)
        return self._typed(text, rng)

    def place(self, text: str, rng: Random) -> str:
        """See Slips."""
        u = rng.random()
        if u < 0.35:
            return _joined_or_split(text, rng)
        return _respelt(text, rng) if u < 0.6 else self._typed(text, rng)

    def digits(self, text: str, rng: Random) -> str:
        """See Slips."""
        at = rng.randrange(6, len(text))
        u = rng.random()
        if u < 0.35 and at + 1 < len(text):
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if u < 0.7:
            return text[:at] + str(rng.randrange(10)) + text[at + 1 :]
        return text[:at] + text[at + 1 :] if u < 0.9 else text[:at] + text[at] + text[at:]

    def day(self, day: date, rng: Random) -> date | None:  # noqa: ARG002 - it draws nothing
        """See Slips: day and month change places."""
        return day.replace(month=day.day, day=day.month) if day.day <= 12 else None

    def _typed(self, text: str, rng: Random) -> str:
        if len(text.strip()) < 2:
            return text
        at = rng.randrange(1, len(text))
        u = rng.random()
        if u < 0.3 and at + 1 < len(text):
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if u < 0.55:
            return text[:at] + text[at + 1 :]
        if u < 0.75:
            return text[:at] + text[at] + text[at:]
        return text[:at] + _beside(text[at], rng) + text[at + 1 :]


class RandomEdits:
    """One to three letters inserted, deleted, replaced or changed places anywhere, each as likely as the other.

    Now and then a whole word of a name is gone instead; a date is some days, months or years beside the right one.
    """

    def name(self, text: str, rng: Random) -> str:
        """See Slips."""
        words = text.split(" ")
        if len(words) > 1 and rng.random() < _WORD_GONE:
            del words[rng.randrange(len(words))]
            return " ".join(words)
        return self._edited(text, rng, "abcdefghijklmnopqrstuvwxyz")

    def place(self, text: str, rng: Random) -> str:
        """See Slips."""
        return self._edited(text, rng, "abcdefghijklmnopqrstuvwxyz")

    def digits(self, text: str, rng: Random) -> str:
        """See Slips."""
        return self._edited(text, rng, "0123456789")

    def day(self, day: date, rng: Random) -> date | None:
        """See Slips."""
        step = rng.choice((1, 1, 7, 30, 30, 365, 365, 3652))
        return day + timedelta(days=step * rng.choice((-1, 1)) * rng.randint(1, 3))

    def _edited(self, text: str, rng: Random, alphabet: str) -> str:
        for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
            at = rng.randrange(len(text)) if text else 0
            kind = rng.randrange(4)
            if kind == 0:
                text = text[:at] + rng.choice(alphabet) + text[at:]
            elif kind == 1 and len(text) > 3:
                text = text[:at] + text[at + 1 :]
            elif kind == 2:
                text = text[:at] + rng.choice(alphabet) + text[at + 1 :]
            else:
                text = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
        return text.strip() or "x"


def slips_of(model: ErrorModel) -> Slips:
    """The error model of that name."""
    return OfficeSlips() if model == "office" else RandomEdits()


def _respelt(text: str, rng: Random) -> str:
    for _ in range(6):
        old, new = rng.choice(_SPELLINGS)
        at = text.find(old, rng.randrange(1, max(2, len(text))))
        if at > 0:
            return text[:at] + new + text[at + len(old) :]
    return text


def _joined_or_split(text: str, rng: Random) -> str:
    if " " in text:
        return text.replace(" ", "", 1).capitalize() if rng.random() < 0.7 else text.replace(" ", "  ", 1)
    if len(text) < 7:
        return text + text[-1]
    at = rng.randrange(3, len(text) - 2)
    return f"{text[:at]} {text[at:].capitalize()}"


def _beside(letter: str, rng: Random) -> str:
    low = letter.lower()
    for row in _KEYS:
        at = row.find(low)
        if at >= 0:
            near = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
            found = rng.choice(near)
            return found if letter == low else found.upper()
    return letter
