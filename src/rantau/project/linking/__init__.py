"""Any table of persons linked: what `rantau link` does, and what a notebook may call.

from rantau.project.linking import link_tables

linked = link_tables([Path("orang.csv")], mapping={"name": "NAMA", "birth": "TGL_LAHIR"})
linked.person(0)                    # the person of the first row
linked.pairs                        # compared pairs, with probability and reasons
"""

from rantau.project.linking.job import LinkedTables, link_tables

__all__ = ["LinkedTables", "link_tables"]
