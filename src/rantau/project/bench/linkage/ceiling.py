"""The ceiling (batas atas): a classifier that was told the truth, on the same compared pairs.

What it finds and our model does not is lost by the model; what neither finds is lost before: by the keys, by the lists.
Trees on the same levels and amounts, each pair judged by trees that never saw its persons.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from rantau.engines.linkage import INDONESIAN, NONE
from rantau.project.bench.linkage.measuring import Truth
from rantau.project.bench.linkage.sets import DataSet, link_rows

_FOLDS = 2
_MOST = 1_500_000
"""Pairs to learn from; of the wrong ones beyond it a share is taken."""


def run(data: DataSet, out: Path) -> dict[str, Any]:
    """Writes pairs.parquet with the classifier's probabilities."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    from rantau.engines.linkage.candidates import candidate_pairs
    from rantau.engines.linkage.columns import columns_of
    from rantau.engines.linkage.compare import compare_pairs

    columns = columns_of(list(link_rows(data)), INDONESIAN if data.rules == "indonesia" else NONE)
    left, right = candidate_pairs(columns)
    compared = compare_pairs(columns, left, right)
    features = np.column_stack([compared.levels, compared.nik, compared.amounts]).astype(np.float32)
    persons = Truth.of(data).persons
    true = persons[left] == persons[right]
    said = np.zeros(len(left))
    fold_of_person = np.random.default_rng(1).integers(0, _FOLDS, persons.max() + 1)
    one, two = fold_of_person[persons[left]], fold_of_person[persons[right]]
    for fold in range(_FOLDS):
        # a pair of two persons is judged once, with the fold of its first row
        judged = one == fold
        learned = np.flatnonzero((one != fold) & (two != fold))
        if len(learned) > _MOST:
            learned = learned[true[learned] | (np.arange(len(learned)) % (len(learned) // _MOST + 1) == 0)]
        trees = HistGradientBoostingClassifier(max_iter=120, learning_rate=0.08, random_state=1)
        trees.fit(features[learned], true[learned])
        said[judged] = trees.predict_proba(features[judged])[:, 1]
    kept = said >= 0.01
    pl.DataFrame({"l": left[kept], "r": right[kept], "p": said[kept]}).write_parquet(out / "pairs.parquet")
    return {"compared": len(left)}
