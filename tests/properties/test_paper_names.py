"""Any name comes onto the paper as it is, or is refused in words; no name is read as markup."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rantau.modules.letters import printing
from rantau.modules.letters.domain import Candidate, Content, Decided, Giver, Hold, Journey, Standing, gaps, plain_code
from rantau.platform.paper import Paper, UnprintableError

AREA = SimpleNamespace(code="36.04.05.2001", name="Uji", kind="desa", parent=SimpleNamespace(name="Uji Kecamatan"))
MARKUP = st.sampled_from(
    ["#", "$", "*", "_", "`", "<a>", "@a", "\\", "//", "[", "]", "= ", '#image("x")', "#eval(", "\n"]
)
NAMES = st.text(max_size=60) | st.lists(MARKUP, max_size=8).map("".join)


@pytest.fixture(autouse=True)
def _regency(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "home_regency", lambda: SimpleNamespace(name="Kabupaten Uji"))


def _row(kind: str, standing: Standing, decided: Decided) -> SimpleNamespace:
    return SimpleNamespace(
        kind=kind, outcome="ditunda", decided=decided, standing=standing, area=AREA, number="470/1",
        dated=date(2026, 3, 2), decided_at=datetime(2026, 3, 2, tzinfo=UTC),
    )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(name=NAMES, address=NAMES, kind=st.sampled_from(["izin_keluarga", "status_perkawinan"]), head=NAMES)
def test_any_name_is_printed_or_refused(name: str, address: str, kind: str, head: str) -> None:
    who, giver = Candidate(name, address=address, birth_place=name), Giver(head, "suami", address=address)
    content = Content(who, giver, Journey(employer=name), "A" * 20, "ABCDEFGH")
    decided = Decided(head, "Kepala Desa", address, (Hold(name, address),))
    for standing in (Standing.NUMBERED, Standing.POSTPONED):
        try:
            made = printing.letter_pdf(_row(kind, standing, decided), content, "https://rantau.uji", Paper.F4)
        except UnprintableError:
            continue
        assert made.startswith(b"%PDF")


@given(st.text(max_size=30))
def test_a_typed_code_is_a_code_or_nothing(typed: str) -> None:
    found = plain_code(typed)
    assert found == "" or len(found) == 8


@given(st.lists(st.integers(1, 300)))
def test_gaps_and_used_numbers_fill_the_book(used: list[int]) -> None:
    missing = {number for first, last in gaps(used) for number in range(first, last + 1)}
    assert not missing & set(used)
    assert missing | set(used) == set(range(min(used), max(used) + 1)) if used else not missing
