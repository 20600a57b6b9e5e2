"""The model: a sum of named weights, learned from the lists themselves, without labels.

Pairs where both rows have a reliable NIK are silver labels: the weights of all other fields are learned from them
(logistic regression, held to the expectations of `fields`). What the NIK itself says is learned afterwards, given the
others. Where few such pairs exist the expectations stand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rantau.engines.linkage.compare import Compared
from rantau.engines.linkage.fields import AMOUNTS, FIELDS, INTERCEPT, NIK, NIK_TWIN

Weights = NDArray[np.float64]
MOST = 10_000
"""Pairs of each kind to learn from; more would change little."""
ROUNDS = 30
NEAR, FAR = -5.0, -12.0
"""Expected log odds below which a pair of two NIKs teaches little: the further, the more one stands for."""
FEW = 20
"""With fewer labelled pairs of either kind nothing is learned."""
OUTLYING = 4.6
"""Log odds against its silver label from which a pair is taken for a mistake of the NIK, and not learned from."""

_OFFSETS = np.cumsum([0, *(len(field) - 1 for field in FIELDS)])
WIDTH = 1 + int(_OFFSETS[-1]) + len(AMOUNTS)
_AMOUNTS_AT = [0, *range(WIDTH - len(AMOUNTS), WIDTH)]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of everything that may be found of a pair."""

    intercept: float
    levels: tuple[Weights, ...]
    """For each field the weight of each level; that of level 0 is nothing."""
    amounts: Weights
    nik: Weights
    learned_from: int
    """Labelled pairs that the weights were learned from; 0 where they are expectations."""


def expected() -> Weights:
    """The weights before anything was learned, in one row."""
    levels = [level.weight for field in FIELDS for level in field.levels]
    return np.array([INTERCEPT, *levels, *(amount.weight for amount in AMOUNTS)])


def _spread() -> Weights:
    levels = [level.spread for field in FIELDS for level in field.levels]
    return np.array([3.0, *levels, *(amount.spread for amount in AMOUNTS)])


@dataclass(frozen=True, slots=True)
class _Table:
    """Pairs to learn from. Sums over them are counted level by level: no matrix of ones and noughts is made."""

    levels: NDArray[np.int64]
    amounts: Weights
    """The amounts with a one before them, for the intercept."""
    labels: Weights
    stands_for: Weights

    def kept(self, rows: NDArray[np.bool_]) -> _Table:
        levels, amounts = np.asfortranarray(self.levels[rows]), np.asfortranarray(self.amounts[rows])
        return _Table(levels, amounts, self.labels[rows], self.stands_for[rows])

    def score(self, weights: Weights) -> Weights:
        total: Weights = (self.amounts * weights[_AMOUNTS_AT]).sum(axis=1)
        for number in range(len(FIELDS)):
            total += np.concatenate(([0.0], weights[_columns(number)]))[self.levels[:, number]]
        return total

    def sums(self, values: Weights) -> Weights:
        """The sum of values over the pairs that show each thing."""
        total = np.zeros(WIDTH)
        total[_AMOUNTS_AT] = (self.amounts * values[:, None]).sum(axis=0)
        for number, field in enumerate(FIELDS):
            total[_columns(number)] = np.bincount(self.levels[:, number], values, len(field))[1:]
        return total

    def products(self, values: Weights) -> Weights:
        """The sum of values over the pairs that show each two things."""
        total = np.zeros((WIDTH, WIDTH))
        weighted = self.amounts * values[:, None]
        total[np.ix_(_AMOUNTS_AT, _AMOUNTS_AT)] = np.einsum("ni,nj->ij", weighted, self.amounts)
        for one, first in enumerate(FIELDS):
            mine = self.levels[:, one]
            for place, at in enumerate(_AMOUNTS_AT):
                total[_columns(one), at] = np.bincount(mine, weighted[:, place], len(first))[1:]
                total[at, _columns(one)] = total[_columns(one), at]
            for two in range(one, len(FIELDS)):
                size = len(FIELDS[two])
                found = np.bincount(mine * size + self.levels[:, two], values, len(first) * size)
                block = found.reshape(len(first), size)[1:, 1:]
                total[_columns(one), _columns(two)] = block
                total[_columns(two), _columns(one)] = block.T
        return total


def _columns(field: int) -> slice:
    return slice(1 + int(_OFFSETS[field]), 1 + int(_OFFSETS[field + 1]))


def learn(compared: Compared) -> Model:
    """The model of compared pairs."""
    nik = np.array([0.0, *(level.weight for level in NIK.levels)])
    model = _model(expected(), nik, 0)
    table = _silver(compared, _without_nik(model, compared))
    labels = table.labels > 0
    if min(int(labels.sum()), int((~labels).sum())) >= FEW:
        score = table.score(_fit(table))
        sound = table.kept(np.where(labels, score > -OUTLYING, score < OUTLYING))
        model = _model(_fit(sound), nik, len(sound.labels))
    return _with_nik(model, compared)


def _model(weights: Weights, nik: Weights, labelled: int) -> Model:
    levels = tuple(np.concatenate(([0.0], weights[1 + _OFFSETS[n] : 1 + _OFFSETS[n + 1]])) for n in range(len(FIELDS)))
    return Model(float(weights[0]), levels, weights[WIDTH - len(AMOUNTS) :], nik, labelled)


def _silver(compared: Compared, score: Weights) -> _Table:
    """Pairs with a label by their NIKs (the same, or plainly others), and how many pairs each stands for."""
    other = np.isin(compared.nik, (4, 5, NIK_TWIN))
    kinds = compared.nik == 1, other & (score > NEAR), other & (score <= NEAR) & (score > FAR), other & (score <= FAR)
    parts = [_spread_evenly(np.flatnonzero(kind)) for kind in kinds]
    rows = np.concatenate([part for part, _ in parts])
    amounts = np.concatenate([np.ones((len(rows), 1)), compared.amounts[rows]], axis=1)
    labels = (compared.nik[rows] == 1).astype(np.float64)
    stands_for = np.concatenate([weight for _, weight in parts])
    levels = np.asfortranarray(compared.levels[rows].astype(np.int64))
    return _Table(levels, np.asfortranarray(amounts), labels, stands_for)


def _spread_evenly(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], Weights]:
    chosen = rows if len(rows) <= MOST else rows[np.linspace(0, len(rows) - 1, MOST).astype(np.int64)]
    return chosen, np.full(len(chosen), len(rows) / max(len(chosen), 1))


def _fit(table: _Table) -> Weights:
    """Logistic regression by Newton's steps, drawn to the expectations as far as each may move."""
    centre, precision = expected(), 1.0 / _spread() ** 2
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
    return _without_nik(model, compared) + model.nik[compared.nik]


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
    return Model(model.intercept, model.levels, model.amounts, weights, model.learned_from)


def _likelihood_ratio(same: Weights, other: Weights, prior: Weights) -> Weights:
    """Log ratio of shares, as if a few hundred pairs had been seen that show the expectation."""
    prior_other = np.array([0.0004, 0.0002, 0.002, 0.01, 0.9, 0.08, 0.0005, 0.01])
    prior_same = prior_other * np.exp(prior)
    strength = 100.0
    shares_same = (same + strength * prior_same / prior_same.sum()) / (same.sum() + strength)
    shares_other = (other + strength * prior_other / prior_other.sum()) / (other.sum() + strength)
    return np.asarray(np.log(shares_same / shares_other), dtype=np.float64)
