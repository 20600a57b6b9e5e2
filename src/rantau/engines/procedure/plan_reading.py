"""A plan written as JSON -> Plan. Every key is known and every value possible, or the error says where and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

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
from rantau.kernel.partial_date import PartialDate, read_date

_Word = TypeVar("_Word", bound=StrEnum)
_UNKNOWN = "tidak_diketahui"
_ENUMS: dict[str, type[StrEnum]] = {
    "sex": Sex,
    "marital_status": MaritalStatus,
    "employer": Employer,
    "scheme": Scheme,
    "recruiter": Recruiter,
    "licence": Check,
    "visa": Visa,
    "siskop2mi": Check,
    "passport_held_by": Holder,
}
DATES = ("born", "intended_on", "departure_planned", "departed_on")
_OTHER_KEYS = "stage country job licence_number siskop2mi_checked_on documents documents_not_asked contract costs"
KEYS = frozenset([*_ENUMS, *DATES, *_OTHER_KEYS.split()])
_MOST_ENTRIES = 200
_LONGEST = 200


def read_plan(written: object, rules: RuleBook) -> Plan:
    """The plan of a JSON object (docs/reference/procedure-plan.schema.json). Raises PlanError with the key's path.

    A key that is absent, null or "tidak_diketahui" is not known. Keys that would say who somebody is are refused like
    any other unknown key.
    """
    plan = _object(written, "", KEYS)
    enums = {key: _word(plan.get(key), key, words) for key, words in _ENUMS.items()}
    dates = {key: _date(plan.get(key), key) for key in DATES}
    read = Plan(
        stage=_word(plan.get("stage"), "stage", Stage) or Stage.INTENTION,
        country=_country(plan.get("country")),
        job=_code(plan.get("job"), "job", rules.jobs),
        licence_number=_text(plan.get("licence_number"), "licence_number"),
        siskop2mi_checked_on=_day(plan.get("siskop2mi_checked_on"), "siskop2mi_checked_on"),
        documents=_documents(plan.get("documents"), rules),
        documents_not_asked=frozenset(_codes(plan.get("documents_not_asked"), "documents_not_asked", rules.documents)),
        contract=_contract(plan.get("contract"), rules),
        costs=_costs(plan.get("costs"), rules),
        **enums,  # type: ignore[arg-type]
        **dates,  # type: ignore[arg-type]
    )
    _dates_agree(read)
    return read


def _dates_agree(plan: Plan) -> None:
    for key in ("intended_on", "departure_planned", "departed_on"):
        happened = getattr(plan, key)
        if plan.born and happened and happened.latest < plan.born.earliest:
            raise PlanError(key, f"{happened} sebelum tanggal lahir {plan.born}.")


def _object(written: object, path: str, known: Collection[str]) -> Mapping[str, object]:
    if not isinstance(written, dict):
        raise PlanError(path, "harus berupa objek JSON { ... }.")
    for key in written:
        if key not in known:
            where = f"{path}.{key}" if path else str(key)
            raise PlanError(where[:_LONGEST], f"kunci ini tidak dikenal. Yang dikenal: {', '.join(sorted(known))}.")
    return written


def _list(written: object, path: str) -> list[object]:
    if not isinstance(written, list):
        raise PlanError(path, "harus berupa daftar JSON [ ... ].")
    if len(written) > _MOST_ENTRIES:
        raise PlanError(path, f"lebih dari {_MOST_ENTRIES} isian.")
    return written


def _unknown(value: object) -> bool:
    return value is None or value == _UNKNOWN


def _text(value: object, path: str) -> str | None:
    if _unknown(value):
        return None
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise PlanError(path, f"harus berupa teks paling panjang {_LONGEST} huruf.")
    return value.strip() or None


def _word(value: object, path: str, words: type[_Word]) -> _Word | None:
    text = _text(value, path)
    if text is None:
        return None
    try:
        return words(text)
    except ValueError:
        raise PlanError(path, f"“{text}” tidak dikenal; pilihan: {', '.join(words)}, {_UNKNOWN}.") from None


def _code(value: object, path: str, known: Mapping[str, str]) -> str | None:
    text = _text(value, path)
    if text is not None and text not in known:
        raise PlanError(path, f"“{text}” tidak dikenal; pilihan: {', '.join(known)}.")
    return text


def _codes(value: object, path: str, known: Mapping[str, str]) -> list[str]:
    if _unknown(value):
        return []
    codes = [_code(one, f"{path}[{at}]", known) for at, one in enumerate(_list(value, path))]
    return [code for code in codes if code]


def _country(value: object) -> str | None:
    text = _text(value, "country")
    if text is None or text in WRITTEN_NAMES:
        return text
    meant = next((code for code, names in WRITTEN_NAMES.items() if text.upper() in (code, *names)), "")
    hint = f" Maksudnya {meant}?" if meant else ""
    raise PlanError("country", f"“{text}” bukan kode negara dua huruf yang dikenal, misalnya SA atau HK.{hint}")


def _date(value: object, path: str) -> PartialDate | None:
    if _unknown(value):
        return None
    if isinstance(value, str) and value.strip():
        reading = read_date(value)
        if reading.date and not reading.code:
            return reading.date
    raise PlanError(path, f"“{value}” bukan tanggal; tulis 1998-07-22, 1998-07 atau 1998.")


def _day(value: object, path: str) -> date | None:
    found = _date(value, path)
    if found is None:
        return None
    if not found.is_complete:
        raise PlanError(path, "harus lengkap: tahun, bulan dan hari.")
    return found.earliest


def _documents(value: object, rules: RuleBook) -> tuple[Document, ...] | None:
    if _unknown(value):
        return None
    return tuple(_document(one, f"documents[{at}]", rules) for at, one in enumerate(_list(value, "documents")))


def _document(value: object, path: str, rules: RuleBook) -> Document:
    written = _object({"kind": value} if isinstance(value, str) else value, path, ("kind", "issued", "expires"))
    kind = _code(written.get("kind"), f"{path}.kind", rules.documents)
    if kind is None:
        raise PlanError(f"{path}.kind", "jenis dokumen harus ditulis.")
    issued, expires = _date(written.get("issued"), f"{path}.issued"), _date(written.get("expires"), f"{path}.expires")
    if issued and expires and expires.latest < issued.earliest:
        raise PlanError(f"{path}.expires", f"{expires} lebih awal daripada tanggal terbitnya {issued}.")
    return Document(kind, issued, expires)


def _contract(value: object, rules: RuleBook) -> dict[str, Answer]:
    if _unknown(value):
        return {}
    written = _object(value, "contract", rules.contract_items)
    answers = {item: _word(one, f"contract.{item}", Answer) for item, one in written.items()}
    return {item: answer for item, answer in answers.items() if answer}


def _costs(value: object, rules: RuleBook) -> tuple[Cost, ...] | None:
    if _unknown(value):
        return None
    return tuple(_cost(one, f"costs[{at}]", rules) for at, one in enumerate(_list(value, "costs")))


def _cost(value: object, path: str, rules: RuleBook) -> Cost:
    written = _object(value, path, ("kind", "paid_by", "amount"))
    kind = _code(written.get("kind"), f"{path}.kind", rules.cost_kinds)
    if kind is None:
        raise PlanError(f"{path}.kind", "jenis biaya harus ditulis.")
    amount = written.get("amount")
    if amount is not None and (type(amount) is not int or not 0 <= amount <= 10**12):
        raise PlanError(f"{path}.amount", "harus berupa rupiah tanpa titik dan tanda kutip, misalnya 8000000.")
    return Cost(kind, _word(written.get("paid_by"), f"{path}.paid_by", Payer), amount)
