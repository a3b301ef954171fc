"""Rights to an article: the mode of its source, and the licence on its page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kilas.core.article import Rights
from kilas.core.extract.reading import Reading
from kilas.core.extract.reservations import reservations

_CC = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)(?:/(\d\.\d))?", re.IGNORECASE)
_CC_NAME = re.compile(
    r"\b(?:cc[ -](by(?:-(?:nc|sa|nd))*|0)|creative commons (?:attribution|zero))\b[ -]?(\d\.\d)?",
    re.IGNORECASE,
)


def rights_of(
    told: Rights | None, url: str | None, reading: Reading, headers: Sequence[tuple[str, str]]
) -> Rights:
    """Return the rights `told` by the caller, else a licence on the page, else the default, with the reservations found.

    The default is "own" for a text without address, and "link" for a page.
    """
    found = reservations(reading.meta, headers)
    if told is not None:
        both = sorted({*found, *told.reservations}, key=str)
        return replace(told, reservations=tuple(both))
    stated = reading.licence or _first(reading, "dc.rights") or _first(reading, "dcterms.license")
    if licence := licence_name(stated):
        return Rights(mode="cc", reservations=found, reason=f"The page is under {licence}.")
    if url is None:
        return Rights(mode="own", reservations=found, reason="You gave the text yourself.")
    return Rights(
        mode="link",
        reservations=found,
        reason="No licence is recorded for this source, so the original is linked, not reproduced.",
    )


def licence_name(text: str) -> str | None:
    """Return the usual name of the Creative Commons licence in an address or a phrase; None when there is none.

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


def _first(reading: Reading, name: str) -> str:
    return next((content for known, content in reading.meta if known == name), "")
