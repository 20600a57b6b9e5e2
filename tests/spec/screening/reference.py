"""docs/reference/screening.md and its two schemas, made from the guide.

`python -m tests.spec.screening.reference` writes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from tests.architecture.source import ROOT

from rantau.engines.screening import Contact, FrontKind, Guide, Question, Sign, Step, Urgency, load_guide
from rantau.engines.screening.schema import answers_schema, indication_schema
from rantau.engines.screening.words import StepKind
from rantau.kernel.citation import Certainty, Source

FOLDER = ROOT / "docs" / "reference"
PAGE = FOLDER / "screening.md"
SCHEMAS = {"answers": answers_schema, "indication": indication_schema}

HEAD = """# `rantau screening`: the conversation guide, and what its answers point to

```
rantau screening evaluate answers.json [--on 2026-11-24] [--text]
rantau screening check [FOLDER]
rantau screening schema answers|indication
```

`evaluate` reads the answers of one conversation (`-` reads them from standard input) and prints the indication as JSON.
Nothing is stored or sent. Exit codes: 0 the answers were read, 2 they were not (one sentence on standard error, with
the key: `answers[2].options[0]: ...`). Why it is built so, and its limits: [percakapan](../explanation/percakapan.md).
`check` validates a guide, and names telephone numbers that nobody has checked for half a year. This page is made from
the guide's files (`src/rantau/engines/screening/guides/{version}`) and is tested to be current.

## Answers

[screening-answers.schema.json](screening-answers.schema.json). No name, NIK or free text; a key that is not known is
refused. `options` are ids from the tables below; every question also has `belum-tahu` and `tidak-mau-menjawab`, and a
question that is left out counts as not known. `share` true means that the resident allows this answer in a notice or
referral; left out it means no.

```json
{example}
```

## Indication

[screening-indication.schema.json](screening-indication.schema.json). Texts, lists, true, false and null; no number, and
nothing that says what somebody *is*.

| key | meaning |
|---|---|
| `guide`, `on` | version of the guide; the day it was judged for |
| `urgency`, `urgency_words` | one of the five below |
| `front`, `front_reasons` | goes before everything else, and why, whatever the rest says |
| `signs` | each with `weight` in words, `why`, the `questions` whose answers show it, `may_share`, `sources` |
| `dimensions` | sides on which there are signs; `signs_agree` by the rule below |
| `unclear` | questions to ask again; `declined` ones are not pressed |
| `refused_contacts` | through whom the resident is not contacted |
| `required_sharing` | what the law has passed on, to whom, with its basis |
| `steps` | next steps in order: `kind`, `needs_choice` (only if the resident wants it), `because`, `contacts` |
| `caution`, `rule` | the sentence that stands under every indication; the rule by which signs agree |

