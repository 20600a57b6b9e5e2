"""Countries as offices write them (negara tujuan): names, cities and abbreviations -> ISO 3166-1 alpha-2."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rantau.engines.intake.text import key

_WRITTEN: dict[str, str] = {
    "SA": "ARAB SAUDI|SAUDI ARABIA|SAUDI|S ARABIA|S ARAB|ARAB|KSA|KERAJAAN ARAB SAUDI|RIYADH|RIYAD|JEDDAH|"
    "JEDAH|MADINAH|MEDINAH|MEKAH|MEKKAH|MAKKAH|DAMMAM|TAIF|TABUK|ABHA|MIDDLE EAST SAUDI",
    "AE": "UNI EMIRAT ARAB|EMIRAT ARAB|EMIRATES|UAE|UEA|U E A|U A E|DUBAI|ABU DHABI|ABUDHABI|SHARJAH|PEA|"
    "PERSATUAN EMIRAT ARAB|UNITED ARAB EMIRATES",
    "QA": "QATAR|KATAR|DOHA",
    "KW": "KUWAIT|KUWET|KUWAIT CITY",
    "OM": "OMAN|MUSCAT|MUSKAT",
    "BH": "BAHRAIN|BAHREIN|MANAMA",
    "YE": "YAMAN|YEMEN",
    "JO": "YORDANIA|JORDAN|AMMAN",
    "SY": "SURIAH|SYRIA|SIRIA|DAMASKUS|SURIA",
    "LB": "LEBANON|LIBANON|BEIRUT",
    "IQ": "IRAK|IRAQ|BAGHDAD|ERBIL|KURDISTAN",
    "IR": "IRAN",
    "EG": "MESIR|EGYPT|KAIRO|CAIRO",
    "LY": "LIBYA|LIBIA|TRIPOLI",
    "SD": "SUDAN",
    "DZ": "ALJAZAIR",
    "MA": "MAROKO|MOROCCO",
    "TN": "TUNISIA",
    "TR": "TURKI|TURKIYE|TURKEY|ISTANBUL|ANKARA",
    "IL": "ISRAEL",
    "PS": "PALESTINA",
    "MY": "MALAYSIA|MALAISIA|MALAYSYA|MLY|MALAY|KUALA LUMPUR|KL|JOHOR|JOHOR BAHRU|JOHOR BARU|SELANGOR|"
    "PENANG|PULAU PINANG|SABAH|SARAWAK|KUCHING|MELAKA|PERAK|KELANTAN|TAWAU",
    "SG": "SINGAPURA|SINGAPORE|SINGAPUR|SIN|SPORE|S PORE|SGP",
    "BN": "BRUNEI|BRUNEI DARUSSALAM|BRUNAI",
    "HK": "HONG KONG|HONGKONG|HK|HONGKONG SAR|HONG KONG SAR|HKG|KOWLOON",
    "MO": "MAKAU|MACAU|MACAO",
    "TW": "TAIWAN|TAIWAN R O C|TAIWAN ROC|TAIPEI|TAIPE|TAICHUNG|KAOHSIUNG|TAOYUAN|R O C",
    "CN": "CINA|CHINA|TIONGKOK|RRT|RRC|BEIJING|SHANGHAI|GUANGZHOU",
    "JP": "JEPANG|JAPAN|TOKYO|OSAKA|NAGOYA|JPN",
    "KR": "KOREA SELATAN|KOREA|KORSEL|SOUTH KOREA|SEOUL|KOREA SEL|REPUBLIK KOREA|BUSAN|INCHEON",
    "KH": "KAMBOJA|CAMBODIA|KAMBODJA|KAMBODIA|POIPET|PHNOM PENH|PNOM PENH|SIHANOUKVILLE|BAVET",
    "MM": "MYANMAR|MIYANMAR|BURMA|MYAWADDY|MIYAWADDY|MYAWADY|YANGON|KK PARK|SHWE KOKKO",
    "TH": "THAILAND|TAILAND|MUANGTHAI|BANGKOK|MAE SOT",
    "LA": "LAOS|VIENTIANE",
    "VN": "VIETNAM|HANOI|HO CHI MINH",
    "PH": "FILIPINA|PHILIPINA|PHILIPPINES|PILIPINA|MANILA|FILIPINES",
    "TL": "TIMOR LESTE|DILI",
    "IN": "INDIA",
    "PK": "PAKISTAN",
    "BD": "BANGLADESH",
    "LK": "SRI LANKA|SRILANGKA",
    "MV": "MALADEWA|MALDIVES",
    "NP": "NEPAL",
    "PG": "PAPUA NUGINI|PNG",
    "AU": "AUSTRALIA|SYDNEY|MELBOURNE|PERTH",
    "NZ": "SELANDIA BARU|NEW ZEALAND",
    "FJ": "FIJI",
    "US": "AMERIKA|AMERIKA SERIKAT|USA|AS|UNITED STATES",
    "CA": "KANADA|CANADA",
    "GB": "INGGRIS|UK|UNITED KINGDOM|LONDON|ENGLAND",
    "DE": "JERMAN|GERMANY|BERLIN",
    "NL": "BELANDA|NETHERLANDS|HOLLAND",
    "FR": "PRANCIS|PERANCIS|FRANCE",
    "IT": "ITALIA|ITALY|ROMA",
    "ES": "SPANYOL|SPAIN",
    "PT": "PORTUGAL",
    "CH": "SWISS",
    "AT": "AUSTRIA",
    "BE": "BELGIA",
    "GR": "YUNANI|GREECE",
    "CY": "SIPRUS|CYPRUS|SIPRUS UTARA",
    "PL": "POLANDIA|POLAND|WARSAWA",
    "RO": "RUMANIA|ROMANIA",
    "HU": "HUNGARIA|HONGARIA|HUNGARY",
    "CZ": "CEKO|CEKO REPUBLIK",
    "SK": "SLOVAKIA|SLOWAKIA",
    "HR": "KROASIA",
    "RS": "SERBIA",
    "BG": "BULGARIA",
    "RU": "RUSIA|RUSSIA",
    "UA": "UKRAINA",
    "KZ": "KAZAKHSTAN",
    "UZ": "UZBEKISTAN",
    "AZ": "AZERBAIJAN",
    "ZA": "AFRIKA SELATAN|SOUTH AFRICA",
    "NG": "NIGERIA",
    "KE": "KENYA",
    "ET": "ETIOPIA|ETHIOPIA",
    "CD": "KONGO",
    "BR": "BRASIL|BRAZIL",
    "PE": "PERU",
    "SR": "SURINAME",
    "MU": "MAURITIUS",
    "SC": "SEYCHELLES",
    "NC": "KALEDONIA BARU",
    "SB": "KEPULAUAN SOLOMON",
    "DK": "DENMARK",
    "SE": "SWEDIA",
    "NO": "NORWEGIA",
    "FI": "FINLANDIA",
    "IE": "IRLANDIA",
    "MT": "MALTA",
    "AL": "ALBANIA",
    "MX": "MEKSIKO",
}  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_BY_KEY = {written: code for code, names in _WRITTEN.items() for written in names.split("|")}
# Without spaces and doubled letters: "MAL AYSIA" and "KSAA" are slips of the pen, not other countries.
_BARE = {_DOUBLED.sub(r"\1", written.replace(" ", "")): code for written, code in _BY_KEY.items() if len(written) > 2}
_LIKE = {bare: bare for bare in _BARE if len(bare) >= 5}
_NOT_SAID = frozenset(
    ["", "TIDAK TAHU", "TDK TAHU", "TIDAK ADA", "BELUM TAHU", "BELUM ADA", "LUPA", "TIDAK JELAS", "LN"]
)
_SURE = 0.8
_MOST_WORDS = 8


@lru_cache(maxsize=8192)
def read_country(text: str) -> tuple[str, bool]:
    """(ISO code, sure). ("", True) where nothing was said, ("", False) where the text is unknown.

    A code with sure=False was recognised through a spelling mistake.
    """
    whole = key(text)
    if whole in _NOT_SAID:
        return "", True
    if whole in _BY_KEY:
        return _BY_KEY[whole], True
    # "Kamboja (Poipet)", "Arab Saudi - Riyadh", "Umrah Arab Saudi": any part that is a known name.
    outer = key(text.partition("(")[0])
    if outer in _BY_KEY:
        return _BY_KEY[outer], True
    words = whole.split()
    found = {_BY_KEY[part] for part in _runs(words[:_MOST_WORDS]) if part in _BY_KEY and len(part) > 2}
    if len(found) == 1:
        return found.pop(), True
    return _misspelt(outer or whole)


def _runs(words: list[str]) -> list[str]:
    return [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]


def _misspelt(written: str) -> tuple[str, bool]:
    bare = _DOUBLED.sub(r"\1", written.replace(" ", ""))
    if bare in _BARE:
        return _BARE[bare], False
    if len(bare) < 4:
        return "", False
    best = process.extract(bare, _LIKE, scorer=OSA.normalized_similarity, limit=3, score_cutoff=0.7)
    if not best:
        return "", False
    name, score, _ = best[0]
    rivals = [other for other, close, _ in best[1:] if close > score - 0.05 and _BARE[other] != _BARE[name]]
    one_slip = OSA.distance(bare, name) == 1
    return (_BARE[name], False) if (score >= _SURE or one_slip) and not rivals else ("", False)
