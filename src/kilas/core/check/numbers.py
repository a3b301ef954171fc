"""Find the numbers in a text with their values and units.

Both 1.000,5 and 1,000.5 are read; where a form is ambiguous, the language of the text decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from kilas.core.check.number_words import MAGNITUDES, Written, written_numbers
from kilas.core.languages import EVERY, Language, others
from kilas.core.languages import language as words_of

_WORDS = EVERY.numbers

Kind = Literal["cardinal", "ordinal", "fraction", "year", "clock"]


class Number(NamedTuple):
    """A number as printed. The ends of a range are two numbers that share scale and unit."""

    value: float  # scale applied: "Rp2,3 triliun" is 2.3e12; a time of day is hours since midnight
    text: str  # as printed, with currency, scale and unit
    start: int
    end: int
    unit: str = (
        ""  # "percent", "point", "bp", an ISO 4217 code, a measure such as "km"; "" when none is printed
    )
    kind: Kind = "cardinal"
    step: float = 1.0  # value of one unit of the last printed digit, scale applied
    is_written: bool = False  # in words: "tiga", "two-thirds"
    part: Literal["", "low", "high"] = ""  # which end of a range
    scale: float = 1.0  # the magnitude printed after the digits: 1e12 for "2,3 triliun"


_CURRENCY_SIGNS = {
    "rp": "IDR", "idr": "IDR", "$": "USD", "us$": "USD", "usd": "USD", "s$": "SGD", "sgd": "SGD", "a$": "AUD",
    "aud": "AUD", "c$": "CAD", "hk$": "HKD", "nz$": "NZD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP",
    "¥": "JPY", "jpy": "JPY", "rmb": "CNY", "cny": "CNY", "rm": "MYR", "myr": "MYR", "₹": "INR", "rs": "INR",
}  # fmt: skip
_CURRENCIES = {**_CURRENCY_SIGNS, **_WORDS.currencies}
_MONEY = frozenset(_CURRENCIES.values())
_SIGNS = {
    "%": "percent", "bps": "bp", "bp": "bp", "km": "km", "m": "m", "cm": "cm", "mm": "mm", "ft": "ft",
    "km/h": "kmh", "kmh": "kmh", "kph": "kmh", "mph": "mph", "m2": "m2", "m²": "m2", "km2": "km2",
    "km²": "km2", "m3": "m3", "m³": "m3", "kg": "kg", "ha": "ha", "°c": "celsius", "°f": "fahrenheit",
    "mw": "MW", "gw": "GW", "kw": "kW", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh",
}  # fmt: skip
_UNITS = {**_SIGNS, **_WORDS.units}
_SHORT_MAGNITUDES = _WORDS.short_magnitudes
# A bare "m" is a metre, "M" after rupiah a miliar; after any other currency both are a million.
_MONEY_MAGNITUDES = {"m": 1e6, "b": 1e9, "t": 1e12}
_RUPIAH_MAGNITUDES = {"m": 1e9, "t": 1e12}
_NO_PENCE = frozenset((144, 240, 360, 480, 720))  # numbers of lines on a screen: "720p"

_PROPER = r"1/[2-9]|2/[35]|3/[4578]|4/[57]|5/[678]|7/[89]|\d{1,2}/(?:10|16|32|100)"
_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}  # fmt: skip
_NUMERAL = r"\d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_DIGITS = re.compile(
    r"(?P<money>(?<!\w)(?:rp|idr|usd|eur|gbp|aud|sgd|jpy|cny|rmb|rm|rs|us\$|s\$|a\$|c\$|hk\$|nz\$)\.?[ \u00a0]?|[$€£¥₹][ \u00a0]?)?"
    rf"(?P<sign>(?<![\w.,)])[-−](?=\d)|\b(?:{_WORDS.minus})[ \u00a0](?=\d))?"
    rf"(?<![\d.,])(?:(?P<part>(?:{_PROPER})(?=\s(?:{_WORDS.behind_fraction})\b)|(?<!\d)[{''.join(_VULGAR)}])"
    rf"|(?P<numeral>{_NUMERAL})(?P<rest>[ \u00a0-](?:{_PROPER})(?![\d/])|[ \u00a0]?[{''.join(_VULGAR)}])?)"
    rf"(?P<ordinal>(?:{_WORDS.ordinal_endings})\b)?(?P<decade>(?:{_WORDS.decade_endings})\b)?",
    re.IGNORECASE,
)
# Most texts have few figures. This pattern finds them fast, so that the long one is tried only there.
_FIGURE = re.compile(rf"[\d{''.join(_VULGAR)}][\d{''.join(_VULGAR)}]*")
_BEFORE_FIGURE = 8  # characters that a number may have before its figures: "minus ", "US$. "
_LEADING_ENDS = frozenset(
    "prdybmsſ.$€£¥₹-−"
)  # last characters of signs and currencies before a figure, apart from a space
_CLOCK_CUE = re.compile(
    r"\d(?::\d|\.[0-5]\d(?!\d)|\s?[apAP]\.?[mM]\b)"
)  # part of every match of the next three
_COLON_CUE, _DOT_CUE, _HOUR_CUE = (
    re.compile(r"\d:\d"),
    re.compile(r"\d\.[0-5]\d(?!\d)"),
    re.compile(r"\d\s?[apAP]\.?[mM]\b"),
)
_CLOCK_COLON = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])(?:\s?([ap])\.?m\b)?", re.IGNORECASE
)
_CLOCK_DOT = re.compile(
    rf"(?:{'|'.join(f'(?<={word} )' for word in _WORDS.before_clock.split('|'))})([01]?\d|2[0-4])[.]([0-5]\d)(?!\d)"
    rf"|(?<![\d.,])([01]?\d|2[0-4])[.]([0-5]\d)(?=\s?(?:{_WORDS.clock_zones}|[ap]\.?m)\b)(?:\s?([ap])\.?m\b)?",
    re.IGNORECASE,
)
_CLOCK_HOUR = re.compile(r"(?<![\d.,:$£€])(1[0-2]|\d)\s?([ap])\.?m\b", re.IGNORECASE)
_PREFIX_ONLY = frozenset("rp rm rs".split())  # not printed after the amount
_AFTER = re.compile(r"[ \u00a0-]?([^\W\d_]+|[%°])")  # the first word or the sign after a number
_TAILS: dict[str, list[str]] = {}  # magnitudes and units by their first word, longest first
for _tail in sorted({*MAGNITUDES, *_UNITS, *_CURRENCIES} - _PREFIX_ONLY, key=lambda tail: (-len(tail), tail)):
    if _tail[0].isalpha() and _tail[-1].isalnum() and (_opener := _AFTER.match(_tail)):
        _TAILS.setdefault(_opener[1], []).append(_tail)
_SIGN_TAILS = {
    "%": re.compile(r"[ \u00a0]?(%)"),
    "°": re.compile(r"[ \u00a0]?(°\s?[cf]\b)", re.IGNORECASE),
}
_SHORT_OPENERS = frozenset((*_SHORT_MAGNITUDES, *_MONEY_MAGNITUDES, "c", "f", "p"))
_OPENERS = _TAILS.keys() | _SIGN_TAILS | _SHORT_OPENERS
_HEAT = re.compile(r"[CF]\b(?!['’-]\w)")  # "43.6C"
_PENCE = re.compile(r"p\b(?!['’-]\w)")  # "85p"
_ORDINAL_PREFIX = re.compile(rf"(?:{_WORDS.ordinal_prefix})\Z", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_SHORT_TAIL = re.compile(rf"[ \u00a0]?({'|'.join(_SHORT_MAGNITUDES)}|m|b|t)\b(?!['’]\w)", re.IGNORECASE)
_RANGE = re.compile(rf"\s?[-–—]\s?|\s(?:{_WORDS.to})\s(?:rp|us\$|[$€£])?", re.IGNORECASE)
_BETWEEN = re.compile(rf"\b(?:{_WORDS.between})\s+$", re.IGNORECASE)
_AND = re.compile(rf"\s(?:{_WORDS.and_})\s", re.IGNORECASE)
# A word joined to a numeral makes it a name ("Covid-19", "A380"), except "ke-3", "pra-2010" and the like.
_GLUED = re.compile(r"([^\W\d_]+)[-–]?$")
_OPEN_PREFIXES = _WORDS.open_prefixes


def numbers(text: str, language: str) -> tuple[Number, ...]:
    """Find the numbers in `text`, in order. Digits in names ("Covid-19", "A380") are no numbers.

    >>> [(n.value, n.unit) for n in numbers("Laba Rp2,3 triliun, naik 12,5 persen", "id")]
    [(2300000000000.0, 'IDR'), (12.5, 'percent')]
    """
    clocks = list(_clocks(text)) if _CLOCK_CUE.search(text) else []
    digits = _numerals(text, language, [(n.start, n.end) for n in clocks])
    spelled = [
        _with_tail(_spelled(written, text), text, language) for written in written_numbers(text, language)
    ]
    if not spelled and not clocks:
        return tuple(_ranges(digits, text))
    spelled = [w for w in spelled if not any(d.start <= w.start < d.end for d in digits)]
    found = sorted([*digits, *spelled, *clocks], key=lambda n: (n.start, -n.end))
    return tuple(_ranges(found, text))


def _spelled(written: Written, text: str) -> Number:
    printed = text[written.start : written.end]
    return Number(
        written.value,
        printed,
        written.start,
        written.end,
        kind=written.kind,
        step=written.step,
        is_written=True,
        scale=MAGNITUDES.get(printed.rsplit(maxsplit=1)[-1].lower(), 1.0),
    )


def read_numeral(numeral: str, language: str) -> tuple[float, float] | None:
    """Return the value of bare digits and signs, and that of one unit of their last digit.

    Returns None if they are not a single number.

    >>> read_numeral("1.250", "id"), read_numeral("1.250", "en"), read_numeral("1.2.3", "en")
    ((1250.0, 1.0), (1.25, 0.001), None)
    """
    if numeral.isdecimal():
        return float(numeral), 1.0
    plain = re.sub(r"[\u00a0\u202f\u2009'’]", "", numeral)
    signs = re.sub(r"\d", "", plain)
    if not signs:
        return float(plain), 1.0
    head, *groups = re.split(r"[.,]", plain)
    if len(set(signs)) == 2:
        return _read_both(signs, head, groups)
    if len(signs) > 1:
        return _read_repeated(signs, head, groups)
    return _read_one(signs, head, groups[0], language)


def _read_one(sign: str, head: str, group: str, language: str) -> tuple[float, float] | None:
    """Read a numeral with one sign, which is the decimal sign or separates the thousands."""
    group_sign = "." if _has_decimal_comma(language) else ","
    if sign == group_sign and _are_groups(head, [group]):
        return float(head + group), 1.0
    if len(head) > 3 and sign == ",":
        return None  # "2010,2011"
    return float(f"{head}.{group}"), 10.0 ** -len(group)


def _has_decimal_comma(language: str) -> bool:
    return words_of(language).numbers.has_decimal_comma or language in others.DECIMAL_COMMA


def _read_repeated(signs: str, head: str, groups: list[str]) -> tuple[float, float] | None:
    """Read a numeral in which one sign separates the groups: thousands, or lakhs and crores."""
    if _are_groups(head, groups) or (signs[0] == "," and _are_lakhs(head, groups)):
        return float("".join((head, *groups))), 1.0
    return None


def _read_both(signs: str, head: str, groups: list[str]) -> tuple[float, float] | None:
    """Read a numeral with both signs: the last one is the decimal sign, the other separates the thousands."""
    if signs.count(signs[-1]) > 1 or not _are_groups(head, groups[:-1]):
        return None
    return float("".join((head, *groups[:-1])) + "." + groups[-1]), 10.0 ** -len(groups[-1])


def _are_groups(head: str, groups: list[str]) -> bool:
    return len(head) <= 3 and head.strip("0") != "" and all(len(g) == 3 for g in groups)


def _are_lakhs(head: str, groups: list[str]) -> bool:
    return len(head) <= 2 and len(groups[-1]) == 3 and all(len(g) == 2 for g in groups[:-1])


def _clocks(text: str) -> Iterator[Number]:
    if _COLON_CUE.search(text):
        yield from (_clock(m, m[1], m[2], m[3]) for m in _CLOCK_COLON.finditer(text))
    if _DOT_CUE.search(text):
        yield from (_clock(m, *_dotted(m)) for m in _CLOCK_DOT.finditer(text))
    if _HOUR_CUE.search(text):
        yield from (_clock(m, m[1], "0", m[2]) for m in _CLOCK_HOUR.finditer(text))


def _dotted(match: re.Match[str]) -> tuple[str, str, str | None]:
    """Return hour, minute and half of the day from either alternative of `_CLOCK_DOT`."""
    return match[1] or match[3], match[2] or match[4], match[5]


def _clock(match: re.Match[str], hour: str, minute: str, half: str | None) -> Number:
    hours = int(hour) + int(minute) / 60
    if half and half.lower() == "p" and hours < 12:
        hours += 12
    if half and half.lower() == "a" and hours >= 12:
        hours -= 12
    return Number(hours, match[0], match.start(), match.end(), kind="clock", step=1 / 60)


def _numerals(text: str, language: str, taken: list[tuple[int, int]]) -> list[Number]:
    """Find the numbers in figures, except those in the spans `taken`."""
    found: list[Number] = []
    for match in _figures(text):
        at = match.start("part" if match["part"] else "numeral")
        if any(start <= at < end for start, end in taken):
            continue
        if match["money"] is None and _is_in_name(text, at):
            continue
        found += _numeral(match, text, language, found[-1] if found else None)
    return found


def _figures(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `_DIGITS`."""
    end = 0
    for cue in _FIGURE.finditer(text):
        if cue.start() < end:
            continue
        start = max(end, cue.start() - _BEFORE_FIGURE)
        match = _DIGITS.search(text, start if _may_be_led(text, cue.start()) else cue.start())
        if not match:
            break
        end = match.end()
        yield match


