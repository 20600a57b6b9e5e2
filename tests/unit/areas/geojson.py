"""Boundary files for tests: small squares where an area would be."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Ring = list[list[float]]


def square(x: float = 106.0, y: float = -6.0, side: float = 0.1) -> Ring:
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def feature(properties: Mapping[str, Any], ring: Any = None, *, kind: str = "Polygon", coordinates: Any = None) -> Any:
    if coordinates is None:
        coordinates = [ring or square()]
    return {"type": "Feature", "properties": dict(properties), "geometry": {"type": kind, "coordinates": coordinates}}


def write(folder: Path, features: Sequence[Any], **more: Any) -> Path:
    path = folder / "batas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **more}), encoding="utf-8")
    return path
