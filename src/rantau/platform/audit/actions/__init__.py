"""Writing the trace, its checkpoints, and that a restore happened."""

from rantau.platform.audit.actions.checkpoints import record_restore, write_checkpoint
from rantau.platform.audit.actions.recording import record

__all__ = ["record", "record_restore", "write_checkpoint"]
