"""Writing the trace and its checkpoints, that a restore happened, and that somebody looked at reasons."""

from rantau.platform.audit.actions.checkpoints import record_restore, write_checkpoint
from rantau.platform.audit.actions.looking import open_reasons
from rantau.platform.audit.actions.recording import record

__all__ = ["open_reasons", "record", "record_restore", "write_checkpoint"]
