"""Sensitive steps ask again who it is: each of them, by its address, at a device that was left open."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse

AGAIN = "/akun/ulang/"
STEPS = [
    ("people:reveal", {"person": 1}, "petugas_disnakertrans"),
    ("sources:row", {"number": 1}, "petugas_disnakertrans"),
    ("sources:undo", {"number": 1}, "walidata"),
    ("approval:request", {"number": 1}, "petugas_pelindungan_data"),
    ("offices:carry_out", {"number": 1}, "petugas_pelindungan_data"),
    ("offices:phone_letter", {"account": 1}, "petugas_pelindungan_data"),
    ("offices:create", {}, "admin_sistem"),
    ("offices:invite", {}, "admin_sistem"),
    ("offices:letters_again", {}, "admin_sistem"),
    ("offices:letter", {"account": 1}, "admin_sistem"),
    ("offices:assign", {"account": 1}, "admin_sistem"),
    ("offices:disable", {"account": 1}, "admin_sistem"),
    ("offices:enable", {"account": 1}, "admin_sistem"),
    ("offices:end_post", {"account": 1, "post": 1}, "admin_sistem"),
    ("offices:withdraw_post", {"account": 1, "post": 1}, "admin_sistem"),
    ("account_devices", {}, "pimpinan"),
]


def left_open(client: Client) -> Client:
    """The last proof of who it is, is sixteen minutes old."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time() - 16 * 60}]
    session.save()
    return client


@pytest.mark.parametrize(("name", "arguments", "role"), STEPS)
def test_a_step_asks_again_who_it_is(client_as, name: str, arguments: dict[str, int], role: str):
    """Whatever it is about need not be there: the question comes first, and only when the proof is old."""
    address, client = reverse(name, kwargs=arguments), client_as(role)
    assert not client.post(address).headers.get("Location", "").startswith(AGAIN)
    left_open(client)
    answer = client.post(address, {"reason": "diminta keluarganya"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(AGAIN)
    assert not client.get(address).headers.get("Location", "").startswith(AGAIN)


def test_a_decision_at_a_device_left_open_decides_nothing(client_as, actor_with):
    from rantau.platform.approval.actions import ask
    from rantau.platform.approval.models import Request

    admin = actor_with("admin_sistem")
    asked = ask(by=admin, kind="keys.rotate", subject="seal", area_code="36.04", reason="jadwal tahunan")
    address, said = reverse("approval:request", args=[asked.id]), {"decision": "setuju", "checked": "on"}
    second = client_as("petugas_pelindungan_data")
    left_open(second).post(address, said)
    assert Request.objects.get().decision == ""


def test_the_page_comes_back_and_nothing_is_repeated_unseen(client_as):
    client = left_open(client_as("admin_sistem"))
    page = "http://testserver/akun/kelola/baru/"
    answer = client.post("/akun/kelola/baru/", {"name": "A"}, headers={"referer": page})
    assert "next=http%3A%2F%2Ftestserver%2Fakun%2Fkelola%2Fbaru%2F" in answer.headers["Location"]
    elsewhere = client.post("/akun/kelola/baru/", headers={"referer": "https://lain.contoh/"})
    assert "lain.contoh" not in elsewhere.headers["Location"]
