"""What is wrong in a file of answers is named with its path, in Indonesian."""

from __future__ import annotations

import pytest

from rantau.engines.screening import Answer, Answers, load_guide, read_answers
from rantau.kernel.errors import InvalidValueError

TWICE = {"question": "usia", "options": ["anak"]}


def _with(*answers: dict[str, object], **top: object) -> dict[str, object]:
    return {"guide": "2026-11", "answers": list(answers), **top}


def _one(question: str, *options: str, **more: object) -> dict[str, object]:
    return _with({"question": question, "options": list(options), **more})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([], "isi berkas: harus berupa tabel"),
        ({"answers": []}, "guide: wajib ada."),
        ({"guide": "1999", "answers": []}, "guide: versi panduan “1999” tidak ada; yang ada: 2026-11."),
        (_with(nama="Siti"), "nama: kunci ini tidak dikenal; yang dikenal: answers, guide."),
        (_one("nik", "a"), "answers[0].question: “nik” tidak dikenal; yang dikenal: hadir, "),
        (_with({"question": "takut"}), "answers[0].options: paling sedikit satu pilihan."),
        (_one("takut", "tidak", "x"), "answers[0].options[1]: “x” bukan pilihan takut; "),
        (_one("takut", "perekrut", "perekrut"), "answers[0].options: ada pilihan yang ditulis dua kali."),
        (_one("usia", "dewasa", "anak"), "answers[0].options: usia hanya satu pilihan."),
        (_one("takut", "tidak", "perekrut"), "answers[0].options: “tidak” tidak dapat"),
        (_one("takut", "perekrut", "belum-tahu"), "answers[0].options: “belum-tahu” tidak dapat"),
        (_one("berangkat", "ada-tanggal"), "answers[0].date: wajib ada untuk jawaban ini."),
        (_one("takut", "tidak", date="2026-11-24"), "answers[0].date: tidak ditanyakan"),
        (_one("takut", "tidak", share="ya"), "answers[0].share: harus true atau false"),
        (_one("takut", "tidak", nama="Siti"), "answers[0].nama: kunci ini tidak dikenal"),
        (_with(TWICE, TWICE), "answers[1].question: pertanyaan “usia” dijawab dua kali."),
        (_with(*[TWICE] * 101), "answers: terlalu banyak jawaban."),
    ],
)  # fmt: skip
def test_the_path_and_the_fault_are_named(content, message):
    with pytest.raises(InvalidValueError) as caught:
        read_answers(content)
    assert str(caught.value).startswith(message)


def test_answers_made_in_code_are_checked_too():
    guide = load_guide()
    made = Answers.of(guide, Answer("takut", ("perekrut",), share=True), Answer("hadir", ("berdua",)))
    assert [answer.question for answer in made.answers] == ["hadir", "takut"]
    with pytest.raises(InvalidValueError, match="bukan pilihan takut"):
        Answers.of(guide, Answer("takut", ("semua",)))


def test_what_was_not_said_to_be_shared_is_not_shared():
    assert read_answers(_one("takut", "tidak")).answers[0].share is False
