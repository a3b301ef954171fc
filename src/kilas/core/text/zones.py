"""Time zones as printed beside a time of day: abbreviations, offsets, names of places."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# Hours east of UTC: the zones of RFC 822, 5.1, then those that newsrooms print.
HOURS: dict[str, float] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "wib": 7, "wita": 8, "wit": 9, "sgt": 8, "myt": 8, "hkt": 8, "pht": 8, "ict": 7, "ist": 5.5, "jst": 9, "kst": 9, "aest": 10,
    "aedt": 11, "acst": 9.5, "awst": 8, "nzst": 12, "nzdt": 13, "cet": 1, "cest": 2, "bst": 1, "wet": 0, "west": 1, "eet": 2,
    "eest": 3, "msk": 3, "sast": 2, "brt": -3, "akst": -9, "akdt": -8, "hst": -10,
}  # fmt: skip
# Abbreviations for standard and summer time alike, printed behind "a.m." and "p.m.".
PLACES = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
NAMES = (*HOURS, *PLACES)
_FARTHEST = timedelta(hours=14)  # from UTC, of any place


def zone_of(name: str, offset: str = "") -> tzinfo | None:
    """Return the zone of a name, an offset, or both: "WIB", "+07:00", "GMT+7", "Asia/Jakarta".

    None for a name that is unknown, and for an offset that no place has.
    """
    place = name if "/" in name else PLACES.get(name.lower(), "")
    if place:
        with suppress(LookupError, ValueError, OSError):
            return ZoneInfo(place)
    if not offset:
        hours = HOURS.get(name.lower())
        return None if hours is None else timezone(timedelta(hours=hours))
    digits = offset[1:].replace(":", "")
    whole, minutes = (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
    east = timedelta(hours=whole, minutes=minutes)
    if east > _FARTHEST:
        return None
    return timezone(-east if offset[0] == "-" else east)
