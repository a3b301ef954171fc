"""What did the publisher reserve? Opt-outs that come as HTTP headers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# The directives that limit what we may publish or hand to a model. "noml" is the older spelling of "noai".
_DIRECTIVES = ("noindex", "nosnippet", "noai", "noimageai", "noml")
_SAME_AS = {"none": "noindex", "max-snippet:0": "nosnippet"}
# These take a value after a colon; any other word before a colon names the robot that is meant.
_VALUED = ("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after")


def reservations(headers: Iterable[tuple[str, str]], agent: str = "kilas") -> tuple[str, ...]:
    """Signals of `headers` by name, each once, in the order found: `x-robots-tag:noai`, `header:tdm-reservation`.

    Read are `X-Robots-Tag` (said to all, or to `agent`), `tdm-reservation` and `tdm-policy` (TDMRep, 2024) and
    every `=n` of `Content-Usage` (AIPREF). Where they disagree, the strictest wins.

    >>> reservations([("X-Robots-Tag", "noai, otherbot: noindex"), ("tdm-reservation", "1")])
    ('x-robots-tag:noai', 'header:tdm-reservation')
    """
    pairs = [(name.lower(), value) for name, value in headers]
    found: list[str] = []
    for name, value in pairs:
        if name == "x-robots-tag":
            found += (f"x-robots-tag:{directive}" for directive in _robots_tag(value, agent.lower()))
        elif name == "content-usage":
            found += (f"content-usage:{use}" for use in _refused_uses(value))
    return tuple(dict.fromkeys([*found, *_tdm(pairs)]))


def _robots_tag(value: str, agent: str) -> Iterator[str]:
    """A robot's name holds for the directives after it, up to the next name or the end of the line."""
    is_meant = True
    for part in value.lower().split(","):
        word = re.sub(r"\s*:\s*", ":", part.strip())
        name, colon, rest = word.partition(":")
        if colon and name not in _VALUED:
            is_meant, word = name in ("*", agent), rest
        directive = _SAME_AS.get(word, word)
        if is_meant and directive in _DIRECTIVES:
            yield directive


def _refused_uses(value: str) -> Iterator[str]:
    for part in value.lower().split(","):
        use, _, preference = part.partition(";")[0].partition("=")
        if preference.strip() == "n" and re.fullmatch(r"[a-z*][a-z0-9_.*\-]*", use.strip()):
            yield use.strip()


def _tdm(pairs: list[tuple[str, str]]) -> Iterator[str]:
    reserved = [value.strip() for name, value in pairs if name == "tdm-reservation"]
    if "1" in reserved:
        yield "header:tdm-reservation"
    # A policy is the offer behind a reservation; alone, it still says that there are terms.
    if any(name == "tdm-policy" and value.strip() for name, value in pairs) and (
        "1" in reserved or "0" not in reserved
    ):
        yield "header:tdm-policy"
