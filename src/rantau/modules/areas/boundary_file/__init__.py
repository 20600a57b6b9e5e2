"""Reading a regency's boundary file (berkas batas wilayah): limits, shapes, matching to codes. No Django."""

from rantau.modules.areas.boundary_file.geometry import CheckedShape, check_shape, overlapping, simplified
from rantau.modules.areas.boundary_file.matching import Matched, Matcher
from rantau.modules.areas.boundary_file.reading import Feature, read_features

__all__ = [
    "CheckedShape",
    "Feature",
    "Matched",
    "Matcher",
    "check_shape",
    "overlapping",
    "read_features",
    "simplified",
]
