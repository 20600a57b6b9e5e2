"""What the book of rules covers, and what not (cakupan)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from rantau.engines.procedure.conditions import ALL_MIGRANT_WORKERS, UNKNOWN
from rantau.engines.procedure.plan import OUTSIDE_THE_REGIME, Scheme
from rantau.engines.procedure.rulebook import CheckKind, Rule, RuleBook
from rantau.kernel.citation import Certainty
from rantau.kernel.countries import country_name


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many rules (not versions) stand behind each article, scheme, country, job, year and certainty."""

    rules: int
    versions: int
    articles: dict[str, int]
    schemes: dict[str, int]
    countries: dict[str, int]
    jobs: dict[str, int]
    years: dict[int, int]
    certainties: dict[str, int]


def coverage(book: RuleBook, *, until: date) -> Coverage:
    """Counts over all rules; years run from the first rule to `until`, each by the rules of its last day."""
    newest = {rule.id: rule for rule in sorted(book.rules, key=lambda rule: rule.valid_from)}
    law = [rule for rule in book.rules if rule.check is not CheckKind.NOTE]
    first = min((rule.valid_from.year for rule in law), default=until.year)
    return Coverage(
        rules=len(newest),
        versions=len(book.rules),
        articles=_counted(newest.values(), lambda rule: [rule.article]),
        schemes={str(scheme): _about(newest.values(), scheme) for scheme in Scheme},
        countries=_counted(newest.values(), lambda rule: _named(rule, "negara", country_name)),
        jobs=_counted(newest.values(), lambda rule: _named(rule, "pekerjaan", lambda code: book.jobs[code])),
        years={year: _in_force(book, min(date(year, 12, 31), until)) for year in range(first, until.year + 1)},
        certainties={str(one): _certain(newest.values(), one) for one in Certainty},
    )


def coverage_text(found: Coverage) -> str:
    """The coverage as a page."""
    parts = [f"{found.rules} aturan, {found.versions} versi."]
    sections = (
        ("Kepastian", {Certainty(code).words: count for code, count in found.certainties.items()}),
        ("Pasal", found.articles),
        ("Skema", found.schemes),
        ("Negara yang disebut (selain itu aturan umum)", found.countries),
        ("Pekerjaan yang disebut (selain itu aturan umum)", found.jobs),
        ("Aturan yang berlaku pada akhir tahun", {str(year): count for year, count in found.years.items()}),
    )
    for title, counts in sections:
        parts += ["", title, *(f"{count:5}  {name}" for name, count in counts.items())]
    return "\n".join(parts)


def _counted(rules: Iterable[Rule], of: Callable[[Rule], Iterable[str]]) -> dict[str, int]:
    counts = Counter(name for rule in rules for name in of(rule))
    return dict(sorted(counts.items()))


def _named(rule: Rule, fact: str, name: Callable[[str], str]) -> list[str]:
    wanted = [values for one in (rule.when, rule.forbidden) for key, values in one.wanted if key == fact]
    return sorted({name(code) for values in wanted for code in values if code != UNKNOWN})


def _about(rules: Iterable[Rule], scheme: Scheme) -> int:
    return sum(_for_scheme(rule, scheme) for rule in rules)


def _for_scheme(rule: Rule, scheme: Scheme) -> bool:
    """Whether the rule's conditions on the scheme, if any, let this one in."""
    wanted = dict(rule.when.wanted).get("skema")
    shut_out = dict(rule.unless.wanted).get("skema", ())
    inside = ALL_MIGRANT_WORKERS in (wanted or ()) and scheme not in OUTSIDE_THE_REGIME
    return scheme not in shut_out and (wanted is None or scheme in wanted or inside)


def _in_force(book: RuleBook, day: date) -> int:
    return sum(rule.check is not CheckKind.NOTE for rule in book.in_force(day))


def _certain(rules: Iterable[Rule], certainty: Certainty) -> int:
    return sum(rule.certainty is certainty for rule in rules)
