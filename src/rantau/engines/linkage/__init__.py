"""Linkage (penautan): rows of many lists become persons, with a probability and reasons.

    from rantau.engines.linkage import ExactLinker, LinkRow

    linkage = ExactLinker().link(rows)
    linkage.person_of[row.id]           # which person
    linkage.links[row.id].probability   # how sure, and .reasons why

Every linker takes and gives the same values (`Linker`), so that a better one can take the place of the exact one.
"""

from rantau.engines.linkage.exact import ExactLinker
from rantau.engines.linkage.types import Judgement, Link, Linkage, Linker, LinkRow, PairLink, Reason

__all__ = ["ExactLinker", "Judgement", "Link", "LinkRow", "Linkage", "Linker", "PairLink", "Reason"]
