"""Which formats are there? Each is one module of this package with its row, `ROW`; nothing else lists them.

A row imports its renderer when it writes, so the command line knows the formats without loading them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Literal, TypeAlias

from kilas.core.registry import Registry
from kilas.errors import SettingsError

if TYPE_CHECKING:
    from kilas.core.article import Article, Refusal
    from kilas.core.brief import Brief
    from kilas.core.explanation import Explanation
    from kilas.core.render.ui_language import UiLanguage

Written: TypeAlias = "Article | Brief | Explanation | Refusal"
What = Literal["brief", "article", "explanation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How its reader wants a text."""

    language: UiLanguage = "en"  # of labels
    zone: tzinfo = UTC  # of dates
    width: int = 80  # for the terminal, as `color`
    color: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How one format is called and writes. Every text ends with a newline."""

    name: str
    rank: int  # its place in lists
    suffix: str  # of its files
    brief: Callable[[Brief, Look], str]
    refusal: Callable[[Refusal, Look], str]
    article: Callable[[Article, Look], str] | None = None  # None: it writes no articles
    explanation: Callable[[Explanation, Look], str] | None = None
    # Several as one document; None: one after another, with `between` between them, {rule} as wide as the terminal.
    together: Callable[[Sequence[Written], Look], str] | None = None
    between: str = "\n"


FORMATS: Registry[Format] = Registry(__name__)


def names(what: What = "brief") -> tuple[str, ...]:
    """The formats that write it."""
    return tuple(row.name for row in FORMATS.every() if getattr(row, what) is not None)


def named(name: str, what: What = "brief") -> Format:
    """The format called `name`. SettingsError when there is none that writes `what`."""
    row = FORMATS.get(name)
    if row is None or name not in names(what):
        raise SettingsError(f"there is no format {name!r}", f"use one of: {', '.join(names(what))}")
    return row
