"""What can be wrong with a plan or with a rule file, in words (galat)."""

from __future__ import annotations

from rantau.kernel.errors import InvalidValueError, Place, RantauError


class PlanError(InvalidValueError):
    """A plan that cannot be read; the message begins with the key, as in `documents[2].expires`."""

    code = "rencana-tidak-sah"


class RuleError(RantauError):
    """A rule file that says something impossible; names file and rule."""

    code = "aturan-tidak-sah"

    def __init__(self, file: str, rule: str, message: str) -> None:
        self.file = file
        self.rule = rule
        super().__init__(f"aturan “{rule}”: {message}" if rule else message, place=Place(file=file))
