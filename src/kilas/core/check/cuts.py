"""Find what was cut from a sentence to make a claim, and tell harmless cuts from others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kilas.core.check.quotes import quotes
from kilas.core.languages import EVERY
from kilas.core.text import has_digit, without_dateline

# From the first letter, digit or percent sign between two spaces to the last one. The sign of an amount is part
# of it: "-5" is not "5".
_TOKEN = re.compile(r"(?:[\w%]|[-−+$€£¥](?=\d))\S*(?<=[\w%])")

# Words that change what a sentence says, by kind, in the order in which they are reported.
_TELLS: dict[str, frozenset[str]] = {
    "a negation": EVERY.cuts.negations,
    "a modality": EVERY.cuts.modalities,
    "a condition": EVERY.cuts.conditions,
    "a limit": EVERY.cuts.limits,
    "an attribution": EVERY.cuts.attributions,
}
_TELL_OF = {word: kind for kind, table in reversed(_TELLS.items()) for word in table}

_QUOTE_MARK = re.compile("[\"“”„«»‘’‚‹›']")
_CONNECTIVES = re.compile(
    rf"^(?:(?:{EVERY.cuts.openers_with_comma}),|(?:{EVERY.cuts.openers})\b,?)\s+(?=\S)", re.IGNORECASE
)
_ASIDE = re.compile(r"\s?\([^()]{1,200}\)|\s?\[[^\[\]]{1,200}\]")


def tokens(text: str) -> list[str]:
    """Return the words of `text` in order, folded, without the marks around them."""
    return _TOKEN.findall(text.replace("’", "'").replace("‘", "'").casefold())


def is_allowed_cut(sentence: str, claim: str) -> bool:
    """True if `claim` is `sentence` without its dateline, opening connective or harmless asides, or unchanged."""
    trimmed = tuple(_trimmed(sentence))
    if any(kept[1:] == claim[1:] and kept[:1].casefold() == claim[:1].casefold() for kept in trimmed):
        return True  # the same letters, as our own engine cuts: no need to compare words
    words = tokens(claim)
    return any(tokens(kept) == words for kept in trimmed)


def _trimmed(sentence: str) -> Iterator[str]:
    """Yield the sentence, and the sentence after each combination of allowed cuts."""
    bare = without_dateline(sentence)
    whole = (sentence, bare) if bare != sentence else (sentence,)
    heads = [kept for head in whole for kept in _opened(head)]
    yield from heads
    if "(" in sentence or "[" in sentence:
        for head in heads:
            yield from _opened(_ASIDE.sub(_keep_telling_aside, head).strip())


def _opened(sentence: str) -> Iterator[str]:
    """Yield `sentence`, and `sentence` without its opening connective if it has one."""
    yield sentence
    connective = _CONNECTIVES.match(sentence)
    if connective and connective.end() < len(sentence):
        yield sentence[connective.end() :]


def _keep_telling_aside(match: re.Match[str]) -> str:
    """Keep an aside with a figure or with a word that changes what the sentence says."""
    return match[0] if has_digit(match[0]) or any(word in _TELL_OF for word in tokens(match[0])) else ""


def lost_words(claim: list[str], sentence: str) -> list[str]:
    """Return the words of `sentence` that `claim` leaves out, in order."""
    left = Counter(claim)
    lost = []
    for word in tokens(sentence):
        if left[word] > 0:
            left[word] -= 1
        else:
            lost.append(word)
    return lost


def least_left(sentence: str, claim: list[str]) -> str:
    """Return the shortest form of the sentence, after allowed cuts, that has all words of `claim` in order; or ""."""
    fitting = [kept for kept in _trimmed(sentence) if _is_subsequence(claim, tokens(kept))]
    return min(fitting, key=len, default="")


def _is_subsequence(claim: list[str], sentence: list[str]) -> bool:
    left = iter(sentence)
    return all(word in left for word in claim)


def harm(claim: str, sentence: str, language: str) -> str:
    """Return the fault of the cut from `sentence` to `claim`: a word, number or quotation that must stay; "" if there is none."""
    cut = Counter(tokens(sentence)) - Counter(tokens(claim))
    found = {kind for word in cut if (kind := _tell(word))}
    for kind in _TELLS:
        if kind in found:
            word = next(w for w in tokens(sentence) if w in cut and _tell(w) == kind)
            return f"{kind} was cut: {word!r}"
    lost = _lost_number(claim, sentence, language)
    if lost:
        return f"the number {lost} was cut"
    return "part of a quotation was cut" if breaks_quote(claim, sentence) else ""


def _tell(word: str) -> str | None:
    return _TELL_OF.get(word) or ("a negation" if word.endswith(EVERY.cuts.negation_endings) else None)


def _lost_number(claim: str, sentence: str, language: str) -> str:
    from kilas.core.check.numbers import numbers

    kept = Counter(n.value for n in numbers(claim, language))
    for number in numbers(sentence, language):
        if not kept[number.value]:
            return number.text
        kept[number.value] -= 1
    return ""


def breaks_quote(claim: str, sentence: str) -> bool:
    """True if the claim keeps part of a quotation of the sentence, or all of it without its marks."""
    if not _QUOTE_MARK.search(sentence) and not _QUOTE_MARK.search(claim):
        return False
    whole = tokens(claim)
    quoted, kept = _quoted(sentence), _quoted(claim)
    if any(words and words not in kept and _is_partly_in(words, whole) for words in quoted):
        return True
    return any(words not in quoted for words in kept)


def _quoted(text: str) -> list[list[str]]:
    """Return the words of each quotation."""
    return [tokens(quote.text) for quote in quotes(text)]


def _is_partly_in(words: list[str], whole: list[str]) -> bool:
    """True if `whole` has these words in a row, or more than half of them anywhere."""
    return _runs_in(words, whole) or sum((Counter(words) & Counter(whole)).values()) * 2 > len(words)


def _runs_in(words: list[str], whole: list[str]) -> bool:
    return any(whole[i : i + len(words)] == words for i in range(len(whole) - len(words) + 1))
