"""`__begins`: the beginning of a text, by an operator that PostgreSQL trusts (leakproof).

Under row-level security a LIKE may not become a condition of an index, as it
could tell of rows that are not shown. `^@` may.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Lookup


@CharField.register_lookup
class Begins(Lookup):
    """`name__begins="SITI"`: as `startswith`, upper and lower case told apart."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """`column ^@ text`."""
        column, of_column = self.process_lhs(compiler, connection)
        text, of_text = self.process_rhs(compiler, connection)
        return f"{column} ^@ {text}", (*of_column, *of_text)
