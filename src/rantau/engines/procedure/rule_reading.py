"""One [[aturan]] of a rule file -> a Rule: every key known, every value possible, nothing needed left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from string import Formatter

from rantau.engines.procedure.conditions import ALL_MIGRANT_WORKERS, UNKNOWN, Condition
from rantau.engines.procedure.errors import RuleError
from rantau.engines.procedure.plan import FACT_VALUES, Stage
from rantau.engines.procedure.rulebook import CheckKind, Rule
from rantau.kernel.citation import Certainty
from rantau.kernel.countries import WRITTEN_NAMES
from rantau.kernel.errors import InvalidValueError
from rantau.kernel.strict_table import StrictTable

_OF_FILE = frozenset(
    "kelompok tahap pasal sumber sumber_lain kepastian berlaku_sejak diperiksa bila kecuali cara di_mana "
    "dokumen".split()
)
_ABOUT_FILE = frozenset(["judul", "ringkasan"])
_DUE = (Stage.INTENTION, Stage.PREPARING, Stage.READY, Stage.DEPARTED, Stage.WORKING, Stage.RETURNED)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+")
_BRACES = frozenset("negara pekerjaan usia usia_minimal usia_maksimal tanggal_periksa".split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words that rules may use, from kitab.toml: code -> name."""

    documents: Mapping[str, str]
    jobs: Mapping[str, str]
    contract_items: Mapping[str, str]
    cost_kinds: Mapping[str, str]
    groups: Mapping[str, str]


def read_rule(table: Mapping[str, object], shared: Mapping[str, object], file: str, words: Words) -> Rule:
    """The rule of a table; what stands in [berkas] holds for every rule of the file that does not say otherwise.

    Raises RuleError.
    """
    stray = sorted(set(shared) - _OF_FILE - _ABOUT_FILE)
    if stray:
        raise RuleError(file, "", f"[berkas] tidak mengenal {', '.join(stray)}.")
    inherited = {key: value for key, value in shared.items() if key in _OF_FILE}
    name = str(table.get("id", "")) or "(tanpa id)"
    try:
        strict = StrictTable({**inherited, **table})
        rule = _rule(strict, file, words)
        strict.end()
    except InvalidValueError as error:
        raise RuleError(file, name, error.message) from None
    if problem := _incomplete(rule):
        raise RuleError(file, name, problem)
    return rule


def _rule(table: StrictTable, file: str, words: Words) -> Rule:
    check = table.choice("periksa", CheckKind)
    documents = _codes(table, "dokumen", words.documents)
    return Rule(
        id=_matching(table, "id", _ID, "huruf kecil, angka dan tanda hubung, misalnya paspor-asli"),
        title=_line(table, "judul"),
        group=_known(table, "kelompok", table.text("kelompok"), words.groups),
        check=check,
        stage=_due(table),
        article=_line(table, "pasal"),
        source=_matching(table, "sumber", _URL, "alamat http(s) halaman sumbernya"),
        more_sources=_urls(table, "sumber_lain"),
        certainty=table.choice("kepastian", Certainty),
        valid_from=table.day("berlaku_sejak"),
        valid_to=table.maybe_day("berlaku_sampai"),
        checked_on=table.day("diperiksa"),
        postpones_letter=table.flag("menunda_surat", True),
        when=_condition(table, "bila", words),
        unless=_condition(table, "kecuali", words),
        forbidden=_condition(table, "dilarang", words) if check is CheckKind.PROHIBITION else Condition(),
        documents=documents if check in (CheckKind.DOCUMENT, CheckKind.CONTRACT) else (),
        contract_item=_known(table, "isi", table.text("isi"), words.contract_items)
        if check is CheckKind.CONTRACT
        else "",
        cost_kinds=_codes(table, "jenis_biaya", words.cost_kinds) if check is CheckKind.COST else (),
        least_age=_number(table, "usia_minimal") if check is CheckKind.AGE else None,
        most_age=_number(table, "usia_maksimal") if check is CheckKind.AGE else None,
        how=_line(table, "cara", ""),
        where=_line(table, "di_mana", ""),
        cost_rupiah=_number(table, "biaya_rupiah"),
        cost_note=_line(table, "biaya_keterangan", ""),
        reason=_sentence(table, "alasan"),
        note=_line(table, "catatan", ""),
        file=file,
    )


