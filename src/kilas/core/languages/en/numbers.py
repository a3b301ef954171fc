"""Number words, magnitudes, units, money: English."""

from __future__ import annotations

from kilas.core.languages.shape import NumberWords, words

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve"
    " thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_PARTS = {"thirds": 3, "quarters": 4, "fourths": 4, "fifths": 5, "sixths": 6, "eighths": 8, "tenths": 10, "halves": 2}  # fmt: skip

_SPELLED = {
    **{word: ("one", float(n)) for n, word in enumerate(_ONES)},
    **{word: ("ten", 20.0 + 10 * n) for n, word in enumerate(_TENS)},
    **{word: ("ordinal", n + 1.0) for n, word in enumerate(_ORDINALS)},
    **{word: ("parts", float(n)) for word, n in _PARTS.items()},
    "quarter": ("part", 4.0), "half": ("half", 0.5), "hundred": ("hundred", 100.0), "dozen": ("times", 12.0),
    "thousand": ("magnitude", 1e3), "million": ("magnitude", 1e6), "billion": ("magnitude", 1e9), "trillion": ("magnitude", 1e12),
    "a": ("a", 1.0), "an": ("a", 1.0), "and": ("and", 0.0),
}  # fmt: skip
_MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
}  # fmt: skip
_SHORT_MAGNITUDES = {
    "k": 1e3, "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9, "tn": 1e12, "tril": 1e12,
}  # fmt: skip
_UNITS = {
    "percent": "percent", "per cent": "percent", "pct": "percent", "percentage points": "point",
    "percentage point": "point", "percentage-point": "point", "basis points": "bp", "basis point": "bp",
    "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km", "meter": "m", "meters": "m",
    "metre": "m", "metres": "m", "centimeter": "cm", "centimeters": "cm", "centimetre": "cm",
    "centimetres": "cm", "millimeter": "mm", "millimeters": "mm", "millimetre": "mm", "millimetres": "mm",
    "feet": "ft", "foot": "ft", "inch": "in", "inches": "in", "yard": "yd", "yards": "yd",
    "kilometers per hour": "kmh", "kilometres per hour": "kmh", "kilometers an hour": "kmh",
    "kilometres an hour": "kmh", "miles per hour": "mph", "miles an hour": "mph", "square meters": "m2",
    "square metres": "m2", "sq m": "m2", "square kilometers": "km2", "square kilometres": "km2",
    "sq km": "km2", "square feet": "ft2", "sq ft": "ft2", "square miles": "mile2", "sq miles": "mile2",
    "cubic meters": "m3", "cubic metres": "m3", "kilogram": "kg", "kilograms": "kg", "kilo": "kg",
    "gram": "g", "grams": "g", "ton": "t", "tons": "t", "tonne": "t", "tonnes": "t", "mile": "mile",
    "miles": "mile", "hectare": "ha", "hectares": "ha", "acre": "acre", "acres": "acre", "liter": "l",
    "litre": "l", "liters": "l", "litres": "l", "celsius": "celsius", "fahrenheit": "fahrenheit",
    "degrees celsius": "celsius", "degrees fahrenheit": "fahrenheit", "degrees c": "celsius",
    "degrees f": "fahrenheit", "megawatt": "MW", "megawatts": "MW", "gigawatt": "GW", "gigawatts": "GW",
    "kilowatt": "kW", "kilowatts": "kW", "kilowatt-hours": "kWh", "megawatt-hours": "MWh",
}  # fmt: skip
_CURRENCIES = {
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP",
    "yen": "JPY", "yuan": "CNY", "ringgit": "MYR", "rupee": "INR", "rupees": "INR", "baht": "THB",
    "peso": "PHP", "won": "KRW",
}  # fmt: skip

WORDS = NumberWords(
    spelled=_SPELLED,
    magnitudes=_MAGNITUDES,
    short_magnitudes=_SHORT_MAGNITUDES,
    units=_UNITS,
    currencies=_CURRENCIES,
    counted=(
        r"people|men|women|children|[a-z]+(?:ers|ors|ists|ants|ents)|tickets|votes|ballots|copies|units|barrels|doses|shares|jobs|homes|houses"
        r"|households|families|cars|vehicles|phones|devices|accounts|downloads|followers|fans|refugees|adults|pupils|patients|cases|tests|deaths"
        r"|births|times|hectares|acres|tonnes|visits|views|streams|books|meals|trips|journeys|pounds|euros|dollars"
    ),
    behind_fraction=r"of|an?|inch|mile|cup|hour|meter|liter|kg",
    has_pence=True,
    minus="minus",
    ordinal_endings="st|nd|rd|th",
    decade_endings="s",
    to="to",
    between="between",
    and_="and",
    open_prefixes=words("mid pre post sub under top per"),
)
