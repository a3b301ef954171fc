"""Writes XML elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from kilas.core.render.view import line

_NEVER = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # characters that XML 1.0 excludes (2.2)

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def element(name: str, text: str, attributes: Mapping[str, str] | None = None) -> str:
    """`<name …>text</name>`, without attributes that are empty."""
    return f"<{name}{_attributes(attributes)}>{escape(_fit(text))}</{name}>"


def void(name: str, attributes: Mapping[str, str]) -> str:
    """`<name …/>`, without attributes that are empty."""
    return f"<{name}{_attributes(attributes)}/>"


def instant(when: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _attributes(attributes: Mapping[str, str] | None) -> str:
    return "".join(f" {name}={quoteattr(_fit(value))}" for name, value in (attributes or {}).items() if value)


def _fit(text: str) -> str:
    return _NEVER.sub("", line(text))
