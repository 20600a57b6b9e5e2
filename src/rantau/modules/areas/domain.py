"""Areas (wilayah): values and rules."""

from __future__ import annotations

from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("areas.import_boundaries", "Memasukkan batas wilayah"),
    Permission("areas.import_population", "Memasukkan jumlah penduduk"),
)
