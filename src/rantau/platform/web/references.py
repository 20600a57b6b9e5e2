"""Reference numbers (nomor rujukan): the same on the page of an error and in its line of the log, and nothing else.

Who asks for help says the number; the administrator finds what happened without anybody saying who she is.
"""

from __future__ import annotations

import secrets

from django.http import HttpRequest

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that are mistaken for others when they are read aloud or copied by hand."""
_KEPT_AS = "_rantau_reference"


def reference_of(request: HttpRequest) -> str:
    """The number of this request, as "K7QF-3M2P"; made when it is first asked for."""
    known = getattr(request, _KEPT_AS, None)
    if known is None:
        drawn = "".join(secrets.choice(_LETTERS) for _ in range(8))
        known = f"{drawn[:4]}-{drawn[4:]}"
        setattr(request, _KEPT_AS, known)
    return str(known)
