"""Languages: a folder each, with everything that is words of it.

`language(code)` is what one language has; `EVERY` is what they have together. Reports quote other languages, name
foreign months and carry planted orders, so most of what is looked for is looked for in every language at once.
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

__all__ = ["BYLINES", "EVERY", "ON_PAGES", "REGISTERED", "Language", "every_and", "language"]

_Value = TypeVar("_Value")

# Each language by its code, in the order in which their patterns are tried.
REGISTERED: dict[str, Language] = {one.code: one for one in (english.LANGUAGE, indonesian.LANGUAGE)}
_FOLDERS = tuple(REGISTERED.values())
_NEUTRAL = Language(code="und")


def language(code: str) -> Language:
    """The words of the language; of one that has no folder, none.

    >>> language("id").code, language("xx").code
    ('id', 'und')
    """
    return REGISTERED.get(code, _NEUTRAL)


def together(languages: Sequence[_Value]) -> _Value:
    """What the languages, or one subject of each, have together: sets united, tables merged, patterns tried in turn."""
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
# Words on pages in any language, also in those without a folder.
ON_PAGES = together((EVERY.furniture, others.FURNITURE))
BYLINES = together((EVERY.bylines, others.BYLINES))


@cache
def every_and(spoken: Language) -> Language:
    """`EVERY`, and the words of a language that was registered later."""
    if spoken is _NEUTRAL or spoken in _FOLDERS:
        return EVERY
    return replace(together((EVERY, spoken)), code="mul")
