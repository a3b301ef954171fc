"""Reads a model's text as the JSON object that was asked for, strictly."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from typing import Any, NoReturn

from kilas.core.text.markup import leaks, plain
from kilas.llm.reply_schema import Schema, fault

_SPACE = " \t\r\n"
_REASONING_END = re.compile(r"</(?:think|thinking|thought|reasoning|reflection)>", re.IGNORECASE)
_FENCED = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n?[ \t]*```", re.DOTALL | re.IGNORECASE)
_JOINERS = "\u200c\u200d"  # part of the spelling of Persian, of Indic scripts and of emoji


class UnusableReplyError(ValueError):
    """A reply that does not answer. `str(error)` is fit to show and to send back: it quotes nothing of the reply."""


def read_reply(text: str, schema: Schema) -> dict[str, object]:
    """The object in `text`, its strings as plain text. Raises UnusableReplyError.

    Reasoning before the object and one code fence around it are dropped; anything else beside it is a fault.

    >>> read_reply('<think>Two?</think>{"n": "**two**"}', {"properties": {"n": {"type": "string"}}})
    {'n': 'two'}
    """
    found = _parse(_unfenced(_after_reasoning(text)))
    if not isinstance(found, dict):
        raise UnusableReplyError("the reply is not a JSON object")
    tidy = _plain(found)
    if problem := fault(schema, tidy):
        raise UnusableReplyError(problem)
    return dict(tidy)


def _after_reasoning(text: str) -> str:
    """`text` after a model's thoughts, whose opening tag may stand in the prompt. Thoughts without an end stay."""
    text = text.strip(_SPACE)
    if text.startswith(("{", "```")):
        return text
    ends = [found.end() for found in _REASONING_END.finditer(text)]
    return text[ends[-1] :].strip(_SPACE) if ends else text


def _unfenced(text: str) -> str:
    found = _FENCED.fullmatch(text)
    return found[1].strip(_SPACE) if found else text


def _parse(text: str) -> object:
    if not text:
        raise UnusableReplyError("the reply is empty")
    try:
        return json.loads(
            text, object_pairs_hook=_without_repeats, parse_constant=_no_constant, parse_float=_finite
        )
    except UnusableReplyError:
        raise
    except (ValueError, RecursionError) as error:
        raise UnusableReplyError("the reply is not JSON, and nothing but JSON") from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UnusableReplyError("the reply has a field twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise UnusableReplyError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise UnusableReplyError("a number is too large")
    return number


def _plain(value: Any) -> Any:
    """`value` with its strings as plain text; names of fields stay."""
    if isinstance(value, str):
        return _plain_text(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _plain_text(text: str) -> str:
    if not text.isprintable() and not all(_is_seen(character) for character in text):
        raise UnusableReplyError("the reply has characters that no reader can see")
    return plain(text) if leaks(text) else text


def _is_seen(character: str) -> bool:
    return (
        character.isprintable() or character in "\n\t" + _JOINERS or unicodedata.category(character) == "Zs"
    )
