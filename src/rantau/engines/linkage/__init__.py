"""Linkage (penautan): rows of many lists become persons, with a probability and reasons.

    from rantau.engines.linkage import LinkRow, WeightedLinker, sample

    linkage = WeightedLinker().link(rows)
    linkage.person_of[row.id]           # which person
    linkage.links[row.id].probability   # how sure, and .reasons why
    linkage.pairs                       # pairs worth a look, each with its weights
    sample(linkage.posterior, 100, 1)   # a hundred draws of who is who

Every linker takes and gives the same values (`Linker`).
"""

from rantau.engines.linkage.exact import ExactLinker
from rantau.engines.linkage.posterior import Posterior, sample
from rantau.engines.linkage.rules import INDONESIAN, NONE, Rules
from rantau.engines.linkage.types import Judgement, Link, Linkage, Linker, LinkRow, PairLink, Reason
from rantau.engines.linkage.weighted import WeightedLinker

__all__ = [
    "INDONESIAN", "NONE", "ExactLinker", "Judgement", "Link", "LinkRow", "Linkage", "Linker", "PairLink", "Posterior",
    "Reason", "Rules", "WeightedLinker", "sample",
]  # fmt: skip
