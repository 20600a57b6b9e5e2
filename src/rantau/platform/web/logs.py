"""Logs without people (log): numbers of a person and what a database quotes are masked; addresses lose their query."""

from __future__ import annotations

import logging
import re

_QUERY = re.compile(r"\?[^\s\"']+")
# They mask too much rather than too little. audit/personal.py, which refuses a verb, must let codes and counts pass.
_LONG_NUMBER = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")
_PHONE = re.compile(r"(?<![\w.])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,12}(?!\d)")
_PASSPORT = re.compile(r"\b[A-Z]{1,2}\d{6,7}\b")
MASK = "[disamarkan]"
_FROM_DATABASE = (
    # PostgreSQL explains an error with the row or the value: a name, an address.
    (re.compile(r"^(DETAIL|CONTEXT|QUERY|LINE \d+|WHERE): .*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL), rf"\1: {MASK}"),
    (re.compile(r'^((?:psycopg\.errors|django\.db\.utils)\.\w+: .*: )".*"$', re.MULTILINE), rf"\1{MASK}"),
)


def masked(text: str) -> str:
    """The text without query strings, numbers of 16 digits, telephone and passport numbers, and database quotes."""
    for pattern, instead in (*_FROM_DATABASE, (_QUERY, "?…"), (_LONG_NUMBER, MASK), (_PHONE, MASK), (_PASSPORT, MASK)):
        text = pattern.sub(instead, text)
    return text


class MaskedFormatter(logging.Formatter):
    """Masks the finished line, so that arguments and tracebacks are masked, too."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the traceback where there is one."""
        return masked(super().format(record))
