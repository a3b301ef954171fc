"""Does a sentence report good news, bad news or neither?

Looks for the words of harms and gains outside quotations and weighs how they stand together: a fall of a burden
("deaths fell") and a rise of an asset are good news; a harm that was survived, mended or prevented is good news too, unless
somebody died; the subject of a film or of a drill is no news.
"""

from __future__ import annotations

import math
import re
from collections import Counter
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
_WORD_START = re.compile(r"(?<!\w)\w")
_PATTERN_PIECE = re.compile(r"\\.|\[[^\]]*\]|.")
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
    found = _scan(plain, language)
    if any("frames" in one.kinds for one in found):
        found = [one for one in found if "harms" not in one.kinds]
    if not found:
        return 0.0
    return math.tanh(_weigh(plain, found) / _GRAVE)


def without_quotations(text: str) -> str:
    """Return `text` with a space in place of each quotation."""
    return _QUOTED.sub(" ", text)


def _weigh(text: str, found: Sequence[_Found]) -> float:
    """The weight of what is found in one sentence: below zero for harm, above for gain."""
    moved = _moves(text, found)
    eased, worsened = (sum(way == side for way in moved.values()) for side in (1, -1))
    counts = Counter(kind for at, one in enumerate(found) if at not in moved for kind in one.kinds)
    harms, gains = counts["harms"], counts["gains"]
    if counts["clears"]:
        return _GRAVE * (1 + eased) + gains
    if not counts["grave"] and (eased or counts["saves"]):
        saved = bool(counts["saves"])
        return _GRAVE * (eased + (saved and harms > 0) - worsened) + gains + (saved and not harms) / 2
    bad = _GRAVE * (counts["grave"] + worsened) + harms
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


def _scan(text: str, language: str) -> list[_Found]:
    """The listed words in `text`, from left to right and without overlap."""
    found = []
    past = 0
    for start in _WORD_START.finditer(text):
        if start.start() < past or not (pattern := _any(start[0], language)):
            continue
        if match := pattern.match(text, start.start()):
            past = match.end()
            found.append(_Found(_kinds(match[0], language), match.start(), past))
    return found


@cache
def _any(initial: str, language: str) -> re.Pattern[str] | None:
    """The pattern of all that is listed under an initial; one pattern for all initials would be five times as slow."""
    listed = [pattern for patterns in _listed(language).get(initial, {}).values() for pattern in patterns]
    return re.compile(rf"(?:{'|'.join(listed)})(?!\w)") if listed else None


@lru_cache(_REMEMBERED)
def _kinds(matched: str, language: str) -> _Kinds:
    """All classes of a match; of one that reports nothing, only that."""
    listed = _listed(language)[matched[0]]
    kinds = frozenset(kind for kind in listed if _of_kind(kind, matched[0], language).fullmatch(matched))
    return frozenset({"aside"}) if "aside" in kinds else kinds


@cache
def _of_kind(kind: str, initial: str, language: str) -> re.Pattern[str]:
    return re.compile("|".join(_listed(language)[initial][kind]))


@cache
def _listed(language: str) -> dict[str, dict[str, list[str]]]:
    """The alternatives of a language by their initial, then by class in the order in which they are tried."""
    events = words_of(language).tone.events
    listed: dict[str, dict[str, list[str]]] = {}
    for kind in _KINDS:
        for alternative in _alternatives("|".join(getattr(events, kind))):
            for initial in sorted(_initials(alternative)):
                listed.setdefault(initial, {}).setdefault(kind, []).append(alternative)
    return listed


def _alternatives(pattern: str) -> list[str]:
    """Split a pattern at the bars outside its groups."""
    parts, depth = [""], 0
    for piece in _PATTERN_PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return [part for part in parts if part]


def _initials(alternative: str) -> set[str]:
    """The characters an alternative can begin with. It opens with a letter or digit, or with a group of such."""
    if alternative[0].isalnum():
        return {alternative[0]}
    if not alternative.startswith("(?:"):
        raise ValueError(f"{alternative!r} opens with neither a letter nor a group of alternatives")
    depth = 0
    for piece in _PATTERN_PIECE.finditer(alternative):
        depth += (piece[0] == "(") - (piece[0] == ")")
        if not depth:
            break
    inner, rest = alternative[len("(?:") : piece.start()], alternative[piece.end() :]
    found = {initial for part in _alternatives(inner) for initial in _initials(part)}
    return found | _initials(rest[1:]) if rest.startswith("?") else found
