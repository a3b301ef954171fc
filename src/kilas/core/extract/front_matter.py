"""Front matter of a text file: metadata in YAML between lines of `---`, in TOML between lines of `+++`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from kilas.core.languages import BYLINES

_MOST_CHARS = 5_000
_YAML = re.compile(rf"\A---[ \t]*\n(.{{0,{_MOST_CHARS}}}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(rf"\A\+\+\+[ \t]*\n(.{{0,{_MOST_CHARS}}}?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?=[^\s#-])", re.MULTILINE)  # start of a field: its continuation is indented
_QUOTES = "\"' "


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields of the front matter by their English names (`BylineWords.front_matter`), and the text below it.

    Several authors are joined by commas. Without front matter, or where it has no fields, `text` is returned unchanged.
    """
    found = _YAML.match(text) or _TOML.match(text)
    if not found:
        return {}, text
    told = _from_toml(found[1]) if text.startswith("+") else _from_yaml(found[1])
    if not told:
        return {}, text
    named = ((BYLINES.front_matter.get(key.strip().lower()), _line(value)) for key, value in told.items())
    fields: dict[str, str] = {}
    for name, value in named:
        if name and value:
            fields.setdefault(name, value)
    return fields, text[found.end() :]


def _from_toml(block: str) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(block)
    except (ValueError, RecursionError):  # tomllib raises nothing else
        return {key.strip(): value for key, value in _loose(block, "=")}


def _from_yaml(block: str) -> Mapping[str, Any]:
    told = _yaml(block)
    if isinstance(told, dict):
        return {str(key): value for key, value in told.items()}
    # "title: Panen: kopi" is no YAML, but common: read field by field
    return dict(_loose(block, ":"))


def _loose(block: str, mark: str) -> Iterator[tuple[str, Any]]:
    """Yield the fields one by one, each as YAML if it is; else the text behind its first `mark`."""
    for field in _FIELD.split(block):
        key, found, value = field.partition(mark)
        if not found or "\n" in key:
            continue
        read = _yaml(value.strip("\n"))
        yield key, value.strip(_QUOTES + "\n") if read is None or isinstance(read, dict) else read


def _yaml(text: str) -> Any:
    """Parse YAML into texts, lists and mappings; None when it is none."""
    import yaml

    try:
        # The loader of the plainest schema makes no dates, numbers or objects.
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _line(value: Any) -> str:
    """Return a value as text: the items of a list joined by commas, the name in a mapping.

    Deeper values are left out, since aliases may repeat them without end.
    """
    items = value if isinstance(value, list) else [value]
    return ", ".join(filter(None, map(_item, items)))


def _item(value: Any) -> str:
    named = value.get("name") if isinstance(value, dict) else value
    if isinstance(named, date | time):
        return named.isoformat()
    return named.strip() if isinstance(named, str) else ""
