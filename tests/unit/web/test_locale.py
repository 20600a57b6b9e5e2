"""The English of the screens: complete, compiled, and found where strings really are."""

from __future__ import annotations

import polib
import pytest

from rantau.platform.web.messages import CATALOGUE, Words, in_code, in_template, renewed


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def test_every_string_has_english(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy] == []


def test_compiled_catalogue_is_the_written_one(catalogue: polib.POFile) -> None:
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    written = {(entry.msgid, entry.msgctxt): (entry.msgstr, entry.msgstr_plural) for entry in catalogue}
    assert {(entry.msgid, entry.msgctxt): (entry.msgstr, entry.msgstr_plural) for entry in compiled} == written


def test_placeholders_are_the_same_in_both_languages(catalogue: polib.POFile) -> None:
    import re

    names = re.compile(r"%\((\w+)\)[sd]")
    for entry in catalogue:
        for english in [entry.msgstr, *entry.msgstr_plural.values()]:
            if english:
                assert set(names.findall(english)) == set(names.findall(entry.msgid_plural or entry.msgid)), entry.msgid


def test_strings_are_found_in_tags_filters_and_blocks() -> None:
    source = (
        '{% load i18n %}{% translate "Satu" %}{% button _("Dua") kind="x" %}{{ nama|default:_("Tiga (3)") }}'
        "{% blocktranslate with n=jumlah %}{{ n }} orang{% endblocktranslate %}"
        '{% translate "Empat" context "angka" as empat %}'
    )
    assert set(in_template(source)) == {
        Words("Satu"),
        Words("Dua"),
        Words("Tiga (3)"),
        Words("%(n)s orang"),
        Words("Empat", context="angka"),
    }


def test_strings_are_found_in_code_and_domain_labels() -> None:
    source = """
class Peran:
    label = "Operator desa"
class Aplikasi(AppConfig):
    label = "kode"
izin = Permission("a.b", "Melihat angka")
teks = _("Satu") + ngettext("%(n)s baris", "%(n)s baris-baris", n) + pgettext("bulan", "Mei")
"""
    assert set(in_code(source)) == {
        Words("Operator desa"),
        Words("Melihat angka"),
        Words("Satu"),
        Words("%(n)s baris", plural="%(n)s baris-baris"),
        Words("Mei", context="bulan"),
    }


def test_renewing_keeps_english_and_drops_what_is_no_longer_said() -> None:
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Masuk", msgstr="Log in"))
    old.append(polib.POEntry(msgid="Usang", msgstr="Stale"))
    fresh = renewed(old, {Words("Masuk"): ["a.html"], Words("Baru"): ["b.html"]})
    assert {entry.msgid: entry.msgstr for entry in fresh} == {"Masuk": "Log in", "Baru": ""}
