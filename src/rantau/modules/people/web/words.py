"""How what a list says is shown: names that shout, countries as codes, half-known dates."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from rantau.kernel.partial_date import PartialDate
from rantau.modules.people.review import Matter, Verdict

COUNTRIES = {
    "AE": gettext_lazy("Uni Emirat Arab"),
    "AU": gettext_lazy("Australia"),
    "BH": gettext_lazy("Bahrain"),
    "BN": gettext_lazy("Brunei"),
    "EG": gettext_lazy("Mesir"),
    "HK": gettext_lazy("Hong Kong"),
    "IQ": gettext_lazy("Irak"),
    "IT": gettext_lazy("Italia"),
    "JO": gettext_lazy("Yordania"),
    "JP": gettext_lazy("Jepang"),
    "KH": gettext_lazy("Kamboja"),
    "KR": gettext_lazy("Korea Selatan"),
    "KW": gettext_lazy("Kuwait"),
    "LA": gettext_lazy("Laos"),
    "MM": gettext_lazy("Myanmar"),
    "MY": gettext_lazy("Malaysia"),
    "OM": gettext_lazy("Oman"),
    "PH": gettext_lazy("Filipina"),
    "PL": gettext_lazy("Polandia"),
    "QA": gettext_lazy("Qatar"),
    "SA": gettext_lazy("Arab Saudi"),
    "SG": gettext_lazy("Singapura"),
    "SY": gettext_lazy("Suriah"),
    "TH": gettext_lazy("Thailand"),
    "TR": gettext_lazy("Turki"),
    "TW": gettext_lazy("Taiwan"),
    "VN": gettext_lazy("Vietnam"),
}
"""Where most people go; any other country stays the code that the list was read as."""


def country(code: str) -> str | None:
    """A country in words; None where the list does not say."""
    return str(COUNTRIES.get(code, code)) or None


def calm(name: str) -> str:
    """A name for a heading or a list: capitals only at the beginning where a list wrote it all in one case."""
    return name.title() if name.isupper() or name.islower() else name


def half_known(moment: PartialDate | None) -> str | None:
    """A date as far as it is known: 2024, Juli 2024, 22 Jul 2024; None where the list does not say."""
    if moment is None:
        return None
    if moment.month is None:
        return str(moment.year)
    if moment.day is None:
        return date_format(date(moment.year, moment.month, 1), "F Y")
    return date_format(date(moment.year, moment.month, moment.day), "j M Y")


VERDICTS = {
    Verdict.SAME: gettext_lazy("Orang yang sama"),
    Verdict.OTHER: gettext_lazy("Bukan orang yang sama"),
    Verdict.UNSURE: gettext_lazy("Belum bisa dipastikan"),
}
MATTERS = {
    Matter.NUMBER: gettext_lazy("Bila satu orang, ia sekarang dihitung dua kali."),
    Matter.PLACE: gettext_lazy("Ia dihitung di dua tempat yang berbeda."),
    Matter.PROCEDURE: gettext_lazy("Satu daftar menyebut penempatan resmi, yang lain tidak."),
}


def percent(share: float) -> str:
    """A probability as people say it: 73%; never quite 0 or 100 where it is not."""
    shown = round(share * 100, 1)
    if 0 < share < 1:
        shown = min(max(shown, 0.1), 99.9)
    return f"{shown:g}%".replace(".", ",")
