"""Uses that a publisher reserves: opt-outs in a page's HTTP headers and `meta` tags.

Sources: Google, "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications"; W3C TDM Reservation Protocol
(TDMRep, 2024); IETF AIPREF, `Content-Usage`. Where two signs disagree, the strictest wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from kilas.core.article import Reservation

Pair = tuple[str, str]  # the name and value of a header or a meta tag

_MOST_CHARS = 64_000  # of one value: the limit of all headers of a response together
_MOST_USES = 50  # in `Content-Usage`, whose vocabulary is open

# Use that each robots directive reserves.
_DIRECTIVES = {
    **{use: use for use in ("noindex", "nosnippet", "noai", "noimageai", "noml", "noarchive")},
    "none": "noindex",  # Google: "equivalent to noindex, nofollow"
    "max-snippet:0": "nosnippet",  # Google: "equivalent to nosnippet"
}
# Directives with a value after a colon; any other word before a colon names a robot.
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
# Robots whose rules apply to Kilas: its own, and Google's, which publishers write for all robots.
_ROBOTS = ("robots", "googlebot", "googlebot-news", "kilasbot", "kilas")
_OURS = frozenset({*_ROBOTS, "*"})
_TAGS = {name: f"meta-{name}" for name in (*_ROBOTS, "x-robots-tag")}
# The specification separates directives by commas; sites also use spaces, semicolons, bars and quotes.
_BETWEEN = re.compile(r"[^\w:.*-]+")
_ROBOT = re.compile(r"\*|[a-z][\w.-]*")
_REFUSED = re.compile(r"(?<![\w.*-])([a-z*][a-z0-9_.*-]{0,63})=[\"']?n(?![\w.*-])")


def reservations(meta: Iterable[Pair], headers: Iterable[Pair]) -> tuple[Reservation, ...]:
    """Return the uses reserved in `meta` tags and `headers`, each once, sorted by name.

    Names may repeat, in any case. A `meta` tag may give a header (`http-equiv`).

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
    """Return name and value in lower case, with single spaces, and none around colons and equals signs."""
    name, value = pair
    line = " ".join(value[:_MOST_CHARS].lower().split())
    return name.strip().lower(), re.sub(r" ?([:=]) ?", r"\1", line)


def _signs(
    pairs: Iterable[Pair], places: Mapping[str, str], read: Callable[[str], Iterable[str]]
) -> Iterator[Reservation]:
    """Yield the uses that `read` finds in the values of the names in `places`, with the place of each."""
    for name, value in pairs:
        if name in places:
            yield from (Reservation(use, places[name]) for use in read(value))


def _reserved(value: str) -> Iterator[str]:
    """Yield the uses reserved by directives that apply to Kilas. A robot's name applies up to the next name."""
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
    """Yield the uses with the preference `n`. A semicolon separates uses like a comma: some sites write it."""
    return (found[1] for found in _REFUSED.finditer(value))


def _mining(told: Sequence[Pair], sent: Sequence[Pair]) -> Iterator[Reservation]:
    """Yield reservations of text and data mining: "1" in `tdm-reservation`, and a policy.

    A policy without a `tdm-reservation` counts as a reservation; one beside "0" and no "1" does not.
    """
    signs = [("meta", *pair) for pair in told] + [("header", *pair) for pair in sent]
    given = _given_for_mining(signs)
    has_terms = "1" in given or "0" not in given
    for where, name, value in signs:
        if (value and has_terms) if name == "tdm-policy" else _reserves_mining(name, value):
            yield Reservation(name, where)


def _given_for_mining(signs: Iterable[tuple[str, str, str]]) -> set[str]:
    """Return all values of `tdm-reservation`."""
    return {word for _, name, value in signs if name == "tdm-reservation" for word in _words(value)}


def _reserves_mining(name: str, value: str) -> bool:
    return name == "tdm-reservation" and "1" in _words(value)


def _words(value: str) -> list[str]:
    return _BETWEEN.split(value)
