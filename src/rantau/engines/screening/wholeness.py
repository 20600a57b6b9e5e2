"""Does a guide hold together? Names lead somewhere, nothing is there twice, nothing is there for nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rantau.engines.screening.guide import Guide
from rantau.engines.screening.words import Dimension, FrontKind
from rantau.kernel.citation import Certainty


def faults_of(guide: Guide, folder: str) -> list[str]:
    """What is wrong, in Indonesian; empty when the guide is whole."""
    faults = [
        *_repeated(guide),
        *_signs(guide),
        *_steps(guide),
        *_contacts(guide),
        *_explained(guide),
        *_said_before(guide),
    ]
    if guide.version != folder:
        faults.append(f"versi “{guide.version}” tidak sama dengan nama foldernya “{folder}”")
    return faults


def _repeated(guide: Guide) -> list[str]:
    return [
        *_twice("tanda", (sign.id for sign in guide.signs)),
        *_twice("pertanyaan", (question.id for question in guide.questions)),
        *_twice("langkah", (step.id for step in guide.steps)),
        *(
            fault
            for question in guide.questions
            for fault in _twice(f"pilihan {question.id}", (option.id for option in question.options))
        ),
    ]


def _twice(what: str, names: Iterable[str]) -> list[str]:
    return [f"{what} “{name}” ada dua kali" for name, times in Counter(names).items() if times > 1]


def _signs(guide: Guide) -> list[str]:
    known = {sign.id for sign in guide.signs}
    shown = {sign for question in guide.questions for option in question.options for sign in option.signs}
    return [
        *(f"tanda “{name}” tidak ada di signs.toml" for name in sorted(shown - known)),
        *(f"tanda “{name}” tidak ditunjukkan pilihan mana pun" for name in sorted(known - shown)),
    ]


def _steps(guide: Guide) -> list[str]:
    signs = {sign.id for sign in guide.signs}
    contacts = {row.id for row in guide.contacts}
    return [
        f"langkah {step.id}: {what} “{name}” tidak ada"
        for step in guide.steps
        for what, names, known in (("tanda", step.when.signs, signs), ("kontak", step.contacts, contacts))
        for name in names
        if name not in known
    ]


def _contacts(guide: Guide) -> list[str]:
    """A number that nobody checked says so; one that was checked says when."""
    return [
        f"kontak {row.id}: diperiksa dan kepastian tidak cocok"
        for row in guide.contacts
        if row.phones and (row.checked is None) is not (row.source.certainty is Certainty.UNCHECKED)
    ]


def _explained(guide: Guide) -> list[str]:
    questions = {question.id for question in guide.questions}
    reasons = {row.kind for row in guide.front}
    return [
        *(f"alasan didahulukan “{kind}” belum diterangkan" for kind in FrontKind if kind not in reasons),
        *(f"sisi “{side}” belum diterangkan" for side in Dimension if side not in dict(guide.dimension_words)),
        *(
            f"wajib dibagikan {row.id}: pertanyaan “{name}” tidak ada"
            for row in guide.required_sharing
            for name in row.questions
            if name not in questions
        ),
    ]


def _said_before(guide: Guide) -> list[str]:
    """What must be passed on is said before it can be answered; and why somebody is no contact is said at all."""
    order = [question.id for question in guide.questions]
    faults = []
    for question in guide.questions:
        rules = guide.law_before(question)
        if rules and not question.say_first:
            faults.append(f"pertanyaan {question.id}: yang wajib dibagikan belum dikatakan dulu (katakan_dulu)")
        earlier = order[: order.index(question.id)]
        for rule in rules:
            faults += [
                f"wajib dibagikan {rule.id}: pertanyaan “{name}” datang sebelum “{question.id}”"
                for name in rule.questions
                if name in earlier
            ]
        if any(option.refuses for option in question.options) and not question.refuses_because:
            faults.append(f"pertanyaan {question.id}: kontak ditolak tanpa alasan (alasan_ditolak)")
    return faults
