"""Hierarchical log-linear models of capture histories (Fienberg 1972; Bishop, Fienberg & Holland 1975, ch. 6).

A term is a set of lists, written as a bit mask: 0 the constant, 1 << i the effect of list i, more bits an interaction.
A model is hierarchical when with a term it holds all parts of the term; every model holds all main effects. A model is
written by its largest terms, as in the literature: [12,23] on three lists holds 12, 23 and every list.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MOST_MODELS = 40_000
"""A space of more models is searched, not listed (6 lists to order 2 are 32,768 models)."""


def terms_to(lists: int, order: int) -> Ints:
    """All terms to an order, the constant first, then by size and value; shape (P,)."""
    sized = sorted((mask.bit_count(), mask) for mask in range(2**lists) if mask.bit_count() <= order)
    return np.array([mask for _, mask in sized], dtype=np.int64)


def sizes_of(terms: Ints) -> Ints:
    """Number of lists in each term, shape (P,)."""
    return np.array([int(term).bit_count() for term in terms], dtype=np.int64)


def design(lists: int, terms: Ints) -> Floats:
    """1 where a term is part of a history; shape (2**lists - 1, P), rows by history 1, 2, ..."""
    cells = np.arange(1, 2**lists)
    held: Bools = (cells[:, None] & terms[None, :]) == terms[None, :]
    return held.astype(np.float64)


def hierarchical_models(lists: int, order: int) -> Bools | None:
    """Every hierarchical model to an order, rows over `terms_to(lists, order)`; None if there are over MOST_MODELS."""
    terms = terms_to(lists, order)
    place = {int(term): index for index, term in enumerate(terms)}
    found: list[Bools] = []
    for chosen in _closed_families(lists, order):
        row = np.zeros(len(terms), dtype=np.bool_)
        row[: lists + 1] = True
        row[[place[term] for term in chosen]] = True
        found.append(row)
        if len(found) > MOST_MODELS:
            return None
    return np.array(found)


def _closed_families(lists: int, order: int) -> Iterator[tuple[int, ...]]:
    """Families of interactions closed under taking parts of two lists and more."""
    pairs = [mask for mask in range(2**lists) if mask.bit_count() == 2] if order >= 2 else []
    for picked in product((False, True), repeat=len(pairs)):
        chosen = tuple(pair for pair, on in zip(pairs, picked, strict=True) if on)
        yield from _grown(lists, order, 3, chosen, frozenset(chosen))


def _grown(
    lists: int, order: int, size: int, chosen: tuple[int, ...], below: frozenset[int]
) -> Iterator[tuple[int, ...]]:
    """The family with every choice of allowed terms of `size` and above; `below` are the terms one smaller."""
    allowed = [mask for mask in _masks(lists, size) if parts(mask) <= below] if size <= order else []
    if not allowed:
        yield chosen
        return
    for picked in product((False, True), repeat=len(allowed)):
        more = tuple(mask for mask, on in zip(allowed, picked, strict=True) if on)
        yield from _grown(lists, order, size + 1, chosen + more, frozenset(more))


def _masks(lists: int, size: int) -> Iterator[int]:
    for members in combinations(range(lists), size):
        yield sum(1 << member for member in members)


def parts(mask: int) -> frozenset[int]:
    """The terms one list smaller than a term."""
    return frozenset(mask & ~(1 << index) for index in range(mask.bit_length()) if mask >> index & 1)


def written(model: Bools, terms: Ints) -> str:
    """A model by its largest terms, lists numbered from 1: "[12,23,4]"; by size, then by the lists."""
    held = [int(term) for term in terms[model] if term]
    largest = [term for term in held if not any(term != other and term & other == term for other in held)]
    texts = ["".join(str(index + 1) for index in range(term.bit_length()) if term >> index & 1) for term in largest]
    return "[" + ",".join(sorted(texts, key=lambda text: (-len(text), text))) + "]"
