"""The door of insight: what the command line may import."""

from rantau.modules.insight.actions import Answered, compute_answer
from rantau.modules.insight.domain import COMPUTER

__all__ = ["COMPUTER", "Answered", "compute_answer"]
