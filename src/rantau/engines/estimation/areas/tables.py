"""Tables of many areas at once: who stands on which lists, stratum by stratum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rantau.kernel.errors import RantauError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class AreaTablesError(RantauError):
    """Tables of areas that cannot be used; the message says why."""

    code = "tabel-wilayah-keliru"


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of an area where the same lists were kept.

    `counts` (2**L,) by history as in `ListTable`, entry 0 unused. `absent` are the lists (positions) that were not
    kept here, such as the register of a village that handed in nothing: they hold nobody, which says nothing.
    """

    area: str
    counts: Ints
    absent: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaTables:
    """All strata of a region.

    `unobserved` are histories that do not make somebody one of those counted, such as standing only on a list of
    intentions; people with them are part of the answer, but their number is not known.
    """

    lists: tuple[str, ...]
    strata: tuple[Stratum, ...]
    unobserved: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if len(self.lists) < 2:
            raise AreaTablesError("Perlu paling sedikit dua daftar.")
        if not self.strata:
            raise AreaTablesError("Tidak ada satu wilayah pun.")
        if any(len(stratum.counts) != 2 ** len(self.lists) for stratum in self.strata):
            raise AreaTablesError("Setiap wilayah harus berisi semua riwayat.")

    @property
    def areas(self) -> tuple[str, ...]:
        """Areas, sorted."""
        return tuple(sorted({stratum.area for stratum in self.strata}))

    def seen(self, stratum: Stratum) -> int:
        """People of a stratum who are known to be among those counted."""
        return int(stratum.counts[list(self.observed(stratum.absent))].sum())

    def observed(self, absent: tuple[int, ...]) -> tuple[int, ...]:
        """Histories that can be seen where some lists are absent."""
        never = sum(1 << position for position in absent)
        return tuple(
            cell for cell in range(1, 2 ** len(self.lists)) if not cell & never and cell not in self.unobserved
        )
