"""Jobs (pekerjaan latar): long work in a queue in the same database, and how far it is.

@job("sources.import_batch")
def import_batch(*, by: Actor, batch_id: int) -> None: ...     # in the module's tasks.py

import_batch.enqueue(by=actor, batch_id=7)     # in the caller's transaction: queued exactly when that commits
import_batch.run(by=actor, batch_id=7)         # here and now
"""
