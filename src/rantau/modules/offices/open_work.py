"""What is open in a village on a day (pekerjaan terbuka), as counts: what a hand-over record says, without names.

A module registers in its AppConfig.ready(); offices knows none of them. A source looks with its own permission
(`checking_everywhere`), so that who hands over learns the number and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils import translation

Source = Callable[[str], Iterable[tuple[str, int]]]
_sources: list[Source] = []


def register_open_work(source: Source) -> None:
    """Add a source: area code -> pairs of words and a number, in a constant number of queries."""
    if source not in _sources:
        _sources.append(source)


def open_work(area_code: str) -> list[tuple[str, int]]:
    """All that is open in a village, in words of the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        return [line for source in _sources for line in source(area_code)]
