"""The model: a sum of named weights, learned from the lists themselves, without labels.

Pairs where both rows have a reliable NIK are silver labels: the weights of all other fields are learned from them
(logistic regression, held to the expectations of `fields`). What the NIK itself says is learned afterwards, given the
others. Where few such pairs exist the expectations stand.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rantau.engines.linkage.compare import Compared
from rantau.engines.linkage.fields import INTERCEPT, NIK, NIK_TWIN, Schema

Weights = NDArray[np.float64]
MOST = 10_000
"""Pairs of each kind to learn from; more would change little."""
ROUNDS = 30
NEAR, FAR = -5.0, -12.0
"""Expected log odds below which a pair of two NIKs teaches little: the further, the more one stands for."""
FEW = 20
"""With fewer labelled pairs of either kind nothing is learned."""
PASSES = 6
SHIFT_ROUNDS, MOST_SHIFT = 30, 3.0
OUTLYING = 4.6
"""Log odds against one person from which the same number is taken for a relative's."""


class _Layout:
    """Where the weight of each level and amount stands in one row of weights; the intercept is the first."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        offsets = np.cumsum([1, *(len(field.levels) for field in schema.fields)]).tolist()
        self.levels = [slice(one, two) for one, two in itertools.pairwise(offsets)]
        self.width = offsets[-1] + len(schema.amounts)
        self.amounts = [0, *range(offsets[-1], self.width)]

    def expected(self) -> Weights:
        """The weights before anything was learned."""
        levels = [level.weight for field in self.schema.fields for level in field.levels]
        return np.array([INTERCEPT, *levels, *(amount.weight for amount in self.schema.amounts)])

    def spread(self) -> Weights:
        levels = [level.spread for field in self.schema.fields for level in field.levels]
        return np.array([3.0, *levels, *(amount.spread for amount in self.schema.amounts)])

    def model(self, weights: Weights, nik: Weights, labelled: int) -> Model:
        levels = tuple(np.concatenate((np.zeros(1), weights[at])) for at in self.levels)
        return Model(float(weights[0]), levels, weights[self.amounts[1:]], nik, 0.0, labelled)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of everything that may be found of a pair."""

    intercept: float
    levels: tuple[Weights, ...]
    """For each field the weight of each level; that of level 0 is nothing."""
    amounts: Weights
    nik: Weights
    unnumbered: float
    """What is added to the intercept for pairs without two NIKs, among which one person is rarer or less rare."""
    learned_from: int
    """Labelled pairs that the weights were learned from; 0 where they are expectations."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Pairs to learn from. Sums over them are counted level by level: no matrix of ones and noughts is made."""

    layout: _Layout
    levels: NDArray[np.int64]
    amounts: Weights
    """The amounts with a one before them, for the intercept."""
    nik: NDArray[np.int64]
    labels: Weights
    stands_for: Weights

    def relabelled(self, score: Weights, nik: Weights) -> _Table:
        """What the numbers say of each pair, doubted where all else says the contrary.

        The same number under another name is a relative's; another number may be a slip.
        """
        same = np.where(score > -OUTLYING, 1.0, 0.0)
        return replace(self, labels=np.where(self.nik == 1, same, chance(score + nik[self.nik])))

    def score(self, weights: Weights) -> Weights:
        total: Weights = (self.amounts * weights[self.layout.amounts]).sum(axis=1)
        for number in range(self.levels.shape[1]):
            total += np.concatenate(([0.0], weights[self.layout.levels[number]]))[self.levels[:, number]]
        return total

    def sums(self, values: Weights) -> Weights:
        """The sum of values over the pairs that show each thing."""
        layout = self.layout
        total = np.zeros(layout.width)
        total[layout.amounts] = (self.amounts * values[:, None]).sum(axis=0)
        for number, field in enumerate(layout.schema.fields):
            total[layout.levels[number]] = np.bincount(self.levels[:, number], values, len(field))[1:]
        return total

    def products(self, values: Weights) -> Weights:
        """The sum of values over the pairs that show each two things."""
        layout, fields = self.layout, self.layout.schema.fields
        total = np.zeros((layout.width, layout.width))
        weighted = self.amounts * values[:, None]
        total[np.ix_(layout.amounts, layout.amounts)] = np.einsum("ni,nj->ij", weighted, self.amounts)
        for one, first in enumerate(fields):
            mine = self.levels[:, one]
            for place, at in enumerate(layout.amounts):
                total[layout.levels[one], at] = np.bincount(mine, weighted[:, place], len(first))[1:]
                total[at, layout.levels[one]] = total[layout.levels[one], at]
            for two in range(one, len(fields)):
                size = len(fields[two])
                found = np.bincount(mine * size + self.levels[:, two], values, len(first) * size)
                block = found.reshape(len(first), size)[1:, 1:]
                total[layout.levels[one], layout.levels[two]] = block
                total[layout.levels[two], layout.levels[one]] = block.T
        return total


