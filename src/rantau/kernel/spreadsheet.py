"""Text that goes into a spreadsheet (sel yang aman): shown as it is, never run."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """The text as a spreadsheet will show it: one that would be run as a formula stands behind an apostrophe.

    Source: OWASP, CSV injection.
    """
    return "'" + text if text.startswith(FORMULA_STARTS) else text
