"""Number words, magnitudes, units, money: Indonesian."""

from __future__ import annotations

from kilas.core.languages.shape import NumberWords, words

_ONES = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
_PARTS = {"per" + word: float(n) for n, word in enumerate(_ONES) if n > 1} | {"persepuluh": 10.0}

_SPELLED = {
    **{word: ("one", float(n)) for n, word in enumerate(_ONES)},
    **{word: ("parts", n) for word, n in _PARTS.items()},
    **{"se" + word: ("whole", 1 / n) for word, n in _PARTS.items()},
    **{"ke" + word: ("ordinal", float(n)) for n, word in enumerate(_ONES) if n > 1},
    "pertama": ("ordinal", 1.0), "kesepuluh": ("ordinal", 10.0), "kesebelas": ("ordinal", 11.0),
    "sepuluh": ("ten", 10.0), "sebelas": ("one", 11.0), "seratus": ("add_hundred", 100.0), "selusin": ("whole", 12.0),
    "seribu": ("add", 1e3), "sejuta": ("add", 1e6), "semiliar": ("add", 1e9), "setriliun": ("add", 1e12),
    "belas": ("teen", 10.0), "puluh": ("tens", 10.0), "ratus": ("hundred", 100.0), "lusin": ("times", 12.0),
    "setengah": ("half", 0.5),
    "ribu": ("magnitude", 1e3), "juta": ("magnitude", 1e6), "miliar": ("magnitude", 1e9), "milyar": ("magnitude", 1e9),
    "triliun": ("magnitude", 1e12),
}  # fmt: skip
_MAGNITUDES = {
    "ratus": 1e2, "ribu": 1e3, "juta": 1e6, "miliar": 1e9, "milyar": 1e9, "triliun": 1e12, "trilyun": 1e12,
    "lusin": 12.0,
}  # fmt: skip
_SHORT_MAGNITUDES = {
    "rb": 1e3, "jt": 1e6,
}  # fmt: skip
_UNITS = {
    "persen": "percent", "poin persentase": "point", "poin persen": "point", "basis poin": "bp",
    "poin basis": "bp", "sentimeter": "cm", "milimeter": "mm", "kaki": "ft", "inci": "in", "km/jam": "kmh",
    "km per jam": "kmh", "kilometer per jam": "kmh", "mil per jam": "mph", "meter persegi": "m2",
    "kilometer persegi": "km2", "km persegi": "km2", "meter kubik": "m3", "kuintal": "quintal",
    "kwintal": "quintal", "mil": "mile", "hektar": "ha", "hektare": "ha", "derajat celsius": "celsius",
    "derajat fahrenheit": "fahrenheit",
}  # fmt: skip
_CURRENCIES = {
    "rupiah": "IDR", "dolar": "USD", "dolar as": "USD", "dolar amerika": "USD", "dolar singapura": "SGD",
    "dolar australia": "AUD", "poundsterling": "GBP", "riyal": "SAR",
}  # fmt: skip

WORDS = NumberWords(
    spelled=_SPELLED,
    magnitudes=_MAGNITUDES,
    short_magnitudes=_SHORT_MAGNITUDES,
    units=_UNITS,
    currencies=_CURRENCIES,
    behind_fraction=r"dari|jam|meter|liter|kg|juta",
    has_decimal_comma=True,
    minus="minus",
    decade_endings="-an|an",
    before_clock="pukul|jam",
    clock_zones="wib|wita|wit",
    to=r"hingga|sampai|s/d|s\.d\.",
    between="antara",
    and_="dan",
    open_prefixes=words("ke pra pasca se"),
    ordinal_prefix="ke-",
)
