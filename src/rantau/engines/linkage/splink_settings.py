"""The learned model as settings of splink, and rows as the table that they are for: to grow beyond one computer.

    exported = export(rows)
    linker = Linker(database.register(pl.DataFrame(exported.table).to_arrow()), exported.settings)

splink adds weights as our model does, so the weights go over as they are. What splink's SQL cannot say goes over
nearly: names are compared whole and not word by word, and how rare a name is goes by steps. How far both agree is
measured by `rantau bench linkage` and a test. Nothing here needs splink. Why and when: docs/how-to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np

from rantau.engines.linkage import fields
from rantau.engines.linkage.candidates import candidate_pairs, years_said
from rantau.engines.linkage.columns import Columns, Ints, Names, columns_of
from rantau.engines.linkage.compare import compare_pairs
from rantau.engines.linkage.fields import AMOUNTS, FIELDS, Field
from rantau.engines.linkage.model import Model, learn
from rantau.engines.linkage.rules import INDONESIAN, Rules
from rantau.engines.linkage.types import LinkRow

_STEPS = (0.0, 5.0, 7.0, 9.0, 11.0, 13.0, 16.0, 20.0)
"""From how rare a name each step is; within it the weight is that of its middle."""
BLOCKS = (
    ("nik",), ("nik15",), ("nik12",), ("passport",), ("phone", "sound"), ("sound", "said"), ("sound", "area"),
    ("sound", "district"), ("first", "birth"), ("first", "area", "said"), ("first", "district", "said"),
    ("birth", "area"), ("letters", "area", "said"), ("mother", "said"), ("sound", "departed", "country"),
    ("first", "unit"),
)  # fmt: skip
"""Columns that pairs share: the most useful of our keys."""


@dataclass(frozen=True, slots=True)
class Exported:
    """Settings of splink (`link_type` dedupe_only) and the table, column by column."""

    settings: dict[str, Any]
    table: dict[str, list[Any]]
    model: Model


def export(rows: Iterable[LinkRow], rules: Rules = INDONESIAN) -> Exported:
    """Learn from the rows, and give what splink needs to do the same. `unique_id` is the id of the row."""
    columns = columns_of(sorted(rows, key=lambda row: row.id), rules)
    model = learn(compare_pairs(columns, *candidate_pairs(columns)))
    return Exported(settings_of(model), table_of(columns), model)


def table_of(columns: Columns) -> dict[str, list[Any]]:
    """What the settings compare; unknown is None."""
    names, codes = columns.name, columns.name.code
    sounds, words = _joined(names, names.sound), _joined(names, names.text)
    nik = [
        digits if number >= 0 else None for digits, number in zip(columns.nik_digits, columns.nik.tolist(), strict=True)
    ]
    born = [
        f"{year:04d}-{month:02d}-{day:02d}" if day else None
        for year, month, day in zip(*_best_dates(columns), strict=True)
    ]
    return {
        "unique_id": columns.ids,
        "name": _of(codes, [" ".join(sorted(text.split())) for text in words]),
        "sound": _of(codes, [" ".join(sorted(text.split())) for text in sounds]),
        "spoken": _of(codes, sounds),
        "first": _of(codes, [text.split()[0] if text else "" for text in sounds]),
        "last": _of(codes, [text.split()[-1] if text else "" for text in sounds]),
        "letters": _of(codes, [text[:3] for text in sounds]),
        "rarity": _rarity(names),
        "initials": columns.initials.tolist(),
        "birth": born,
        "own": (columns.year > 0).tolist(),
        "said": _positive(years_said(columns)),
        "by_age": ((columns.year == 0) & (columns.nik_year == 0) & (columns.age_year > 0)).tolist(),
        "nik": nik,
        "nik15": [digits[:15] if len(digits) >= 15 else None for digits in columns.nik_digits],
        "nik12": [digits[:12] if digits else None for digits in nik],
        "nik_read": [digits or None for digits in columns.nik_digits],
        "mother": _of(columns.mother.code, _joined(columns.mother, columns.mother.sound)),
        "clean": columns.clean.tolist(),
        "outside": columns.outside.tolist(),
        "kind": columns.kind.tolist(),
        "departed": _positive(columns.departed),
        **{name: _known(getattr(columns, name)) for name in (
            "area", "district", "unit", "phone", "passport", "family", "sex", "country", "company",
        )},
    }  # fmt: skip


def _joined(names: Names, texts: Sequence[str]) -> list[str]:
    return [" ".join(texts[word] for word in words if word >= 0) for words in names.words.tolist()]


def _of(codes: Ints, texts: Sequence[str]) -> list[str | None]:
    return [texts[code] or None if code >= 0 else None for code in codes.tolist()]


def _rarity(names: Names) -> list[float]:
    total = np.where(names.words >= 0, names.rarity[names.words] if len(names.rarity) else 0.0, 0.0).sum(axis=1)
    return [round(float(total[code]), 2) if code >= 0 else 0.0 for code in names.code.tolist()]


def _known(codes: Ints) -> list[int | None]:
    return [code if code >= 0 else None for code in codes.tolist()]


def _positive(numbers: Ints) -> list[int | None]:
    return [number or None for number in numbers.tolist()]


def _best_dates(columns: Columns) -> tuple[list[int], list[int], list[int]]:
    """The own date, or that inside the NIK."""
    own = columns.year > 0
    parts = ((columns.year, columns.nik_year), (columns.month, columns.nik_month), (columns.day, columns.nik_day))
    year, month, day = (np.where(own, mine, lent).tolist() for mine, lent in parts)
    return year, month, day


def settings_of(model: Model) -> dict[str, Any]:
    """Settings for a table of `table_of`."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": 1 / (1 + exp(-model.intercept)),
        "blocking_rules_to_generate_predictions": [
            " AND ".join(f"l.{column} = r.{column}" for column in columns) for columns in BLOCKS
        ],
        "comparisons": [
            _name(model),
            *(_comparison(field, sql, _weights(model, field)) for field, sql in _SQL),
            _nik(model),
        ],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def _weights(model: Model, field: Field) -> list[float]:
    weights: list[float] = model.levels[FIELDS.index(field)].tolist()
    return weights


