"""Languages: a folder each, with all words of the language.

`language(code)` gives one language, `EVERY` all of them together. Reports quote other languages, name foreign months
and may carry injected orders, so most rules search a text for the words of every language at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from kilas.core.languages import en as english
from kilas.core.languages import id as indonesian
from kilas.core.languages import others
from kilas.core.languages.shape import NEVER, Language

__all__ = ["BYLINES", "EVERY", "ON_PAGES", "REGISTERED", "Language", "every_and", "language", "nearest"]

_Value = TypeVar("_Value")

# By code, in the order in which their patterns are tried.
REGISTERED: dict[str, Language] = {one.code: one for one in (english.LANGUAGE, indonesian.LANGUAGE)}
_FOLDERS = tuple(REGISTERED.values())
_NEUTRAL = Language(code="und")


def language(code: str) -> Language:
    """Return the language with this code; for one without a folder, a language without words.

    >>> language("id").code, language("xx").code
    ('id', 'und')
    """
    return REGISTERED.get(code, _NEUTRAL)


def nearest(code: str) -> Language:
    """Return the language with this code, or the close relative that is used in its place.

    >>> nearest("id").code, nearest("ms").code, nearest("xx").code
    ('id', 'id', 'und')
    """
    if code in REGISTERED:
        return REGISTERED[code]
    return next((one for one in REGISTERED.values() if code in one.stands_for), _NEUTRAL)


def together(languages: Sequence[_Value]) -> _Value:
    """Join languages, or one subject of each: sets are united, tables merged, patterns become alternatives in order."""
    first: Any = languages[0]
    joined = {f.name: _join([getattr(each, f.name) for each in languages]) for f in fields(first)}
    united: _Value = replace(first, **joined)
    return united


def _join(values: Sequence[Any]) -> Any:
    first = values[0]
    if is_dataclass(first):
        return together(values)
    if isinstance(first, bool):
        return any(values)
    if isinstance(first, str):
        return _alternatives(values)
    if isinstance(first, frozenset):
        return first.union(*values[1:])
    if isinstance(first, Mapping):
        return _merged(values)
    return tuple(chain(*values))


def _alternatives(patterns: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(pattern for pattern in patterns if pattern != NEVER)) or NEVER


def _merged(tables: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for table in tables:
        for key, value in table.items():
            merged[key] = merged[key] | value if isinstance(value, frozenset) and key in merged else value
    return merged


EVERY = replace(together(_FOLDERS), code="mul")
# Text that pages in any language print around a report.
ON_PAGES = together((EVERY.furniture, others.FURNITURE))
BYLINES = together((EVERY.bylines, others.BYLINES))


@cache
def every_and(spoken: Language) -> Language:
    """Return `EVERY`, joined with `spoken` if that was registered later."""
    if spoken is _NEUTRAL or spoken in _FOLDERS:
        return EVERY
    return replace(together((EVERY, spoken)), code="mul")
