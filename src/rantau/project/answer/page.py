"""answer.html: one self-contained page with map and tables, to be read, printed and passed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from rantau import __version__
from rantau.engines.cartography import MAP_CSS, State, TileCell, classify, draw_tiles, layout_of
from rantau.engines.estimation import ALL_YEARS, MEANINGS, UNDATED, mostly_silent
from rantau.engines.intake.types import Kind, Severity
from rantau.project.answer.job import Answer
from rantau.project.answer.tables import register_statements

SPOKEN = frozenset({"ada data", "nihil"})
"""What a desa says of itself that makes a zero a zero."""

HERE = Path(__file__).parent
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def write_page(answer: Answer, areas: Mapping[str, str], path: Path, *, today: date) -> None:
    """Write the page. It calls nothing from outside and holds no data of persons."""
    engine = Engine(dirs=[str(HERE)], autoescape=True)
    page = engine.get_template("answer.html").render(Context(context(answer, areas, today), use_l10n=False))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")


def context(answer: Answer, areas: Mapping[str, str], today: date) -> dict[str, Any]:
    """What the template shows. Numbers are texts in Indonesian notation already."""
    districts = [code for code in areas if code.count(".") == 2]
    return {
        "version": __version__,
        "regency": areas[answer.regency],
        "date": f"{today.day} {MONTHS[today.month - 1]} {today.year}",
        "period": f"{answer.years[0]}–{answer.years[-1]}" if len(answer.years) > 1 else str(answer.years[0]),
        "years": [str(year) for year in answer.years],
        "map_css": mark_safe(MAP_CSS),  # noqa: S308 - a constant of ours
        "map": mark_safe(_map(answer, areas, districts)),  # noqa: S308 - escapes its labels itself
        "total": _headline(answer),
        "bars": _bars(answer),
        "hatched": any(_is_unsure(answer, areas, code) for code in districts),
        "top": _top(answer, areas, districts),
        "districts": [_district(answer, areas, code) for code in _by_count(answer, districts)],
        "lists": _lists(answer),
        "shared": _shared(answer),
        "silence": _silence(answer, areas),
        "notes": _notes(answer),
        "files": number(len(answer.files)),
        "rows": number(len(answer.rows)),
        "refused": [str(error) for error in answer.refused],
    }


def number(value: int) -> str:
    """A number as it is written in Indonesia: 1.234."""
    return f"{value:,}".replace(",", ".")


def _counted(answer: Answer, area: str, measure: str) -> int:
    return answer.counts.get((area, measure), 0)


def _by_count(answer: Answer, codes: list[str]) -> list[str]:
    return sorted(codes, key=lambda code: (-_counted(answer, code, "all_total"), code))


def _headline(answer: Answer) -> dict[str, str]:
    total = {
        status: _counted(answer, answer.regency, f"{status}_total") for status in ("all", "procedural", "nonprocedural")
    }
    unplaced = total["all"] - sum(
        n for (code, measure), n in answer.counts.items() if measure == "all_total" and code.count(".") == 2
    )
    counted = total["procedural"] + total["nonprocedural"]
    words = {status: number(value) for status, value in total.items()}
    return words | {
        "undated": number(undated) if (undated := _counted(answer, answer.regency, UNDATED)) else "",
        "unplaced": number(unplaced) if unplaced > 0 else "",
        "twice": number(counted - total["all"]) if counted > total["all"] else "",
        "placed_percent": _percent(total["procedural"], counted),
    }


def _bars(answer: Answer) -> list[dict[str, str]]:
    """Persons of each year with the length of a bar."""
    counts = {year: _counted(answer, answer.regency, f"all_{year}") for year in answer.years}
    most = max(counts.values(), default=0)
    return [{"year": str(year), "count": number(n), "percent": _percent(n, most)} for year, n in counts.items()]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "0"


def _top(answer: Answer, areas: Mapping[str, str], districts: list[str]) -> list[dict[str, str]]:
    best = [code for code in _by_count(answer, districts)[:3] if _counted(answer, code, "all_total")]
    return [{"code": code, "name": areas[code], "count": number(_counted(answer, code, "all_total"))} for code in best]


def _map(answer: Answer, areas: Mapping[str, str], districts: list[str]) -> str:
    counts = {code: _counted(answer, code, "all_total") for code in districts}
    classes = classify(list(counts.values()))
    cells = {code: _cell(answer, areas, code, classes.band_of(n)) for code, n in counts.items()}
    states = tuple(state for state in (State.UNSURE, State.NO_DATA) if any(c.state is state for c in cells.values()))
    return draw_tiles(
        layout_of(answer.regency, districts), cells,
        title=f"Peta petak {areas[answer.regency]}",
        description="Orang berbeda yang tercatat berangkat, menurut kecamatan tempat tinggal.",
        legend=classes.legend("Orang tercatat berangkat", unit="orang", states=states),
        id_prefix="peta",
    )  # fmt: skip


def _cell(answer: Answer, areas: Mapping[str, str], code: str, band: int) -> TileCell:
    """One kecamatan; where nothing is known the state speaks, never a number."""
    count = number(_counted(answer, code, "all_total"))
    state = _state(answer, areas, code, _counted(answer, code, "all_total"))
    return TileCell(
        label=areas[code], value=count, words=f"{count} orang" if state.has_value else "", band=band, state=state,
        href=f"#kec-{code}",
    )  # fmt: skip


def _state(answer: Answer, areas: Mapping[str, str], code: str, count: int) -> State:
    """Hatched where at least half of the desa handed in nothing: what they know is missing from the number."""
    if _is_unsure(answer, areas, code):
        return State.UNSURE if count else State.NO_DATA
    return State.VALUE


def _is_unsure(answer: Answer, areas: Mapping[str, str], code: str) -> bool:
    said = register_statements(answer)
    villages = _villages(areas, code)
    return mostly_silent(sum(village not in said for village in villages), len(villages))


def _villages(areas: Mapping[str, str], district: str) -> list[str]:
    return [code for code in areas if code.startswith(district + ".")]


def _figures(answer: Answer, code: str, *, spoken: bool = True) -> list[str]:
    """The answer first, then its parts and years; a dash where a desa has not spoken and no list names it."""
    measures = [f"{status}_total" for status in ("all", "procedural", "nonprocedural")]
    counts = [_counted(answer, code, measure) for measure in (*measures, *(f"all_{year}" for year in answer.years))]
    return [number(n) if n or spoken else "–" for n in counts]


def _district(answer: Answer, areas: Mapping[str, str], code: str) -> dict[str, Any]:
    villages = _villages(areas, code)
    said = register_statements(answer)
    most = max((_counted(answer, village, "all_total") for village in areas if village.count(".") == 2), default=0)
    return {
        "code": code,
        "name": areas[code],
        "figures": _figures(answer, code, spoken=not _is_unsure(answer, areas, code)),
        "percent": _percent(_counted(answer, code, "all_total"), most),
        "silent": f"{sum(village not in said for village in villages)}/{len(villages)}",
        "villages": [
            {
                "name": areas[village],
                "figures": _figures(answer, village, spoken=said.get(village) in SPOKEN),
                "said": said.get(village, "diam"),
            }
            for village in villages
        ],
    }


def _lists(answer: Answer) -> list[dict[str, Any]]:
    """Each list for the whole regency: by year, and all years with persons and those on no other list."""
    cells = {(cell.kind, cell.year): cell for cell in answer.reconciled if cell.area == answer.regency}
    table = []
    for kind, meaning in MEANINGS.items():
        whole = cells.get((kind, ALL_YEARS))
        if whole is None:
            continue
        per_year = [cells.get((kind, year)) for year in answer.years]
        table.append(
            {
                "label": meaning.label,
                "counts": meaning.count.value,
                "years": [number(cell.persons) if cell else "–" for cell in per_year],
                "rows": number(whole.rows),
                "persons": number(whole.persons),
                "only": number(whole.only_here),
            }
        )
    return table


def _shared(answer: Answer) -> dict[str, Any]:
    present = {cell.kind for cell in answer.reconciled}
    kinds = [kind for kind in MEANINGS if kind in present]
    pairs = {(pair.first, pair.second): pair.persons for pair in answer.shared}

    def both(first: Kind, second: Kind) -> str:
        return number(pairs.get((first, second), pairs.get((second, first), 0)))

    return {
        "heads": [MEANINGS[kind].label for kind in kinds],
        "lines": [(MEANINGS[kind].label, [both(kind, other) for other in kinds]) for kind in kinds],
    }


def _silence(answer: Answer, areas: Mapping[str, str]) -> dict[str, str]:
    villages = [code for code in areas if code.count(".") == 3]
    said = Counter(register_statements(answer).get(code, "tidak menyerahkan") for code in villages)
    names = {"ada data": "data", "nihil": "nil", "formulir kosong": "blank", "tidak menyerahkan": "silent"}
    return {"all": number(len(villages))} | {key: number(said.get(text, 0)) for text, key in names.items()}


def _notes(answer: Answer) -> list[dict[str, str]]:
    """What was noticed while reading, by code, most frequent first, with one example."""
    counted = Counter(problem.code for problem in answer.problems)
    examples = {problem.code: problem for problem in reversed(answer.problems)}
    return [
        {
            "code": code.replace("-", " ").replace("nik", "NIK"),
            "times": number(times),
            "grave": "ditolak" if examples[code].severity is Severity.ERROR else "dicatat",
            "place": str(examples[code].place),
        }
        for code, times in counted.most_common()
    ]