def _incomplete(rule: Rule) -> str:
    """What a rule of its kind lacks; "" where it is whole."""
    if rule.valid_to and rule.valid_to < rule.valid_from:
        return "berlaku_sampai lebih awal daripada berlaku_sejak."
    needed = {
        CheckKind.NOTE: ("catatan", rule.note),
        CheckKind.DOCUMENT: ("dokumen", rule.documents),
        CheckKind.CONTRACT: ("dokumen (perjanjian yang memuatnya)", rule.documents),
        CheckKind.PROHIBITION: ("dilarang", rule.forbidden),
        CheckKind.COST: ("jenis_biaya", rule.cost_kinds),
        CheckKind.AGE: ("usia_minimal atau usia_maksimal", rule.least_age is not None or rule.most_age is not None),
    }
    key, value = needed[rule.check]
    if not value:
        return f"{key} tidak boleh kosong."
    if rule.check is not CheckKind.NOTE and not (rule.how and rule.where):
        return "tulis cara dan di_mana: setiap baris mengatakan bagaimana dan di mana mengurusnya."
    if rule.reason and rule.certainty is Certainty.DISPUTED:
        return "sumber yang bertentangan tidak boleh menjadi alasan; hapus alasan."
    return ""


def _line(table: StrictTable, key: str, default: str | None = None) -> str:
    return " ".join(table.text(key, default).split())


def _number(table: StrictTable, key: str) -> int | None:
    if not table.has(key):
        return None
    number = table.whole(key)
    if number < 0:
        raise table.error(key, "tidak boleh kurang dari nol")
    return number


def _matching(table: StrictTable, key: str, pattern: re.Pattern[str], wanted: str) -> str:
    value = table.text(key)
    if not pattern.fullmatch(value):
        raise table.error(key, f"“{value}” harus berupa {wanted}")
    return value


def _urls(table: StrictTable, key: str) -> tuple[str, ...]:
    for url in table.texts(key):
        if not _URL.fullmatch(url):
            raise table.error(key, f"“{url}” harus berupa alamat http(s)")
    return table.texts(key)


def _known(table: StrictTable, key: str, value: str, known: Collection[str]) -> str:
    if value not in known:
        raise table.error(key, f"“{value}” tidak dikenal; pilihannya: {', '.join(known)}")
    return value


def _codes(table: StrictTable, key: str, known: Collection[str]) -> tuple[str, ...]:
    return tuple(_known(table, key, code, known) for code in table.texts(key))


def _due(table: StrictTable) -> Stage:
    stage = table.choice("tahap", Stage)
    return Stage(_known(table, "tahap", stage, _DUE))


def _sentence(table: StrictTable, key: str) -> str:
    value = _line(table, key, "")
    try:
        named = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
    except ValueError:
        raise table.error(key, "tanda kurung kurawal tidak lengkap") from None
    for name in sorted(named):
        _known(table, key, name, sorted(_BRACES))
    return value


def _condition(table: StrictTable, key: str, words: Words) -> Condition:
    if not table.has(key):
        return Condition()
    facts = table.table(key)
    known = {"negara": list(WRITTEN_NAMES), "pekerjaan": list(words.jobs)}
    known |= {fact: [str(value) for value in values] for fact, values in FACT_VALUES.items()}
    wanted = []
    for fact, values in known.items():
        if facts.has(fact):
            extra = (UNKNOWN, ALL_MIGRANT_WORKERS) if fact == "skema" else (UNKNOWN,)
            wanted.append((fact, _codes(facts, fact, [*values, *extra])))
            if not wanted[-1][1]:
                raise facts.error(fact, "tidak boleh kosong")
    facts.end()
    return Condition(tuple(wanted))
