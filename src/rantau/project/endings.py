"""Signals that end a program (sinyal pengakhir): what it holds is let go of first, instead of being left running."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ENDINGS = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Within it such a signal leaves by way of every `finally`. Only the main thread may say so; others go on as is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {ending: signal.signal(ending, _leave) for ending in _ENDINGS}
    try:
        yield
    finally:
        for ending, former in before.items():
            signal.signal(ending, former)


def _leave(number: int, _frame: object) -> None:
    sys.exit(128 + number)
