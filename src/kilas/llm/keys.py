"""Keys of routes, read from the environment or a file at each call and never kept."""

from __future__ import annotations

import os
from pathlib import Path

from kilas.core.routing import Route

HIDDEN = "•••"


def key_of(route: Route) -> str | None:
    """The key that `Route.secret` names; "" when it names none, None when it is not there or not usable."""
    if not route.secret:
        return ""
    kind, _, name = route.secret.partition(":")
    try:
        value = os.environ.get(name, "") if kind == "env" else Path(name).expanduser().read_text("utf-8")
    except (OSError, UnicodeDecodeError, ValueError):
        return None
    value = value.strip()
    return value if value and value.isascii() and value.isprintable() else None


def hide(text: str, key: str) -> str:
    """`text` without the key.

    >>> hide("no such key: sk-1234567", "sk-1234567")
    'no such key: •••'
    """
    return text.replace(key, HIDDEN) if key else text