Numbers in brackets are sources; they stand at the end of the page, each with how sure it is.
"""

URGENCY = {
    Urgency.NOTHING_SEEN: "no sign, and every key question is answered",
    Urgency.UNCLEAR: "no sign, but a key question is not answered, or somebody else was there",
    Urgency.SIGNS: "at least one sign",
    Urgency.SIGNS_AGREE: "the signs of one side agree (rule below)",
    Urgency.FIRST: "there is a reason to come first",
}
KINDS = {StepKind.DO: "lakukan", StepKind.OFFER: "**tawarkan**", StepKind.REQUIRED: "**wajib**"}


def page(guide: Guide) -> str:
    """The whole page."""
    example = {
        "guide": guide.version,
        "answers": [
            {"question": "hadir", "options": ["berdua"]},
            {"question": "takut", "options": ["suami-istri"], "share": False},
            {"question": "berangkat", "options": ["ada-tanggal"], "date": "2026-11-28"},
        ],
    }
    head = HEAD.replace("{version}", guide.version).replace("{example}", json.dumps(example, indent=2))
    parts = [head, _urgency(guide), _opening(guide), _questions(guide), _signs(guide), _front(guide), _steps(guide)]
    return "".join([*parts, _contacts(guide), _sources(guide)])


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _urgency(guide: Guide) -> str:
    rows = [(f"`{urgency}`", urgency.words, URGENCY[urgency]) for urgency in Urgency]
    return (
        f"\n## Urgency\n\nFrom the least to the most:\n\n{_table(('id', 'words', 'when'), rows)}\n"
        f"{guide.rule_words} {_cited(guide.rule_sources)}\n"
    )


def _opening(guide: Guide) -> str:
    said = "".join(f"{place}. {sentence}\n" for place, sentence in enumerate(guide.opening, 1))
    rules = "".join(f"- {rule.words} {rule.basis} {_cited(rule.sources)}\n" for rule in guide.required_sharing)
    head = f"\n## Said first\n\nGuide {guide.version}, *{guide.title}*. {guide.status}\n"
    return f"{head}\n{said}\nRequired by law:\n\n{rules}"


def _questions(guide: Guide) -> str:
    return "\n## Questions\n" + "".join(_question(question) for question in guide.questions)


def _question(question: Question) -> str:
    marks = [
        f"dijawab: {question.asked_of}",
        *(["boleh lebih dari satu"] if question.several else []),
        *(["pertanyaan kunci"] if question.key else []),
        *(f"tahap: {stage}" for stage in question.stages),
    ]
    first = f"\n> Dikatakan dulu: {question.say_first}\n" if question.say_first else ""
    rows = [
        (
            f"`{option.id}`",
            option.words,
            ", ".join(f"`{sign}`" for sign in option.signs),
            "; ".join(
                [
                    *(f"didahulukan: {kind}" for kind in option.front),
                    *(f"bukan kontak: {relation.words}" for relation in option.refuses),
                    *(["dengan tanggal"] if option.needs_date else []),
                    *(["tanyakan lagi berdua"] if option.present else []),
                    *(["tidak bersama pilihan lain"] if option.alone else []),
                ]
            ),
        )
        for option in question.options
        if not option.not_known
    ]
    return (
        f"\n### `{question.id}`: {question.wording}\n\n{'; '.join(marks)}\n{first}\n{question.why} "
        f"{_cited(question.sources)}\n\n{_table(('option', 'words', 'signs', ''), rows)}"
    )


def _signs(guide: Guide) -> str:
    rows = [_sign(sign) for sign in guide.signs]
    sides = "".join(f"- `{side}`: {words}\n" for side, words in guide.dimension_words)
    heads = ("sign", "words", "weight", "side", "why", "ILO/EC 2009", "sources")
    return f"\n## Signs\n\nSides:\n\n{sides}\n{_table(heads, rows)}"


def _sign(sign: Sign) -> tuple[str, ...]:
    weight = sign.strength.words + (", hanya bersama tanda lain" if sign.with_other else "")
    cited = _cited(sign.sources)
    return f"`{sign.id}`", sign.words, weight, f"`{sign.dimension}`", sign.why, sign.indicator, cited


def _front(guide: Guide) -> str:
    rows = [(f"`{row.kind}`", row.words, row.why, _cited(row.sources)) for row in guide.front]
    days = f"\n`{FrontKind.DEPARTURE}`: the date is at most {guide.departure_within_days} days away.\n"
    return f"\n## Reasons to come first\n\n{_table(('reason', 'words', 'why', 'sources'), rows)}{days}"


def _steps(guide: Guide) -> str:
    rows = [
        (f"`{step.id}`", KINDS[step.kind], step.words, _when(step), ", ".join(step.contacts)) for step in guide.steps
    ]
    return f"\n## Next steps, in order\n\n{_table(('step', 'kind', 'words', 'named when one of', 'contacts'), rows)}"


def _when(step: Step) -> str:
    when = step.when
    conditions = [
        *(["selalu"] if when.always else []),
        *(["ada yang belum diketahui"] if when.unclear else []),
        *(["ada orang lain saat bicara"] if when.present else []),
        *(["ada kontak yang ditolak"] if when.refused else []),
        *(f"didahulukan: {kind}" for kind in when.front),
        *(f"sisi menguatkan: {side}" for side in when.dimensions),
        *(f"keadaan: {urgency}" for urgency in when.urgency),
        *(f"`{sign}`" for sign in when.signs),
    ]
    only = f" (hanya {step.only})" if step.only else ""
    return ", ".join(conditions) + only + (" (bila ada tanda)" if step.needs_sign else "")


def _contacts(guide: Guide) -> str:
    rows = [_contact(contact) for contact in guide.contacts]
    heads = ("contact", "whom", "what for", "numbers", "checked", "source")
    return f"\n## Contacts\n\n`contacts.toml`; a regency adds its own numbers.\n\n{_table(heads, rows)}"


def _contact(contact: Contact) -> tuple[str, ...]:
    phones = ", ".join(f"{phone.kind} {phone.number}" for phone in contact.phones) or "diisi kabupaten"
    unchecked = "belum diperiksa" if contact.phones else ""
    checked = contact.checked.isoformat() if contact.checked else unchecked
    return f"`{contact.id}`", contact.whom, contact.purpose, phones, checked, _cited((contact.source,))


def _sources(guide: Guide) -> str:
    rows = [
        (str(number), f"[{source.title}]({source.url})" if source.url else source.title, source.certainty.words)
        for number, source in enumerate(all_sources(guide), 1)
    ]
    return f"\n## Sources, the surest first\n\n{_table(('', 'source', 'certainty'), rows)}"


@lru_cache
def all_sources(guide: Guide) -> tuple[Source, ...]:
    """Every source that the guide cites, once, the surest first."""
    parts = (guide.questions, guide.signs, guide.steps, guide.front, guide.required_sharing)
    cited = {source for part in parts for row in part for source in row.sources}
    cited |= {*guide.rule_sources, *(contact.source for contact in guide.contacts)}
    order = list(Certainty)
    return tuple(sorted(cited, key=lambda source: (order.index(source.certainty), source.title)))


def _cited(sources: Iterable[Source]) -> str:
    known = all_sources(load_guide())
    return f"[{', '.join(str(known.index(source) + 1) for source in sources)}]"


def main() -> None:
    """Write the page and the schemas."""
    guide = load_guide()
    PAGE.write_text(page(guide), encoding="utf-8")
    for name, make in SCHEMAS.items():
        written = json.dumps(make(guide), ensure_ascii=False, indent=2) + "\n"
        (FOLDER / f"screening-{name}.schema.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
