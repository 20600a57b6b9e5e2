"""What a plan's JSON may say, and how an error names the key."""

from __future__ import annotations

import pytest

from rantau.engines.procedure import Document, Plan, PlanError, Stage, load_rules, read_plan
from rantau.kernel.partial_date import PartialDate

RULES = load_rules()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ([], "isi berkas: harus berupa tabel"),
        ({"nama": "Siti"}, "nama: kunci ini tidak dikenal"),
        ({"nik": "3604125605929001"}, "nik: kunci ini tidak dikenal"),
        ({"stage": "pergi"}, "stage: “pergi” tidak dikenal"),
        ({"country": "Arab Saudi"}, "country: “Arab Saudi” bukan kode negara dua huruf yang dikenal"),
        ({"country": "Arab Saudi"}, "maksudnya SA?"),
        ({"country": "ZZ"}, "country: “ZZ” bukan kode negara"),
        ({"job": "raja"}, "job: “raja” tidak dikenal"),
        ({"born": "31/02/1990"}, "born: “31/02/1990” bukan tanggal"),
        ({"born": 1990}, "born: harus berupa teks, bukan angka"),
        ({"born": "1998-05-02", "departed_on": "1990"}, "departed_on: 1990 sebelum tanggal lahir 1998-05-02"),
        ({"documents": "ktp"}, "documents: harus berupa daftar"),
        ({"documents": [{"kind": "ktp"}, {"kind": "kartu"}]}, "documents[1].kind: “kartu” tidak dikenal"),
        ({"documents": [{"kind": "ktp", "number": "123"}]}, "documents[0].number: kunci ini tidak dikenal"),
        ({"documents": [{"expires": "2027"}]}, "documents[0].kind: wajib ada"),
        (
            {"documents": [{"kind": "paspor", "issued": "2026-01-01", "expires": "2025-01-01"}]},
            "documents[0].expires: 2025-01-01 lebih awal daripada tanggal terbitnya",
        ),
        ({"documents": [{"kind": "ktp"}] * 201}, "documents: lebih dari 200 isian"),
        ({"documents_not_asked": ["x"]}, "documents_not_asked[0]: “x” tidak dikenal"),
        ({"contract": {"gaji": "ada"}}, "contract.gaji: kunci ini tidak dikenal"),
        ({"contract": {"upah": "mungkin"}}, "contract.upah: “mungkin” tidak dikenal"),
        ({"costs": [{"kind": "tiket", "amount": -1}]}, "costs[0].amount: harus berupa rupiah"),
        ({"costs": [{"kind": "tiket", "amount": "5 juta"}]}, "costs[0].amount: harus berupa bilangan bulat"),
        ({"siskop2mi_checked_on": "2026-11"}, "siskop2mi_checked_on: harus berupa tanggal"),
        ({"licence_number": "9" * 201}, "licence_number: lebih dari 200 huruf"),
    ],
)
def test_an_error_names_the_key_and_what_would_be_right(written: object, words: str):
    with pytest.raises(PlanError) as caught:
        read_plan(written, RULES)
    assert words in str(caught.value)


def test_absent_null_and_the_word_unknown_are_the_same():
    assert read_plan({}, RULES) == Plan()
    assert read_plan(dict.fromkeys(["born", "scheme", "documents", "costs", "stage"]), RULES) == Plan()
    assert read_plan(dict.fromkeys(["born", "scheme", "documents", "contract"], "tidak_diketahui"), RULES) == Plan()
    assert read_plan({"documents": [{"kind": "ktp", "expires": None}]}, RULES).documents == (Document("ktp"),)


def test_half_known_dates_stay_half_known():
    plan = read_plan({"stage": "siap", "born": "1998-05", "departure_planned": "2027"}, RULES)
    assert plan == Plan(stage=Stage.READY, born=PartialDate(1998, 5), departure_planned=PartialDate(2027))


def test_an_empty_list_of_papers_says_that_there_are_none():
    assert read_plan({"documents": []}, RULES).documents == ()
