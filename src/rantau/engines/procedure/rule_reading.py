"""One [[aturan]] of a rule file -> a Rule: every key known, every value possible, nothing needed left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from string import Formatter
from typing import TypeVar

from rantau.engines.procedure.conditions import ALL_MIGRANT_WORKERS, UNKNOWN, Condition
from rantau.engines.procedure.errors import RuleError
from rantau.engines.procedure.plan import FACT_VALUES, Stage
from rantau.engines.procedure.rulebook import CheckKind, Rule
from rantau.kernel.citation import Certainty
from rantau.kernel.countries import WRITTEN_NAMES

_Word = TypeVar("_Word", bound=StrEnum)

_ALWAYS = frozenset(
    "id judul kelompok periksa tahap pasal sumber sumber_lain kepastian berlaku_sejak berlaku_sampai diperiksa bila "
    "kecuali cara di_mana biaya_rupiah biaya_keterangan menunda_surat alasan catatan".split()
)
_OF_KIND = {
    CheckKind.DOCUMENT: frozenset(["dokumen"]),
    CheckKind.AGE: frozenset(["usia_minimal", "usia_maksimal"]),
    CheckKind.PROHIBITION: frozenset(["dilarang"]),
    CheckKind.CONTRACT: frozenset(["isi"]),
    CheckKind.COST: frozenset(["jenis_biaya"]),
    CheckKind.NOTE: frozenset[str](),
}
_MAY_STAND_IN_FILE = frozenset(["kelompok", "tahap", "pasal", "sumber", "kepastian", "berlaku_sejak", "diperiksa"])
_FILE_WORDS = frozenset(["judul", "ringkasan"])
_DUE = (Stage.INTENTION, Stage.PREPARING, Stage.READY, Stage.DEPARTED, Stage.WORKING, Stage.RETURNED)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+")
_BRACES = frozenset(["negara", "pekerjaan", "usia", "usia_minimal", "usia_maksimal"])


@dataclass(frozen=True, slots=True)
class Words:
    """The words that rules may use, from kitab.toml: code -> name."""

    documents: Mapping[str, str]
    jobs: Mapping[str, str]
    contract_items: Mapping[str, str]
    cost_kinds: Mapping[str, str]
    groups: Mapping[str, str]


def read_rule(table: Mapping[str, object], shared: Mapping[str, object], file: str, words: Words) -> Rule:
    """The rule of a table; what stands in [berkas] holds for all rules of the file. Raises RuleError."""
    return _Reader(table, shared, file, words).rule()


class _Reader:
    """Takes the keys of one table apart, and knows where it is when something is wrong."""

    def __init__(self, table: Mapping[str, object], shared: Mapping[str, object], file: str, words: Words) -> None:
        self.file, self.words = file, words
        self.name = str(table.get("id", "")) or "(tanpa id)"
        inherited = {key: value for key, value in shared.items() if key in _MAY_STAND_IN_FILE}
        stray = set(shared) - _MAY_STAND_IN_FILE - _FILE_WORDS
        if stray:
            raise RuleError(file, "", f"[berkas] tidak mengenal {', '.join(sorted(stray))}.")
        self.table = {**inherited, **table}

    def rule(self) -> Rule:
        check = self.word("periksa", CheckKind)
        self.only_known_keys(check)
        made = Rule(
            id=self.matching("id", _ID, "huruf kecil, angka dan tanda hubung, misalnya paspor-asli"),
            title=self.text("judul"),
            group=self.one_of("kelompok", self.words.groups),
            check=check,
            stage=self.due(),
            article=self.text("pasal"),
            source=self.matching("sumber", _URL, "alamat http(s) halaman sumbernya"),
            more_sources=self.urls("sumber_lain"),
            certainty=self.word("kepastian", Certainty),
            valid_from=self.day("berlaku_sejak"),
            valid_to=self.day("berlaku_sampai") if "berlaku_sampai" in self.table else None,
            checked_on=self.day("diperiksa"),
            postpones_letter=self.yes_or_no("menunda_surat", default=True),
            when=self.condition("bila"),
            unless=self.condition("kecuali"),
            forbidden=self.condition("dilarang"),
            documents=self.codes("dokumen", self.words.documents),
            contract_item=self.one_of("isi", self.words.contract_items) if "isi" in self.table else "",
            cost_kinds=self.codes("jenis_biaya", self.words.cost_kinds),
            least_age=self.number("usia_minimal"),
            most_age=self.number("usia_maksimal"),
            how=self.text("cara", default=""),
            where=self.text("di_mana", default=""),
            cost_rupiah=self.number("biaya_rupiah"),
            cost_note=self.text("biaya_keterangan", default=""),
            reason=self.sentence("alasan"),
            note=self.text("catatan", default=""),
            file=self.file,
        )
        self.complete(made)
        return made

    def fail(self, message: str) -> RuleError:
        return RuleError(self.file, self.name, message)

    def only_known_keys(self, check: CheckKind) -> None:
        known = _ALWAYS | _OF_KIND[check]
        for key in self.table:
            if key not in known:
                raise self.fail(f"kunci “{key}” tidak dikenal untuk periksa = “{check}”.")

    def complete(self, rule: Rule) -> None:
        if rule.valid_to and rule.valid_to < rule.valid_from:
            raise self.fail("berlaku_sampai lebih awal daripada berlaku_sejak.")
        if rule.check is CheckKind.NOTE and not rule.note:
            raise self.fail("catatan tidak boleh kosong.")
        if rule.check is CheckKind.DOCUMENT and not rule.documents:
            raise self.fail("dokumen tidak boleh kosong.")
        if rule.check is CheckKind.PROHIBITION and not rule.forbidden:
            raise self.fail("dilarang tidak boleh kosong.")
        if rule.check is CheckKind.CONTRACT and not rule.contract_item:
            raise self.fail("isi tidak boleh kosong.")
        if rule.check is CheckKind.AGE and rule.least_age is None and rule.most_age is None:
            raise self.fail("tulis usia_minimal atau usia_maksimal.")
        if rule.check is not CheckKind.NOTE and not (rule.how and rule.where):
            raise self.fail("tulis cara dan di_mana: setiap baris mengatakan bagaimana dan di mana mengurusnya.")
        if rule.reason and rule.certainty is Certainty.DISPUTED:
            raise self.fail("sumber yang bertentangan tidak boleh menjadi alasan; hapus alasan.")

    def text(self, key: str, *, default: str | None = None) -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self.fail(f"{key} harus berupa teks dan tidak boleh kosong.")
        return " ".join(value.split())

    def sentence(self, key: str) -> str:
        value = self.text(key, default="")
        try:
            named = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
        except ValueError:
            raise self.fail(f"{key}: tanda kurung kurawal tidak lengkap.") from None
        if named - _BRACES:
            raise self.fail(f"{key}: {{{min(named - _BRACES)}}} tidak dikenal; boleh {', '.join(sorted(_BRACES))}.")
        return value

    def matching(self, key: str, pattern: re.Pattern[str], wanted: str) -> str:
        value = self.text(key)
        if not pattern.fullmatch(value):
            raise self.fail(f"{key} “{value}” harus berupa {wanted}.")
        return value

    def urls(self, key: str) -> tuple[str, ...]:
        found = self.texts(key)
        for url in found:
            if not _URL.fullmatch(url):
                raise self.fail(f"{key} “{url}” harus berupa alamat http(s).")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.fail(f'{key} harus berupa daftar, misalnya {key} = ["..."].')
        return tuple(value)

    def word(self, key: str, words: type[_Word]) -> _Word:
        value = self.text(key)
        try:
            return words(value)
        except ValueError:
            raise self.fail(f"{key} “{value}” tidak dikenal; pilihan: {', '.join(words)}.") from None

    def one_of(self, key: str, known: Collection[str]) -> str:
        value = self.text(key)
        if value not in known:
            raise self.fail(f"{key} “{value}” tidak ada di kitab.toml; pilihan: {', '.join(known)}.")
        return value

    def codes(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        found = self.texts(key)
        for code in found:
            if code not in known:
                raise self.fail(f"{key} “{code}” tidak ada di kitab.toml; pilihan: {', '.join(known)}.")
        return found

    def due(self) -> Stage:
        stage = self.word("tahap", Stage)
        if stage not in _DUE:
            raise self.fail(f"tahap “{stage}” bukan tahap jatuh waktu; pilihan: {', '.join(_DUE)}.")
        return stage

    def day(self, key: str) -> date:
        value = self.table.get(key)
        if type(value) is not date:
            raise self.fail(f"{key} harus berupa tanggal tanpa tanda kutip, misalnya 2017-11-22.")
        return value

    def number(self, key: str) -> int | None:
        value = self.table.get(key)
        if value is None:
            return None
        if type(value) is not int or value < 0:
            raise self.fail(f"{key} harus berupa bilangan bulat.")
        return value

    def yes_or_no(self, key: str, *, default: bool) -> bool:
        value = self.table.get(key, default)
        if not isinstance(value, bool):
            raise self.fail(f"{key} harus true (ya) atau false (tidak).")
        return value

    def condition(self, key: str) -> Condition:
        table = self.table.get(key, {})
        if not isinstance(table, dict):
            raise self.fail(f'{key} ditulis {key} = {{ skema = ["p_to_p"] }}.')
        return Condition(tuple((fact, self.values(key, fact, values)) for fact, values in table.items()))

    def values(self, key: str, fact: str, values: object) -> tuple[str, ...]:
        if not isinstance(values, list) or not values or not all(isinstance(one, str) for one in values):
            raise self.fail(f"{key}.{fact} harus berupa daftar.")
        known = self.values_of(key, fact)
        for value in values:
            if value not in known:
                raise self.fail(f"{key}.{fact}: “{value}” tidak dikenal.")
        return tuple(values)

    def values_of(self, key: str, fact: str) -> Collection[str]:
        if fact == "negara":
            return {*WRITTEN_NAMES, UNKNOWN}
        if fact == "pekerjaan":
            return {*self.words.jobs, UNKNOWN}
        if fact not in FACT_VALUES:
            raise self.fail(f"{key}: “{fact}” tidak dikenal; pilihan: negara, pekerjaan, {', '.join(FACT_VALUES)}.")
        extra = {ALL_MIGRANT_WORKERS} if fact == "skema" else set()
        return {*FACT_VALUES[fact], UNKNOWN, *extra}
