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
from rantau.kernel.strict_table import StrictTable, quoted

FOLDER = Path(__file__).parent / "guides"
CONTACTS = Path(__file__).parent / "contacts.toml"

Sources = dict[str, Source]
Made = TypeVar("Made")


@lru_cache(maxsize=1)
def versions() -> tuple[str, ...]:
    """The versions that are here, oldest first."""
    return tuple(sorted(folder.name for folder in FOLDER.iterdir() if (folder / "guide.toml").is_file()))


@lru_cache(maxsize=8)
def load_guide(version: str = "") -> Guide:
    """A guide by version, the newest when none is named. Raises InvalidValueError for a version that is not here."""
    known = versions()
    if version and version not in known:
        raise InvalidValueError(f"guide: versi panduan “{quoted(version)}” tidak ada; yang ada: {', '.join(known)}.")
    return read_guide(FOLDER / (version or known[-1]), contacts=CONTACTS)


def read_guide(folder: Path, *, contacts: Path) -> Guide:
    """A guide from a folder. Raises InvalidValueError with file and path for whatever is wrong in it."""
    sources = _sources(folder / "sources.toml")
    top = _open(folder / "guide.toml")
    rule = top.table("aturan_sisi")
    guide = Guide(
        version=top.text("versi"),
        title=top.text("judul"),
        status=top.text("status"),
        valid_from=top.day("berlaku_sejak"),
        opening=top.texts("pembuka"),
        caution=top.text("peringatan"),
        departure_within_days=top.whole("hari_menjelang_berangkat"),
        rule_words=rule.text("kata"),
        rule_sources=_cited(rule, sources),
        dimension_words=top.each("sisi", lambda row: (row.choice("id", Dimension), row.text("kata"))),
        front=top.each("didahulukan", lambda row: _front(row, sources)),
        required_sharing=top.each("wajib_dibagikan", lambda row: _required(row, sources)),
        questions=_rows(folder / "questions.toml", "pertanyaan", lambda row: _question(row, sources)),
        signs=_rows(folder / "signs.toml", "tanda", lambda row: _sign(row, sources)),
        steps=_rows(folder / "steps.toml", "langkah", lambda row: _step(row, sources)),
        contacts=read_contacts(contacts),
    )
    rule.end()
    top.end()
    if faults := faults_of(guide, folder.name):
        raise InvalidValueError(f"panduan tidak utuh: {'; '.join(faults)}.", place=Place(file=folder.name))
    return guide


def read_contacts(path: Path) -> tuple[Contact, ...]:
    """The dated table of contacts. Raises InvalidValueError."""
    return _rows(path, "kontak", _contact)


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
    return dict(_rows(path, "sumber", lambda row: (row.text("id"), _source(row))))


def _source(row: StrictTable) -> Source:
    return Source(row.text("judul"), row.text("url", ""), row.choice("kepastian", Certainty))


def _cited(row: StrictTable, sources: Sources) -> tuple[Source, ...]:
    names = row.texts("sumber")
    for name in names:
        if name not in sources:
            raise row.error("sumber", f"sumber “{name}” tidak ada di sources.toml")
    if not names:
        raise row.error("sumber", "paling sedikit satu sumber")
    return tuple(sources[name] for name in names)


def _front(row: StrictTable, sources: Sources) -> FrontReason:
    return FrontReason(row.choice("id", FrontKind), row.text("kata"), row.text("alasan"), _cited(row, sources))


def _required(row: StrictTable, sources: Sources) -> RequiredSharing:
    return RequiredSharing(
        id=row.text("id"),
        front=row.choice("karena", FrontKind),
        recipient=row.choice("penerima", Recipient),
        questions=row.texts("pertanyaan"),
        words=row.text("kata"),
        basis=row.text("dasar"),
        sources=_cited(row, sources),
    )


def _question(row: StrictTable, sources: Sources) -> Question:
    added = tuple(Option(name, words, alone=True, not_known=True) for name, words in EVERYWHERE)
    return Question(
        id=row.text("id"),
        wording=row.text("bunyi"),
        asked_of=row.choice("dijawab", AskedOf),
        why=row.text("alasan"),
        sources=_cited(row, sources),
        options=(*row.each("pilihan", _option), *added),
        several=row.flag("boleh_beberapa", default=False),
        key=row.flag("kunci", default=False),
        say_first=row.text("katakan_dulu", ""),
        refuses_because=row.text("alasan_ditolak", ""),
        stages=row.choices("tahap", Stage),
    )


def _option(row: StrictTable) -> Option:
    return Option(
        id=row.text("id"),
        words=row.text("kata"),
        signs=row.texts("tanda"),
        front=row.choices("didahulukan", FrontKind),
        refuses=row.choices("tolak_kontak", Relation),
        alone=row.flag("sendirian", default=False),
        present=row.flag("ada_orang_lain", default=False),
        needs_date=row.flag("dengan_tanggal", default=False),
        stage=row.choice("tahap", Stage) if row.has("tahap") else None,
    )


def _sign(row: StrictTable, sources: Sources) -> Sign:
    return Sign(
        id=row.text("id"),
        words=row.text("kata"),
        dimension=row.choice("sisi", Dimension),
        strength=row.choice("bobot", Strength),
        why=row.text("alasan"),
        sources=_cited(row, sources),
        with_other=row.flag("bila_ada_tanda_lain", default=False),
        indicator=row.text("petunjuk_ilo", ""),
    )


def _step(row: StrictTable, sources: Sources) -> Step:
    when = row.table("bila")
    step = Step(
        id=row.text("id"),
        kind=row.choice("sifat", StepKind),
        words=row.text("kata"),
        contacts=row.texts("kontak"),
        sources=_cited(row, sources),
        when=StepWhen(
            unclear=when.flag("belum_jelas", default=False),
            present=when.flag("ada_orang_lain", default=False),
            refused=when.flag("kontak_ditolak", default=False),
            signs=when.texts("tanda"),
            front=when.choices("didahulukan", FrontKind),
            dimensions=when.choices("sisi_kuat", Dimension),
            urgency=when.choices("kemendesakan", Urgency),
            always=when.flag("selalu", default=False),
        ),
        only=row.choice("hanya_tahap", Stage) if row.has("hanya_tahap") else None,
        needs_sign=row.flag("perlu_tanda", default=False),
    )
    when.end()
    return step


def _contact(row: StrictTable) -> Contact:
    source = row.table("sumber")
    contact = Contact(
        id=row.text("id"),
        whom=row.text("siapa"),
        purpose=row.text("untuk"),
        phones=row.each("nomor", lambda phone: Phone(phone.text("jenis"), phone.text("nomor"))),
        checked=row.maybe_day("diperiksa"),
        source=_source(source),
        valid_from=row.day("berlaku_sejak"),
        valid_to=row.maybe_day("berlaku_sampai"),
    )
    source.end()
    return contact


def guide_on(day: date) -> Guide:
    """The guide that is used for a conversation on that day: the newest that was valid then, else the oldest."""
    guides = [load_guide(version) for version in versions()]
    valid = [guide for guide in guides if guide.valid_from <= day]
    return max(valid, key=lambda guide: guide.valid_from) if valid else guides[0]
