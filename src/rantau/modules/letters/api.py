"""The door of letters: what other modules and the command line may import."""

from rantau.modules.letters.actions import (
    decide_letter,
    number_letter,
    open_for_print,
    prepare_letter,
    withdraw_letter,
)
from rantau.modules.letters.domain import Kind, LetterLine, Number, Outcome, Prepared, Standing, gaps, require_number
from rantau.modules.letters.queries import as_line, letters, letters_of

__all__ = [
    "Kind",
    "LetterLine",
    "Number",
    "Outcome",
    "Prepared",
    "Standing",
    "as_line",
    "decide_letter",
    "gaps",
    "letters",
    "letters_of",
    "number_letter",
    "open_for_print",
    "prepare_letter",
    "require_number",
    "withdraw_letter",
]
