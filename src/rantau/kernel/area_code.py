"""Area code of the Ministry of Home Affairs (kode wilayah Kemendagri): 36, 36.04, 36.04.12, 36.04.12.2006."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rantau.kernel.errors import InvalidValueError

_LENGTHS = (2, 4, 6, 10)
_DOTTED = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?")


class AreaLevel(StrEnum):
    """Level of an area (tingkat wilayah)."""

    PROVINCE = "provinsi"
    REGENCY = "kabupaten"
    DISTRICT = "kecamatan"
    VILLAGE = "desa"


_LEVEL_BY_PARTS = (AreaLevel.PROVINCE, AreaLevel.REGENCY, AreaLevel.DISTRICT, AreaLevel.VILLAGE)


@dataclass(frozen=True, slots=True, order=True)
class AreaCode:
    """A code in its dotted form. Sorting puts an area before the areas inside it."""

    value: str

    def __post_init__(self) -> None:
        if not _DOTTED.fullmatch(self.value):
            message = f"“{self.value}” bukan kode wilayah; contoh yang benar: 36.04.12.2006."
            raise InvalidValueError(message, code="kode-wilayah-tidak-sah")

    @classmethod
    def parse(cls, text: str) -> AreaCode:
        """Code from a dotted or undotted text ("36.04.12.2006", "3604122006"). Raises InvalidValueError."""
        cleaned = text.strip().replace("\xa0", "")
        if cleaned.isascii() and cleaned.isdigit() and len(cleaned) in _LENGTHS:
            cuts = [cleaned[:2], cleaned[2:4], cleaned[4:6], cleaned[6:]]
            cleaned = ".".join(cut for cut in cuts if cut)
        return cls(cleaned)

    def __str__(self) -> str:
        return self.value

    @property
    def level(self) -> AreaLevel:
        return _LEVEL_BY_PARTS[self.value.count(".")]

    @property
    def digits(self) -> str:
        return self.value.replace(".", "")

    @property
    def parent(self) -> AreaCode | None:
        """The area around this one; None for a province."""
        head, dot, _ = self.value.rpartition(".")
        return AreaCode(head) if dot else None

    @property
    def is_urban(self) -> bool:
        """True for a kelurahan (its last part starts with 1), False for a desa and every higher level."""
        return self.level is AreaLevel.VILLAGE and self.value[9] == "1"

    def at(self, level: AreaLevel) -> AreaCode:
        """This code cut to a level that is not below it. Raises InvalidValueError otherwise."""
        parts = self.value.split(".")
        wanted = _LEVEL_BY_PARTS.index(level) + 1
        if wanted > len(parts):
            message = f"Kode {self.value} tidak memuat tingkat {level}."
            raise InvalidValueError(message, code="kode-wilayah-tidak-sah")
        return AreaCode(".".join(parts[:wanted]))

    def contains(self, other: AreaCode) -> bool:
        """True when `other` is this area or lies inside it."""
        return other.value == self.value or other.value.startswith(self.value + ".")
