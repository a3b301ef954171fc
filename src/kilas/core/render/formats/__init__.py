"""Output formats. Each is a module of this package with a `ROW`; there is no other list.

A row imports its renderer on first use, so the command line can list the formats without loading them.
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
    """Options of the output for its reader."""

    language: UiLanguage = "en"  # of labels
    zone: tzinfo = UTC  # of dates
    width: int = 80  # columns; like `color` for the terminal only
    color: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its names, and the functions that write it. Every text ends with a newline."""

    name: str
    rank: int  # position in lists
    suffix: str  # of files in this format
    brief: Callable[[Brief, Look], str]
    refusal: Callable[[Refusal, Look], str]
    article: Callable[[Article, Look], str] | None = None  # None: not for articles
    explanation: Callable[[Explanation, Look], str] | None = None
    # Writes several as one document. None: texts are joined with `between`; {rule} is a line as wide as the terminal.
    together: Callable[[Sequence[Written], Look], str] | None = None
    between: str = "\n"


FORMATS: Registry[Format] = Registry(__name__)


def names(what: What = "brief") -> tuple[str, ...]:
    """Names of the formats that can write `what`."""
    return tuple(row.name for row in FORMATS.every() if getattr(row, what) is not None)


def named(name: str, what: What = "brief") -> Format:
    """The format called `name`. Raises SettingsError if it does not exist or cannot write `what`."""
    row = FORMATS.get(name)
    if row is None or name not in names(what):
        raise SettingsError(f"there is no format {name!r}", f"use one of: {', '.join(names(what))}")
    return row
