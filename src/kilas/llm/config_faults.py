"""Puts what is wrong in the tables of `kilas.toml` in words: the file, the key, the fault and the mend."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from kilas.core.brief import WrittenKind
from kilas.errors import SettingsError

# Words of pydantic's types of error; their values in braces come with the error.
_FAULTS: Mapping[str, str] = {
    "bool_type": "it must be true or false, without quotation marks",
    "string_type": "it must be text in quotation marks",
    "string_too_long": "it may have at most {max_length} characters",
    "literal_error": "it must be {expected}",
    "missing": "it is missing",
    "greater_than": "it must be more than {gt:g}",
    "greater_than_equal": "it must be {ge:g} or more",
    "less_than_equal": "it must be {le:g} or less",
    **dict.fromkeys(("tuple_type", "list_type"), 'it must be a list, such as ["a", "b"]'),
    **dict.fromkeys(("model_type", "dict_type"), "it must be a table with keys of its own"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "it must be a whole number"),
    **dict.fromkeys(
        ("float_type", "float_parsing", "decimal_type", "decimal_parsing", "finite_number"),
        "it must be a number",
    ),
}
_FORMS: Mapping[str, str] = {  # of text, by key
    "id": "it may have letters, digits and . _ - (64 at most)",
    "key_env": "it must be the name of an environment variable, such as MISTRAL_API_KEY; never the key itself",
    "sha256": "it must be 64 hex digits in lower case",
    "language": "it must be the code of a language, such as id or en",
    "languages": "it must be codes of languages, such as id or en",
    "jurisdiction": "it must be the code of a country, such as NL, or self",
    "jurisdictions": "it must be codes of countries, such as NL, or self",
}
_SECRETS = frozenset({"key", "api_key", "apikey", "token", "secret", "password"})
_TABLES = ("policy", "budget", "style", "provider")


def explained(error: ValidationError, file: Path | None, shape: Collection[str]) -> SettingsError:
    """The first fault in words. `shape` are the keys that its table knows. Never repeats a value: it may be a key."""
    fault = error.errors(include_url=False, include_input=False)[0]
    where = place_of(error)
    name = called(where)
    if where[0] == "route" and where[-1] in _SECRETS:
        return SettingsError(
            f"{name} in {file}: a key must never stand in this file",
            "remove it, and name in key_env the environment variable that holds the key, or in key_file the file; if others could read it here, get a new key",
        )
    if fault["type"] == "extra_forbidden" or "[key]" in map(str, fault["loc"]):
        known = sorted(get_args(WrittenKind) if where[:2] == ["style", "sections"] else shape)
        near = get_close_matches(where[-1], known, n=1)
        mend = f"write {near[0]!r}" if near else f"use one of: {', '.join(known)}"
        return SettingsError(f"the key {name} in {file} is unknown", mend)
    told = _told(fault["type"], where, fault.get("ctx", {}))
    return SettingsError(f"the key {name} in {file} cannot be used: {told}", _mend(fault["type"], where))


def place_of(error: ValidationError) -> list[str]:
    """The path of keys to the first fault."""
    return [str(part) for part in error.errors(include_url=False)[0]["loc"] if part != "[key]"]


def called(where: Sequence[str]) -> str:
    """`route[2].price`: counted from one, as a reader counts tables."""
    return "".join(f"[{int(part) + 1}]" if part.isdigit() else f".{part}" for part in where).removeprefix(".")


def _told(kind: str, where: Sequence[str], values: Mapping[str, Any]) -> str:
    if where == ["route"]:
        return "routes are tables"
    if kind == "string_pattern_mismatch":
        key = next(part for part in reversed(where) if not part.isdigit())
        return _FORMS[key]
    return _FAULTS[kind].format(**values) if kind in _FAULTS else f"it does not fit ({kind})"


def _mend(kind: str, where: Sequence[str]) -> str:
    if where[0] == "route" and len(where) <= 2:
        return "write [[route]] on a line of its own, and the keys of the route below it"
    if len(where) == 1 and where[0] in _TABLES:
        return f"write [{where[0]}] on a line of its own, and its keys below it"
    return f"add {where[-1]} = …" if kind == "missing" else f"correct {called(where)}"
