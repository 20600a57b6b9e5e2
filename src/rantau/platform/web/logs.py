"""Logs without people (log): numbers of a person and what a database quotes are masked; addresses lose what was typed.

One record is one line; a traceback below it is marked, so that nothing that somebody typed looks like a line of ours.
"""

from __future__ import annotations

import logging
import re

from django.http import HttpRequest

from rantau.platform.web.references import reference_of

_QUERY = re.compile(r"\?[^\s\"']+")
# They mask too much rather than too little. audit/personal.py, which refuses a verb, must let codes and counts pass.
_LONG_NUMBER = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")
_PHONE = re.compile(r"(?<![\w.])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,12}(?!\d)")
_PASSPORT = re.compile(r"\b[A-Z]{1,2}\d{6,7}\b")
_TOKEN = re.compile(r"(?<=/)[0-9A-Za-z_-]{20,}(?=[/\s\"',]|$)")
"""A long part of an address is a secret on somebody's paper."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
MASK = "[disamarkan]"
_FROM_DATABASE = (
    # PostgreSQL explains an error with the row or the value: a name, an address.
    (re.compile(r"^(DETAIL|CONTEXT|QUERY|LINE \d+|WHERE): .*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL), rf"\1: {MASK}"),
    (re.compile(r'^((?:psycopg\.errors|django\.db\.utils)\.\w+: .*: )".*"$', re.MULTILINE), rf"\1{MASK}"),
)
BELOW = "  | "
"""Before every further line of a record."""
UNKNOWN_ADDRESS = "(alamat tidak dikenal)"


def masked(text: str) -> str:
    """The text without query strings, secrets in addresses, numbers of people, and what the database quotes."""
    plain = ((_QUERY, "?…"), (_TOKEN, MASK), (_LONG_NUMBER, MASK), (_PHONE, MASK), (_PASSPORT, MASK))
    for pattern, instead in (*_FROM_DATABASE, *plain):
        text = pattern.sub(instead, text)
    return text


class MaskedFormatter(logging.Formatter):
    """Masks the finished line, so that arguments and tracebacks are masked, too."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, with the reference number of its request where it has one, and below it the traceback."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            record = _of_request(record, request)
        first, *below = masked(super().format(record)).splitlines() or [""]
        return "\n".join([first, *(BELOW + line for line in below)])

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """The line itself: a break that somebody typed is shown as what it is."""
        return _CONTROL.sub(lambda found: ascii(found.group())[1:-1], masked(super().formatMessage(record)))


def _of_request(record: logging.LogRecord, request: HttpRequest) -> logging.LogRecord:
    """Another record that says the pattern of the address instead of what was typed, and ends with the number."""
    found = request.resolver_match
    route = f"/{found.route}" if found is not None else UNKNOWN_ADDRESS
    typed = (request.path, request.path.encode("unicode_escape").decode("ascii"))
    given = record.args if isinstance(record.args, tuple) else ()
    said = record.msg % tuple(route if each in typed else each for each in given) if given else record.getMessage()
    return logging.makeLogRecord(record.__dict__ | {"msg": f"{said} [rujukan {reference_of(request)}]", "args": None})