def _level(condition: str, text: str, weight: float) -> dict[str, Any]:
    """splink's weight is log2(m / u): any m and u of that ratio do."""
    ratio = exp(weight)
    u = 0.5 / max(ratio, 1.0)
    return {"sql_condition": condition, "label_for_charts": text, "m_probability": u * ratio, "u_probability": u}


def _comparison(field: Field, sql: str, weights: Sequence[float]) -> dict[str, Any]:
    """A level for each of ours; `sql` gives its number, 0 where nothing can be compared."""
    levels = [
        _level(f"({sql}) = {number}", level.text, weights[number]) for number, level in enumerate(field.levels, start=1)
    ]
    nothing = _level("ELSE", "tidak dapat dibandingkan", 0.0)
    return {"output_column_name": field.name, "comparison_levels": [*levels, nothing]}


def _together(field: Field, model: Model, first: tuple[str, Ints], second: tuple[str, Ints]) -> dict[str, Any]:
    """What is learned of two fields together: levels by the groups of both, as `compare` numbers them."""
    weights, width = _weights(model, field), int(second[1].max())
    levels = []
    for number, level in enumerate(field.levels):
        groups = number // width + 1, number % width + 1
        parts = [
            f"({sql}) IN ({', '.join(map(str, np.flatnonzero(of_level == group)))})"
            for (sql, of_level), group in zip((first, second), groups, strict=True)
        ]
        levels.append(_level(" AND ".join(parts), level.text, weights[number + 1]))
    nothing = _level("ELSE", "tidak dapat dibandingkan", 0.0)
    return {"output_column_name": field.name, "comparison_levels": [*levels, nothing]}


