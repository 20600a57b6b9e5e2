"""What gunicorn says of itself, as inert as our own log: no address, no header of a visitor (log gunicorn)."""

from __future__ import annotations

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

from rantau.platform.web.logs import MASK, MaskedFormatter

_QUOTED = re.compile(r"^Invalid request from ip=.*", re.DOTALL)


class MaskedLogger(Logger):  # type: ignore[misc]
    """Through our mask; of a request that could not be read neither whence it came nor what it asked for."""

    def setup(self, cfg: Any) -> None:
        """Gunicorn's own handlers, with another formatter."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(_Formatter(self.error_fmt, self.datefmt))


class _Formatter(MaskedFormatter):
    def format(self, record: logging.LogRecord) -> str:
        said = _QUOTED.sub(f"Invalid request: {MASK}", record.getMessage())
        return super().format(logging.makeLogRecord(record.__dict__ | {"msg": said, "args": None}))
