"""Words of a language are in its folder and nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from kilas.core.languages import BYLINES, EVERY, ON_PAGES, REGISTERED, language
from kilas.core.languages.shape import words

SOURCE = Path(__file__).parents[3] / "src" / "kilas"
# Modules that hold words of languages for a reason of their own.
ELSEWHERE = {
    "core/text/charset.py": "small words of many languages, in bytes: they tell encodings apart",
    "llm/prompt.py": "instructions to a model, in English for articles in any language",
    "sources/feed_dates.py": "dates as feeds in any language print them; no part of the core",
    "sources/feed_values.py": "furniture of feeds in any language; no part of the core",
    "store/migrations/carrying.py": "a migration tells its run in its own words and may not change",
}
FOLDERS = ("core/languages/", "core/render/")  # words to read by; words that readers see

_WORD = re.compile(r"[a-z]{3,}")
# Words that English messages of ours have no use for, and those of a language that no message is in.
TELLING = frozenset(
    word
    for word in (
        *(language("id").text.function_words | language("id").pointing.long_function_words),
        *(
            language("id").reporting.verbs
            | language("id").numbers.spelled.keys()
            | language("id").names.titles
        ),
        *(language("en").reporting.verbs - {"added"}),
        *(word for word in (*EVERY.dates.months, *EVERY.dates.weekdays) if len(word) > 4),
    )
    if _WORD.fullmatch(word)
)
ENOUGH = 2  # in one string: one alone is a rule of grammar in code, two are a list of words

# The extractor has no grammar: one word is too many there. Markup has words of its own, English ones mostly.
EXTRACT = "core/extract/"
OF_MARKUP = words(
    "about author authors bio byline date follow gmt headline lang language more page posted pubdate publishdate published report"
    " reporter share source story text title utc writer"
)
OF_CODE = words("and first none reading the")  # XPath, a directive for robots, a name, messages
_ESCAPE = re.compile(r"\\[a-zA-Z]")  # of a pattern: the "b" of "\bby" is no letter
_CLASS = re.compile(r"\[[^\]]*\]")  # of a pattern: "[年년]" is no word
_PAGE_WORD = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\x00-\xff]{2,}")


def listed(value: Any) -> Iterator[str]:
    """Every string of a language value but whole patterns of lines, which also contain ordinary English."""
    if is_dataclass(value):
        for each in fields(value):
            yield from listed(getattr(value, each.name))
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | frozenset):
        yield from value


def page_words(string: str) -> set[str]:
    return set(_PAGE_WORD.findall(_ESCAPE.sub(" ", string).lower()))


_PRINTED = [page_words(s) for value in (ON_PAGES, BYLINES) for s in listed(value)]
ON_A_PAGE = TELLING.union(*_PRINTED) - OF_MARKUP - OF_CODE


def strings(module: ast.Module) -> Iterator[str]:
    """Every string of a module but docstrings."""
    told = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and id(node) not in told:
            if isinstance(node.value, bytes):
                yield node.value.decode("latin-1")
            elif isinstance(node.value, str):
                yield node.value


def modules() -> list[str]:
    found = (path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
    return sorted(name for name in found if not name.startswith(FOLDERS))


def word_lists(name: str) -> list[set[str]]:
    module = ast.parse((SOURCE / name).read_text("utf-8"))
    seen = (set(_WORD.findall(text.lower())) & TELLING for text in strings(module))
    return [words for words in seen if len(words) >= ENOUGH]


@pytest.mark.parametrize("name", modules())
def test_words_of_a_language_stand_in_its_folder(name: str) -> None:
    assert bool(word_lists(name)) == (name in ELSEWHERE), word_lists(name)


# Rooms in which even a single word, ending or code of a language in a comparison fails. More rooms may join.
NO_WORD_AT_ALL = ("core/summary/", "core/briefing/", "core/tone.py")
UNITS = {"percent"}  # names of units in `core.check.numbers`, which are words of English, too
AFFIX_TESTS = {"endswith", "startswith", "removesuffix", "removeprefix"}


def vocabulary(value: object) -> Iterator[str]:
    """Every word of a language, from the sets of its fields."""
    if isinstance(value, frozenset):
        yield from value
    elif is_dataclass(value):
        for field in fields(value):
            yield from vocabulary(getattr(value, field.name))


WORDS = frozenset(word for each in REGISTERED.values() for word in vocabulary(each)) | set(REGISTERED)


def letters_in(node: ast.AST) -> set[str]:
    found = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return {value for value in found if isinstance(value, str) and value.isalpha()} - UNITS


def compared_words(module: ast.Module) -> set[str]:
    """Words and codes of languages that are compared with something, and every affix of letters tested for."""
    words: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Compare):
            words |= letters_in(node) & WORDS
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in AFFIX_TESTS
        ):
            words |= set().union(*map(letters_in, node.args))
    return words


@pytest.mark.parametrize("name", [name for name in modules() if name.startswith(NO_WORD_AT_ALL)])
def test_the_engine_compares_no_word_of_a_language(name: str) -> None:
    assert not compared_words(ast.parse((SOURCE / name).read_text("utf-8")))


@pytest.mark.parametrize(
    "code",
    ['word == "tersebut"', 'first in ("di", "dari")', 'word.endswith("nya")', 'language == "id"'],
)
def test_a_word_in_a_comparison_is_found(code: str) -> None:
    assert compared_words(ast.parse(code))


@pytest.mark.parametrize("name", [name for name in modules() if name.startswith(EXTRACT)])
def test_the_extractor_holds_no_word_that_pages_print(name: str) -> None:
    every = list(strings(ast.parse((SOURCE / name).read_text("utf-8"))))
    assert [found for s in every if (found := page_words(s) & ON_A_PAGE)] == []
    assert [found for s in every if (found := _OTHER_SCRIPT.findall(_CLASS.sub(" ", s)))] == []


@pytest.mark.parametrize("word", ["oleh", "penulis", "redaksi", "oktober", "updated", "von", "dinonaktifkan"])
def test_a_word_that_pages_print_is_seen_inside_a_pattern(word: str) -> None:
    assert page_words(rf"^(?:\b{word}\b|x)\s") & ON_A_PAGE == {word}


def test_languages_say_the_same_sentences() -> None:
    assert len({frozenset(each.own.said) for each in REGISTERED.values()}) == 1
