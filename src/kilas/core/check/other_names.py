"""Recognise a name that a text prints in another language: countries, languages, currencies, cities, institutions.

Tables are those of the CLDR, by Babel, which Kilas needs for its pages anyway; rows of institutions are our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from kilas.core.check.names import bare, has_word, known
from kilas.core.languages import EVERY

_Forms = frozenset[tuple[str, ...]]  # other forms of a word: all words of one of them stand for it


def has_name(source: str, words: Iterable[str], language: str, of_source: str) -> bool:
    """True if `source`, in the language `of_source`, has a form of each of `words`, folded words of a name.

    >>> has_name("Germany and New Zealand met.", ("jerman", "selandia"), "id", "en")
    True
    """
    have = known(source)
    return all(
        any(all(has_word(part, have) for part in form) for form in _other_forms(word, language, of_source))
        for word in words
    )


def _other_forms(word: str, language: str, other: str) -> _Forms:
    return _institutions().get(word, frozenset()) | _table(language, other).get(word, frozenset())


@cache
def _institutions() -> Mapping[str, _Forms]:
    rows = [row.split() for row in EVERY.names.institutions]
    return _joined((word, (other,)) for row in rows for word in row for other in row if other != word)


@cache
def _table(language: str, other: str) -> Mapping[str, _Forms]:
    """Return the forms in the language `other` of each word of the names in `language`."""
    here, there = _names(language), _names(other)
    pairs = ((here[key], there[key]) for key in here.keys() & there.keys())
    return _joined((word, form) for mine, form in pairs if form for word in mine)


def _names(language: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the folded words of each name in `language`, by table and code; {} for a language Babel does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    tables = (
        ("territory", locale.territories),
        ("language", locale.languages),
        ("currency", locale.currencies),
    )
    listed = {(kind, code): name for kind, table in tables for code, name in table.items()}
    cities = {
        ("city", str(zone)): str(zone).rsplit("/", 1)[-1].replace("_", " ")
        for zone in Locale("id").time_zones
    }
    cities |= {("city", zone): said["city"] for zone, said in locale.time_zones.items() if "city" in said}
    return {key: _folded(name) for key, name in (listed | cities).items()}


def _folded(name: str) -> tuple[str, ...]:
    plain = name.replace("(", " ").replace(")", " ").replace("-", " ").split()
    return tuple(word for each in plain if (word := bare(each)) and word not in EVERY.names.joiners)


def _joined(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> Mapping[str, _Forms]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for word, form in pairs:
        found.setdefault(word, set()).add(form)
    return {word: frozenset(forms) for word, forms in found.items()}
