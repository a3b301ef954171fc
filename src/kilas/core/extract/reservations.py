"""What did the publisher reserve? Opt-outs from a page's HTTP headers and its meta tags.

Sources: Google, "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications"; W3C TDM Reservation Protocol
(TDMRep, 2024); IETF AIPREF, `Content-Usage`. Where two signs disagree, the strictest wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from kilas.core.article import Reservation

Pair = tuple[str, str]  # the name and value of a header or a meta tag

_MOST_CHARS = 64_000  # of one value: as many as a server may send in all its headers
_MOST_USES = 50  # of all `Content-Usage`: its vocabulary is open

# Directives for robots, and the use that each reserves.
_DIRECTIVES = {
    **{use: use for use in ("noindex", "nosnippet", "noai", "noimageai", "noml", "noarchive")},
    "none": "noindex",  # Google: "equivalent to noindex, nofollow"
    "max-snippet:0": "nosnippet",  # Google: "equivalent to nosnippet"
}
# A word before a colon names a robot, but for these: their value follows.
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
# Robots whose rules we keep: ours, and a search engine's, which publishers write for everybody.
_ROBOTS = ("robots", "googlebot", "googlebot-news", "kilasbot", "kilas")
_OURS = frozenset({*_ROBOTS, "*"})
_TAGS = {name: f"meta-{name}" for name in (*_ROBOTS, "x-robots-tag")}
_BETWEEN = re.compile(r"[^\w:.*-]+")  # commas by the rules; spaces, semicolons, bars, quotes as it comes
_ROBOT = re.compile(r"\*|[a-z][\w.-]*")
_REFUSED = re.compile(r"(?<![\w.*-])([a-z*][a-z0-9_.*-]{0,63})=[\"']?n(?![\w.*-])")


def reservations(meta: Iterable[Pair], headers: Iterable[Pair]) -> tuple[Reservation, ...]:
    """The uses reserved in `meta` tags and `headers`, each once, in the order of their names.

    A name may repeat, in any case. Headers are also read where a meta tag gives them (`http-equiv`).

    >>> found = reservations([("robots", "max-snippet:0")], [("X-Robots-Tag", "noai, otherbot: noindex")])
    >>> [str(one) for one in found]
    ['meta-robots:nosnippet', 'x-robots-tag:noai']
    """
    told, sent = list(map(_normal, meta)), list(map(_normal, headers))
    found = {
        *_signs(told, _TAGS, _reserved),
        *_signs(sent, {"x-robots-tag": "x-robots-tag"}, _reserved),
        *islice(_signs(told, {"content-usage": "meta-content-usage"}, _refused), _MOST_USES),
        *islice(_signs(sent, {"content-usage": "content-usage"}, _refused), _MOST_USES),
        *_mining(told, sent),
    }
    return tuple(sorted(found, key=str))


def _normal(pair: Pair) -> Pair:
    """In lower case, the value with single spaces, and none around a colon or an equals sign."""
    name, value = pair
    line = " ".join(value[:_MOST_CHARS].lower().split())
    return name.strip().lower(), re.sub(r" ?([:=]) ?", r"\1", line)


def _signs(
    pairs: Iterable[Pair], places: Mapping[str, str], read: Callable[[str], Iterable[str]]
) -> Iterator[Reservation]:
    """What `read` finds in the values of those names that are in `places`, under the place it gives."""
    for name, value in pairs:
        if name in places:
            yield from (Reservation(use, places[name]) for use in read(value))


def _reserved(value: str) -> Iterator[str]:
    """The uses that directives for us reserve. A robot's name holds for what follows, up to the next name."""
    is_ours = True
    for word in _words(value):
        name, colon, rest = word.partition(":")
        if colon and name not in _VALUED:
            word = rest
            if _ROBOT.fullmatch(name):
                is_ours = name in _OURS
        if is_ours and word in _DIRECTIVES:
            yield _DIRECTIVES[word]


def _refused(value: str) -> Iterator[str]:
    """The uses with the preference `n`. A semicolon ends a use like a comma, for some write it so."""
    return (found[1] for found in _REFUSED.finditer(value))


def _mining(told: Sequence[Pair], sent: Sequence[Pair]) -> Iterator[Reservation]:
    """Text and data mining. A policy alone says that there are terms, unless "0" says that nothing is reserved."""
    signs = [("meta", *pair) for pair in told] + [("header", *pair) for pair in sent]
    said = {word for _, name, value in signs if name == "tdm-reservation" for word in _words(value)}
    has_terms = "1" in said or "0" not in said
    for where, name, value in signs:
        is_policy = name == "tdm-policy" and value and has_terms
        if is_policy or (name == "tdm-reservation" and "1" in _words(value)):
            yield Reservation(name, where)


def _words(value: str) -> list[str]:
    return _BETWEEN.split(value)
