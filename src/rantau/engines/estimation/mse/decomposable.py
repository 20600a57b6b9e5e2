"""Bayesian average over decomposable graphs (Madigan & York 1997): a second family, to see how far the answer leans on
the first.

Lists are the vertices of a graph; lists that are not joined are independent given the others. In a decomposable
graph the vertices can be taken away one by one, each with neighbours that are all joined; the likelihood is then a
product of those steps, and with a hyper-Dirichlet prior (Dawid & Lauritzen 1993) every step has a closed form for
every number of people. All graphs on up to seven lists are weighed, none sampled.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, logsumexp

from rantau.engines.estimation.mse.models import Floats
from rantau.engines.estimation.mse.tables import ListTable

Bytes = npt.NDArray[np.uint8]
Edges = npt.NDArray[np.uint32]

_GRID = 160
_FARTHEST = 200.0
"""The grid of numbers of people ends at this many times those seen."""
_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class GraphAverage:
    """Posterior of the number of people over all decomposable graphs: median, 95% interval, number of graphs."""

    estimate: float
    lo: float
    hi: float
    graphs: int


def average_graphs(table: ListTable) -> GraphAverage:
    """The average for a table of 3 to 7 lists; prior 1/N on the number of people, all graphs alike."""
    unseen = np.unique(np.round(np.geomspace(0.5, table.observed * _FARTHEST + 100, _GRID)))
    margins = _margins(table, unseen)
    taken, left = decomposable_graphs(len(table.lists))
    logs = np.full(len(unseen), -np.inf)
    for first in range(0, len(taken), _CHUNK):
        rows = slice(first, first + _CHUNK)
        evidence = (margins[taken[rows]] - margins[left[rows]]).sum(axis=1)
        logs = np.logaddexp(logs, logsumexp(evidence, axis=0))
    people = unseen + table.observed
    logs += gammaln(people + 1) - gammaln(unseen + 1) - np.log(people)
    weight = np.exp(logs - logs.max()) * np.gradient(unseen)
    reached = np.cumsum(weight) / weight.sum()
    lo, middle, hi = (float(np.interp(share, reached, people)) for share in (0.025, 0.5, 0.975))
    return GraphAverage(middle, lo, hi, len(taken))


def _margins(table: ListTable, unseen: Floats) -> Floats:
    """Log of the Dirichlet-multinomial of every margin for every number of unseen people; (2**L, U)."""
    lists = len(table.lists)
    cells = np.arange(1, 2**lists)
    people = unseen + table.observed
    result = np.zeros((2**lists, len(unseen)))
    for margin in range(1, 2**lists):
        counts = np.bincount(cells & margin, weights=table.counts, minlength=2**lists)
        held = [part for part in range(1, 2**lists) if part & margin == part]
        prior = 0.5 ** margin.bit_count()
        seen_part = gammaln(prior + counts[held]).sum() - (len(held) + 1) * gammaln(prior)
        result[margin] = seen_part + gammaln(prior + counts[0] + unseen) - gammaln(1.0 + people)
    return result


@cache
def decomposable_graphs(lists: int) -> tuple[Bytes, Bytes]:
    """Every decomposable graph as its steps: the clique a vertex is taken from, and what is left of it; both (G, L).

    617,675 graphs on seven vertices (OEIS A058862).
    """
    pairs = [(a, b) for a in range(lists) for b in range(a + 1, lists)]
    edges = np.arange(2 ** len(pairs), dtype=np.uint32)
    near = _neighbourhoods(lists, pairs, edges)
    inner = _edges_within(lists, pairs)
    remaining = np.full(len(edges), 2**lists - 1, dtype=np.uint8)
    taken, left = (np.zeros((len(edges), lists), dtype=np.uint8) for _ in range(2))
    for step in range(lists):
        todo = np.ones(len(edges), dtype=np.bool_)
        for vertex in range(lists):
            bit = np.uint8(1 << vertex)
            around = near[:, vertex] & remaining & ~bit
            simplicial = todo & ((remaining & bit) > 0) & ((edges & inner[around]) == inner[around])
            taken[simplicial, step] = (around | bit)[simplicial]
            left[simplicial, step] = around[simplicial]
            remaining[simplicial] &= ~bit
            todo &= ~simplicial
        alive = ~todo
        edges, near, remaining, taken, left = edges[alive], near[alive], remaining[alive], taken[alive], left[alive]
    return taken, left


def _neighbourhoods(lists: int, pairs: list[tuple[int, int]], edges: Edges) -> Bytes:
    near = np.zeros((len(edges), lists), dtype=np.uint8)
    for index, (a, b) in enumerate(pairs):
        joined = (edges >> np.uint32(index) & np.uint32(1)).astype(np.uint8)
        near[:, a] |= joined << np.uint8(b)
        near[:, b] |= joined << np.uint8(a)
    return near


def _edges_within(lists: int, pairs: list[tuple[int, int]]) -> Edges:
    """The edges a set of vertices needs in order to be complete, by set."""
    return np.array(
        [
            sum(1 << index for index, (a, b) in enumerate(pairs) if vertices >> a & 1 and vertices >> b & 1)
            for vertices in range(2**lists)
        ],
        dtype=np.uint32,
    )
