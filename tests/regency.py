"""The areas of a real regency, for tests: written straight into the table, as quick as can be."""

from __future__ import annotations

from functools import cache

from lokal import wilayah

from rantau.modules.areas.api import Area


@cache
def _published(code: str) -> tuple[wilayah.Wilayah, ...]:
    """A regency, its kecamatan and their desa as published, outermost first."""
    regency = wilayah.get_wilayah(code)
    districts = list(wilayah.list_wilayah(code))
    villages = [village for district in districts for village in wilayah.list_wilayah(district.code)]
    return (regency, *districts, *villages)


def place_areas(code: str) -> None:
    """Put a regency with all its kecamatan and desa into the database; what is there of it stays as it is."""
    Area.objects.bulk_create(
        [
            Area(
                code=area.code,
                name=area.name,
                level=area.level,
                kind=area.type,
                parent_id=area.code.rpartition(".")[0] if area.level > 2 else None,
            )
            for area in _published(code)
        ],
        ignore_conflicts=True,
    )