def _may_be_led(text: str, at: int) -> bool:
    """True if a currency or a sign may stand before the figure at `at`."""
    last = text[at - 1 : at]
    if last in " \u00a0":
        last = text[at - 2 : at - 1]
    return last.lower() in _LEADING_ENDS


def _is_in_name(text: str, at: int) -> bool:
    """True if the figure at `at` is part of a name or a word."""
    before = text[at - 1 : at]
    if not before.isalnum() and before not in "-–\n":
        return False
    glued = _GLUED.search(text, max(0, at - 24), at)
    return glued is not None and glued[1].lower() not in _OPEN_PREFIXES


def _numeral(match: re.Match[str], text: str, language: str, before: Number | None) -> Iterable[Number]:
    """Read one match of `_DIGITS`; `before` is the number before it."""
    part, numeral, rest = match["part"], match["numeral"], match["rest"]
    start, end = match.span()
    if part:
        number = Number(_fraction(part), match[0], start, end, kind="fraction", step=0.01)
        return (_with_tail(number, text, language),)
    at = match.start("numeral")
    read = read_numeral(numeral, language)
    if read is None:
        return _apart(numeral, at)
    value, step = read
    if rest:
        value, step = value + _fraction(rest.strip(" \u00a0-")), 0.01
    if match["ordinal"] or _ORDINAL_PREFIX.search(text, max(0, at - 4), at):
        return (Number(value, match[0], start, end, kind="ordinal"),)
    return (_amount(match, value, step, text, language, before),)


