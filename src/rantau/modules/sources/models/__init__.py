"""Sources (daftar): who handed in what, the rows as they came, and what was found on the way.

What identifies a person and every free text is sealed; the columns that the database reads are what linkage, search
and counting need.
"""

from rantau.modules.sources.models.hand_ins import Batch, Sheet, Source, SourceFile, Statement
from rantau.modules.sources.models.remembered import LONGEST_KEY, ColumnMapping, PlaceAnswer, PublishedTotal
from rantau.modules.sources.models.rows import Row, RowProblem

__all__ = [
    "LONGEST_KEY",
    "Batch",
    "ColumnMapping",
    "PlaceAnswer",
    "PublishedTotal",
    "Row",
    "RowProblem",
    "Sheet",
    "Source",
    "SourceFile",
    "Statement",
]
