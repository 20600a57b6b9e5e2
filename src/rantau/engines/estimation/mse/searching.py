"""Search of a space of models too large to list: 6 lists to order 3, 7 lists to order 2 (2,097,152 models)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rantau.engines.estimation.mse.models import Bools, Floats, Ints, parts, sizes_of

_WINDOW = 9.2
"""A model is worth its neighbours when its score is this near to the best (a ratio of 1 : 10,000)."""
_MOST_TOGETHER, _MOST_IN_ALL = 400, 12_000


def search_models(terms: Ints, score: Callable[[Bools], Floats], most: int = _MOST_IN_ALL) -> Bools:
    """Models within reach of the best: from the main effects, every step by one interaction, until none is nearer.

    `score` gives a number for each model, more is better, NaN for one that may not be used. Deterministic.
    """
    first = (sizes_of(terms) <= 1)[None, :]
    known = {first[0].tobytes(): float(score(first)[0])}
    rows = {first[0].tobytes(): first[0]}
    opened: set[bytes] = set()
    while len(known) < most:
        best = max(known.values())
        near = sorted(
            (key for key, value in known.items() if key not in opened and value > best - _WINDOW),
            key=lambda key: (-known[key], key),
        )[:_MOST_TOGETHER]
        if not near:
            break
        opened.update(near)
        fresh = {
            row.tobytes(): row for key in near for row in neighbours(rows[key], terms) if row.tobytes() not in known
        }
        if not fresh:
            continue
        scored = score(np.array(list(fresh.values())))
        known.update(zip(fresh, np.nan_to_num(scored, nan=-np.inf).tolist(), strict=True))
        rows.update(fresh)
    return np.array([rows[key] for key in sorted(rows)])


def neighbours(model: Bools, terms: Ints) -> list[Bools]:
    """Hierarchical models one interaction larger or smaller."""
    held = {int(term) for term in terms[model]}
    found = []
    for index in np.flatnonzero(sizes_of(terms) >= 2):
        term = int(terms[index])
        needed = any(other != term and other & term == term for other in held)
        if (term in held and not needed) or (term not in held and parts(term) <= held):
            changed = model.copy()
            changed[index] = not changed[index]
            found.append(changed)
    return found
