"""What can be wrong with a plan or with a rule file, in words (galat)."""

from __future__ import annotations

from rantau.kernel.errors import Place, RantauError


class PlanError(RantauError):
    """A plan that cannot be read; `path` is the key, as in `documents[2].expires`."""

    code = "rencana-tidak-sah"

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        super().__init__(f"{path or 'rencana'}: {message}")


class RuleError(RantauError):
    """A rule file that says something impossible; names file and rule."""

    code = "aturan-tidak-sah"

    def __init__(self, file: str, rule: str, message: str) -> None:
        self.file = file
        self.rule = rule
        super().__init__(f"aturan “{rule}”: {message}" if rule else message, place=Place(file=file))
