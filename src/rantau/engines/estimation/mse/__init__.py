"""Multiple systems estimation (pendugaan dari beberapa daftar): from who stands on which list to how many on none.

    from rantau.engines.estimation.mse import answer_table, table_of

    seen = {"100": 41, "010": 30, "001": 22, "110": 9, "101": 7, "011": 5, "111": 3}
    answer_table(table_of("contoh", ("A", "B", "C"), seen))    # median, 95% interval, may it be said, why not

The default answer is a Bayesian average over hierarchical log-linear models (`average`); single models with their
checks, BIC and profile intervals stand beside it (`model_table`, `best_models`), and an average over decomposable
graphs (`average_graphs`) as a second family.
"""

from rantau.engines.estimation.mse.answering import (
    BestModel,
    ModelTable,
    TableAnswer,
    answer_table,
    best_models,
    model_table,
)
from rantau.engines.estimation.mse.averaging import Average, average
from rantau.engines.estimation.mse.decomposable import GraphAverage, average_graphs
from rantau.engines.estimation.mse.fitting import Admission, Fits, fit_models
from rantau.engines.estimation.mse.profile import profile_interval
from rantau.engines.estimation.mse.tables import ListTable, TableError, read_tables, table_of

__all__ = [
    "Admission",
    "Average",
    "BestModel",
    "Fits",
    "GraphAverage",
    "ListTable",
    "ModelTable",
    "TableAnswer",
    "TableError",
    "answer_table",
    "average",
    "average_graphs",
    "best_models",
    "fit_models",
    "model_table",
    "profile_interval",
    "read_tables",
    "table_of",
]
