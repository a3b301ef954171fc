"""Months, weekdays, days in words: Indonesian."""

from __future__ import annotations

from kilas.core.languages.shape import DateWords, words

_ONES = "satu dua tiga empat lima enam tujuh delapan sembilan".split()
_CARDINAL_DAYS = {word: n for n, word in enumerate([*_ONES, "sepuluh", "sebelas"], 1)}
_CARDINAL_DAYS |= {f"{word} belas": 10 + n for n, word in enumerate(_ONES, 1)}
_CARDINAL_DAYS |= {f"dua puluh {word}": 20 + n for n, word in enumerate(_ONES, 1)}
_CARDINAL_DAYS |= {"dua puluh": 20, "tiga puluh": 30, "tiga puluh satu": 31}
_MONTHS = {
    "januari": 1, "jan": 1,
    "februari": 2, "pebruari": 2, "feb": 2,
    "maret": 3, "mar": 3,
    "april": 4, "apr": 4,
    "mei": 5,
    "juni": 6, "jun": 6,
    "juli": 7, "jul": 7,
    "agustus": 8, "agu": 8, "agt": 8,
    "september": 9, "sept": 9, "sep": 9,
    "oktober": 10, "okt": 10,
    "november": 11, "nopember": 11, "nov": 11, "nop": 11,
    "desember": 12, "des": 12,
}  # fmt: skip
_WEEKDAYS = {
    "senin": 0,
    "selasa": 1,
    "rabu": 2,
    "kamis": 3,
    "jumat": 4, "jum'at": 4,
    "sabtu": 5,
    "minggu": 6, "ahad": 6,
}  # fmt: skip

WORDS = DateWords(
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    lonely=words("mar jan jun apr des sep nov feb mei"),
    people=words("april juni agustus"),
    plain_weekdays=words("minggu rabu ahad kamis"),
    cardinal_days=_CARDINAL_DAYS,
    to=r"hingga|sampai|dan|s/d|s\.d\.",
    no_day="persen|orang",
    before_day="tanggal",
)