def _apart(numeral: str, at: int) -> Iterator[Number]:
    """Yield the numbers of a list or a date: "3,4,5", "12.10.2020"."""
    for digits in re.finditer(r"\d+", numeral):
        first, last = digits.span()
        yield _kinded(Number(float(digits[0]), digits[0], at + first, at + last), digits[0])


def _amount(
    match: re.Match[str], value: float, step: float, text: str, language: str, before: Number | None
) -> Number:
    """Return a cardinal or a year with its sign, currency, magnitude and unit."""
    start, end = match.span()
    money = _money(match, text, before)
    number = Number(-value if match["sign"] else value, match[0], start, end, unit=money, step=step)
    if match["decade"]:
        return number._replace(kind="year" if value >= 100 else "cardinal", step=10.0)
    tailed = _with_tail(number, text, language)
    return _kinded(tailed, match["numeral"]) if tailed.end == end and not money else tailed


def _money(match: re.Match[str], text: str, before: Number | None) -> str:
    """Return the currency of an amount, which may be printed at the start of a range; "" if there is none."""
    if before and before.unit in _MONEY and text[before.end : match.start()] in ("-", "–", "—"):
        return before.unit  # "$3-5m": these are not metres
    currency: str | None = match["money"]
    return _CURRENCIES.get(currency.strip(" .\u00a0").lower(), "") if currency else ""


