"""Findings (temuan): the same sentences for the page, for Hari ini and for `rantau check`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import Error
from django.utils.module_loading import import_string

from rantau.kernel.errors import RantauError


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, and what to do. `grave` must be mended; the rest should be known."""

    text: str
    grave: bool = True


Source = Callable[[], Iterable[Finding]]


def findings() -> list[Finding]:
    """Everything that was found, the grave first; empty when all is well. A source that fails is a finding itself."""
    found = [one for source in import_string(settings.HEALTH_SOURCES) for one in _asked(source)]
    return sorted(dict.fromkeys(found), key=lambda finding: not finding.grave)


def _asked(source: Source) -> list[Finding]:
    try:
        return list(source())
    except RantauError as error:
        return [Finding(str(error))]
    except Error as error:
        reason = str(error).strip().splitlines()[:1] or [type(error).__name__]
        return [Finding(f"Basis data tidak dapat dihubungi: {reason[0]}")]
