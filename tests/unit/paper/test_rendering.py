"""Does what is typed stay text on paper, and is a letter that no font has refused rather than printed as a box?"""

from __future__ import annotations

from pathlib import Path

import pytest

from rantau.platform.paper import Paper, UnprintableError, pictures, render
from rantau.platform.paper.rendering import ROOT

TEMPLATE = """#import "/platform/paper/sheet.typ": it, sheet
#show: sheet.with(title: it.title)
#it.name
"""


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A template beside the real ones, in a copy of the folder."""
    (tmp_path / "platform/paper").mkdir(parents=True)
    sheet = (ROOT / "platform/paper/sheet.typ").read_text(encoding="utf-8")
    (tmp_path / "platform/paper/sheet.typ").write_text(sheet, encoding="utf-8")
    (tmp_path / "coba.typ").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr("rantau.platform.paper.rendering.ROOT", tmp_path)
    return "coba.typ"


@pytest.mark.parametrize(
    "name", ['#eval("1")', "$ x $ *a* _b_ `c` <d> @e \\ //", '#image("/etc/passwd")', "= \n#include"]
)
def test_what_is_typed_is_never_markup(template: str, name: str):
    """Read as markup these would fail or look otherwise: the picture is that of the same letters as a value."""
    assert render(template, {"title": "Coba", "name": name}).startswith(b"%PDF")


@pytest.mark.parametrize("name", ["Siti Ma'rifah", "Ñandú Łukasz", "D’Arcy – Ōta", "سيتي", "a\x00b\u202ec"])
def test_odd_names_are_set(template: str, name: str):
    assert render(template, {"title": "Coba", "name": name}).startswith(b"%PDF")


@pytest.mark.parametrize("name", ["王小明", "😀"])
def test_what_no_font_has_is_refused_with_the_letters(template: str, name: str):
    with pytest.raises(UnprintableError, match=name[0]):
        render(template, {"title": "Coba – uji", "name": name})


def test_f4_is_larger_than_a4(template: str):
    values = {"title": "Coba", "name": "Siti"}
    a4, f4 = (_size(pictures(template, values, paper=paper, ppi=72)[0]) for paper in (Paper.A4, Paper.F4))
    assert (a4, f4) == ((595, 842), (609, 935))


def _size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG, from its head."""
    return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")
