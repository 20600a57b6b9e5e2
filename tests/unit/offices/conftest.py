"""An administrator, and somebody whom she invited."""

from __future__ import annotations

import pytest

from rantau.modules.offices import api
from rantau.platform.access.actor import system_actor


@pytest.fixture
def admin(actor_with):
    return actor_with("admin_sistem")


@pytest.fixture
def terminal(regency):
    """Who types at the terminal: what needs two people elsewhere is one command there (ADR 0028)."""
    return system_actor("terminal", frozenset({"offices.manage_accounts"}), "36.04")


@pytest.fixture
def invited(terminal):
    """A letter for a new account without a password."""
    account = api.create_account(by=terminal, username="wati", name="Operator desa")
    return api.issue_letter(by=terminal, account_id=account.id)
