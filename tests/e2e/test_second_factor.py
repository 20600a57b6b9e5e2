"""Setting up the second factor and logging in with a passkey, by a browser with a virtual authenticator."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from tests.e2e.browsing import TWO_LOOKS, Visitor, check_page
from tests.e2e.conftest import PASSWORD


def test_app_and_passkey(visitor: Visitor, member: Callable[..., Any]) -> None:
    account = member("walidata")
    page = visitor.open(width=360)
    page.goto("/akun/masuk/")
    page.get_by_label("Nama pengguna").fill(account.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_text("Pasang langkah kedua dahulu").wait_for()
    check_page(page, "langkah-kedua", TWO_LOOKS)
    page.get_by_role("link", name="Pasang aplikasi kode").click()
    check_page(page, "aplikasi-kode", TWO_LOOKS)
    page.get_by_role("main").locator("code").wait_for()
    secret = page.locator("main code").inner_text()
    page.get_by_label("Enam angka").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Pasang").click()
    page.get_by_text("Catat sekarang di kertas").wait_for()
    check_page(page, "kode-cadangan", TWO_LOOKS)

    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/akun/langkah-kedua/perangkat/tambah/")
    check_page(page, "tambah-kunci", TWO_LOOKS)
    page.get_by_label("Masuk tanpa kata sandi").check()
    page.get_by_role("button", name="Tambah kunci perangkat").click()
    page.wait_for_url("**/akun/langkah-kedua/")
    page.goto("/akun/keluar/")
    page.get_by_role("main").get_by_role("button", name="Keluar").click()
    page.goto("/akun/masuk/")
    page.get_by_role("button", name="Masuk dengan kunci perangkat").click()
    page.wait_for_url(visitor.site + "/")
