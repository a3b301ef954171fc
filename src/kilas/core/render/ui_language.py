"""Which words, dates and numbers a reader of one interface language sees."""

from __future__ import annotations

import io
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

# "14 July 2026, 08:55" reads the same to every reader of English; Indonesian prints hours with a full stop.
_HOUR = {"en": ":", "id": "."}
# What Indonesian readers call their zones; the time zone database agrees only for some of them.
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
_COMPACT_FROM = 1_000_000  # "21 billion" reads better than eleven digits


@dataclass(frozen=True, slots=True)
class Ui:
    """One interface language: its catalogue, its dates, its numbers."""

    code: UiLanguage
    catalogue: NullTranslations

    def gettext(self, message: str, **values: object) -> str:
        return self.catalogue.gettext(message) % values

    def ngettext(self, one: str, many: str, count: int, **values: object) -> str:
        """The plural form for `count`, which the message prints as %(count)s."""
        return self.catalogue.ngettext(one, many, count) % {"count": self.number(count), **values}

    def number(self, value: float, decimals: int = 2) -> str:
        """`value` with at most `decimals` decimals; from a million on with the word for its size.

        >>> speak("id").number(21_000_000_000), speak("en").number(1234.5)
        ('21 miliar', '1,234.5')
        """
        if type(value) is int and 0 <= value < 1_000:
            return str(value)
        if abs(value) >= _COMPACT_FROM:
            return _minus(
                format_compact_decimal(value, format_type="long", locale=self.code, fraction_digits=2)
            )
        return _decimal(round(value, decimals) or 0, decimals, self.code)  # no "−0"

    def signed(self, value: float) -> str:
        return ("+" if value > 0 else "") + self.number(value)

    def score(self, value: float) -> str:
        """`value` with its sign and always two decimals, so that scores in a column line up.

        >>> speak("id").score(3.1), speak("en").score(-0.004)
        ('+3,10', '0.00')
        """
        rounded = round(value, 2) or 0.0
        return _minus(format_decimal(rounded, "+0.00;-0.00" if rounded else "0.00", locale=self.code))

    def dollars(self, value: float) -> str:
        """A cost in US dollars, fine enough for a fraction of a cent."""
        pattern = "¤0.00" if value >= 1 else "¤0.00##"
        return str(format_currency(value, "USD", pattern, locale=self.code, currency_digits=False))

    def moment(self, when: datetime, zone: tzinfo) -> str:
        """The absolute date, with the hour and its zone where the hour is known.

        Midnight in UTC to the second is how a page that names only a day arrives here: a day
        then, for an hour would be invented.

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
    """The interface language `code`. English is written in the code; every other is a catalogue."""
    if code not in get_args(UiLanguage):
        raise SettingsError(f"there are no labels in {code!r}", "use 'en' or 'id' as the interface language")
    if code == "en":
        return Ui(code, NullTranslations())
    source = files(__package__).joinpath("locale", code, "LC_MESSAGES", "kilas.po").read_bytes()
    # compiled here, so that no .mo can fall behind its .po
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=code))
    compiled.seek(0)
    return Ui(code, GNUTranslations(compiled))


def ui_for(language: str) -> UiLanguage:
    """The interface language for a text: its own where we have it, else English."""
    return "id" if language == "id" else "en"


def noop(message: str) -> str:
    """Marks `message` for the catalogue; it is translated where it is shown."""
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
    # kept, because Babel takes longer for one number than a page for a paragraph, and scores and seconds recur
    return _minus(format_decimal(value, "#,##0." + "#" * decimals, locale=code))


def _minus(number: str) -> str:
    return number.replace("-", "\N{MINUS SIGN}")
