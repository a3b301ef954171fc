"""Does a sentence report good news, bad news or neither?

Looks for the words of harms and gains outside quotations and weighs how they stand together: a fall of a burden
("deaths fell") and a rise of an asset are good news; a harm that was survived, mended or prevented is good news too, unless
somebody died; the subject of a film or of a drill is no news.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kilas.core.languages import language as words_of

_KINDS = (  # in the order in which alternatives are tried
    "aside", "clears", "saves", "grave", "harms", "gains", "burdens", "assets", "falls", "rises", "frames",
)  # fmt: skip
_Kinds = frozenset[str]
_GRAVE = 2.0  # weight of a death, a fall of a burden or a rescue; a harm or a gain has 1
_NEAR = 7  # most words between a burden or an asset and the word that moves it
_QUOTED = re.compile(r"[\"“”„«][^\"“”„«»]*[\"”“»]|(?<!\w)['‘][^'‘’\n]+(?:['’]\w[^'‘’\n]*)*['’](?!\w)")
_REMEMBERED = 1 << 14  # matched words


class _Found(NamedTuple):
    kinds: _Kinds
    start: int
    end: int


def news_of(text: str, language: str) -> float:
    """Return what a sentence or title reports, from -1 (grave harm) to +1 (gain); 0 if it reports neither.

    >>> news_of("Floods kill 14 in the valley", "en") < 0 < news_of("Deaths from malaria fall by half", "en")
    True
    >>> news_of("Council to meet on Tuesday", "en")
    0.0
    """
    plain = without_quotations(text).lower().replace("’", "'")
    found = [
        _Found(_kinds(match[0], language), match.start(), match.end())
        for match in _scanner(language).finditer(plain)
    ]
    if any("frames" in one.kinds for one in found):
        found = [one for one in found if "harms" not in one.kinds]
    if not found:
        return 0.0
    return math.tanh(_weigh(plain, found) / _GRAVE)


def without_quotations(text: str) -> str:
    """Return `text` with a space in place of each quotation."""
    return _QUOTED.sub(" ", text)


def _weigh(text: str, found: Sequence[_Found]) -> float:
    moved = _moves(text, found)
    turned = [found[at] for at in moved]
    eased, worsened = sum(way > 0 for way in moved.values()), sum(way < 0 for way in moved.values())
    rest = [one.kinds for one in found if one not in turned]
    grave, harms, gains = (sum(kind in kinds for kinds in rest) for kind in ("grave", "harms", "gains"))
    if any("clears" in kinds for kinds in rest):
        return _GRAVE * (1 + eased) + gains
    if not grave and (eased or any("saves" in kinds for kinds in rest)):
        saved = any("saves" in kinds for kinds in rest)
        return _GRAVE * (eased + (saved and harms > 0) - worsened) + gains + (saved and not harms) / 2
    bad = _GRAVE * (grave + worsened) + harms
    return (gains / 4 if bad else gains) + _GRAVE * eased - bad


def _moves(text: str, found: Sequence[_Found]) -> dict[int, int]:
    """The burdens and assets that something moves: position in `found` -> +1 (for the better) or -1."""
    moved: dict[int, int] = {}
    for at, one in enumerate(found):
        is_burden = "burdens" in one.kinds
        if not is_burden and "assets" not in one.kinds:
            continue
        movers = [
            (_gap(text, one, other), place)
            for place, other in enumerate(found)
            if place != at and other.kinds & {"falls", "rises"} and not other.kinds & {"burdens", "assets"}
        ]
        gap, place = min(movers, default=(_NEAR + 1, 0))
        if gap <= _NEAR:
            falls = "falls" in found[place].kinds
            moved[at] = 1 if falls == is_burden else -1
            if "harms" in found[place].kinds:  # the fall itself is counted with what fell
                moved.setdefault(place, 0)
    return moved


def _gap(text: str, one: _Found, other: _Found) -> int:
    first, second = sorted((one, other), key=lambda found: found.start)
    between = text[first.end : second.start]
    return _NEAR + 1 if ";" in between or ". " in between else between.count(" ")


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    events = words_of(language).tone.events
    return {kind: re.compile("|".join(getattr(events, kind)) or r"(?!)") for kind in _KINDS}


@cache
def _scanner(language: str) -> re.Pattern[str]:
    listed = [pattern.pattern for pattern in _patterns(language).values()]
    return re.compile(rf"\b(?:{'|'.join(listed)})(?!\w)")


@lru_cache(_REMEMBERED)
def _kinds(matched: str, language: str) -> _Kinds:
    """All classes of a match; of one that reports nothing, only that."""
    kinds = frozenset(kind for kind, pattern in _patterns(language).items() if pattern.fullmatch(matched))
    return frozenset({"aside"}) if "aside" in kinds else kinds
