"""Find the full names of people in an article, and those whom a sentence names by one word only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kilas.core.check.names import Name, bare, is_world, names
from kilas.core.check.quotes import quotes
from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of

_WORDS = EVERY.names
_SAYS = EVERY.reporting.says | EVERY.reporting.verbs
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_LONE = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?(?<!'s)(?<!’s)")
_LEAST, _MOST = 3, 4  # letters of a lone name; words of a full one
_STOPS = ',.;:”"’'
_INSERTED = re.compile(r"\[([^\[\]]+)\]")


class FullName(NamedTuple):
    """A person's full name, and the sentence that gives it first."""

    name: str
    sentence: int


class Mention(NamedTuple):
    """A lone name that speaks in a sentence: "Smith" in "Smith said"."""

    word: str
    start: int
    end: int


def full_names(sentences: Sequence[str], language: str) -> Mapping[str, FullName]:
    """Return the full name for each word by which an article may name a person again; none where two people share it.

    In English that is the last word of the name, in Indonesian the first.

    >>> full_names(["Detective John Smith arrived.", "Smith said no."], "en")
    {'smith': FullName(name='John Smith', sentence=0)}
    """
    spoken = words_of(language)
    found: dict[str, list[FullName]] = {}
    for index, sentence in enumerate(sentences):
        for name in _people(sentence, spoken):
            key = bare(name[0 if spoken.names.given_name_first else -1])
            found.setdefault(key, []).append(FullName(" ".join(name), index))
    return {key: full[0] for key, full in found.items() if _is_one(full)}


def lone_speakers(sentence: str, language: str) -> tuple[Mention, ...]:
    """Return the lone names that speak in `sentence` outside its quotations, in order.

    >>> [found.word for found in lone_speakers("It is late, said Smith, and Jones said “Smith said no”.", "en")]
    ['Smith', 'Jones']
    """
    spoken = words_of(language)
    masked = sentence
    for quote in quotes(sentence):
        masked = masked[: quote.start] + " " * (quote.end - quote.start) + masked[quote.end :]
    return tuple(one for one in _lone(masked) if _speaks(masked, one, spoken))


def without_insertions(text: str, sentences: Sequence[str], language: str) -> str:
    """Return `text` with the one word of each full name that was inserted in square brackets; "" if it has other brackets.

    `sentences` are those of the article.
    """
    known = full_names(sentences, language)
    first = words_of(language).names.given_name_first
    if any("[" in quote.text for quote in quotes(text)):
        return ""

    def lone(match: re.Match[str]) -> str:
        word: str = match[1].split()[0 if first else -1]
        full = known.get(bare(word))
        return word if full is not None and full.name == match[1] else match[0]

    plain = _INSERTED.sub(lone, text)
    return "" if "[" in plain or plain == text else plain


def _people(sentence: str, spoken: Language) -> Iterator[list[str]]:
    """The runs of words that may be a person's full name, without titles."""
    for name in names(sentence, spoken.code):
        words = name.text.removesuffix("'s").removesuffix("’s").split()
        while words and _is_title(words[0]):
            del words[0]
        if _is_the(sentence, name.start):
            continue
        # An unknown title may stand before an Indonesian name: any word may be the first of it.
        starts = range(len(words) - 1) if spoken.names.given_name_first else (0,)
        runs = (words[start:] for start in starts)
        yield from (run for run in runs if 1 < len(run) <= _MOST and all(map(_is_of_person, run)))


def _is_title(word: str) -> bool:
    folded = bare(word)
    return folded in _WORDS.titles or folded in _WORDS.before_person


def _is_of_person(word: str) -> bool:
    """True for a word with a capital, an initial or a joiner, that names no organisation, place or people."""
    if not _WORD.fullmatch(word) or (word.isupper() and len(word) > 2) or word.endswith(("'s", "’s")):
        return False
    folded = bare(word)
    is_other = folded in _WORDS.organisations or folded in _WORDS.common or folded in _SAYS
    return not is_other and not _is_world(word)


def _is_the(sentence: str, start: int) -> bool:
    """True if an article stands before the name, as before those of organisations and places."""
    return sentence[:start].rstrip().rpartition(" ")[2].lower() in EVERY.pointing.definite


def _is_one(found: Sequence[FullName]) -> bool:
    """True if all of these can be names of one person: each has the words of the shortest."""
    shortest = min((set(map(bare, each.name.split())) for each in found), key=len)
    return all(shortest <= set(map(bare, each.name.split())) for each in found)


def _lone(masked: str) -> Iterator[Mention]:
    """The words with a capital that stand alone, or behind a title only."""
    words = [Mention(m[0], *m.span()) for m in _LONE.finditer(masked)]
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        is_behind = before is not None and masked[before.end : word.start] in (" ", ". ")
        if before and is_behind and _goes_on(before.word):
            continue
        if word.word[0].isupper() and bare(word.word) not in _WORDS.function and not _is_world(word.word):
            yield word


def _goes_on(word: str) -> bool:
    """True for a word before another one of the same name."""
    if word in _WORDS.joiners:
        return True
    return word[0].isupper() and not _is_title(word) and bare(word) not in _WORDS.function


def _is_world(word: str) -> bool:
    return is_world(Name(word, 0, len(word), words=(bare(word),), opens=False))


def _speaks(masked: str, name: Mention, spoken: Language) -> bool:
    """True if the name stands beside a verb of speaking: "Smith said", "kata Budi", "according to Smith"."""
    if len(name.word) < _LEAST or name.word.isupper() or not _is_of_person(name.word):
        return False
    before = masked[: name.start].split()
    behind = _WORD.match(masked[name.end :].lstrip(" "))
    verb = "" if behind is None else behind[0]
    if _introduces(before, spoken):
        return not verb[:1].isupper()
    is_alone = not before or before[-1][0].islower() or before[-1][-1] in _STOPS or _is_title(before[-1])
    return is_alone and bare(verb) in _SAYS and masked[name.end : name.end + 1] == " "


def _introduces(before: Sequence[str], spoken: Language) -> bool:
    """True if the words before a name end in "said" or "according to"."""
    if before and _is_title(before[-1].strip(_STOPS)):
        before = before[:-1]
    told = [word.strip(_STOPS).lower() for word in before[-2:]]
    endings = (" ".join(told), *told[-1:])
    return any(re.fullmatch(spoken.reporting.before_name, ending) for ending in endings)
