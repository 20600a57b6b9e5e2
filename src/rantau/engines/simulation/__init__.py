"""A regency with known truth (simulasi): persons, journeys and the lists that offices would keep of them.

For the demo, tests and benchmarks. Everything but the places is invented; `simulate` draws, `write` makes the files.
"""

from rantau.engines.simulation.flat import write_flat
from rantau.engines.simulation.parameters import PRACTICE, PRESETS, SMALL, Parameters
from rantau.engines.simulation.regency import Regency, simulate
from rantau.engines.simulation.writing import write

__all__ = ["PRACTICE", "PRESETS", "SMALL", "Parameters", "Regency", "simulate", "write", "write_flat"]
