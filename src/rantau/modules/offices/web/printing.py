"""Letters on paper (cetakan surat): one A4 page each, a document that stands alone, on screen and from the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import qrcode
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from rantau.modules.areas.api import home_regency, place_name
from rantau.modules.offices.letters import IssuedLetter, Purpose, in_groups
from rantau.modules.offices.models import Account, Post
from rantau.modules.offices.post_names import post_name


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed letter."""

    to: tuple[str, ...]
    title: str
    username: str
    code: str
    until: date
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """Printed codes instead of a phone, for the holder of one letter."""

    username: str
    codes: tuple[str, ...]


def document(
    letters: Sequence[IssuedLetter], *, site: str, contact: str = "", nonce: str = "", back: str = "",
    codes: Sequence[str] = (),
) -> str:  # fmt: skip
    """All letters as one HTML document with its style inside; `site` is the address of the installation.

    The QR code leads to the page where the code is typed; the code itself is never in an address. Letters are in the
    language of the installation, whatever language the one who prints them has chosen.
    """
    address = site.rstrip("/") + reverse("letter")
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "sheets": _sheets(letters, address, coded=bool(codes)),
            "regency": home_regency().name,
            "address": address,
            "qr": _squares(address),
            "contact": contact or _("admin sistem di kantor kabupaten"),
            "today": timezone.localdate(),
            "CSP_NONCE": nonce,
            "back": back,
            "code_sheet": CodeSheet(letters[0].username, tuple(codes)) if codes else None,
        }
        return render_to_string("offices/letters/print.html", context)


def printed(
    request: HttpRequest, letters: Sequence[IssuedLetter], *, back: str, contact: str = "", codes: Sequence[str] = ()
) -> HttpResponse:
    """The answer that shows the letters, the only time that their codes are seen; nobody keeps it."""
    site = request.build_absolute_uri("/")
    nonce = str(getattr(request, "csp_nonce", ""))
    response = HttpResponse(document(letters, site=site, contact=contact, nonce=nonce, back=back, codes=codes))
    response["Cache-Control"] = "no-store"
    return response


def _sheets(letters: Sequence[IssuedLetter], address: str, *, coded: bool) -> list[Sheet]:
    numbers = [letter.account_id for letter in letters]
    names = dict(Account.objects.filter(pk__in=numbers).values_list("pk", "name"))
    posts: dict[int, Post] = {}
    for post in Post.objects.filter(account__in=numbers).select_related("area__parent").order_by("valid_from", "pk"):
        posts[post.account_id] = post
    return [
        Sheet(
            to=_receiver(letter, posts.get(letter.account_id), names[letter.account_id]),
            title=_("Masuk ke Rantau tanpa HP")
            if coded and letter.purpose is Purpose.PHONE
            else _titles()[letter.purpose],
            username=letter.username,
            code=in_groups(letter.code),
            until=timezone.localdate(letter.expires_at),
            steps=_steps(letter, address, coded=coded),
        )
        for letter in letters
    ]


def _receiver(letter: IssuedLetter, post: Post | None, name: str) -> tuple[str, ...]:
    """A new post is addressed by office, because nobody has said her name yet; else the person."""
    if post is None:
        return (name,)
    office = (post_name(post.role, acting=post.acting), place_name(post.area))
    return office if letter.purpose is Purpose.INVITATION else (name, *office)


def _titles() -> dict[Purpose, str]:
    return {
        Purpose.INVITATION: _("Akun Anda di Rantau"),
        Purpose.PASSWORD: _("Kata sandi baru untuk Rantau"),
        Purpose.PHONE: _("HP baru untuk masuk ke Rantau"),
    }


def _steps(letter: IssuedLetter, address: str, *, coded: bool) -> tuple[str, ...]:
    purpose = letter.purpose
    second = (
        _("Ketik nama pengguna, kode di atas, dan nomor pendamping. Nomor itu tidak ada di surat ini: orang "
          "lain yang menyampaikannya kepada Anda.")
        if letter.paired else _("Ketik nama pengguna dan kode di atas. Spasi di antara angka boleh dilewati.")
    )  # fmt: skip
    third = {
        Purpose.INVITATION: _("Tulis nama Anda, lalu buat kata sandi Anda sendiri: satu kalimat yang mudah diingat."),
        Purpose.PASSWORD: _("Buat kata sandi baru: satu kalimat yang mudah diingat dan sulit ditebak."),
        Purpose.PHONE: _("Ketik kata sandi Anda yang biasa. HP yang lama tidak berlaku lagi."),
    }
    fourth = {
        Purpose.INVITATION: _("Daftarkan HP Anda sebagai pengaman kedua bila diminta. Setelah itu sobek surat ini."),
        Purpose.PASSWORD: _("Masuk seperti biasa dengan HP Anda. Setelah itu sobek surat ini."),
        Purpose.PHONE: _("Daftarkan HP yang baru sebagai pengaman kedua. Setelah itu sobek surat ini."),
    }
    return (
        _("Buka %(address)s di HP atau komputer, atau pindai gambar kotak di surat ini.") % {"address": address},
        second,
        third[purpose],
        _("Ketik satu kode dari lembar kode masuk, lalu coret. Setelah itu sobek surat ini.")
        if coded
        else fourth[purpose],
    )


def _squares(address: str) -> dict[str, object]:
    """A QR code as the path of an SVG: one square for each dark field, with the quiet border around."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(address)
    fields = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, line in enumerate(fields) for x, dark in enumerate(line) if dark)
    return {"size": len(fields), "path": path}
