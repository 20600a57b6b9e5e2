"""Kinds of sensitive steps (jenis langkah): who asks, who approves, how long it holds.

They are registered in AppConfig.ready().
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise

Words = str | Promise
PART = "approval.take_part"
"""Whoever may ask for or approve any kind also holds PART there: it opens the page and the rows."""


def _nobody(subject: str) -> int | None:  # noqa: ARG001 - most steps are about a thing, not about an account
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of step that needs two people.

    `ask` and `approve` are permissions, asked in the area of the request. `lifetime` runs from the asking to the use.
    `check` says what the approver must have done before saying yes; she confirms it. `next_step` says what happens
    after the yes. `concerns` gives the account that a subject is about: it may neither ask nor approve.
    """

    name: str
    label: Words
    ask: str
    approve: str
    lifetime: timedelta
    check: Words
    next_step: Words
    describe: Callable[[str], str] = str
    """A subject in words."""
    concerns: Callable[[str], int | None] = _nobody
    door: Callable[[str, int], str] | None = None
    """Address at which an approved step is taken, by its subject and the number of the request, for whoever may
    approve; None where there is no page."""
    by_asker: bool = False
    """Whether who asked takes the approved step, instead of who approved it."""
    for_second: Callable[[int], Words] | None = None
    """What who approved a request alone is told, by its number."""
    for_asker: Callable[[int], Words] | None = None
    """What the asker alone is told about her request, by its number."""
    subjects: Sequence[tuple[str, Words]] = ()
    """What can be asked for on the page of approvals itself."""
    page: str = ""
    """Name of the address where a module itself lets people ask."""


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known; the same again is no harm."""
    for kind in kinds:
        _kinds[kind.name] = kind


def kind_of(name: str) -> Kind:
    """A kind by its name. Raises LookupError for one that nobody registered: a mistake in the code."""
    return _kinds[name]


def all_kinds() -> tuple[Kind, ...]:
    """All kinds in the order of their registration."""
    return tuple(_kinds.values())
