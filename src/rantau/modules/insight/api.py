"""The door of insight: what the command line may import."""

from rantau.modules.insight.actions import Answered, compute_answer, refresh
from rantau.modules.insight.domain import COMPUTER
from rantau.modules.insight.queries import latest_answer

__all__ = ["COMPUTER", "Answered", "compute_answer", "latest_answer", "refresh"]
