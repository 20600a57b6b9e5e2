"""A guide that does not hold together is refused with file and path; contacts are dated; words judge nobody."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date

import pytest

from rantau.engines.screening import (
    Contact,
    Phone,
    evaluate,
    guide_on,
    load_guide,
    read_answers,
    read_contacts,
    versions,
)
from rantau.engines.screening.guide_files import CONTACTS, FOLDER, read_guide
from rantau.kernel.citation import Certainty, Source
from rantau.kernel.errors import InvalidValueError

VERSION = "2026-11"
ON = date(2026, 11, 24)


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(FOLDER / VERSION, tmp_path / VERSION)
    shutil.copy(CONTACTS, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("guide.toml", "versi =", "versi_ =", "guide.toml: versi: wajib ada"),
        ("guide.toml", 'versi = "2026-11"', 'versi = "2"', "versi “2” tidak sama dengan nama foldernya"),
        ("guide.toml", 'id = "takut"', 'id = "sedih"', "didahulukan[2].id: “sedih” tidak dikenal; pilihannya: anak,"),
        ("guide.toml", '"kabar"]', '"nik"]', "wajib dibagikan perlindungan-anak: pertanyaan “nik” tidak ada"),
        ("guide.toml", '["usia", "uang"', '["hadir", "uang"', "pertanyaan “hadir” datang sebelum “usia”"),
        ("guide.toml", "[[sisi]]", "[sisi", "bukan TOML yang sah"),
        ("questions.toml", "katakan_dulu =", "alasan_ditolak =", "usia: yang wajib dibagikan belum dikatakan dulu"),
        ("questions.toml", 'alasan_ditolak = "ditakuti warga"\n', "", "pertanyaan takut: kontak ditolak tanpa alasan"),
        ("questions.toml", "boleh_beberapa", "boleh_banyak", "pertanyaan[0].boleh_banyak: kunci ini tidak dikenal"),
        ("questions.toml", 'tanda = ["umur-anak"]', 'tanda = ["x"]', "tanda “x” tidak ada di signs.toml"),
        ("questions.toml", 'id = "perorangan"', 'id = "internet"', "pilihan perekrut “internet” ada dua kali"),
        ("questions.toml", 'id = "tidak"', 'id = "belum-tahu"', "pilihan takut “belum-tahu” ada dua kali"),
        ("questions.toml", 'sumber = ["daftar-tanda"', 'sumber = ["x"', "pertanyaan[0].sumber: sumber “x” tidak ada"),
        ("signs.toml", 'sumber = ["ilo-daftar"]', "sumber = []", "tanda[0].sumber: paling sedikit satu sumber"),
        ("signs.toml", 'id = "disakiti"', 'id = "lain"', "tanda “lain” tidak ditunjukkan pilihan mana pun"),
        ("signs.toml", 'bobot = "kuat"', "bobot = 3", "bobot: “3” tidak dikenal; pilihannya: kuat, sedang, lemah"),
        ("steps.toml", 'kontak = ["polisi-110"]', 'kontak = ["x"]', "langkah bahaya-sekarang: kontak “x” tidak ada"),
        ("steps.toml", '"disakiti"', '"x"', "langkah bahaya-sekarang: tanda “x” tidak ada"),
        ("steps.toml", "selalu = true", "selalu = 1", "bila.selalu: harus true atau false, bukan angka"),
        ("steps.toml", 'id = "tanya-lagi"', 'id = "cek-kabar"', "langkah “cek-kabar” ada dua kali"),
        ("sources.toml", 'kepastian = "media"', 'kepastian = "pasti"', "kepastian: “pasti” tidak dikenal"),
        ("../contacts.toml", "diperiksa = 2026-11-24\n", "", "kontak sapa-129: diperiksa dan kepastian tidak cocok"),
        ("../contacts.toml", "diperiksa = 2026-11-24", 'diperiksa = "kemarin"', "diperiksa: harus berupa tanggal"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(folder, file, old, new, message):
    path = folder / VERSION / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidValueError) as caught:
        read_guide(folder / VERSION, contacts=folder / "contacts.toml")
    assert message in str(caught.value)


def test_the_guide_of_a_day_is_the_newest_that_was_valid():
    assert guide_on(ON).version == VERSION
    assert guide_on(date(1990, 1, 1)).version == versions()[0]
    assert load_guide() == load_guide(versions()[-1])


def test_a_guide_is_about_a_dozen_questions():
    asked = [question for question in load_guide().questions if "berencana" in (question.stages or ("berencana",))]
    assert 10 <= len([question for question in asked if question.asked_of != "daftar-periksa"]) <= 14


def _step_contact(guide, on):
    answers = read_answers({"guide": VERSION, "answers": [{"question": "takut", "options": ["tampak-takut"]}]})
    found = evaluate(answers, guide, on)
    step = next(row for row in found.steps if row.step.id == "layanan-perempuan-anak")
    return {contact.id: contact for contact in step.contacts}


def test_a_changed_number_holds_from_its_day():
    guide = load_guide(VERSION)
    old = next(row for row in guide.contacts if row.id == "sapa-129")
    ended = replace(old, valid_to=date(2026, 12, 31))
    new = replace(old, valid_from=date(2027, 1, 1), phones=(Phone("telepon", "1290"),))
    changed = guide.with_contacts((ended, new))
    assert _step_contact(changed, ON)["sapa-129"].phones == old.phones
    assert _step_contact(changed, date(2027, 1, 1))["sapa-129"].phones == new.phones
    assert "sapa-129" not in _step_contact(changed, date(2000, 1, 1))


def test_a_regency_fills_in_its_own_number():
    source = Source("Kantor UPTD PPA, ditelepon", "", Certainty.READ)
    own = Contact("uptd-ppa", "UPTD PPA", "layanan", (Phone("telepon", "0254-000"),), ON, source, ON)
    found = _step_contact(load_guide(VERSION).with_contacts((own,)), ON)
    assert found["uptd-ppa"] == own
    assert found["sapa-129"].phones


def test_every_number_that_is_shown_has_a_day_or_says_unchecked():
    for contact in read_contacts(CONTACTS):
        if contact.phones:
            assert (contact.checked is None) == (contact.source.certainty is Certainty.UNCHECKED)
            assert contact.source.url or contact.checked is None


def test_a_number_is_to_be_checked_again_after_half_a_year():
    guide = load_guide(VERSION)
    assert guide.contacts_to_check(ON) == ()
    later = [row.id for row in guide.contacts_to_check(date(2027, 5, 24))]
    assert later == [row.id for row in guide.contacts if row.phones]
    unchecked = tuple(replace(row, checked=None) for row in guide.contacts)
    assert [row.id for row in guide.with_contacts(unchecked).contacts_to_check(ON)] == later


JUDGES = re.compile(r"\b(ilegal|korban|pelaku|kriminal|skor|nilai \d)", re.IGNORECASE)


def test_no_word_of_the_guide_judges_a_person():
    guide = load_guide(VERSION)
    said = [guide.caution, guide.status, guide.rule_words, *guide.opening]
    said += [words for _, words in guide.dimension_words]
    for question in guide.questions:
        said += [question.wording, question.why, question.say_first, question.refuses_because]
        said += [option.words for option in question.options]
    for row in (*guide.signs, *guide.front):
        said += [row.words, row.why]
    said += [step.words for step in guide.steps] + [f"{rule.words} {rule.basis}" for rule in guide.required_sharing]
    said += [f"{contact.whom} {contact.purpose}" for contact in guide.contacts]
    assert [words for words in said if JUDGES.search(words)] == []


def test_no_question_asks_for_a_profile():
    asked = " ".join(question.wording for question in load_guide(VERSION).questions).casefold()
    assert not re.search(r"kelamin|perempuan|laki|asal|desa mana|pernah bekerja|nama|nik\b", asked)
