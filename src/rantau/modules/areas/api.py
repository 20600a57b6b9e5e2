"""The door of areas: what other modules may import."""

from rantau.modules.areas.actions import import_boundaries, import_population, install_regency, record_code_change
from rantau.modules.areas.domain import (
    AreaRef,
    BoundariesImported,
    CodeChanged,
    Denominator,
    PopulationImported,
    RefusedRowsError,
    RegencyInstalled,
    rate,
)
from rantau.modules.areas.models import Area, Level
from rantau.modules.areas.queries import (
    area,
    areas,
    boundary_credits,
    current_code,
    home_regency,
    place_name,
    place_names,
    populations,
    reference,
    shapes,
)

__all__ = [
    "Area",
    "AreaRef",
    "BoundariesImported",
    "CodeChanged",
    "Denominator",
    "Level",
    "PopulationImported",
    "RefusedRowsError",
    "RegencyInstalled",
    "area",
    "areas",
    "boundary_credits",
    "current_code",
    "home_regency",
    "import_boundaries",
    "import_population",
    "install_regency",
    "place_name",
    "place_names",
    "populations",
    "rate",
    "record_code_change",
    "reference",
    "shapes",
]
