"""Procedure (prosedur): dated law -> the checklist of one plan, an article behind every line.

    from rantau.engines.procedure import Plan, evaluate, load_rules

    checklist = evaluate(Plan(country="HK", job="prt"), load_rules(), on=date(2026, 11, 24))
    checklist.lines       # each with state, article, source, certainty, how, where, cost
    checklist.reasons     # why not yet by procedure: sentences, never a verdict
    checklist.holds_up    # what is due now and missing: all that may postpone the family letter

The law stands in `rules/*.toml`; a person who does not program can read and change it (docs/how-to/mengubah-aturan.md).
"""

from rantau.engines.procedure.checklist import Checklist, Line, Note, Reason, State
from rantau.engines.procedure.comparison import Change, compare, difference
from rantau.engines.procedure.errors import PlanError, RuleError
from rantau.engines.procedure.evaluation import basis_of, evaluate
from rantau.engines.procedure.loading import load_rules, load_rules_from
from rantau.engines.procedure.plan import (
    Answer,
    Check,
    Cost,
    Document,
    Employer,
    Holder,
    MaritalStatus,
    Payer,
    Plan,
    Recruiter,
    Scheme,
    Sex,
    Stage,
    Visa,
)
from rantau.engines.procedure.plan_reading import read_plan
from rantau.engines.procedure.rulebook import Rule, RuleBook
from rantau.engines.procedure.writing import as_json, as_text
from rantau.kernel.citation import Certainty

__all__ = [
    "Answer",
    "Certainty",
    "Change",
    "Check",
    "Checklist",
    "Cost",
    "Document",
    "Employer",
    "Holder",
    "Line",
    "MaritalStatus",
    "Note",
    "Payer",
    "Plan",
    "PlanError",
    "Reason",
    "Recruiter",
    "Rule",
    "RuleBook",
    "RuleError",
    "Scheme",
    "Sex",
    "Stage",
    "State",
    "Visa",
    "as_json",
    "as_text",
    "basis_of",
    "compare",
    "difference",
    "evaluate",
    "load_rules",
    "load_rules_from",
    "read_plan",
]
