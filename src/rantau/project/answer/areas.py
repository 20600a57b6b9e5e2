"""Names of a regency's areas, without a database."""

from __future__ import annotations

from lokal import wilayah

from rantau.kernel.errors import RantauError


def area_names(regency: str) -> dict[str, str]:
    """Names by code: the regency, its kecamatan and its desa and kelurahan, in order of code."""
    found = wilayah.get_wilayah(regency)
    if found is None or found.level != 2:
        raise RantauError(
            f"Kode kabupaten/kota {regency} tidak dikenal. Contoh: 36.04 untuk Kabupaten Serang.", code="kode-wilayah"
        )
    names = {found.code: found.name}
    for district in wilayah.list_wilayah(found.code):
        names[district.code] = district.name
        names.update({village.code: village.name for village in wilayah.list_wilayah(district.code)})
    return dict(sorted(names.items()))
