"""What must never stand in the trace: numbers and addresses of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Numbers: narrower than what web/logs.py masks. Here a false alarm stops a verb, there it only hides a number.
_GAP = r"[ .-]?"
_NIK = (
    r"[1-9]" + rf"(?:{_GAP}\d){{5}}{_GAP}"
    rf"(?:0{_GAP}[1-9]|[1256]{_GAP}\d|3{_GAP}[01]|4{_GAP}[1-9]|7{_GAP}[01]){_GAP}(?:0{_GAP}[1-9]|1{_GAP}[0-2])"
    rf"(?:{_GAP}\d){{6}}"
)
_PHONE = rf"(?:\+?62|0){_GAP}8(?:{_GAP}\d){{7,11}}"
_EMAIL = r"[^\s@]+@[^\s@]+\.[^\s@]+"
_PERSONAL = re.compile(rf"(?<![\w])(?:{_NIK}|{_PHONE})(?!\w)|{_EMAIL}")


class PersonalValueError(ValueError):
    """A verb would have written a value of a person into the trace: a fault of the program, so nothing is done."""


def refuse_personal(action: str, *values: object) -> None:
    """Raise PersonalValueError where a text or number looks like a NIK, a phone number or an e-mail address."""
    if any(_PERSONAL.search(text) for value in values for text in _texts(value)):
        message = f"audit event {action}: a value looks like a NIK, a phone number or an e-mail address"
        raise PersonalValueError(message)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield str(name)
            yield from _texts(inside)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for inside in value:
            yield from _texts(inside)
    elif value is not None:
        yield str(value)
