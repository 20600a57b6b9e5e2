"""Safe reading of spreadsheet files: a file -> its sheets -> their rows of cells (pembaca berkas)."""

from rantau.engines.intake.reader.book import Book, Sheet, open_book
from rantau.engines.intake.reader.limits import Limits

__all__ = ["Book", "Limits", "Sheet", "open_book"]
