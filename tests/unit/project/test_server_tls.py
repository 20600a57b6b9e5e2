"""The site's own TLS: current versions, ciphers with forward secrecy, whatever the machine still allows."""

from __future__ import annotations

import ssl

from rantau.project.server import _tls


def test_old_versions_and_weak_ciphers_are_off():
    context = _tls(None, lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    names = {cipher["name"] for cipher in context.get_ciphers()}
    assert names
    assert all(name.startswith(("ECDHE", "TLS_")) for name in names)
    assert all("GCM" in name or "CHACHA20" in name for name in names)
