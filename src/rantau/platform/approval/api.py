"""The door of approvals: what other parts may import."""

from rantau.platform.approval.actions import Asked, approve, ask, refuse, use_approval
from rantau.platform.approval.kinds import PART, Kind, Words, register
from rantau.platform.approval.models import Request
from rantau.platform.approval.queries import request, requests, waiting

__all__ = [
    "PART",
    "Asked",
    "Kind",
    "Request",
    "Words",
    "approve",
    "ask",
    "refuse",
    "register",
    "request",
    "requests",
    "use_approval",
    "waiting",
]
