"""Reading back what the trace keeps sealed."""

from __future__ import annotations

from rantau.platform.audit.models import REASON, Event, Reason


def reason_of(event: Event) -> str:
    """Why it was done, as the person wrote it; "" where she gave no reason."""
    kept = Reason.objects.filter(pk=event.pk).first()
    return REASON.open(kept.words, event.pk)[16:].decode() if kept else ""
