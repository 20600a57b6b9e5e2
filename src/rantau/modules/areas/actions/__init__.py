"""The verbs of areas: install a regency's codes, import boundaries and population, record a change of code, numbers."""

from rantau.modules.areas.actions.boundaries import import_boundaries
from rantau.modules.areas.actions.codes import install_regency, record_code_change
from rantau.modules.areas.actions.contacts import end_contact, keep_contact
from rantau.modules.areas.actions.population import import_population

__all__ = [
    "end_contact",
    "import_boundaries",
    "import_population",
    "install_regency",
    "keep_contact",
    "record_code_change",
]