def _fraction(sign: str) -> float:
    above, slash, below = sign.partition("/")
    return int(above) / int(below) if slash else _VULGAR[sign]


def _kinded(number: Number, numeral: str) -> Number:
    if len(numeral) == 4 and numeral.isdecimal() and 1500 <= number.value <= 2100:
        return number._replace(kind="year")
    return number


class _Tail(NamedTuple):
    """Magnitude and unit printed after the digits, and the offset up to which the text has been read."""

    scale: float
    unit: str
    end: int


def _with_tail(number: Number, text: str, language: str) -> Number:
    """Return the number with the magnitude and the unit printed after it."""
    if _first_after(text, number.end) not in _OPENERS:
        return number
    tail = (not number.is_written and _short_tail(number, text, language)) or _Tail(
        1.0, number.unit, number.end
    )
    for _ in range(3):
        longer = _longer(tail, number.is_written, text)
        if not longer:
            break
        tail = longer
    return number if tail.end == number.end else _scaled(number, tail, text)


def _longer(tail: _Tail, is_written: bool, text: str) -> _Tail | None:
    """Read one more word or sign of a tail; None if it does not go on."""
    match = _tail_at(text, tail.end)
    if not match:
        return None
    word, end = _SPACE.sub(" ", match[1].lower()).replace("° ", "°"), match.end()
    if word in MAGNITUDES:  # those of a number in words are part of it already
        return None if is_written else _Tail(tail.scale * MAGNITUDES[word], tail.unit, end)
    if not tail.unit:
        return _Tail(tail.scale, _UNITS.get(word) or _CURRENCIES[word], end)
    return _Tail(tail.scale, tail.unit, end) if _CURRENCIES.get(word) == tail.unit else None


