"""Messy sheets -> typed rows and places, every problem named (penerimaan daftar). No Django, no database.

from rantau.engines.intake import load_place_index, read_list

places = load_place_index("36.04")
found = read_list(Path("register.xlsx"), places)
for row in found.rows: ...
"""

from rantau.engines.intake.columns import ColumnMeaning
from rantau.engines.intake.layout import Layout, Remembered, find_layout
from rantau.engines.intake.place_names import AreaName, area_names, name_key
from rantau.engines.intake.places import OUTSIDE, PlaceIndex, load_place_index
from rantau.engines.intake.problems import PROBLEMS, ProblemKind
from rantau.engines.intake.reading import (
    Batch,
    ListFile,
    propose_layouts,
    read_list,
    read_lists,
    stream_list,
)
from rantau.engines.intake.sheets import Statement
from rantau.engines.intake.types import Field, Kind, ListRow, PlaceMatch, Problem, Severity, Value

__all__ = [
    "OUTSIDE",
    "PROBLEMS",
    "AreaName",
    "Batch",
    "ColumnMeaning",
    "Field",
    "Kind",
    "Layout",
    "ListFile",
    "ListRow",
    "PlaceIndex",
    "PlaceMatch",
    "Problem",
    "ProblemKind",
    "Remembered",
    "Severity",
    "Statement",
    "Value",
    "area_names",
    "find_layout",
    "load_place_index",
    "name_key",
    "propose_layouts",
    "read_list",
    "read_lists",
    "stream_list",
]
