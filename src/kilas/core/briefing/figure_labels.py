"""The label of a number: the whole noun phrase that it counts or measures.

A phrase is taken only where both of its ends are certain, so most numbers get none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kilas.core.check.numbers import Number
from kilas.core.languages import EVERY, Language
from kilas.core.languages import language as words_of
from kilas.core.languages.shape import NONE
from kilas.core.text import fold

_CURRENCIES = frozenset("IDR USD EUR GBP JPY CNY SGD AUD CAD HKD NZD MYR INR THB PHP KRW SAR".split())
_MOST = 6  # words of a label
_PHRASE_MOST = 4  # words of a counted noun with its modifiers
_LEAST_COUNT, _LEAST_STATED = 10, 2  # a smaller count is a detail, not a figure
_PERCENT_MOST = 1_000
_BEFORE_WITHIN = 24  # characters that the word before a number is looked for in
_ALLOTS_WITHIN = 6  # words before a sum

_WORD = re.compile(r"[ \u00a0]([^\W\d_][\w'’.-]*?)(?=[.]?(?:[ \u00a0,;:!?)\n]|$)|[.]?[“”\"(—–]|[/…])")
_CLEAN_END = re.compile(r"[.!?;:)]?(?:$|[”\"]?\s*$)|[,;:)]|[ \u00a0][–—(-][ \u00a0(]?|[ \u00a0]\(")
_PUNCTUATED = re.compile(r"[,;:“”\"()!?]|\s[–—-]\s|\.\s")
_BEFORE = re.compile(r"(\S+)[ \u00a0]$")
_NUMERIC = re.compile(r"[\d$€£¥]|(?:rp|us\$)", re.IGNORECASE)
_RANGE_AFTER = re.compile(
    rf"\s?[-–—/:x×]\s?\d|\s(?:{EVERY.numbers.to})\s(?:rp|us\$|[$€£])?\s?\d", re.IGNORECASE
)
_LINKS = EVERY.clauses.list_links
_LIST_AFTER = re.compile(rf", (?:[a-z][\w-]*)(?: [a-z][\w-]*){0, 2}(?:,| (?:{_LINKS}) )")

_ASIDE_AFTER = re.compile(rf" \([^)]*\),? (?:{_LINKS}) ")


class Label(NamedTuple):
    """A number with everything that belongs to it, and what it counts or measures, both as printed."""

    value: str
    text: str


class _Words(NamedTuple):
    """The words and patterns of one language."""

    spoken: Language
    ends: frozenset[str]  # words that end a noun phrase
    link: re.Pattern[str]
    bound: re.Pattern[str]
    rate: re.Pattern[str]
    may_follow: re.Pattern[str]
    nominal: re.Pattern[str]
    verb: re.Pattern[str]


class _Run(NamedTuple):
    """Words in a row up to the end of a noun phrase."""

    words: list[str]
    end: int  # offset behind the last word
    stop: str  # the folded word that ended it; "" at a mark or the end of the text
    is_clean: bool  # its end is one at which a phrase may end


@cache
def _reading(code: str) -> _Words | None:
    """None for a language without words for figures."""
    spoken = words_of(code)
    figures, clauses = spoken.figures, spoken.clauses
    if not figures.money:
        return None
    ends = figures.stop | clauses.auxiliaries | clauses.past_verbs | figures.dates | spoken.reporting.says
    ends |= clauses.open_ends | clauses.stops_looking | (clauses.verbs - figures.states)
    return _Words(
        spoken=spoken,
        ends=ends - figures.classifiers - figures.money - figures.rates - figures.totals,
        link=re.compile(rf"[ \u00a0](?:{figures.links})$", re.IGNORECASE),
        bound=re.compile(rf"(?:(?<=\s)|^)(?:{figures.bounds})\s$", re.IGNORECASE),
        rate=re.compile(figures.rates_after),
        may_follow=re.compile(rf" (?:{figures.may_follow})$"),
        nominal=re.compile(figures.nominal),
        verb=re.compile(clauses.verb_shape),
    )


def label(text: str, number: Number, language: str) -> Label | None:
    """Return what `number` counts or measures in `text`; None if that is not certain."""
    read = _reading(language)
    if read is None or _is_half(text, number):
        return None
    bound = read.bound.search(text, 0, number.start)
    start = bound.start() if bound else number.start
    if number.unit in _CURRENCIES:
        return _sum(text, start, number, read)
    if number.unit == "percent":
        return _share(text, start, number, read)
    return _stated_count(text, start, number, read) or _count(text, start, number, read)


def _is_half(text: str, number: Number) -> bool:
    """True for an end of a range or a part of a score, an address or a name."""
    before = text[max(0, number.start - 1) : number.start]
    return bool(_RANGE_AFTER.match(text, number.end)) or before in tuple("-–/.:#x×") or before.isalnum()


# Sums and shares


def _sum(text: str, start: int, number: Number, read: _Words) -> Label | None:
    figures = read.spoken.figures
    end = _rate_end(text, number.end, read)
    value = text[start:end]
    if stated := _stated(text[:start], figures.money, read):
        return Label(value, stated)
    if end != number.end:
        return None
    run = _run(text, end, read)
    if run.words:
        fitting = figures.objects if _is_determined(text, start, read) else NONE
        named = _object(run, text, fitting, read)
        return Label(value, named) if named else None
    kind = _in_kind(text, run, read) or _purpose(text, start, run, read)
    return Label(value, kind) if kind else None


def _share(text: str, start: int, number: Number, read: _Words) -> Label | None:
    figures = read.spoken.figures
    value = text[start : number.end]
    if abs(number.value) > _PERCENT_MOST:
        return None
    if stated := _stated(text[:start], figures.rates, read):
        return Label(value, stated)
    run = _run(text, number.end, read)
    fitting = figures.rates if run.words and _is_determined(text, start, read) else NONE
    named = _object(run, text, fitting, read)
    return Label(value, named) if named else None


def _rate_end(text: str, end: int, read: _Words) -> int:
    """The end of a number with its "per share"."""
    rate = read.rate.match(text, end)
    return rate.end() if rate else end


def _is_determined(text: str, start: int, read: _Words) -> bool:
    """True after an article: "a $4 million grant"."""
    before = _BEFORE.search(text, max(0, start - 24), start)
    return before is not None and fold(before[1]) in read.spoken.figures.determiners


def _object(run: _Run, text: str, fitting: frozenset[str], read: _Words) -> str:
    """The noun that a sum or a share modifies: "a $4 million grant", "a 12 percent rise in fares"."""
    figures = read.spoken.figures
    if not run.words or not run.is_clean or len(run.words) > _PHRASE_MOST - 1:
        return ""
    head = fold(run.words[-1])
    if head in figures.changes and run.stop in figures.in_kind:
        whole = _run(text, run.end + 1 + len(run.stop), read)
        is_whole = whole.words and whole.is_clean and len(whole.words) < _PHRASE_MOST and not whole.stop
        return " ".join((*run.words, run.stop, *whole.words)) if is_whole else ""
    return " ".join(run.words) if head in fitting and not _is_vague(run.words, read) else ""


def _in_kind(text: str, run: _Run, read: _Words) -> str:
    """The kind of a sum: "$2 million in fines"."""
    figures = read.spoken.figures
    if run.stop not in figures.in_kind or not run.stop:
        return ""
    kind = _run(text, run.end + 1 + len(run.stop), read)
    is_whole = 0 < len(kind.words) < _PHRASE_MOST and kind.is_clean and kind.stop not in figures.of
    return " ".join(kind.words) if is_whole and fold(kind.words[-1]) in figures.money else ""


def _purpose(text: str, start: int, run: _Run, read: _Words) -> str:
    """The purpose of a sum that somebody set aside."""
    figures = read.spoken.figures
    if run.stop not in figures.for_ or not run.stop:
        return ""
    if figures.allots.isdisjoint(fold(word) for word in text[:start].split()[-_ALLOTS_WITHIN:]):
        return ""
    purpose = _run(text, run.end + 1 + len(run.stop), read)
    words = purpose.words
    if (
        not 1 < len(words) < _PHRASE_MOST + 1
        or not purpose.is_clean
        or purpose.stop in figures.of | figures.and_
    ):
        return ""
    return " ".join(words) if _ends_noun(words, read) and all(word.islower() for word in words) else ""


# Nouns that a number is stated of


def _stated(before: str, heads: frozenset[str], read: _Words) -> str:
    """The noun phrase at the end of `before`, whose head is one of `heads`, linked to the number or beside it."""
    figures = read.spoken.figures
    before = before.rstrip(" \u00a0")
    link = read.link.search(before)
    if figures.has_head_last:
        return _stated_of(before, link, heads, read) if link else ""
    return _stated_beside(before[: link.start()] if link else before, heads, read)


def _clause(before: str) -> list[str]:
    """The words of the last clause of `before`, up to a number."""
    clause = _PUNCTUATED.split(before)[-1]
    return [word for word in clause.replace("\u00a0", " ").split(" ") if word]


def _stated_of(before: str, link: re.Match[str], heads: frozenset[str], read: _Words) -> str:
    """The phrase where modifiers stand before their noun: "the average price of a room was", "sales of"."""
    words = _clause(before[: link.start()])
    if fold(link[0].split()[0]) in read.spoken.figures.of_or_at:
        noun = _noun_back(words, len(words) - 1, heads, read)
        return "" if _is_vague(noun.split(), read) else noun
    for place, word in enumerate(words):
        behind = [fold(later) for later in words[place + 1 :]]
        if fold(word) in heads and (not behind or behind[0] in _joins(read)):
            return _subject(words, place, behind, heads, read)
    return ""


def _subject(
    words: Sequence[str], place: int, behind: Sequence[str], heads: frozenset[str], read: _Words
) -> str:
    """The noun at `place` with the phrase behind it, which is left out if too long."""
    noun = _noun_back(words, place, heads, read)
    if not noun or _has_verb(behind, read):
        return ""
    if behind and len(noun.split()) + len(behind) <= _MOST + 1:
        return " ".join((noun, *words[place + 1 :]))
    is_cut = bool(behind) and behind[0] in read.spoken.figures.of
    return "" if is_cut or _is_vague(noun.split(), read) else noun


def _joins(read: _Words) -> frozenset[str]:
    return frozenset(read.spoken.figures.joins.split("|"))


def _has_verb(folded: Sequence[str], read: _Words) -> bool:
    clauses = read.spoken.clauses
    return any(
        word in clauses.auxiliaries
        or word in clauses.past_verbs
        or word in clauses.stops_looking
        or word.endswith(clauses.past_endings)
        or any(map(str.isdigit, word))
        for word in folded
    )


def _noun_back(words: Sequence[str], place: int, heads: frozenset[str], read: _Words) -> str:
    """The noun at `place` with its modifiers; "" if it is none of `heads` or where the phrase begins is uncertain."""
    if place < 0 or fold(words[place]) not in heads:
        return ""
    first = place
    while first and place - first < _PHRASE_MOST and _is_modifier(words[first - 1], read):
        first -= 1
    if first and not _is_left_edge(words[first - 1], read):
        return ""
    phrase = list(words[first : place + 1])
    if first == 0 and (fold(phrase[0]) in heads or fold(phrase[0]) in read.spoken.figures.modifiers):
        phrase[0] = phrase[0].lower()
    return " ".join(phrase)


def _is_vague(phrase: Sequence[str], read: _Words) -> bool:
    """True for a noun that says nothing alone, with modifiers that add nothing: "annual rate"."""
    figures = read.spoken.figures
    return any(fold(word) in figures.vague for word in phrase) and all(
        fold(word) in figures.vague | figures.modifiers for word in phrase
    )


def _is_modifier(word: str, read: _Words) -> bool:
    """True for an adjective or a noun before another: no function word, no verb, no name."""
    folded = fold(word)
    clauses, figures = read.spoken.clauses, read.spoken.figures
    if not re.fullmatch(r"[^\W\d_][\w-]*", word) or folded in read.ends or folded in figures.determiners:
        return False
    if folded in figures.modifiers:
        return True
    return not (
        folded in clauses.present
        or folded[:-1] in clauses.present
        or folded.endswith((*clauses.past_endings, *clauses.participles))
    )


def _is_left_edge(word: str, read: _Words) -> bool:
    """True for a word after which a noun phrase begins."""
    folded = fold(word)
    figures, clauses = read.spoken.figures, read.spoken.clauses
    return (
        folded in read.ends
        or folded in figures.determiners
        or folded in clauses.present
        or folded[:-1] in clauses.present
        or folded.endswith((*clauses.past_endings, *clauses.participles, *figures.possessives))
    )


def _stated_beside(before: str, heads: frozenset[str], read: _Words) -> str:
    """The phrase where modifiers follow their noun: "biaya pembangunan jembatan [mencapai]"."""
    while follow := read.may_follow.search(before):
        before = before[: follow.start()]
    words = _clause(before)
    relative = _relative(words, read)
    core = words[: len(words) - len(relative)]
    first = len(core)
    while first and len(core) - first < _MOST and _is_noun_word(core[first - 1], read):
        first -= 1
    if first and not _is_edge_beside(core[first - 1], read):
        return ""
    phrase = core[first:]
    if first == 0 and phrase and not phrase[0].isupper():
        phrase[0] = phrase[0].lower()
    return _with_relative(phrase, relative, read) if heads.intersection(_head(phrase, read)) else ""


def _with_relative(phrase: Sequence[str], relative: Sequence[str], read: _Words) -> str:
    found = [*phrase, *relative]
    is_uncertain = _is_vague(found, read) or found[-1].endswith(read.spoken.figures.points_back)
    return "" if is_uncertain or len(found) > _MOST else " ".join(found)


def _head(phrase: Sequence[str], read: _Words) -> list[str]:
    """The folded head of a phrase, with the nominal words before it: "total nilai kontrak"."""
    head: list[str] = []
    for word in map(fold, phrase):
        head.append(word)
        if not read.nominal.fullmatch(word):
            break
    return head


def _relative(words: Sequence[str], read: _Words) -> list[str]:
    """A relative clause of one verb at the end: "uang yang disita"."""
    is_one = len(words) > 2 and fold(words[-2]) in read.spoken.clauses.relative
    return list(words[-2:]) if is_one and read.verb.fullmatch(fold(words[-1])) else []


def _is_noun_word(word: str, read: _Words) -> bool:
    folded = fold(word)
    return (
        re.fullmatch(r"[^\W\d_][\w-]*", word) is not None
        and folded not in read.ends
        and not (word.islower() and _is_verb_shaped(folded, read))
    )


def _is_verb_shaped(folded: str, read: _Words) -> bool:
    return bool(read.verb.fullmatch(folded)) and folded not in read.spoken.clauses.no_verbs


def _is_edge_beside(word: str, read: _Words) -> bool:
    return fold(word) in read.ends or _is_verb_shaped(fold(word), read)


# Counts


def _stated_count(text: str, start: int, number: Number, read: _Words) -> Label | None:
    """A count stated of a total: "the death toll rose to 212", "jumlah korban mencapai 212 orang"."""
    figures = read.spoken.figures
    if number.unit or number.value < _LEAST_STATED or not read.link.search(text[:start].rstrip()):
        return None
    stated = _stated(text[:start], figures.totals, read)
    if not stated:
        return None
    run = _run(text, number.end, read)
    if not run.words:
        return Label(text[start : number.end], stated) if run.is_clean else None
    unit = fold(run.words[0])
    if len(run.words) > 1 or unit not in figures.classifiers:
        return None
    return Label(text[start : run.end], stated)


def _count(text: str, start: int, number: Number, read: _Words) -> Label | None:
    if not _may_count(text, start, number, read):
        return None
    if number.unit:
        return _measured(text, start, number.end, number, read)
    run = _run(text, number.end, read)
    if not run.words or not run.is_clean or read.rate.match(text, run.end):
        return None
    first = fold(run.words[0])
    if first in read.spoken.figures.measures:
        return _measured(text, start, number.end + 1 + len(first), number, read)
    if first in read.spoken.figures.persons and (state := _state(text, start, number, run, read)):
        return Label(text[start : number.end], state)
    return _counted(text, start, number, run, read)


def _counted(text: str, start: int, number: Number, run: _Run, read: _Words) -> Label | None:
    """The things that a number counts; a classifier between the two belongs to the number."""
    figures, first, end = read.spoken.figures, fold(run.words[0]), number.end
    if number.value < _LEAST_COUNT or first in figures.spans:
        return None
    if first in figures.classifiers and len(run.words) > 1:
        run, end = run._replace(words=run.words[1:]), end + 1 + len(first)
    noun = _noun(text, run, read)
    return Label(text[start:end], noun) if noun and _is_telling(noun, number, read) else None


def _may_count(text: str, start: int, number: Number, read: _Words) -> bool:
    """True if what stands before the number does not make it a name, a rank, an age or a part of something."""
    if number.value != int(number.value) and number.scale == 1 and not number.unit:
        return False
    before = _BEFORE.search(text, max(0, start - _BEFORE_WITHIN), start)
    if not before:
        return start == 0 or text[start - 1] in '“"('
    if before[1][-1] in ",;:–—“(":
        return True
    folded, figures = fold(before[1]), read.spoken.figures
    if folded in figures.no_count or _NUMERIC.match(folded):
        return False
    is_bound = start != number.start
    return is_bound or folded in figures.opens or (before[1].islower() and _leads_in(text, before, read))


def _leads_in(text: str, before: re.Match[str], read: _Words) -> bool:
    """True for a verb or a function word, behind which a number counts."""
    folded = fold(before[1])
    earlier = _BEFORE.search(text, max(0, before.start() - _BEFORE_WITHIN), before.start())
    is_infinitive = earlier is not None and fold(earlier[1]) in read.spoken.figures.before_verb
    return is_infinitive or folded in read.ends or _is_verb_like(folded, read)


def _is_verb_like(folded: str, read: _Words) -> bool:
    clauses, figures = read.spoken.clauses, read.spoken.figures
    endings = (*clauses.past_endings, *clauses.participles, *figures.verb_endings)
    return bool(read.verb.fullmatch(folded)) or folded in clauses.present or folded.endswith(endings)


def _measured(text: str, start: int, end: int, number: Number, read: _Words) -> Label | None:
    """Weight, area or volume of something: "40 tonnes of rice"."""
    figures = read.spoken.figures
    unit = fold(text[number.start : end].split()[-1])
    if unit.strip("0123456789.,") not in figures.measures:
        return None
    run = _run(text, end, read)
    if figures.of:
        if run.words or run.stop not in figures.of:
            return None
        run = _run(text, end + 1 + len(run.stop), read)
    words = [word for word in run.words if fold(word) not in figures.trailing]
    if not 0 < len(words) <= _PHRASE_MOST or not run.is_clean or read.rate.match(text, run.end):
        return None
    if _joined(text, run, read):
        return None
    return None if words[-1].endswith(figures.points_back) else Label(text[start:end], " ".join(words))


def _state(text: str, start: int, number: Number, run: _Run, read: _Words) -> str:
    """People with what became of them: "people injured", "orang tewas"."""
    if number.value < _LEAST_STATED:
        return ""
    state = _state_behind(text, run, read)
    if not state and len(run.words) == 1:
        cause = _BEFORE.search(text, max(0, start - _BEFORE_WITHIN), start)
        state = read.spoken.figures.causes.get(fold(cause[1]), "") if cause else ""
    return f"{run.words[0]} {state}" if state else ""


def _state_behind(text: str, run: _Run, read: _Words) -> str:
    """The state behind the people, with or without a verb between the two."""
    figures = read.spoken.figures
    if len(run.words) > 1:
        return run.words[1] if fold(run.words[1]) in figures.states else ""
    after = [fold(word.strip(".,;:")) for word in text[run.end :].split()[:4]] if run.stop else []
    state = next((word for word in after if word not in figures.state_verbs), "")
    return state if state in figures.states else ""


def _noun(text: str, run: _Run, read: _Words) -> str:
    """The noun that a number counts, with all that belongs to it; "" if that is uncertain."""
    figures = read.spoken.figures
    words = _up_to_plural(run.words, read) if figures.plural_endings else _up_to_end(run.words, read)
    if not words or run.stop in figures.unlike:
        return ""
    if len(words) < len(run.words):
        return " ".join(words)
    if run.stop in figures.of:
        return _with_whole(text, run, read)
    if pair := _pair(text, run, read):
        return " ".join((*words, run.stop, pair))
    return "" if _joined(text, run, read) else " ".join(words)


def _up_to_end(words: Sequence[str], read: _Words) -> list[str]:
    """All of `words`, if they can be one phrase whose modifiers follow the noun."""
    is_back = any(word.endswith(read.spoken.figures.points_back) for word in words)
    return [] if is_back or len(words) > _MOST or _is_verb_shaped(fold(words[-1]), read) else list(words)


def _pair(text: str, run: _Run, read: _Words) -> str:
    """The second of two counted nouns: "students and teachers"."""
    figures = read.spoken.figures
    if not figures.plural_endings or not run.stop or run.stop not in figures.and_ or len(run.words) > 1:
        return ""
    second = _run(text, run.end + 1 + len(run.stop), read)
    if len(second.words) != 1 or not second.is_clean or second.stop in figures.of | figures.and_:
        return ""
    word = second.words[0]
    return word if word.islower() and _is_plural(word, read) and not _joined(text, second, read) else ""


def _with_whole(text: str, run: _Run, read: _Words) -> str:
    """A noun with the "of" behind it: "members of the council"."""
    at = run.end + 1 + len(run.stop)
    determiner = _WORD.match(text, at)
    opened = [run.stop]
    if determiner and fold(determiner[1]) in read.spoken.figures.determiners:
        opened.append(determiner[1])
        at = determiner.end()
    whole = _run(text, at, read)
    if not 0 < len(whole.words) <= _PHRASE_MOST - 1 or not whole.is_clean or _joined(text, whole, read):
        return ""
    if whole.stop in read.spoken.figures.of | read.spoken.figures.and_ or not (
        len(whole.words) < 3 or _is_plural(whole.words[-1], read)
    ):
        return ""
    return " ".join((*run.words, *opened, *whole.words))


def _up_to_plural(words: Sequence[str], read: _Words) -> list[str]:
    """The words up to the noun in the plural, if what follows it is no noun; () if that is uncertain."""
    figures, clauses = read.spoken.figures, read.spoken.clauses
    for place, word in enumerate(words[:_PHRASE_MOST]):
        if not _is_plural(word, read):
            continue
        rest = [fold(one) for one in words[place + 1 :]]
        if (
            not rest
            or rest[0] in figures.trailing
            or rest[0] in clauses.present
            or rest[0].endswith(clauses.past_endings)
        ):
            return list(words[: place + 1])
        if fold(word) not in figures.plural_modifiers:
            return []
    return []


def _is_plural(word: str, read: _Words) -> bool:
    figures, folded = read.spoken.figures, fold(word)
    if folded in figures.plain_plurals:
        return True
    return folded.endswith(figures.plural_endings) and not folded.endswith(figures.singular_endings)


def _ends_noun(words: Sequence[str], read: _Words) -> bool:
    return not read.spoken.figures.plural_endings or _is_plural(words[-1], read)


def _joined(text: str, run: _Run, read: _Words) -> bool:
    """True if more things follow that the number counts as well: "50 doctors and nurses"."""
    if _LIST_AFTER.match(text, run.end) or _ASIDE_AFTER.match(text, run.end):
        return True
    if not run.stop or run.stop not in read.spoken.figures.and_:
        return False
    after = text[run.end + 1 + len(run.stop) :].split(maxsplit=1)
    if not after:
        return True
    word = fold(after[0].strip('.,;:()“”"'))
    figures = read.spoken.figures
    is_new = (
        word in read.ends
        or word in figures.determiners
        or bool(_NUMERIC.match(word))
        or _is_verb_like(word, read)
    )
    is_plural = bool(figures.plural_endings) and _is_plural(word, read)
    return not is_new or (is_plural and word not in read.ends)


def _is_telling(noun: str, number: Number, read: _Words) -> bool:
    """False for a noun that says nothing alone, and for a name with a number in it: "737 Max"."""
    words = noun.split()
    figures = read.spoken.figures
    if fold(noun) in figures.generic or fold(words[-1]) in figures.spans:
        return False
    return words[0].islower() or words[-1].islower() or number.value >= 1_000


# Words behind a number


def _run(text: str, at: int, read: _Words) -> _Run:
    """The words behind `at`, up to one that ends a noun phrase, a verb or a mark."""
    found: list[str] = []
    for match in _following(text, at):
        word, folded = match[1], fold(match[1])
        if _ends(word, folded, found, read):
            return _Run(found, at, folded, True)
        found.append(word)
        at = match.end()
        if len(found) > _MOST + 1:
            return _Run(found, at, "", False)
    return _Run(found, at, "", bool(_CLEAN_END.match(text, at)))


def _following(text: str, at: int) -> Iterator[re.Match[str]]:
    while match := _WORD.match(text, at):
        yield match
        at = match.end()


def _ends(word: str, folded: str, found: Sequence[str], read: _Words) -> bool:
    clauses, figures = read.spoken.clauses, read.spoken.figures
    if folded in read.ends or folded in figures.determiners:
        return folded not in figures.states or not found or fold(found[-1]) not in figures.generic
    if word.islower() and not clauses.past_endings and _is_verb_shaped(folded, read):
        return folded not in figures.states
    is_verb = bool(clauses.past_endings) and folded.endswith((*clauses.past_endings, *clauses.participles))
    return is_verb and bool(found) and _is_plural(found[-1], read)
