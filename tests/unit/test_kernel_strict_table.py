"""What is wrong in a table is named with its path; nothing unknown passes."""

from __future__ import annotations

import json
import tomllib
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rantau.kernel.citation import Certainty
from rantau.kernel.errors import InvalidValueError
from rantau.kernel.strict_table import StrictTable


def _refused(table: object, ask) -> str:
    with pytest.raises(InvalidValueError) as caught:
        ask(StrictTable(table, path="aturan[0]"))
    return str(caught.value)


@pytest.mark.parametrize(
    ("table", "ask", "message"),
    [
        ([], lambda table: table, "aturan[0]: harus berupa tabel (kunci dan nilai), bukan daftar."),
        ({}, lambda table: table.text("nama"), "aturan[0].nama: wajib ada."),
        ({"nama": "  "}, lambda table: table.text("nama"), "aturan[0].nama: tidak boleh kosong."),
        ({"nama": 3}, lambda table: table.text("nama"), "aturan[0].nama: harus berupa teks, bukan angka."),
        ({"ya": "ya"}, lambda table: table.flag("ya"), "aturan[0].ya: harus true atau false, bukan teks."),
        ({"hari": True}, lambda table: table.whole("hari"), "aturan[0].hari: harus berupa bilangan bulat"),
        ({"isi": [""]}, lambda table: table.texts("isi"), "aturan[0].isi[0]: harus berupa teks yang berisi."),
        ({"isi": "a"}, lambda table: table.texts("isi"), "aturan[0].isi: harus berupa daftar, bukan teks."),
        ({"anak": [1]}, lambda table: table.tables("anak"), "aturan[0].anak[0]: harus berupa tabel"),
        ({"lain": 1}, lambda table: table.end(), "aturan[0].lain: kunci ini tidak dikenal; yang dikenal: ."),
    ],
)  # fmt: skip
def test_the_path_and_the_fault_are_named(table, ask, message):
    assert _refused(table, ask).startswith(message)


@pytest.mark.parametrize("value", ["2026-13-01", "24-11-2026", "2026-W48-2", 20261124, None, ["2026-11-24"]])
def test_a_date_is_written_in_one_way(value):
    assert "hari: harus berupa tanggal" in _refused({"hari": value}, lambda table: table.day("hari"))


def test_a_date_is_the_same_from_toml_and_from_json():
    from_toml = StrictTable(tomllib.loads("hari = 2026-11-24")).day("hari")
    assert from_toml == StrictTable(json.loads('{"hari": "2026-11-24"}')).day("hari") == date(2026, 11, 24)


def test_a_choice_names_what_could_be_chosen():
    table = StrictTable({"kepastian": "yakin", "sumber": ["dibaca"]})
    with pytest.raises(InvalidValueError, match="“yakin” tidak dikenal; pilihannya: dibaca, media"):
        table.choice("kepastian", Certainty)
    assert table.choices("sumber", Certainty) == (Certainty.READ,)
    table.end()


def test_the_file_stands_before_the_path():
    with pytest.raises(InvalidValueError, match=r"^berkas a\.toml: nama: wajib ada\.$"):
        StrictTable({}, file="a.toml").text("nama")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(_JSON, st.sampled_from(["text", "flag", "whole", "day", "texts", "table", "tables"]))
def test_any_value_is_read_or_refused(value, method):
    with suppress(InvalidValueError):
        getattr(StrictTable({"isi": value}), method)("isi")
    with suppress(InvalidValueError):
        StrictTable({"isi": value}).choice("isi", Certainty)


def test_every_certainty_has_words():
    assert len({certainty.words for certainty in Certainty}) == len(Certainty)