def _case(*choices: tuple[str, int]) -> str:
    return "CASE " + " ".join(f"WHEN {condition} THEN {level}" for condition, level in choices) + " ELSE 0 END"


def _same(column: str) -> str:
    unknown = f"{column}_l IS NULL OR {column}_r IS NULL"
    return _case((unknown, 0), (f"{column}_l = {column}_r", 1), (f"{column}_l <> {column}_r", 2))


_INSIDE = "((' ' || {0} || ' ') LIKE ('% ' || {1} || ' %'))"
_CONTAINED = f"({_INSIDE.format('spoken_l', 'spoken_r')} OR {_INSIDE.format('spoken_r', 'spoken_l')})"
_NAME = _case(
    ("name_l IS NULL OR name_r IS NULL", 0),
    ("(initials_l OR initials_r) AND substr(spoken_l,1,1) = substr(spoken_r,1,1)", 10),
    ("initials_l OR initials_r", 11),
    ("name_l = name_r", 1),
    ("sound_l = sound_r", 2),
    ("replace(spoken_l,' ','') = replace(spoken_r,' ','')", 12),
    (_CONTAINED, 5),
    ("jaro_winkler_similarity(spoken_l, spoken_r) >= 0.94", 3),
    ("jaro_winkler_similarity(sound_l, sound_r) >= 0.94", 3),
    ("first_l = first_r", 7),
    ("last_l = last_r OR first_l = last_r OR last_l = first_r", 8),
    ("TRUE", 9),
)
_BOTH_LENT = "nik_l IS NOT NULL AND nik_r IS NOT NULL AND NOT (own_l AND own_r)"
_YEARS = "abs(said_l - said_r)"
_PART = "substr(birth_{0},{1},{2})"


def _equal(start: int, length: int) -> str:
    return f"{_PART.format('l', start, length)} = {_PART.format('r', start, length)}"


_DATE = _case(
    (f"said_l IS NULL OR said_r IS NULL OR ({_BOTH_LENT})", 0),
    ("birth_l = birth_r AND substr(birth_l,6,5) IN ('01-01','12-31')", 2),
    ("birth_l = birth_r", 1),
    (f"{_equal(1, 4)} AND substr(birth_l,6,2) = substr(birth_r,9,2) AND substr(birth_l,9,2) = substr(birth_r,6,2)", 3),
    (_equal(1, 7), 4),
    (f"{_equal(1, 4)} AND {_equal(9, 2)}", 5),
    (f"{_equal(6, 5)} AND levenshtein(substr(birth_l,1,4), substr(birth_r,1,4)) = 1", 6),
    (_equal(1, 4), 7),
    (f"birth_l IS NOT NULL AND birth_r IS NOT NULL AND {_YEARS} < 15", 8),
    ("birth_l IS NOT NULL AND birth_r IS NOT NULL", 9),
    (f"(by_age_l OR by_age_r) AND {_YEARS} <= 1", 14),
    (f"(by_age_l OR by_age_r) AND {_YEARS} <= 3", 15),
    (f"(by_age_l OR by_age_r) AND {_YEARS} <= 7", 16),
    ("by_age_l OR by_age_r", 17),
    (f"{_YEARS} = 0", 10),
    (f"{_YEARS} = 1", 11),
    (f"{_YEARS} <= 3", 12),
    ("TRUE", 13),
)
_AREA = _case(
    ("area_l = area_r", 1),
    ("area_l IS NOT NULL AND area_r IS NOT NULL AND district_l = district_r", 3),
    ("district_l = district_r", 2),
    ("coalesce(area_l, district_l) IS NOT NULL AND coalesce(area_r, district_r) IS NOT NULL", 4),
    ("outside_l AND outside_r", 6),
    ("(outside_l AND district_r IS NOT NULL) OR (outside_r AND district_l IS NOT NULL)", 5),
)
_LISTS = _case(
    ("kind_l <> kind_r", 0), ("clean_l AND clean_r", 2),
    ("(first_l <> first_r) AND NOT (country_l = country_r AND departed_l = departed_r)", 3), ("TRUE", 1),
)  # fmt: skip


