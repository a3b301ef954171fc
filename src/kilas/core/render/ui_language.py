"""Words, dates and numbers in the interface languages."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import Literal, get_args

from babel.dates import get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_currency, format_decimal

from kilas.errors import SettingsError

UiLanguage = Literal["en", "id"]

# Between hour and minute: Indonesian uses a full stop.
_HOUR = {"en": ":", "id": "."}
# Names of zones as used in Indonesia; the time zone database has only some of them.
_ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Ujung_Pandang": "WITA",
    "Asia/Jayapura": "WIT",
    "UTC": "UTC",
    "Etc/UTC": "UTC",
}
_MIDNIGHT = time(0)
_COMPACT_FROM = 1_000_000  # from here on "21 billion" instead of digits


@dataclass(frozen=True, slots=True)
class Ui:
    """One interface language: its message catalogue, and formats of dates and numbers."""

    code: UiLanguage
    catalogue: NullTranslations

    def gettext(self, message: str, **values: object) -> str:
        return self.catalogue.gettext(message) % values

    def ngettext(self, one: str, many: str, count: int, **values: object) -> str:
        """The message in the plural form for `count`; it prints the number as %(count)s."""
        return self.catalogue.ngettext(one, many, count) % {"count": self.number(count), **values}

    def number(self, value: float, decimals: int = 2) -> str:
        """`value` with at most `decimals` decimals; from a million on in words such as "21 billion".

        >>> speak("id").number(21_000_000_000), speak("en").number(1234.5)
        ('21 miliar', '1,234.5')
        """
        if type(value) is int and 0 <= value < 1_000:
            return str(value)
        if abs(value) >= _COMPACT_FROM:
            return _minus(
                format_compact_decimal(value, format_type="long", locale=self.code, fraction_digits=2)
            )
        return _decimal(round(value, decimals) or 0, decimals, self.code)  # avoids "−0"

    def signed(self, value: float) -> str:
        return ("+" if value > 0 else "") + self.number(value)

    def score(self, value: float) -> str:
        """`value` with its sign and two decimals, so that scores in a column line up.

        >>> speak("id").score(3.1), speak("en").score(-0.004)
        ('+3,10', '0.00')
        """
        rounded = round(value, 2) or 0.0
        return _minus(format_decimal(rounded, "+0.00;-0.00" if rounded else "0.00", locale=self.code))

    def dollars(self, value: float) -> str:
        """A cost in US dollars; below one dollar with up to four decimals, or two significant digits.

        >>> speak("en").dollars(0.0012), speak("en").dollars(0.0000421)
        ('$0.0012', '$0.000042')
        """
        decimals = 2 if value >= 1 else max(4, 1 - math.floor(math.log10(value))) if value > 0 else 2
        pattern = "¤0.00" + "#" * (decimals - 2)
        return str(format_currency(value, "USD", pattern, locale=self.code, currency_digits=False))

    def moment(self, when: datetime, zone: tzinfo) -> str:
        """The date in `zone`, with the time and the zone's name if the time is known.

        A page that names only a day gives midnight UTC; then only the day is printed, because the hour is unknown.

        >>> speak("id").moment(datetime(2026, 7, 14, 1, 55, tzinfo=UTC), UTC)
        '14 Juli 2026, 01.55 UTC'
        """
        known = when.astimezone(UTC)
        if known.time() == _MIDNIGHT:
            return self._day(known)
        local = when.astimezone(zone)
        hour = f"{local.hour:02}{_HOUR[self.code]}{local.minute:02}"
        return f"{self._day(local)}, {hour} {_zone_name(local)}"

    def _day(self, when: datetime) -> str:
        return f"{when.day} {_months(self.code)[when.month]} {when.year}"


@cache
def speak(code: UiLanguage) -> Ui:
    """The interface language `code`. English texts are in the code, those of other languages in catalogues."""
    if code not in get_args(UiLanguage):
        raise SettingsError(f"there are no labels in {code!r}", "use 'en' or 'id' as the interface language")
    if code == "en":
        return Ui(code, NullTranslations())
    source = files(__package__).joinpath("locale", code, "LC_MESSAGES", "kilas.po").read_bytes()
    # compiled here, so that there is no .mo file that could be older than its .po
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=code))
    compiled.seek(0)
    return Ui(code, GNUTranslations(compiled))


def ui_for(language: str) -> UiLanguage:
    """The interface language for a text in `language`: the same if available, else English."""
    return "id" if language == "id" else "en"


def noop(message: str) -> str:
    """Marks `message` for extraction to the catalogue; it is translated when shown."""
    return message


@cache
def _months(code: UiLanguage) -> Mapping[int, str]:
    return {number: str(name) for number, name in get_month_names("wide", locale=code).items()}


def _zone_name(local: datetime) -> str:
    key = getattr(local.tzinfo, "key", None) or local.tzname() or ""
    if key in _ZONES:
        return _ZONES[key]
    offset = local.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"


@lru_cache(maxsize=4_096)
def _decimal(value: float, decimals: int, code: UiLanguage) -> str:
    # cached: formatting with Babel is slow, and scores and seconds recur
    return _minus(format_decimal(value, "#,##0." + "#" * decimals, locale=code))


def _minus(number: str) -> str:
    return number.replace("-", "\N{MINUS SIGN}")
