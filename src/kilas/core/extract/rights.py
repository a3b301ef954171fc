"""What may be shown of an article: the mode of its source, and what its publisher reserved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kilas.core.article import Rights
from kilas.core.extract.reading import Reading

_LIMITS = ("noindex", "nosnippet", "noai", "noimageai", "noarchive", "none")
_ROBOTS = ("robots", "googlebot", "googlebot-news", "kilasbot")
_CC = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)(?:/(\d\.\d))?", re.IGNORECASE)
_CC_NAME = re.compile(
    r"\b(?:cc[ -](by(?:-(?:nc|sa|nd))*|0)|creative commons (?:attribution|zero))\b[ -]?(\d\.\d)?",
    re.IGNORECASE,
)
_USAGE = re.compile(r"\b([a-z-]+)\s*=\s*n\b", re.IGNORECASE)


def rights_of(
    told: Rights | None, url: str | None, reading: Reading, headers: Sequence[tuple[str, str]]
) -> Rights:
    """The caller's word if there is one, else a licence on the page, else what the way in implies; reservations are added to each."""
    found = tuple(sorted({*reservations(dict(reading.meta), headers), *(told.reservations if told else ())}))
    if told is not None:
        return replace(told, reservations=found)
    if licence := licence_name(
        reading.licence
        or dict(reading.meta).get("dc.rights", "")
        or dict(reading.meta).get("dcterms.license", "")
    ):
        return Rights(mode="cc", reservations=found, reason=f"The page is under {licence}.")
    if url is None:
        return Rights(mode="own", reservations=found, reason="You gave the text yourself.")
    return Rights(
        mode="link",
        reservations=found,
        reason="No licence is recorded for this source, so the original is linked, not reproduced.",
    )


def licence_name(text: str) -> str | None:
    """The Creative Commons licence that an address or a phrase names, printed the usual way.

    >>> licence_name("https://creativecommons.org/licenses/by-sa/4.0/")
    'CC BY-SA 4.0'
    """
    if found := _CC.search(text):
        kind, version = found[1].lower(), f" {found[2]}" if found[2] else ""
        return {"zero": f"CC0{version}", "mark": "Public Domain Mark"}.get(
            kind, f"CC {kind.upper()}{version}"
        )
    if found := _CC_NAME.search(text):
        kind = (found[1] or ("0" if "zero" in found[0].lower() else "by")).upper()
        return ("CC0" if kind == "0" else f"CC {kind}") + (f" {found[2]}" if found[2] else "")
    return None


def reservations(meta: Mapping[str, str], headers: Sequence[tuple[str, str]]) -> list[str]:
    """The opt-outs on the page and in its headers, each named by where it stood: "meta-robots:noai"."""
    found = [f"meta-{name}:{limit}" for name in _ROBOTS for limit in _limits(meta.get(name, ""))]
    if meta.get("tdm-reservation", "").strip() == "1":
        found.append("meta-tdm-reservation")
    for key, value in headers:
        name = key.lower()
        if name == "x-robots-tag":
            found += [f"x-robots-tag:{limit}" for limit in _limits(value)]
        elif name == "tdm-reservation" and value.strip() == "1":
            found.append("header-tdm-reservation")
        elif name == "content-usage":
            found += [f"content-usage:{what.lower()}" for what in _USAGE.findall(value[:1000])]
    return found


def _limits(value: str) -> list[str]:
    told = {part.rsplit(":", 1)[-1].strip() for part in value.lower()[:1000].split(",")}
    return [limit for limit in _LIMITS if limit in told]
