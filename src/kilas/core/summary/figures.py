"""The strip of figures: the numbers a reader would look for, each with the words it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kilas.core.brief import Claim, Figure
from kilas.core.check.numbers import Number, numbers
from kilas.core.text import fold, words

MOST, LEAST = 4, 2
_LABEL_MOST = 4  # words
_STOP = frozenset(
    "the a an of in on at for from with by over under during and or but as than to that which who is are was were be been has"
    " have had will would could may might its their his her this these those after before since until about around nearly"
    " almost more less least most only some up down per each every not said says"
    " yang dan atau di ke dari pada untuk dengan oleh dalam selama adalah ialah ini itu tersebut para agar supaya setelah"
    " sebelum sejak hingga sampai sekitar hampir lebih kurang sedikitnya hanya telah sudah akan bisa dapat tidak belum kata"
    " ujar menjadi mencapai sebesar senilai sebanyak per setiap tiap karena akibat saat ketika namun tetapi sementara".split()
)
_WORD_AFTER = re.compile(r"\s+([^\W\d_][\w'’-]*)")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]*)\s+$")
_DATE_WORD = re.compile(
    r"\b(?:jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)\w*\b|\b(?:pukul|jam|tahun|wib|wita|wit)\b",
    re.IGNORECASE,
)


def figures(claims: Sequence[Claim], language: str) -> tuple[Figure, ...]:
    """Up to four figures of `claims`, in their order, or none when there are fewer than two.

    A figure is a printed number with a unit or a thing it counts; dates, times, ages and ranks are none.
    """
    found: list[tuple[float, int, Figure]] = []
    seen: set[str] = set()
    for place, claim in enumerate(claims):
        for number in _plain_numbers(claim, language):
            figure = _figure(claim, number)
            if figure and figure.value not in seen:
                seen.add(figure.value)
                found.append((-_weight(number), place, figure))
    best = sorted(found, key=lambda f: f[:2])[:MOST]
    if len(best) < LEAST:
        return ()
    return tuple(figure for _, _, figure in sorted(best, key=lambda f: f[1]))


def _plain_numbers(claim: Claim, language: str) -> list[Number]:
    if claim.origin != "source" or not any(map(str.isdigit, claim.text)):
        return []
    return [
        n
        for n in numbers(claim.text, language)
        if n.kind == "cardinal" and not n.is_written and not n.part and not _is_date(claim.text, n)
    ]


def _is_date(text: str, number: Number) -> bool:
    around = text[max(0, number.start - 12) : number.start] + " " + text[number.end : number.end + 12]
    bare = number.unit == "" and number.value == int(number.value)
    return bare and (bool(_DATE_WORD.search(around)) or 1900 <= number.value <= 2100 or number.value < 2)


def _figure(claim: Claim, number: Number) -> Figure | None:
    value = claim.text[number.start : number.end]
    after, before = _after(claim.text[number.end :]), _before(claim.text[: number.start])
    label = before if number.unit and before else after or before
    if not label or (not number.unit and not after):
        return None
    return Figure(value=value.strip(), label=label, evidence=claim.evidence[0])


def _after(text: str) -> str:
    taken: list[str] = []
    at = 0
    while len(taken) < _LABEL_MOST and (match := _WORD_AFTER.match(text, at)):
        if fold(match[1]) in _STOP:
            break
        taken.append(match[1])
        at = match.end()
    return " ".join(taken)


def _before(text: str) -> str:
    """The words just before the number, past "of", "sebesar" and their like."""
    taken: list[str] = []
    end = len(text)
    while len(taken) < _LABEL_MOST and (match := _WORD_BEFORE.search(text, max(0, end - 40), end)):
        if fold(match[1]) not in _STOP:
            taken.append(match[1])
        elif taken:
            break
        end = match.start(1)
    return " ".join(reversed(taken))


def _weight(number: Number) -> float:
    """Money and shares before counts, counts before small numbers."""
    return 2.0 * bool(number.unit) + 0.5 * (number.value >= 100) + 0.25 * (len(words(number.text)) > 0)
