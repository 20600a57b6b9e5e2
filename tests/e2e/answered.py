"""A small answer behind the site: two registers, a placement list, one desa that says nihil, published totals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.linked import bring_in, linked, linker
from tests.unit.sources.books import register_row

from rantau.modules.insight.api import COMPUTER, refresh
from rantau.modules.people.api import Linked
from rantau.modules.sources.api import install_known_totals
from rantau.platform.access.actor import system_actor

PONTANG, KELAPIAN = "36.04.12.2001", "36.04.12.2006"
DOMAS = "36.04.12.2009"
"""Has handed in nothing."""
WANAYASA = "36.04.12.2012"
"""Says nihil."""

__all__ = ["DOMAS", "KELAPIAN", "PONTANG", "WANAYASA", "answered", "bring_in", "linked", "linker"]


@pytest.fixture
def answered(linked: Linked, bring_in: Callable[..., int], regency: str) -> None:
    """Everything imported, linked and computed through the real verbs."""
    bring_in(
        "lama.xlsx",
        [
            register_row(3, "Rohman Hidayat", **{"Tahun Berangkat": 2023}),
            register_row(4, "Hikmah Rosita", **{"Tahun Berangkat": 2025, "L/P": "P"}),
        ],
    )
    bring_in("nihil.xlsx", [["NIHIL"]], title="BUKU REGISTER PEKERJA MIGRAN DESA WANAYASA KECAMATAN PONTANG")
    install_known_totals(by=system_actor("uji", frozenset({"sources.enter_totals"}), regency))
    refresh(by=system_actor("uji", COMPUTER, regency))
