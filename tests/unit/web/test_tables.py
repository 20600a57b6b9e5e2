"""Tables, sorting and paging from the address, and how values are written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from rantau.kernel.partial_date import PartialDate
from rantau.platform.web.components import Cell, Column, Empty, Table
from rantau.platform.web.tables import address_with, page_of, sort_of
from rantau.platform.web.templatetags.rantau import masked, number, plain_date

COLUMNS = (Column("nama", "Nama", sortable=True), Column("jumlah", "Jumlah", numeric=True, sortable=True))


def shown(table: Table, address: str = "/jawaban/?tahun=2024&hal=3") -> str:
    context = Context({"request": RequestFactory().get(address), "table": table})
    return Template("{% load rantau %}{% table table %}").render(context)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", ("jumlah", True)),
        ("/?urut=nama", ("nama", False)),
        ("/?urut=-nama", ("nama", True)),
        ("/?urut=password", ("jumlah", True)),
        ("/?urut=--nama", ("jumlah", True)),
    ],
)
def test_only_known_columns_sort(address: str, expected: tuple[str, bool]) -> None:
    sort = sort_of(RequestFactory().get(address), COLUMNS, "-jumlah")
    assert (sort.key, sort.descending) == expected


def test_sorting_ends_with_a_tie_breaker() -> None:
    sort = sort_of(RequestFactory().get("/?urut=-jumlah"), COLUMNS, "nama")
    assert sort.order_by({"jumlah": "count", "nama": "name"}, tie="code") == ("-count", "code")


@pytest.mark.parametrize(("wanted", "expected"), [("2", 2), ("0", 3), ("99", 3), ("dua", 1), ("", 1)])
def test_a_page_that_does_not_exist_gives_the_nearest(wanted: str, expected: int) -> None:
    assert page_of(RequestFactory().get("/", {"hal": wanted}), list(range(120)), 50).number == expected


def test_address_keeps_what_is_not_changed() -> None:
    request = RequestFactory().get("/jawaban/?tahun=2024&hal=3&q=a%26b")
    assert address_with(request, hal=None, urut="-nama") == "?tahun=2024&q=a%26b&urut=-nama"
    assert address_with(RequestFactory().get("/jawaban/?hal=2"), hal=None) == "/jawaban/"


def test_numbers_as_people_here_write_them() -> None:
    with translation.override("id"):
        assert [number(1234567), number(0), number(12.34), number("0812"), number("")] == [
            "1.234.567", "0", "12,3", "0812", "",
        ]  # fmt: skip
    with translation.override("en"):
        assert number(1234567) == "1,234,567"


def test_unknown_is_never_zero() -> None:
    with translation.override("id"):
        assert "tidak diketahui" in number(None)


def test_dates_in_words_and_half_known_dates_as_they_are() -> None:
    with translation.override("id"):
        assert plain_date(date(2025, 7, 14)) == "14 Juli 2025"
        assert number(date(2025, 7, 14)) == "14\N{NO-BREAK SPACE}Jul\N{NO-BREAK SPACE}2025"
    assert plain_date("2024") == "2024"


def test_headings_sort_and_keep_the_rest_of_the_address() -> None:
    html = shown(Table("Angka", COLUMNS, [("Anyar", 1200)], sort=sort_of(RequestFactory().get("/"), COLUMNS, "nama")))
    assert 'href="?tahun=2024&amp;urut=-nama"' in html
    assert 'href="?tahun=2024&amp;urut=-jumlah"' in html
    assert html.count('aria-sort="ascending"') == 1


def test_values_are_escaped() -> None:
    evil = "<script>alert(1)</script>"
    html = shown(Table(evil, COLUMNS, [(Cell(evil, note=evil), Cell(evil, tone="error"))], source=evil, note=evil))
    assert "<script>" not in html
    assert "<script>" not in masked(evil, href='"><script>', label=evil)


def test_a_row_with_too_few_cells_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        shown(Table("Angka", COLUMNS, [("Anyar",)]))


def test_nothing_says_what_to_do_next() -> None:
    html = shown(Table("Angka", COLUMNS, [], empty=Empty("Belum ada daftar", "Mulai di sini.", "/daftar/", "Masukkan")))
    assert "<table" not in html
    assert 'href="/daftar/"' in html


def test_bar_length_has_a_point_in_every_language() -> None:
    with translation.override("id"):
        assert 'width="33.3"' in shown(Table("Angka", COLUMNS, [("Anyar", Cell(1, bar=1 / 3))]))


def test_a_moment_has_the_day_of_here():
    moment = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
    assert plain_date(moment) == "25 November 2026"
    assert number(moment) == "25\xa0Nov\xa02026"
    assert plain_date(PartialDate(2026, 6, 2)) == "2 Juni 2026"
    assert plain_date(PartialDate(2026, 6)) == "2026-06"
