"""Many areas at once (banyak wilayah): numbers and ranks of all areas from one model of all lists.

from rantau.engines.estimation.areas import answer_areas, read_areas

answer_areas(read_areas({"lists": [...], "areas": [{"area": "36.04.05", "histories": {...}}, ...]}))
"""

from rantau.engines.estimation.areas.answering import AreaEstimate, AreasAnswer, answer_areas
from rantau.engines.estimation.areas.model import AreaModel
from rantau.engines.estimation.areas.reading import areas_json, read_areas
from rantau.engines.estimation.areas.tables import AreaTables, AreaTablesError, Stratum

__all__ = [
    "AreaEstimate",
    "AreaModel",
    "AreaTables",
    "AreaTablesError",
    "AreasAnswer",
    "Stratum",
    "answer_areas",
    "areas_json",
    "read_areas",
]
