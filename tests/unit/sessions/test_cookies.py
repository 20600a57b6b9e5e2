"""Cookies under HTTPS: bound to this host, never over plain HTTP, out of reach of scripts; and logging out."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse
from tests.accounts import PASSWORD

_ASKED = """
import json
from rantau.project import settings
print(json.dumps({name: getattr(settings, name) for name in (
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY")}))
"""


@pytest.fixture(scope="module")
def under_https() -> dict[str, object]:
    environment = os.environ | {"RANTAU_HTTPS": "1", "RANTAU_HOSTS": "rantau.example"}
    answer = subprocess.run([sys.executable, "-c", _ASKED], env=environment, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def test_names_bind_the_cookies_to_this_host(under_https):
    assert under_https["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert under_https["CSRF_COOKIE_NAME"] == "__Host-csrftoken"


def test_cookies_travel_only_encrypted(under_https):
    assert under_https["SESSION_COOKIE_SECURE"] is under_https["CSRF_COOKIE_SECURE"] is True


def test_no_script_reads_them(under_https):
    assert under_https["SESSION_COOKIE_HTTPONLY"] is under_https["CSRF_COOKIE_HTTPONLY"] is True
    assert under_https["SESSION_COOKIE_SAMESITE"] == "Lax"


@pytest.mark.django_db
def test_the_cookie_as_sent_keeps_what_its_name_promises(client, account_with, settings, under_https):
    for name, value in under_https.items():
        setattr(settings, name, value)
    account = account_with("admin_sistem", "36.04")
    client.post(reverse("account_login"), {"login": account.username, "password": PASSWORD}, secure=True)
    session = client.cookies["__Host-sessionid"]
    assert (session["path"], session["secure"]) == ("/", True)
    assert not session["domain"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")


@pytest.mark.django_db
def test_only_a_post_logs_out_and_the_browser_forgets(client_as):
    client = client_as("admin_sistem")
    asked = client.get(reverse("account_logout"))
    assert "Clear-Site-Data" not in asked
    assert "_auth_user_id" in client.session
    done = client.post(reverse("account_logout"))
    assert done["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session
    assert settings.SESSION_COOKIE_NAME not in client.cookies or not client.cookies[settings.SESSION_COOKIE_NAME].value
