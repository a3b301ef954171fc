"""A day, a time of day and a zone, as pages print and declare them."""

from __future__ import annotations

import pytest

from kilas.core.extract.moments import moment_in, zoned_times_in


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-28T21:17:34 WIB", "2026-11-28T21:17:34+07:00"),
        ("2026-11-28WIB21:17:34+07:00", "2026-11-28T21:17:34+07:00"),
        ("2026/11/28 21:17:34", "2026-11-28T21:17:34+00:00"),
        ("2026-11-28T21:17Z", "2026-11-28T21:17:00+00:00"),
        ("2026-11-28T21:17:34.123+0700", "2026-11-28T21:17:34+07:00"),
        ("20261128T211734Z", "2026-11-28T21:17:34+00:00"),
        ("1795875454", "2026-11-28T14:17:34+00:00"),
        ("1795875454000", "2026-11-28T14:17:34+00:00"),
        ("Sat, 28 Nov 2026 21:17:34 +0700", "2026-11-28T21:17:34+07:00"),
        ("Sat Nov 28 2026 21:17:34 GMT+0700 (WIB)", "2026-11-28T21:17:34+07:00"),
        ("Sabtu, 28 November 2026 21.17 WITA", "2026-11-28T21:17:00+08:00"),
        ("28 Nop 2026, pukul 08.05 WIT", "2026-11-28T08:05:00+09:00"),
        ("28-11-2026 21:17 WIB", "2026-11-28T21:17:00+07:00"),
        ("28/11/2026 | 21:17 (GMT+7)", "2026-11-28T21:17:00+07:00"),
        ("21:17 WIB, Sabtu 28 November 2026", "2026-11-28T21:17:00+07:00"),
        ("28 November 2026 21:17 UTC+07:00", "2026-11-28T21:17:00+07:00"),
        ("November 28, 2026 at 9:17 p.m. ET", "2026-11-28T21:17:00-05:00"),
        ("July 10, 2026 12:05 am EDT", "2026-07-10T00:05:00-04:00"),
        ("28 November 2026 - 9 pm GMT", "2026-11-28T21:00:00+00:00"),
        ("28 November 2026, 21.17 PT Kabar Lembah", "2026-11-28T21:17:00+00:00"),
        ("28 November 2026 10:00-12:00", "2026-11-28T10:00:00+00:00"),
        ("28 November 2026 25:99", "2026-11-28T00:00:00+00:00"),
        ("31/02/2026 10:00 WIB", None),
        ("20261340", None),
    ],
)  # fmt: skip
def test_a_moment_is_read_with_its_time_and_zone(text: str, moment: str | None) -> None:
    found = moment_in(text)
    assert (found.when.isoformat() if found else None) == moment


@pytest.mark.parametrize(
    ("text", "has_time", "has_zone"),
    [
        ("28 Nov 2026", False, False),
        ("28 Nov 2026 21.17", True, False),
        ("28 Nov 2026 21.17 WIB", True, True),
    ],
)
def test_a_moment_tells_what_is_missing(text: str, has_time: bool, has_zone: bool) -> None:
    found = moment_in(text)
    assert found is not None
    assert (found.clock is not None, found.zone is not None) == (has_time, has_zone)


def test_times_with_a_zone_are_found_without_a_day() -> None:
    assert [clock.isoformat("minutes") for clock, _ in zoned_times_in("21.17 WIB dan 22.05, lalu 9:30 pm GMT")] == ["21:17", "21:30"]  # fmt: skip
