"""Small areas (wilayah kecil): estimates of one area made steadier by the others.

`fay_herriot` for direct estimates with known errors, `bym2` for counts on a map.
"""

from rantau.engines.estimation.small_area.bym2 import Bym2, bym2
from rantau.engines.estimation.small_area.fay_herriot import FayHerriot, Method, fay_herriot
from rantau.engines.estimation.small_area.reading import (
    AreaCounts,
    DirectEstimates,
    SmallAreaError,
    read_counts,
    read_direct,
)
from rantau.engines.estimation.small_area.writing import counts_json, direct_json

__all__ = [
    "AreaCounts",
    "Bym2",
    "DirectEstimates",
    "FayHerriot",
    "Method",
    "SmallAreaError",
    "bym2",
    "counts_json",
    "direct_json",
    "fay_herriot",
    "read_counts",
    "read_direct",
]
