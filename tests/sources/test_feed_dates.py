"""Dates of feeds: every form that newsrooms print, and none that could mean two days."""

from __future__ import annotations

import pytest

from kilas.sources.feed_dates import read_date

MORNING = "2026-11-18T03:15:00+00:00"  # 10.15 in Jakarta


@pytest.mark.parametrize(
    "text",
    [
        "Wed, 18 Nov 2026 10:15:00 +0700",
        "Wed, 18 Nov 2026 10:15:00 +07:00",
        "Wed,18 Nov 2026 10:15:00 GMT+7",
        "Wed, 18 Nov 2026 10:15 GMT+0700",
        "Wed Nov 18 2026 10:15:00 GMT+0700 (Western Indonesia Time)",
        "Wed, 18 Nov 2026 10:15:00 Asia/Jakarta",
        "Wednesday, 18-Nov-26 10:15:00 WIB",
        "2026-11-18 10:15:00 WIB",
        "2026-11-18T10:15+07",
        "2026-11-18T11:15:00.25 WITA",
        "2026/11/18 12:15 WIT",
        "18-11-2026 10:15:00 +0700 WIB",
        "18.11.2026 10.15 WIB",
        "18/11/2026, 10:15 WIB",
        "11/18/2026 10:15 WIB",
        "20261118T031500Z",
        "Rabu, 18 November 2026 | 10:15 WIB",
        "Rabu, 18 Nop 2026 10.15 WIB",
        "November 18, 2026 at 3:15 a.m.",
        "Tue, 17 Nov 2026 10:15:00 PM EST",
        "Wed Nov 18 03:15:00 2026",
    ],
)
def test_one_moment_is_read_in_every_form(text: str) -> None:
    when = read_date(text)
    assert when is not None
    assert when.isoformat() == MORNING


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jum'at, 20 Nov 2026", "2026-11-20"),
        ("1st May 2026", "2026-05-01"),
        ("Nov 18, 2026", "2026-11-18"),
        ("04-05-2026", "2026-05-04"),
        ("2026-12", "2026-12-01"),
        ("2026", "2026-01-01"),
        ("12 AM, 3 June 2026", None),
        ("06 Nov 94 12:30 AM", "1994-11-06"),
    ],
)
def test_a_day_is_read_without_a_time(text: str, day: str | None) -> None:
    when = read_date(text)
    assert (when and when.date().isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "4/5/2026", "31-02-2026", "2026-11-18T25:00Z", "0000-00-00 00:00:00"),
        *("18 Nov 2026 10:15 +99:00", "1 Jan 1970", "18-11-26", "10:15", "18 18 2026"),
    ],
)
def test_what_is_no_date_or_could_be_two_is_none(text: str) -> None:
    assert read_date(text) is None
