"""Readable part of an item's address: `{id}-{slug}`."""

from __future__ import annotations

import re
import unicodedata

_MOST_CHARS = 60


def slug(title: str) -> str:
    """Return `title` in lower-case ASCII letters, digits and hyphens, cut at a hyphen; "" if it has no such letters.

    >>> slug("Tarif Angkot Listrik: Rp2.000 — énergi"), slug("电动公交")
    ('tarif-angkot-listrik-rp2-000-energi', '')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(whole) <= _MOST_CHARS:
        return whole
    start = whole[: _MOST_CHARS + 1]
    return start.rpartition("-")[0] if "-" in start else whole[:_MOST_CHARS]


def named(identity: str, title: str) -> str:
    """Return `identity` with the slug of `title`, if it has one.

    >>> named("7f3a", "Angkot listrik"), named("7f3a", "电动公交")
    ('7f3a-angkot-listrik', '7f3a')
    """
    end = slug(title)
    return f"{identity}-{end}" if end else identity
