"""Why two rows were taken for one person, in words with their weights: the score is their sum."""

from __future__ import annotations

from rantau.engines.linkage.compare import Compared
from rantau.engines.linkage.fields import NIK
from rantau.engines.linkage.model import Model
from rantau.engines.linkage.types import Reason

RARE, COMMON = 6.5, 3.5
"""Rarity of what two names share (minus the logarithm of its share of rows) from which it is called so."""
LONGEST = 190
SAID = 3
START = "awal"
"""Field of the last reason: what is held of two rows before anything of them is compared. All reasons add up to the log
odds of the pair."""


def reasons_of(model: Model, compared: Compared, pair: int) -> tuple[Reason, ...]:
    """Everything that was found of a pair, heaviest first; what was learned of two fields together is told of one."""
    weights: dict[str, float] = {}
    words: dict[str, str] = {}
    for number, field in enumerate(compared.schema.fields):
        level = int(compared.levels[pair, number])
        if level:
            told = field.told_of or field.name
            weights[told] = weights.get(told, 0.0) + float(model.levels[number][level])
            if not field.told_of:
                words[told] = field.levels[level - 1].text
    for number, amount in enumerate(compared.schema.amounts):
        weights[amount.field] = weights.get(amount.field, 0.0) + float(
            model.amounts[number] * compared.amounts[pair, number]
        )
    if "nama" in words:
        words["nama"] += _rarity(float(compared.amounts[pair, :4].sum()), int(compared.levels[pair, 0]))
    level = int(compared.nik[pair])
    if level:
        weights[NIK.name], words[NIK.name] = float(model.nik[level]), NIK.levels[level - 1].text
    found = [Reason(name, text, round(weights[name], 2)) for name, text in words.items()]
    found.sort(key=lambda reason: (-abs(reason.weight), reason.field))
    start = model.intercept + (0.0 if level else model.unnumbered)
    return *found, Reason(START, "sebelum dibandingkan", round(start, 2))


def _rarity(shared: float, level: int) -> str:
    if level > 6:
        return ""
    return " dan jarang" if shared >= RARE else " tetapi umum" if shared <= COMMON else ""


def weight_in_words(weight: float) -> str:
    """+6,1 as it is written in Indonesia."""
    return f"{weight:+.1f}".replace(".", ",")


def reasons_in_short(model: Model, compared: Compared, pair: int) -> tuple[str, ...]:
    """The heaviest reasons, each with its weight, as far as they fit a line."""
    said: list[str] = []
    for reason in reasons_of(model, compared, pair)[:-1][:SAID]:
        text = f"{reason.text} {weight_in_words(reason.weight)}"
        if len("; ".join([*said, text])) > LONGEST:
            break
        said.append(text)
    return tuple(said)
