"""The readable end of an address: `{id}-{slug}`."""

from __future__ import annotations

import re
import unicodedata

_MOST = 60


def slug(title: str) -> str:
    """`title` in small ASCII letters, digits and hyphens; "" when nothing of it is left.

    >>> slug("Tarif Angkot Listrik: Rp2.000 — énergi"), slug("电动公交")
    ('tarif-angkot-listrik-rp2-000-energi', '')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(whole) <= _MOST:
        return whole
    return whole[: _MOST + 1].rsplit("-", 1)[0] if "-" in whole[: _MOST + 1] else whole[:_MOST]


def named(identity: str, title: str) -> str:
    """`identity` with the slug of `title`, where it has one.

    >>> named("7f3a", "Angkot listrik"), named("7f3a", "电动公交")
    ('7f3a-angkot-listrik', '7f3a')
    """
    end = slug(title)
    return f"{identity}-{end}" if end else identity
