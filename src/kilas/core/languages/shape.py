"""What the words of a language are asked for: one value a subject, and the `Language` that holds them.

A language gives what it has; what it leaves out is never found in a text. Patterns are alternatives without an outer
group, in the order in which they are tried; who reads them adds what stands around them, and compiles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Words = frozenset[str]
NONE: Words = frozenset()
NEVER = r"(?!)"  # the pattern of what a language does not have


def words(listed: str) -> Words:
    """The words that `listed` holds between spaces.

    >>> sorted(words("itu ini"))
    ['ini', 'itu']
    """
    return frozenset(listed.split())


class Cue(NamedTuple):
    """A pattern, and the words (folded) of which it needs one."""

    words: Words
    pattern: str
    flags: int = 0


def cued(listed: str, pattern: str, flags: int = 0) -> Cue:
    """`pattern` behind the words that `listed` holds between spaces."""
    return Cue(words(listed), pattern, flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWords:
    """What tells sentences, datelines and the language itself."""

    never_end: Words = NONE  # A name or number must follow: the stop never ends a sentence.
    # Abbreviations only where printed like this: "Kombes Pol.", the ship "KM."; "5 km." and "gas pol." may end a sentence.
    never_end_cased: Words = NONE
    # those of `never_end` that not even a word of `openers` ends a sentence behind
    never_end_even_so: Words = NONE
    # What closes a phrase: degrees behind a name, ends of lists, time zones. Before a capital the sentence is over.
    closes: Words = NONE
    may_end: Words = NONE  # The stop may end a sentence: it does when the next word opens one.
    # A letter behind one of these is a label, not an initial: "Blok C. Warga", "Plan B. Critics".
    labelled: Words = NONE
    # Words that open a sentence in running prose: after "p.m." or "Inc." they tell a new one.
    openers: Words = NONE
    joins: Words = NONE  # stand between two labels: "Plan A and B"
    time_words: str = NEVER  # behind a time of day no sentence begins with them: "9 p.m. Monday"
    dateline_months: str = NEVER  # months of datelines, as printed
    no_place: str = NEVER  # open no dateline: they are no names of places
    # the commonest ones; between two languages of news they never come close
    function_words: Words = NONE
    # words of languages with the same function words: many of them, and it is one of those
    of_neighbours: Words = NONE
    stop_words: Words = NONE  # say nothing of what a text is about


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """How numbers are spelled out, and what is printed beside figures."""

    # What a word does to the number so far: its role (`core.check.number_words` has a step for each) and its amount.
    # Roles: "one" to nineteen, "ten" and its tens, "teen" and "tens" behind a one ("tiga belas", "tiga puluh"), "hundred",
    # "magnitude", "times", "add" and "add_hundred" for a whole number in one word, "ordinal", "part" and "parts" of a
    # fraction, "half", "whole" for any other single word, "a" and "and".
    spelled: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    magnitudes: Mapping[str, float] = field(default_factory=dict)
    # printed right after the digits: "2bn"
    short_magnitudes: Mapping[str, float] = field(default_factory=dict)
    # words of units; signs that all languages share are in `core.check.numbers`
    units: Mapping[str, str] = field(default_factory=dict)
    # words of money; signs and codes are in `core.check.numbers`
    currencies: Mapping[str, str] = field(default_factory=dict)
    counted: str = NEVER  # "1.2m tickets" are counted; of anything else a bare "m" is a metre.
    behind_fraction: str = NEVER  # make a fraction of "1/2" before them
    minus: str = NEVER
    ordinal_endings: str = NEVER  # glued to figures: "3rd"
    decade_endings: str = NEVER  # glued to figures: "1990s", "1990-an"
    before_clock: str = NEVER  # make a time of "10.30" behind them
    clock_zones: str = NEVER  # make a time of "10.30" before them
    to: str = NEVER  # between the ends of a range
    between: str = NEVER  # before the two ends of a range
    and_: str = NEVER  # between the ends of a range behind `between`
    open_prefixes: Words = NONE  # stand glued before a number that is one: "ke-3", "pra-2010"
    ordinal_prefix: str = NEVER  # makes an ordinal of the figure behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """How months, weekdays and days are printed."""

    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)  # Monday is 0
    lonely: Words = NONE  # Months that are words too and no dates: "may" and "march" act, "mar" shines.
    people: Words = NONE  # first names too: "April Voss chairs", "Juni Ardianto hadir"
    # plain words too, unless with a capital: "minggu" is a week, "rabu" a lung
    plain_weekdays: Words = NONE
    short_weekdays: Words = NONE  # name a weekday only beside a date: "sun" and "sat" shine and sit
    ordinal_days: Mapping[str, int] = field(default_factory=dict)  # "the third of May", "May the third"
    cardinal_days: Mapping[str, int] = field(default_factory=dict)  # "tiga Mei"
    of: str = NEVER  # between a day and its month
    the: str = NEVER  # before a day in words behind its month
    ordinal_endings: str = NEVER  # glued to days: "3rd"
    to: str = NEVER  # between the first and the last day
    no_day: str = NEVER  # a figure before one of these is no day: "in May 3 percent"
    before_month: str = NEVER  # make a month of a lonely one behind them
    before_day: str = NEVER  # between a weekday and its date


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """What stands in names, before them, and beside them."""

    joiners: Words = NONE
    titles: Words = NONE
    # are printed with a capital and are no names; "UNK" is what old models print for a word they do not know
    common: Words = NONE
    function: Words = NONE
    # Peoples and places whose forms share no stem; names of one row stand for each other. By country or region.
    peoples: Mapping[str, Words] = field(default_factory=dict)
    # What papers shorten: either form stands for the other. Ministries ("Kemenkes", "Menkes") follow a rule of their own.
    short_forms: tuple[str, ...] = ()
    # What may follow the beginning that two forms of one name share: Brazil and Brazilian, Smith and Smiths, Siti and Sitinya.
    endings: Words = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportWords:
    """What a claim may not lose, turn round or add, by closed tables."""

    stops: Words = NONE  # function words
    negations: Words = NONE
    hedges: Words = NONE
    always: Words = NONE
    opposites: tuple[str, ...] = ()  # pairs
    pronouns: Words = NONE
    endings: str = NEVER  # of words, cut before they are compared
    more: Words = NONE  # said of what rose
    less: Words = NONE  # said of what fell


@dataclass(frozen=True, slots=True, kw_only=True)
class CutWords:
    """What may be cut from a sentence, and what may not."""

    negations: Words = NONE  # What tells: taken away, the claim says something else.
    modalities: Words = NONE
    conditions: Words = NONE
    limits: Words = NONE
    attributions: Words = NONE
    # Connectives that may be cut with the comma behind them. Without it many an opener is part of its clause:
    # "Still waters", "However small", "In addition to the fine".
    openers_with_comma: str = NEVER
    openers: str = NEVER  # connectives that may be cut, comma or not
    # Openers that tie a sentence to the one before. Longest first; the comma after them goes with them.
    connectives: tuple[str, ...] = ()
    # After these a comma must follow for the opener to be a connective and not a part of the clause.
    need_comma: Words = NONE
    asides: str = NEVER  # what a bracket may hold that goes: a pointer, no more


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """All that is words of one language. Compared and hashed as the one value it is."""

    code: str  # ISO 639-1; "mul" for several at once, "und" for one we have no words of
    text: TextWords = TextWords()
    numbers: NumberWords = NumberWords()
    dates: DateWords = DateWords()
    names: NameWords = NameWords()
    support: SupportWords = SupportWords()
    cuts: CutWords = CutWords()