def _scaled(number: Number, tail: _Tail, text: str) -> Number:
    scale, unit, end = tail
    if number.is_written or scale == 1.0:
        return number._replace(end=end, unit=unit, text=text[number.start : end])
    # Decimals, as printed: 1.1 million is 1,100,000, and not 1,100,000.0000000001 as with floats.
    value, step = (float(Decimal(repr(x)) * Decimal(repr(scale))) for x in (number.value, number.step))
    return number._replace(
        value=value, step=step, end=end, unit=unit, text=text[number.start : end], scale=scale
    )


def _first_after(text: str, at: int) -> str:
    """Return the first word, in lower case, or the sign right after a number; "" if there is none."""
    after = _AFTER.match(text, at)
    return after[1].lower() if after else ""


def _tail_at(text: str, at: int) -> re.Match[str] | None:
    opener = _first_after(text, at)
    if opener in _SIGN_TAILS:
        return _SIGN_TAILS[opener].match(text, at)
    return _words_opening(opener).match(text, at) if opener in _TAILS else None


@cache
def _words_opening(opener: str) -> re.Pattern[str]:
    tails = "|".join(re.escape(tail).replace(r"\ ", r"\s") for tail in _TAILS[opener])
    return re.compile(rf"[ \u00a0-]?({tails})\b", re.IGNORECASE)


def _short_tail(number: Number, text: str, language: str) -> _Tail | None:
    """Read a sign right after the digits: degrees, pence or a magnitude."""
    spoken = words_of(language)
    if not number.unit:
        if heat := _HEAT.match(text, number.end):
            return _Tail(1.0, "celsius" if heat[0] == "C" else "fahrenheit", heat.end())
        if spoken.numbers.has_pence and (pence := _PENCE.match(text, number.end)):
            return _Tail(0.01, "GBP", pence.end()) if _is_price(number.value) else None
    return _short_magnitude(number, text, spoken)


def _is_price(pence: float) -> bool:
    return pence < 1000 and pence not in _NO_PENCE


def _short_magnitude(number: Number, text: str, spoken: Language) -> _Tail | None:
    short = _SHORT_TAIL.match(text, number.end)
    if not short:
        return None
    factor = _short_factor(short[1], number.unit)
    if not factor and short[0] == "m" and _counted(spoken).match(text, short.end()):
        factor = 1e6
    return _Tail(factor, number.unit, short.end()) if factor else None


@cache
def _counted(spoken: Language) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{spoken.numbers.counted})\b")


def _short_factor(sign: str, currency: str) -> float:
    low = sign.lower()
    if currency == "IDR" and low in _RUPIAH_MAGNITUDES:
        return _RUPIAH_MAGNITUDES[low]
    if currency and low in _MONEY_MAGNITUDES:
        return _MONEY_MAGNITUDES[low]
    return _SHORT_MAGNITUDES.get(low, 0.0)


def _ranges(found: list[Number], text: str) -> Iterator[Number]:
    """Yield the numbers, with scale and unit shared between the ends of a range."""
    low: Number | None = None
    for number in found:
        if low is None:
            low = number
            continue
        joined = _joined(low, number, text)
        if joined is None:
            yield low
            low = number
            continue
        yield joined[0]
        low = joined[1]
    if low is not None:
        yield low


def _joined(low: Number, high: Number, text: str) -> tuple[Number, Number] | None:
    """Return both numbers as ends of a range; None if they are not a range."""
    if not _are_range(low, high, text):
        return None
    scale = high.scale if low.scale == 1.0 and high.scale >= 100 else 1.0
    first = low._replace(
        value=low.value * scale, step=low.step * scale, unit=low.unit or high.unit, part="low"
    )
    second = high._replace(unit=high.unit or low.unit, part="high")
    return (first, second) if first.value < second.value else None


def _are_range(low: Number, high: Number, text: str) -> bool:
    if low.part or "clock" in (low.kind, high.kind):
        return False
    between = text[low.end : high.start]
    if _RANGE.fullmatch(between):
        return True
    return bool(_AND.fullmatch(between)) and bool(_BETWEEN.search(text[: low.start][-12:]))
