"""The guides as they lie in their folders: five TOML files each, and one table of contacts for all.

A guide that does not hold together (an option names a sign that is not there, a sign that nobody can show) is refused
when it is read, with the file and the path in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from rantau.engines.screening.guide import (
    Contact,
    FrontReason,
    Guide,
    Option,
    Phone,
    Question,
    RequiredSharing,
    Sign,
    Step,
    StepWhen,
)
from rantau.engines.screening.wholeness import faults_of
from rantau.engines.screening.words import (
    EVERYWHERE,
    AskedOf,
    Dimension,
    FrontKind,
    Recipient,
    Relation,
    Stage,
    StepKind,
    Strength,
    Urgency,
)
from rantau.kernel.citation import Certainty, Source
from rantau.kernel.errors import InvalidValueError, Place
from rantau.kernel.strict_table import StrictTable

FOLDER = Path(__file__).parent / "guides"
CONTACTS = Path(__file__).parent / "contacts.toml"

Sources = dict[str, Source]
Made = TypeVar("Made")


def versions() -> tuple[str, ...]:
    """The versions that are here, oldest first."""
    return tuple(sorted(folder.name for folder in FOLDER.iterdir() if (folder / "guide.toml").is_file()))


@lru_cache(maxsize=8)
def load_guide(version: str = "") -> Guide:
    """A guide by version, the newest when none is named. Raises InvalidValueError for a version that is not here."""
    known = versions()
    if version and version not in known:
        raise InvalidValueError(f"guide: versi panduan “{version[:40]}” tidak ada; yang ada: {', '.join(known)}.")
    return read_guide(FOLDER / (version or known[-1]), contacts=CONTACTS)


def read_guide(folder: Path, *, contacts: Path) -> Guide:
    """A guide from a folder. Raises InvalidValueError with file and path for whatever is wrong in it."""
    sources = _sources(folder / "sources.toml")
    top = _open(folder / "guide.toml")
    rule = top.table("dimension_rule")
    guide = Guide(
        version=top.text("version"),
        title=top.text("title"),
        status=top.text("status"),
        valid_from=top.day("valid_from"),
        opening=top.texts("opening"),
        caution=top.text("caution"),
        departure_within_days=top.whole("departure_within_days"),
        rule_words=rule.text("words"),
        rule_sources=_cited(rule, sources),
        dimension_words=dict(top.each("dimensions", lambda row: (row.choice("id", Dimension), row.text("words")))),
        front=top.each("front", lambda row: _front(row, sources)),
        required_sharing=top.each("required_sharing", lambda row: _required(row, sources)),
        questions=_rows(folder / "questions.toml", "questions", lambda row: _question(row, sources)),
        signs=_rows(folder / "signs.toml", "signs", lambda row: _sign(row, sources)),
        steps=_rows(folder / "steps.toml", "steps", lambda row: _step(row, sources)),
        contacts=read_contacts(contacts),
    )
    rule.end()
    top.end()
    if faults := faults_of(guide, folder.name):
        raise InvalidValueError(f"panduan tidak utuh: {'; '.join(faults)}.", place=Place(file=folder.name))
    return guide


def read_contacts(path: Path) -> tuple[Contact, ...]:
    """The dated table of contacts. Raises InvalidValueError."""
    return _rows(path, "contacts", _contact)


def _open(path: Path) -> StrictTable:
    try:
        return StrictTable(tomllib.loads(path.read_text(encoding="utf-8")), file=f"{path.parent.name}/{path.name}")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidValueError(f"bukan TOML yang sah: {error}", place=Place(file=path.name)) from error


def _rows(path: Path, key: str, make: Callable[[StrictTable], Made]) -> tuple[Made, ...]:
    table = _open(path)
    rows = table.each(key, make)
    table.end()
    return rows


def _sources(path: Path) -> Sources:
    return dict(_rows(path, "sources", lambda row: (row.text("id"), _source(row))))


def _source(row: StrictTable) -> Source:
    return Source(row.text("title"), row.text("url", ""), row.choice("certainty", Certainty))


def _cited(row: StrictTable, sources: Sources) -> tuple[Source, ...]:
    names = row.texts("sources")
    for name in names:
        if name not in sources:
            raise row.error("sources", f"sumber “{name}” tidak ada di sources.toml")
    if not names:
        raise row.error("sources", "paling sedikit satu sumber")
    return tuple(sources[name] for name in names)


def _front(row: StrictTable, sources: Sources) -> FrontReason:
    return FrontReason(row.choice("id", FrontKind), row.text("words"), row.text("why"), _cited(row, sources))


def _required(row: StrictTable, sources: Sources) -> RequiredSharing:
    return RequiredSharing(
        id=row.text("id"),
        front=row.choice("front", FrontKind),
        recipient=row.choice("recipient", Recipient),
        questions=row.texts("questions"),
        words=row.text("words"),
        basis=row.text("basis"),
        sources=_cited(row, sources),
    )


def _question(row: StrictTable, sources: Sources) -> Question:
    added = tuple(Option(name, words, alone=True, not_known=True) for name, words in EVERYWHERE)
    return Question(
        id=row.text("id"),
        wording=row.text("wording"),
        asked_of=row.choice("asked_of", AskedOf),
        why=row.text("why"),
        sources=_cited(row, sources),
        options=(*row.each("options", _option), *added),
        several=row.flag("several", default=False),
        key=row.flag("key", default=False),
        say_first=row.text("say_first", ""),
        refuses_because=row.text("refuses_because", ""),
        stages=row.choices("stages", Stage),
    )


def _option(row: StrictTable) -> Option:
    return Option(
        id=row.text("id"),
        words=row.text("words"),
        signs=row.texts("signs"),
        front=row.choices("front", FrontKind),
        refuses=row.choices("refuses", Relation),
        alone=row.flag("alone", default=False),
        present=row.flag("present", default=False),
        needs_date=row.flag("needs_date", default=False),
        stage=row.choice("stage", Stage) if row.has("stage") else None,
    )


def _sign(row: StrictTable, sources: Sources) -> Sign:
    return Sign(
        id=row.text("id"),
        words=row.text("words"),
        dimension=row.choice("dimension", Dimension),
        strength=row.choice("strength", Strength),
        why=row.text("why"),
        sources=_cited(row, sources),
        with_other=row.flag("with_other", default=False),
        indicator=row.text("indicator", ""),
    )


def _step(row: StrictTable, sources: Sources) -> Step:
    when = row.table("when")
    step = Step(
        id=row.text("id"),
        kind=row.choice("kind", StepKind),
        words=row.text("words"),
        contacts=row.texts("contacts"),
        sources=_cited(row, sources),
        when=StepWhen(
            always=when.flag("always", default=False),
            unclear=when.flag("unclear", default=False),
            present=when.flag("present", default=False),
            refused=when.flag("refused", default=False),
            signs=when.texts("signs"),
            front=when.choices("front", FrontKind),
            dimensions=when.choices("dimensions", Dimension),
            urgency=when.choices("urgency", Urgency),
            stage=when.choice("stage", Stage) if when.has("stage") else None,
        ),
    )
    when.end()
    return step


def _contact(row: StrictTable) -> Contact:
    source = row.table("source")
    contact = Contact(
        id=row.text("id"),
        whom=row.text("whom"),
        purpose=row.text("purpose"),
        phones=row.each("phones", lambda phone: Phone(phone.text("kind"), phone.text("number"))),
        checked=row.day("checked"),
        source=_source(source),
        valid_from=row.day("valid_from"),
        valid_to=row.maybe_day("valid_to"),
    )
    source.end()
    return contact


def guide_on(day: date) -> Guide:
    """The guide that is used for a conversation on that day: the newest that was valid then, else the oldest."""
    guides = [load_guide(version) for version in versions()]
    valid = [guide for guide in guides if guide.valid_from <= day]
    return max(valid, key=lambda guide: guide.valid_from) if valid else guides[0]
