"""Parses the dates of feeds: RFC 822, W3C, and the variants that newsrooms use."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

# Hours east of UTC, for zones that the standard library does not know.
_ZONES = {
    "wib": 7, "wita": 8, "wit": 9, "sgt": 8, "myt": 8, "hkt": 8, "pht": 8, "ict": 7, "ist": 5.5, "jst": 9, "kst": 9, "aest": 10,
    "aedt": 11, "acst": 9.5, "awst": 8, "nzst": 12, "nzdt": 13, "cet": 1, "cest": 2, "bst": 1, "wet": 0, "west": 1, "eet": 2,
    "eest": 3, "msk": 3, "sast": 2, "brt": -3, "akst": -9, "akdt": -8, "hst": -10,
}  # fmt: skip
_MONTHS = {
    "januari": "Jan", "februari": "Feb", "pebruari": "Feb", "peb": "Feb", "maret": "Mar", "mei": "May", "juni": "Jun", "juli": "Jul",
    "agustus": "Aug", "agu": "Aug", "ags": "Aug", "agt": "Aug", "oktober": "Oct", "okt": "Oct", "nopember": "Nov", "nop": "Nov",
    "desember": "Dec", "des": "Dec",
}  # fmt: skip
_DAYS = re.compile(
    r"^\s*(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min)\b\.?,?\s*",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b", re.IGNORECASE)
_ZONE = re.compile(rf"(?<=[\d\s])({'|'.join(_ZONES)})\b\.?", re.IGNORECASE)
_W3C = re.compile(
    r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[Tt ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?\s*"
)
EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)


def read_date(text: str) -> datetime | None:
    """Parse a date into UTC; None if it is invalid or before 1970. A time without a zone is taken as UTC.

    >>> read_date("Kam, 12 Des 2024 08:30:00 WIB").isoformat()
    '2024-12-12T01:30:00+00:00'
    >>> read_date("2024-12-12T08:30+07:00").isoformat()
    '2024-12-12T01:30:00+00:00'
    """
    text = text.strip()[:100]
    try:
        when = _w3c(text) or _rfc822(text)
    except (ValueError, OverflowError):  # 31 February, an offset of 99 hours
        return None
    return when if when is not None and when >= EARLIEST else None


def _w3c(text: str) -> datetime | None:
    found = _W3C.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part or 0) or 1 for part in found.groups()[:3])
    hour, minute, second = (int(part or 0) for part in found.groups()[3:6])
    naive = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001
    return naive.replace(tzinfo=_offset(found[7])).astimezone(UTC)


def _offset(zone: str | None) -> timezone:
    if not zone or zone[0] not in "+-":
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))


def _rfc822(text: str) -> datetime | None:
    """Parse RFC 822 and similar dates, also with Indonesian names of days and months, and with more zones."""
    text = _MONTH.sub(lambda m: _MONTHS[m[0].lower()], _DAYS.sub("", text))
    zone = _ZONE.search(text)
    if zone is not None:
        text = text[: zone.start()] + text[zone.end() :]
    got = parsedate_tz(text)
    if got is None:
        return None
    offset = round(_ZONES[zone[1].lower()] * 3600) if zone else (got[9] or 0)
    naive = datetime(*got[:5], min(got[5], 59))  # noqa: DTZ001
    return naive.replace(tzinfo=timezone(timedelta(seconds=offset))).astimezone(UTC)
