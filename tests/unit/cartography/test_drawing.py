"""Is a map well-formed, safe, reachable by keyboard and read aloud in full?"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rantau.engines.cartography import (
    Legend,
    LegendEntry,
    Shape,
    State,
    TileCell,
    classify,
    draw_tiles,
    draw_true_map,
    ordered_grid,
)

SVG = "{http://www.w3.org/2000/svg}"
CODES = [f"36.04.{number:02d}" for number in range(5, 15)]


def square(x: float, y: float, side: float = 0.1) -> Shape:
    return [[[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]]]


SHAPES = {code: square(106 + index % 4 / 10, -6 - index // 4 / 10) for index, code in enumerate(CODES)}

cells = st.builds(
    TileCell,
    label=st.text(max_size=40),
    value=st.text(max_size=8),
    words=st.text(max_size=40),
    band=st.integers(0, 5),
    state=st.sampled_from(State),
    href=st.sampled_from(["", "/wilayah/36.04.05/", "?kec=1&x=2", "#desa", "https://example.org/?a=1&b=2"]),
)


def draw(kind: str, shown: dict[str, TileCell], **words: object) -> str:
    options = {"title": "Peta", "description": "Uraian", **words}
    if kind == "tiles":
        return draw_tiles(ordered_grid(CODES), shown, **options)  # type: ignore[arg-type]
    return draw_true_map(SHAPES, shown, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["tiles", "true"])
@given(data=st.data())
def test_any_text_gives_well_formed_and_harmless_markup(kind: str, data: st.DataObject) -> None:
    shown = data.draw(st.dictionaries(st.sampled_from(CODES), cells))
    legend = Legend(data.draw(st.text(max_size=30)), (LegendEntry(data.draw(st.text(max_size=30)), band=2),))
    html = draw(kind, shown, title=data.draw(st.text(max_size=30)), legend=legend)
    root = ElementTree.fromstring(html)
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {
        "figure", "svg", "title", "desc", "defs", "pattern", "rect", "path", "circle", "polygon", "a", "g", "text",
        "figcaption", "ul", "li",
    }  # fmt: skip
    attributes = {name for element in root.iter() for name in element.attrib}
    assert "style" not in attributes
    assert not [name for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("kind", ["tiles", "true"])
def test_each_area_is_a_link_with_a_full_name(kind: str) -> None:
    shown = {code: TileCell(f"Desa {code}", "3", "3 orang", 1, href=f"/wilayah/{code}/") for code in CODES}
    root = ElementTree.fromstring(draw(kind, shown))
    links = list(root.iter(f"{SVG}a"))
    assert {link.attrib["href"] for link in links} == {f"/wilayah/{code}/" for code in CODES}
    assert {link.attrib["aria-label"] for link in links} == {f"Desa {code}: 3 orang" for code in CODES}
    assert all("tabindex" not in link.attrib for link in links)


@pytest.mark.parametrize("kind", ["tiles", "true"])
def test_the_map_is_a_named_group_and_drawn_words_are_not_read_twice(kind: str) -> None:
    root = ElementTree.fromstring(draw(kind, {CODES[0]: TileCell("Pontang", "3", "3 orang", 1)}))
    svg = root.find(f"{SVG}svg")
    assert svg is not None
    assert svg.attrib["role"] == "group"
    texts = {element.attrib["id"]: element.text for element in svg.iter() if "id" in element.attrib}
    assert texts[svg.attrib["aria-labelledby"]] == "Peta"
    assert texts[svg.attrib["aria-describedby"]] == "Uraian"
    hidden = {text for group in svg.iter(f"{SVG}g") if group.get("aria-hidden") for text in group.iter(f"{SVG}text")}
    assert hidden == set(svg.iter(f"{SVG}text"))


@pytest.mark.parametrize("kind", ["tiles", "true"])
def test_an_area_without_address_is_an_image_and_one_without_cell_has_no_data(kind: str) -> None:
    root = ElementTree.fromstring(draw(kind, {CODES[0]: TileCell("Pontang", "3", "3 orang", 1)}))
    images = {element.attrib["aria-label"]: element for element in root.iter(f"{SVG}g") if element.get("role") == "img"}
    assert images["Pontang: 3 orang"].attrib["class"] == "rmap-area rmap-b1"
    assert images[f"{CODES[1]}: belum ada data"].attrib["class"] == "rmap-area rmap-no-data"


@pytest.mark.parametrize("kind", ["tiles", "true"])
def test_every_pattern_that_is_used_exists_and_two_maps_do_not_share_ids(kind: str) -> None:
    shown = {
        CODES[0]: TileCell("A", "1", "1 orang", 5, State.UNSURE),
        CODES[1]: TileCell("B", state=State.SUPPRESSED),
        CODES[2]: TileCell("C", state=State.NO_DATA),
    }
    legend = classify([1, 2]).legend("t", unit="orang", states=State)
    first, second = (draw(kind, shown, id_prefix=prefix, legend=legend) for prefix in ("kiri", "kanan"))
    used = set(re.findall(r"url\(#([^)]+)\)", first))
    ids = set(re.findall(r' id="([^"]+)"', first))
    assert {"kiri-unsure-b5", "kiri-suppressed", "kiri-no-data", "kiri-unsure-b0"} == used
    assert used <= ids
    assert not ids & set(re.findall(r' id="([^"]+)"', second))


def test_tab_follows_the_eye() -> None:
    shown = {code: TileCell(code, "1", "1", 1, href="/x/") for code in CODES}
    root = ElementTree.fromstring(draw("tiles", shown))
    assert [link.attrib["aria-label"][:8] for link in root.iter(f"{SVG}a")] == CODES


@pytest.mark.parametrize(
    ("cell", "spoken"),
    [
        (TileCell("Pontang", "123", "123 orang", 3), "Pontang: 123 orang"),
        (TileCell("Pontang", "123", "123 orang", 3, State.UNSURE), "Pontang: 123 orang, urutan belum pasti"),
        (TileCell("Petir", state=State.NIL), "Petir: nihil (dilaporkan tidak ada)"),
        (TileCell("Petir", state=State.NO_DATA), "Petir: belum ada data"),
        (TileCell("Petir", state=State.SUPPRESSED), "Petir: disembunyikan karena terlalu kecil"),
    ],
)
def test_states_are_told_in_words(cell: TileCell, spoken: str) -> None:
    assert cell.spoken == spoken


def test_a_suppressed_value_is_nowhere_in_the_markup() -> None:
    html = draw("tiles", {CODES[0]: TileCell("Petir", "4711", state=State.SUPPRESSED)})
    assert "4711" not in html


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", " javascript:x", "vbscript:x", "\x01j"])
def test_unsafe_addresses_are_refused(href: str) -> None:
    with pytest.raises(ValueError, match="address"):
        TileCell("A", "1", "1", 1, href=href)


@pytest.mark.parametrize("band", [None, -1, 6])
def test_a_value_needs_a_band(band: int | None) -> None:
    with pytest.raises(ValueError, match="band"):
        TileCell("A", "1", "1", band)


def test_a_prefix_must_be_a_name() -> None:
    with pytest.raises(ValueError, match="prefix"):
        draw("tiles", {}, id_prefix='x" onload="')


def test_empty_maps_are_still_maps() -> None:
    assert ElementTree.fromstring(draw_tiles(ordered_grid([]), {}, title="t", description="d")) is not None
    assert ElementTree.fromstring(draw_true_map({}, {}, title="t", description="d")) is not None
