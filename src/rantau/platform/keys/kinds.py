"""Key work that needs two people (langkah kunci): who may ask for it and approve it."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from rantau.platform.access.permissions import Permission
from rantau.platform.approval.api import Kind, Words

PERMISSIONS = (
    Permission("keys.ask", "Meminta penggantian kunci", powerful=True),
    Permission("keys.approve", "Menyetujui penggantian kunci", powerful=True),
)
_KEYS = (("seal", _("kunci segel isian dan berkas")), ("backup", _("kunci cadangan")))


def _key_in_words(subject: str) -> str:
    return str(dict(_KEYS).get(subject.partition(":")[0], subject))


def _of_keys(name: str, label: Words) -> Kind:
    return Kind(
        name, label, ask="keys.ask", approve="keys.approve", lifetime=timedelta(days=7),
        check=_("Saya tahu siapa yang memintanya, mengapa, dan kapan ia mengerjakannya."),
        next_step=_("Admin mengerjakannya di server dengan perintah rantau keys."),
        describe=_key_in_words, subjects=_KEYS,
    )  # fmt: skip


KINDS = (_of_keys("keys.rotate", _("Mengganti kunci")), _of_keys("keys.retire", _("Membuang kunci lama")))
"""Subjects are "seal" and "backup", with the number of the key behind a colon where it matters ("seal:1")."""
