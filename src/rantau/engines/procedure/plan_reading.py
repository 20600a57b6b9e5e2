"""A plan written as JSON -> Plan. Every key is known and every value possible, or the error says where and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from rantau.engines.procedure.conditions import UNKNOWN
from rantau.engines.procedure.errors import PlanError
from rantau.engines.procedure.plan import (
    Answer,
    Check,
    Cost,
    Document,
    Employer,
    Holder,
    MaritalStatus,
    Payer,
    Plan,
    Recruiter,
    Scheme,
    Sex,
    Stage,
    Visa,
)
from rantau.engines.procedure.rulebook import RuleBook
from rantau.kernel.countries import WRITTEN_NAMES
from rantau.kernel.errors import InvalidValueError
from rantau.kernel.partial_date import PartialDate, read_date
from rantau.kernel.strict_table import StrictTable

_Word = TypeVar("_Word", bound=StrEnum)
_Made = TypeVar("_Made")
_MOST_ENTRIES = 200
_LONGEST = 200
_MOST_RUPIAH = 10**12


def read_plan(written: object, rules: RuleBook) -> Plan:
    """The plan of a JSON object (docs/reference/procedure-plan.schema.json). Raises PlanError, which names the key.

    A key that is absent, null or "tidak_diketahui" is not known. A key that would say who somebody is is refused like
    any other unknown key.
    """
    try:
        table = StrictTable(_without_unknown(written))
        plan = _plan(table, rules)
        table.end()
        _dates_agree(table, plan)
    except InvalidValueError as error:
        raise PlanError(error.message) from None
    return plan


def _without_unknown(written: object) -> object:
    """The same without what says that it is not known, at every depth."""
    if isinstance(written, list):
        return [_without_unknown(one) for one in written]
    if not isinstance(written, Mapping):
        return written
    return {key: _without_unknown(value) for key, value in written.items() if value is not None and value != UNKNOWN}


def _plan(table: StrictTable, rules: RuleBook) -> Plan:
    return Plan(
        stage=table.choice("stage", Stage, Stage.INTENTION),
        intended_on=_date(table, "intended_on"),
        departure_planned=_date(table, "departure_planned"),
        departed_on=_date(table, "departed_on"),
        born=_date(table, "born"),
        sex=_word(table, "sex", Sex),
        marital_status=_word(table, "marital_status", MaritalStatus),
        country=_country(table),
        job=_code(table, "job", rules.jobs),
        employer=_word(table, "employer", Employer),
        scheme=_word(table, "scheme", Scheme),
        recruiter=_word(table, "recruiter", Recruiter),
        licence_number=_short(table, "licence_number"),
        licence=_word(table, "licence", Check),
        visa=_word(table, "visa", Visa),
        siskop2mi=_word(table, "siskop2mi", Check),
        siskop2mi_checked_on=table.maybe_day("siskop2mi_checked_on"),
        passport_held_by=_word(table, "passport_held_by", Holder),
        documents=_entries(table, "documents", rules.documents, _document),
        documents_not_asked=frozenset(_codes(table, "documents_not_asked", rules.documents)),
        contract=_contract(table, rules),
        costs=_entries(table, "costs", rules.cost_kinds, _cost),
    )


def _dates_agree(table: StrictTable, plan: Plan) -> None:
    for key in ("intended_on", "departure_planned", "departed_on"):
        day: PartialDate | None = getattr(plan, key)
        if plan.born and day and day.latest < plan.born.earliest:
            raise table.error(key, f"{day} sebelum tanggal lahir {plan.born}")


def _word(table: StrictTable, key: str, words: type[_Word]) -> _Word | None:
    return table.choice(key, words) if table.has(key) else None


def _short(table: StrictTable, key: str) -> str | None:
    if not table.has(key):
        return None
    text = table.text(key)
    if len(text) > _LONGEST:
        raise table.error(key, f"lebih dari {_LONGEST} huruf")
    return text


def _known(table: StrictTable, key: str, code: str, known: Mapping[str, str]) -> str:
    if code not in known:
        raise table.error(key, f"“{code[:60]}” tidak dikenal; pilihannya: {', '.join(known)}")
    return code


def _code(table: StrictTable, key: str, known: Mapping[str, str]) -> str | None:
    return _known(table, key, table.text(key), known) if table.has(key) else None


def _codes(table: StrictTable, key: str, known: Mapping[str, str]) -> list[str]:
    return [_known(table, f"{key}[{at}]", code, known) for at, code in enumerate(table.texts(key))]


def _country(table: StrictTable) -> str | None:
    code = _short(table, "country")
    if code is None or code in WRITTEN_NAMES:
        return code
    meant = next((known for known, names in WRITTEN_NAMES.items() if code.upper() in (known, *names)), "")
    hint = f"; maksudnya {meant}?" if meant else ""
    raise table.error("country", f"“{code}” bukan kode negara dua huruf yang dikenal, misalnya SA atau HK{hint}")


def _date(table: StrictTable, key: str) -> PartialDate | None:
    text = _short(table, key)
    if text is None:
        return None
    reading = read_date(text)
    if reading.date is None or reading.code:
        raise table.error(key, f"“{text}” bukan tanggal; tulis 1998-07-22, 1998-07 atau 1998")
    return reading.date


def _entries(
    table: StrictTable, key: str, kinds: Mapping[str, str], make: Callable[[StrictTable, str], _Made]
) -> tuple[_Made, ...] | None:
    """A list of tables that each have a `kind`; None where the key is not there."""
    if not table.has(key):
        return None
    entries = table.tables(key)
    if len(entries) > _MOST_ENTRIES:
        raise table.error(key, f"lebih dari {_MOST_ENTRIES} isian")
    made = tuple(make(entry, _known(entry, "kind", entry.text("kind"), kinds)) for entry in entries)
    for entry in entries:
        entry.end()
    return made


def _document(entry: StrictTable, kind: str) -> Document:
    found = Document(kind, _date(entry, "issued"), _date(entry, "expires"))
    if found.issued and found.expires and found.expires.latest < found.issued.earliest:
        raise entry.error("expires", f"{found.expires} lebih awal daripada tanggal terbitnya {found.issued}")
    return found


def _cost(entry: StrictTable, kind: str) -> Cost:
    amount = entry.whole("amount") if entry.has("amount") else None
    if amount is not None and not 0 <= amount <= _MOST_RUPIAH:
        raise entry.error("amount", "harus berupa rupiah tanpa titik, misalnya 8000000")
    return Cost(kind, _word(entry, "paid_by", Payer), amount)


def _contract(table: StrictTable, rules: RuleBook) -> dict[str, Answer]:
    if not table.has("contract"):
        return {}
    written = table.table("contract")
    answers = {item: written.choice(item, Answer) for item in rules.contract_items if written.has(item)}
    written.end()
    return answers