def learn(compared: Compared) -> Model:
    """The model of compared pairs."""
    nik = np.array([0.0, *(level.weight for level in NIK.levels)])
    layout = _Layout(compared.schema)
    model = layout.model(layout.expected(), nik, 0)
    table = _silver(layout, compared, _without_nik(model, compared))
    enough = min(int((table.nik == 1).sum()), int((table.nik != 1).sum())) >= FEW
    for _ in range(PASSES if enough else 0):
        weights = _fit(table)
        model = _with_nik(layout.model(weights, nik, len(table.labels)), compared)
        table = table.relabelled(table.score(weights), model.nik)
    return _shifted(model, compared, table) if enough else _with_nik(model, compared)


def _shifted(model: Model, compared: Compared, table: _Table) -> Model:
    """The model with the share of one person among pairs without two NIKs (Saerens and others, 2002).

    It was learned from pairs of two NIKs, among which that share is another.
    """
    score = _without_nik(model, compared)[compared.nik == 0]
    learned = float((table.labels * table.stands_for).sum() / table.stands_for.sum())
    shift = 0.0
    for _ in range(SHIFT_ROUNDS if len(score) else 0):
        share = float(np.clip(chance(score + shift).mean(), 1e-9, 0.5))
        shift = float(np.clip(np.log(share / (1 - share)) - np.log(learned / (1 - learned)), -MOST_SHIFT, MOST_SHIFT))
    return replace(model, unnumbered=shift)


def _silver(layout: _Layout, compared: Compared, score: Weights) -> _Table:
    """Pairs with a label by their NIKs (the same, or plainly others), and how many pairs each stands for."""
    other = np.isin(compared.nik, (4, 5, NIK_TWIN))
    kinds = compared.nik == 1, other & (score > NEAR), other & (score <= NEAR) & (score > FAR), other & (score <= FAR)
    parts = [_spread_evenly(np.flatnonzero(kind)) for kind in kinds]
    rows = np.concatenate([part for part, _ in parts])
    amounts = np.concatenate([np.ones((len(rows), 1)), compared.amounts[rows]], axis=1)
    labels = (compared.nik[rows] == 1).astype(np.float64)
    stands_for = np.concatenate([weight for _, weight in parts])
    levels = np.asfortranarray(compared.levels[rows].astype(np.int64))
    return _Table(layout, levels, np.asfortranarray(amounts), compared.nik[rows].astype(np.int64), labels, stands_for)


def _spread_evenly(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], Weights]:
    chosen = rows if len(rows) <= MOST else rows[np.linspace(0, len(rows) - 1, MOST).astype(np.int64)]
    return chosen, np.full(len(chosen), len(rows) / max(len(chosen), 1))


def _fit(table: _Table) -> Weights:
    """Logistic regression by Newton's steps, drawn to the expectations as far as each may move."""
    centre, precision = table.layout.expected(), 1.0 / table.layout.spread() ** 2
    weights = centre.copy()
    for _ in range(ROUNDS):
        said = chance(table.score(weights))
        slope = table.sums(table.stands_for * (table.labels - said)) - precision * (weights - centre)
        bend = table.products(table.stands_for * said * (1 - said)) + np.diag(precision)
        step = np.linalg.solve(bend, slope)
        size = float(np.abs(step).max())
        weights = weights + step * min(1.0, 2.0 / max(size, 1e-9))
        if size < 1e-3:
            break
    return weights


def chance(score: Weights) -> Weights:
    """Probability by log odds."""
    return 1.0 / (1.0 + np.exp(-np.clip(score, -35, 35)))


def scores(model: Model, compared: Compared) -> Weights:
    """Log odds of every pair."""
    return _without_nik(model, compared) + np.where(compared.nik == 0, model.unnumbered, model.nik[compared.nik])


def _without_nik(model: Model, compared: Compared) -> Weights:
    total = np.full(len(compared.nik), model.intercept)
    for number, weights in enumerate(model.levels):
        total += weights[compared.levels[:, number]]
    return total + compared.amounts @ model.amounts


def _with_nik(model: Model, compared: Compared) -> Model:
    """Learn what each level of the NIK says, given the score of the other fields; drawn to the expectations."""
    known = np.flatnonzero(compared.nik > 0)
    level = compared.nik[known].astype(np.int64)
    score = _without_nik(model, compared)[known]
    weights = model.nik.copy()
    prior = np.array([level.weight for level in NIK.levels])
    for _ in range(6):
        said = chance(score + weights[level])
        same = np.bincount(level, said, len(weights))[1:].astype(np.float64)
        other = np.bincount(level, 1 - said, len(weights))[1:].astype(np.float64)
        weights = np.concatenate((np.zeros(1), _likelihood_ratio(same, other, prior)))
        weights[NIK_TWIN] = prior[NIK_TWIN - 1]
    return replace(model, nik=weights)


def _likelihood_ratio(same: Weights, other: Weights, prior: Weights) -> Weights:
    """Log ratio of shares, as if a few hundred pairs had been seen that show the expectation."""
    prior_other = np.array([0.0004, 0.0002, 0.002, 0.01, 0.9, 0.08, 0.0005, 0.01])
    prior_same = prior_other * np.exp(prior)
    strength = 100.0
    shares_same = (same + strength * prior_same / prior_same.sum()) / (same.sum() + strength)
    shares_other = (other + strength * prior_other / prior_other.sum()) / (other.sum() + strength)
    return np.asarray(np.log(shares_same / shares_other), dtype=np.float64)