_SQL: tuple[tuple[Field, str], ...] = (
    (fields.DATE, _DATE),
    (fields.AREA, _AREA),
    (fields.UNIT, _same("unit")),
    (fields.MOTHER, _case(
        ("mother_l IS NULL OR mother_r IS NULL", 0), ("mother_l = mother_r", 1),
        ("jaro_winkler_similarity(mother_l, mother_r) >= 0.9", 2), ("TRUE", 4),
    )),
    (fields.PHONE, _same("phone")),
    (fields.PASSPORT, _case(
        ("passport_l IS NULL OR passport_r IS NULL", 0), ("passport_l = passport_r", 1), ("TRUE", 3),
    )),
    (fields.FAMILY, _same("family")),
    (fields.SEX, _same("sex")),
    (fields.COUNTRY, _same("country")),
    (fields.COMPANY, _same("company")),
    (fields.DEPARTED, _case(
        ("departed_l IS NULL OR departed_r IS NULL", 0), ("departed_l = departed_r", 1),
        ("abs(departed_l - departed_r) = 1", 2), ("TRUE", 3),
    )),
    (fields.LISTS, _LISTS),
)  # fmt: skip
_AMOUNT_OF = {1: "shared", 2: "sounding", 3: "near", 5: "shared", 12: "near"}
"""By which amount the rarity of a whole name counts, at each level of the name."""
_PARTLY = {7: 4.0, 8: 4.0, 10: 2.5}
"""The usual rarity of what is shared where only a part is."""


def _name(model: Model) -> dict[str, Any]:
    """The name by level and by how rare it is: the rarer of both sides' words are not shared, so the lesser counts."""
    weights = _weights(model, fields.NAME)
    amounts = {
        amount.name: float(weight)
        for amount, weight in zip(AMOUNTS, model.amounts.tolist()[: len(AMOUNTS)], strict=True)
    }
    levels = []
    for number, level in enumerate(fields.NAME.levels, start=1):
        kind = _AMOUNT_OF.get(number)
        if kind is None:
            weight = weights[number] + amounts["shared"] * _PARTLY.get(number, 0.0)
            levels.append(_level(f"({_NAME}) = {number}", level.text, weight))
            continue
        for low, high in zip(reversed(_STEPS), (24.0, *reversed(_STEPS[1:])), strict=True):
            condition = f"({_NAME}) = {number} AND least(rarity_l, rarity_r) >= {low}"
            levels.append(_level(condition, level.text, weights[number] + amounts[kind] * (low + high) / 2))
    nothing = _level("ELSE", "tidak dapat dibandingkan", 0.0)
    return {"output_column_name": fields.NAME.name, "comparison_levels": [*levels, nothing]}


def _nik(model: Model) -> dict[str, Any]:
    whole = "nik_l IS NOT NULL AND nik_r IS NOT NULL"
    sql = _case(
        ("length(nik_read_l) < 12 OR length(nik_read_r) < 12", 0),
        ("nik_read_l = nik_read_r", 1),
        ("least(length(nik_read_l), length(nik_read_r)) = 15 AND nik15_l = nik15_r AND first_l <> first_r", 7),
        ("least(length(nik_read_l), length(nik_read_r)) = 15 AND nik15_l = nik15_r", 2),
        (f"{whole} AND nik12_l = nik12_r AND ({_NAME}) IN (3, 5, 6, 7, 8, 9, 11)", 8),
        (f"{whole} AND nik12_l = nik12_r", 4),
        ("damerau_levenshtein(nik_read_l, nik_read_r) <= 1", 3),
        (whole, 5),
        ("nik_read_l IS NOT NULL AND nik_read_r IS NOT NULL", 6),
    )
    return _comparison(fields.NIK, sql, model.nik.tolist())
