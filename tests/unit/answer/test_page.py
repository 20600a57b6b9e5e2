"""Is answer.html one page that stands alone, says no more than it may, and reads as html?"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from tests.unit.answer.conftest import Answered, read_table

VOID = {"meta", "br", "link", "img", "input", "hr"}
FORBIDDEN = re.compile(r"\b(?:ilegal|korban|pelaku)\b", re.IGNORECASE)


class Outline(HTMLParser):
    """Elements in order, what is open, ids, and everything that points somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.points: list[str] = []
        self.tags: Counter[str] = Counter()
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            if name in {"href", "xlink:href"}:
                self.points.append(value or "")
            if name in {"src", "srcset", "data", "action", "poster", "style"} or name.startswith("on"):
                self.loads.append(f"{tag} {name}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> at line {self.getpos()[0]}"


@pytest.fixture(scope="module")
def page(answered: Answered) -> str:
    return (answered.out / "answer.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    seen = Outline()
    seen.feed(page)
    seen.close()
    return seen


def test_well_formed(outline: Outline) -> None:
    assert outline.open == []
    assert [name for name, times in outline.ids.items() if times > 1] == []
    assert outline.tags["h1"] == outline.tags["main"] == 1


def test_stands_alone(page: str, outline: Outline) -> None:
    assert outline.tags["script"] == outline.tags["link"] == outline.tags["iframe"] == outline.tags["img"] == 0
    assert outline.loads == []
    assert [target for target in outline.points if not target.startswith("#")] == []
    assert not re.search(r"@import|url\(\s*[\"']?(?!#)", page)


def test_every_link_leads_somewhere(outline: Outline) -> None:
    assert {target[1:] for target in outline.points} - set(outline.ids) == set()


def test_holds_nobody(page: str, answered: Answered) -> None:
    """No NIK, and no name of two words or more that stands in a row of the lists."""
    assert re.findall(r"\d{13,}", page) == []
    text = page.casefold()
    written = {row["name_written"].strip().casefold() for row in read_table(answered.truth / "rows.csv")}
    names = {name for name in written if " " in name}
    assert len(names) > 20
    assert [name for name in names if name in text] == []


def test_words_about_people_are_kind(page: str) -> None:
    assert FORBIDDEN.findall(page) == []


def test_numbers_are_those_of_the_estimates(page: str, answered: Answered) -> None:
    counts = {(line["area_code"], line["measure"]): line["estimate"] for line in answered.table("estimates.csv")}
    assert f'<b class="big">{counts["36.04", "all_total"]}</b>' in page
    for year in (2023, 2024, 2025):
        assert f"<span>{year}</span>" in page
        assert f"<b>{counts['36.04', f'all_{year}']}</b>" in page


def test_silence_is_not_zero(page: str, answered: Answered) -> None:
    """A desa that said nothing and is on no list shows a dash, and the page says what that means."""
    spoken = {row["area_code"] for row in answered.table("reconciliation.csv") if row["list"] == "register_desa"
              and row["statement"] in {"", "nihil"}}  # fmt: skip
    counts = {line["area_code"]: line["estimate"] for line in answered.table("estimates.csv")
              if line["measure"] == "all_total" and line["area_code"].count(".") == 3}  # fmt: skip
    unknown = [code for code, count in counts.items() if count == "0" and code not in spoken]
    assert unknown
    assert page.count('<td class="n">–</td>') >= 6 * len(unknown)
    assert "belum diketahui, bukan nol" in page


def test_a_silent_kecamatan_is_not_read_aloud_as_zero(page: str) -> None:
    assert re.search(r'aria-label="[^"]+: belum ada data"', page)
    assert not re.search(r'rmap-no-data[^>]*aria-label="[^"]*0 orang"', page)


def test_mostly_silent_kecamatan_are_hatched_and_explained(page: str) -> None:
    assert "rmap-unsure" in page
    assert "Bergaris: separuh desanya atau lebih" in page
