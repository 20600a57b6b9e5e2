"""Does the crawl know one page from another, follow what a role reaches, and weigh what came over the line?"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from rantau.project.bench.pages.crawling import FIRST_KB, NEXT_KB, Looked, pattern_of
from rantau.project.bench.pages.looking import Weights


@pytest.mark.parametrize(
    ("path", "pattern"),
    [("/", "home"), ("/surat/7/", "letters:letter"), ("/surat/8/", "letters:letter"), ("/bukan/halaman", "")],
)
def test_a_pattern_is_one_kind_of_page(path: str, pattern: str) -> None:
    assert pattern_of(path) == pattern


@pytest.mark.parametrize(("first", "following", "heavy"), [(FIRST_KB, NEXT_KB, False), (61, 1, True), (20, 16, True)])
def test_what_is_too_heavy(first: float, following: float, heavy: bool) -> None:
    assert Looked("peran", "home", "/", 200, first, following, ()).heavy is heavy


def test_a_file_weighs_at_every_first_view_and_a_photo_never() -> None:
    def asked(url: str, kind: str, size: int) -> SimpleNamespace:
        return SimpleNamespace(url=url, resource_type=kind, sizes=lambda: {"responseBodySize": size})

    weights = Weights()
    weights.asked = [asked("/", "document", 2048), asked("/a.css", "stylesheet", 1024), asked("/f.jpg", "image", 9999)]
    assert weights.take() == (3.0, 2.0)
    weights.asked = [asked("/", "document", 1024), asked("/a.css", "stylesheet", 0)]
    assert weights.take() == (2.0, 1.0), "the browser keeps the file; another's first view does not"
