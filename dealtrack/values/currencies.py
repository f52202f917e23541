"""Currencies: the codes of ISO 4217, the words that people write for them, and how a pair is quoted.

CNH (yuan traded outside the mainland) has no ISO code, but a market and a rate of its own: it is a currency here.
"""

_ACTIVE = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
CHW CLF CLP CNH CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD
MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG
QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
# No longer legal tender, but quoted in published rate histories and in deals of their time.
_WITHDRAWN = "ANG ATS BEF BGN CUC CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE ROL SIT SKK TRL ZWL"

CURRENCIES = frozenset(_ACTIVE.split()) | frozenset(_WITHDRAWN.split())

_WITHOUT_CENTS = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split())
_WITH_TENTHS_OF_MILLS = frozenset(["CLF", "UYW"])
_WITH_MILLS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())

# Words for one currency only. "$", "¥", "dollars" and "francs" are several currencies' and are refused by name.
CURRENCY_WORDS = {
    "rmb": "CNY", "yuan": "CNY", "renminbi": "CNY", "cn¥": "CNY", "rmb¥": "CNY",
    "us$": "USD", "us $": "USD", "u.s.$": "USD", "u.s. $": "USD", "us dollar": "USD", "us dollars": "USD",
    "u.s. dollars": "USD", "american dollars": "USD",
    "hk$": "HKD", "hk $": "HKD", "hong kong dollars": "HKD", "nt$": "TWD", "ntd": "TWD", "s$": "SGD",
    "sg$": "SGD", "singapore dollars": "SGD",
    "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "r$": "BRL", "mx$": "MXN", "₽": "RUB",
    "₪": "ILS", "₫": "VND", "฿": "THB", "rubles": "RUB", "roubles": "RUB", "baht": "THB", "ringgit": "MYR",
    "rupiah": "IDR",
    "brazilian reais": "BRL", "australian dollars": "AUD", "canadian dollars": "CAD",
    "new taiwan dollars": "TWD", "jp¥": "JPY", "japanese yen": "JPY", "yen": "JPY", "€": "EUR", "euro": "EUR",
    "euros": "EUR", "£": "GBP", "pounds sterling": "GBP", "₩": "KRW", "korean won": "KRW", "₹": "INR",
    "indian rupees": "INR", "swiss francs": "CHF",
    "人民币元": "CNY", "元人民币": "CNY", "人民币": "CNY", "元": "CNY", "美元": "USD", "美金": "USD", "港元": "HKD",
    "港币": "HKD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "日圆": "JPY", "韩元": "KRW", "新加坡元": "SGD",
    "新加坡币": "SGD", "新台币": "TWD", "台币": "TWD", "澳元": "AUD", "加元": "CAD", "瑞士法郎": "CHF",
    "印度卢比": "INR", "港纸": "HKD", "新币": "SGD", "澳币": "AUD", "加币": "CAD", "新西兰元": "NZD", "澳门元": "MOP",
    "澳门币": "MOP", "卢布": "RUB", "泰铢": "THB", "越南盾": "VND", "印尼盾": "IDR", "林吉特": "MYR",
    "离岸人民币": "CNH",
}  # fmt: skip

AMBIGUOUS_MONEY = {
    "$": "USD, HKD or SGD", "¥": "CNY or JPY", "￥": "CNY or JPY", "dollar": "USD, HKD or SGD",
    "dollars": "USD, HKD or SGD", "francs": "CHF or XOF", "rupees": "INR, PKR or LKR", "rs.": "INR, PKR or LKR",
    "rs": "INR, PKR or LKR", "pounds": "GBP or EGP", "won": "KRW or KPW", "pesos": "MXN, PHP or ARS",
    "kr": "SEK, NOK or DKK",
    "卢比": "INR, PKR or LKR", "比索": "MXN, PHP or ARS", "克朗": "SEK, NOK or DKK", "法郎": "CHF or XOF",
}  # fmt: skip

# The currencies that each sign stands for: beside one of them it says nothing more, alone it says too little.
_DOLLARS = "USD HKD SGD TWD AUD CAD NZD BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD"
_YUAN_OR_YEN = frozenset(["CNY", "CNH", "JPY"])
SIGNS = {"$": frozenset(_DOLLARS.split()), "¥": _YUAN_OR_YEN, "￥": _YUAN_OR_YEN}

# Which of two currencies is the base of a quotation, by market convention: CNY per USD, but USD per EUR.
_BASE_FIRST = ("EUR", "GBP", "AUD", "NZD", "USD", "CAD", "CHF", "SGD", "HKD", "CNY", "CNH")
_BASE_RANK = {code: rank for rank, code in enumerate(_BASE_FIRST)}


def minor_digits(currency: str) -> int:
    """Digits after the decimal point in which *currency* is counted (ISO 4217): 2 for USD, 0 for JPY."""
    if currency in _WITHOUT_CENTS:
        return 0
    if currency in _WITH_TENTHS_OF_MILLS:
        return 4
    return 3 if currency in _WITH_MILLS else 2


def quoted_pair(first: str, second: str) -> tuple[str, str]:
    """The two currencies as ``(base, quote)``, the way their market quotes them."""

    def rank(code: str) -> tuple[int, str]:
        return _BASE_RANK.get(code, len(_BASE_RANK)), code

    return (first, second) if rank(first) <= rank(second) else (second, first)


def currency_of(word: str) -> str | None:
    """The code of the currency that *word* names, in any case: ``usd``, ``RMB``, ``人民币``; or None."""
    return CURRENCY_WORDS.get(word.lower()) or (word.upper() if word.upper() in CURRENCIES else None)
