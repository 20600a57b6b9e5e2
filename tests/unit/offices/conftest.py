"""An administrator, and somebody whom she invited."""

from __future__ import annotations

import pytest

from rantau.modules.offices import api


@pytest.fixture
def admin(actor_with):
    return actor_with("admin_sistem")


@pytest.fixture
def invited(admin):
    """A letter for a new account without a password."""
    account = api.create_account(by=admin, username="wati", name="Operator desa")
    return api.issue_letter(by=admin, account_id=account.id)
