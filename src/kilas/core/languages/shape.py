"""Shape of a language: one frozen value a subject, and `Language`, which holds them all.

A field left out has no words, so nothing is found by it. A pattern is a list of alternatives without an outer group, in
the order in which they are tried; the module that uses it adds the context and compiles it. Values are compared by
identity and have no `repr`: generating these methods took a third of their import time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Words = frozenset[str]
Patterns = tuple[str, ...]
NONE: Words = frozenset()
NEVER = r"(?!)"  # matches nothing: the pattern of a field left out


def words(listed: str) -> Words:
    """Split a list of words at its spaces.

    >>> sorted(words("itu ini"))
    ['ini', 'itu']
    """
    return frozenset(listed.split())


class Cue(NamedTuple):
    """A pattern with its cues: folded words of which every match contains at least one."""

    words: Words
    pattern: str
    flags: int = 0


def cued(listed: str, pattern: str, flags: int = 0) -> Cue:
    """Make a cue of `pattern` and of the words in `listed`, which are separated by spaces."""
    return Cue(words(listed), pattern, flags)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TextWords:
    """Words for splitting sentences, finding datelines and detecting the language."""

    never_end: Words = NONE  # abbreviations before a name or number: their stop ends no sentence
    # Abbreviations only as printed here: "Kombes Pol.", the ship "KM."; "5 km." and "gas pol." may end a sentence.
    never_end_cased: Words = NONE
    never_end_here: Words = NONE  # only in text of this language: "apt.", "jo." are words of others
    # Those that end no sentence before one of `openers` either: no sentence ends with a title.
    never_end_even_so: Words = NONE
    before_numbers: Words = NONE  # abbreviations only before a number: "Rp. 500", "14 Des. 2026", "No. 5"
    # Last words of a phrase: degrees after a name, ends of lists, time zones. Before a capital the sentence ends.
    closes: Words = NONE
    may_end: Words = NONE  # abbreviations that end a sentence if the next word is one of `openers`
    times_of_day: Words = NONE  # "p.m": ends a sentence unless one of `time_words` follows
    # Nouns before a letter that is a label and not an initial: "Blok C. Warga", "Plan B. Critics".
    labelled: Words = NONE
    openers: Words = NONE  # words that often open a sentence: after "Inc." they begin a new one
    opener_shapes: str = NEVER  # the same as a pattern of whole words in lower case
    joins: Words = NONE  # words between two labels: "Plan A and B"
    time_words: str = NEVER  # words after a time of day that begin no sentence: "9 p.m. Monday"
    dateline_months: str = NEVER  # months of datelines, as printed
    no_place: str = NEVER  # words that open no dateline, because they name no place
    in_places: str = NEVER  # words in lower case within the name of a place: "Stoke upon Trent"
    clitics: str = NEVER  # letters after an apostrophe that opens no quotation: "the girl 's book", "'em"
    # The commonest words. Unrelated languages of news share next to none of them.
    function_words: Words = NONE
    neighbours: Words = NONE  # codes of the languages that share these function words
    of_neighbours: Words = NONE  # common words of the neighbours only: many of them mean a neighbour
    stop_words: Words = NONE  # words that search ignores
    # Openings that speak of the text instead of the news, in lower case; the only group is the noun for the text.
    of_the_text: str = NEVER
    labels: str = NEVER  # labels that models print before a sentence, without the colon: "Key point"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NumberWords:
    """Numbers in words, and words printed beside figures."""

    # Role and amount of each word that spells a number; `core.check.number_words` has a step for each role.
    # Roles: "one" to nineteen, "ten" and its tens, "teen" and "tens" after a one ("tiga belas", "tiga puluh"), "hundred",
    # "magnitude", "times", "add" and "add_hundred" for a whole number in one word, "ordinal", "part" and "parts" of a
    # fraction, "half", "whole" for any other single word, "a" and "and".
    spelled: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    magnitudes: Mapping[str, float] = field(default_factory=dict)
    short_magnitudes: Mapping[str, float] = field(default_factory=dict)  # signs after the digits: "2bn"
    units: Mapping[str, str] = field(default_factory=dict)  # words; shared signs are in `core.check.numbers`
    currencies: Mapping[str, str] = field(
        default_factory=dict
    )  # words; signs and codes: `core.check.numbers`
    has_decimal_comma: bool = False  # "1.000,5" instead of "1,000.5"
    has_pence: bool = False  # "85p" is an amount of money
    counted: str = NEVER  # nouns after which "m" means a million: "1.2m tickets". Else a bare "m" is a metre.
    behind_fraction: str = NEVER  # words after "1/2" that make it a fraction
    minus: str = NEVER
    ordinal_endings: str = NEVER  # endings of figures: "3rd"
    decade_endings: str = NEVER  # endings of figures: "1990s", "1990-an"
    before_clock: str = NEVER  # words before "10.30" that make it a time
    clock_zones: str = NEVER  # words after "10.30" that make it a time
    to: str = NEVER  # words between the ends of a range
    between: str = NEVER  # words before the two ends of a range
    and_: str = NEVER  # words between the ends of a range after `between`
    open_prefixes: Words = NONE  # prefixes of a figure that leave it a number: "ke-3", "pra-2010"
    ordinal_prefix: str = NEVER  # prefix that makes a figure an ordinal


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DateWords:
    """Months, weekdays and days as printed."""

    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)  # Monday is 0
    lonely: Words = NONE  # months that are other words too, and no dates on their own: "may", "march", "mar"
    people: Words = NONE  # months that are first names too: "April Voss chairs", "Juni Ardianto hadir"
    # Weekdays that are other words without a capital: "minggu" is a week, "rabu" a lung.
    plain_weekdays: Words = NONE
    short_weekdays: Words = NONE  # weekdays only beside a date: "sun" and "sat" are other words too
    has_either_order: bool = False  # "3/8/2026" may be 3 August or 8 March
    ordinal_days: Mapping[str, int] = field(default_factory=dict)  # "the third of May", "May the third"
    cardinal_days: Mapping[str, int] = field(default_factory=dict)  # "tiga Mei"
    of: str = NEVER  # words between a day and its month
    the: str = NEVER  # words between a month and its day in words
    ordinal_endings: str = NEVER  # endings of days: "3rd"
    to: str = NEVER  # words between first and last day
    no_day: str = NEVER  # words after a figure that is no day: "in May 3 percent"
    before_month: str = NEVER  # words before a `lonely` month that make it a month
    before_day: str = NEVER  # words between a weekday and its date
    is_month_first: bool = False  # order of dates in figures: 9/3/2026 is 3 September
    day_first_regions: Words = NONE  # regions (of a language tag) that print the day first all the same


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NameWords:
    """Words in names, before them, and printed like them."""

    joiners: Words = NONE  # words in lower case within a name: "Ludwig van Beethoven"
    titles: Words = NONE  # titles and generic parts of names, which identify nobody: "president", "street"
    # Words with a capital that are no names; "UNK" is what old models print for an unknown word.
    common: Words = NONE
    function: Words = NONE  # function words, which may open a sentence before a name
    before_person: Words = NONE  # other words with a capital before a person's name: "Analyst", "Kompol"
    organisations: Words = (
        NONE  # words in names of organisations, places and works, but not in those of people
    )
    given_name_first: bool = False  # people are named again by their first name, not by their last
    open_sentences: bool = False  # sentences open with a name more often than with a plain word before one
    # Forms of peoples and places that share no stem, by country or region. Names of one row are equivalent.
    peoples: Mapping[str, Words] = field(default_factory=dict)
    short_forms: tuple[str, ...] = ()  # a short form and the words of its long form, which are equivalent
    institutions: tuple[str, ...] = ()  # words of names that are translated, and their translations in a row
    # Prefixes of short forms made of two clipped words, each with its first word: "Kemenkes" is Kementerian Kesehatan.
    # In the order in which they are tried.
    clipping_prefixes: Mapping[str, str] = field(default_factory=dict)
    clear_prefixes: Words = NONE  # those of `clipping_prefixes` with which few other words begin
    # Endings after the part that two forms of a name share: Smith and Smiths, Siti and Sitinya.
    endings: Words = NONE
    # Where both forms have an ending, that of the place and that of its people: Canada, Canadian.
    demonym_stems: Words = NONE
    demonym_endings: Words = NONE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SupportWords:
    """Closed tables of words that a claim may not lose, reverse or add."""

    stops: Words = NONE  # function words
    negations: Words = NONE
    negation_endings: tuple[str, ...] = ()  # endings of further negations
    hedges: Words = NONE
    always: Words = NONE  # words that claim all or none
    opposites: tuple[str, ...] = ()  # pairs of words, separated by a space
    pronouns: Words = NONE
    endings: str = NEVER  # endings that are cut before words are compared
    more: Words = NONE  # words for a rise
    less: Words = NONE  # words for a fall


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CutWords:
    """Words that may be cut from a sentence, and words that may not."""

    # Words of the first five kinds may not be cut: without them the claim says something else.
    negations: Words = NONE
    modalities: Words = NONE
    conditions: Words = NONE
    limits: Words = NONE
    attributions: Words = NONE
    binds: Words = (
        NONE  # prepositions that may not be cut before the word that they bind: "to 300", "of Kirana"
    )
    articles: Words = NONE  # may stand between such a preposition and its word
    negation_endings: tuple[str, ...] = ()  # endings of further negations
    # Connectives that may be cut with the comma after them. Without a comma many are part of their clause:
    # "Still waters", "However small", "In addition to the fine".
    openers_with_comma: str = NEVER
    openers: str = NEVER  # connectives that may be cut with or without a comma
    # Openers that tie a sentence to the one before, longest first. The engine cuts them and the comma after them.
    connectives: tuple[str, ...] = ()
    need_comma: Words = NONE  # those of `connectives` that are part of the clause unless a comma follows
    asides: str = NEVER  # content of brackets that may be cut: pointers such as "see above"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ReportingWords:
    """Words that attribute a statement to a speaker or a source."""

    says: Words = NONE  # verbs of speaking, in every form
    says_of_unnamed: Words = NONE  # such verbs that hold their pronoun: "katanya"
    verbs: Words = NONE  # verbs of speaking that the ranker counts
    opens_report: Words = NONE  # verbs whose object may belong to the speaker: "menilai timnya"
    # Possessives that refer to the speaker ("menilai timnya"); another one ("menyebut biayanya") refers further back.
    owned: Words = NONE
    behind_name: str = NEVER  # verbs that follow a speaker's name: "Ani said"
    before_name: str = NEVER  # words that precede a speaker's name: "kata Ani"
    inside_name: str = NEVER  # words in lower case inside a name: "Ani binti Voss"
    attributions: str = NEVER  # attributions as the checker counts them
    attribution_cues: tuple[str, ...] = ()  # substrings: one of these, in lower case, is in every attribution
    # "…, kata dia", "…, she said", without the comma: a speaker who is only a pronoun
    speaks_unnamed: str = NEVER
    anonymous: str = NEVER  # sources without a name, as the engine finds them
    anonymous_hints: tuple[str, ...] = ()  # substrings: one of these, in lower case, is in every `anonymous`
    unnamed: str = NEVER  # sources without a name, as the checker counts them


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PointingWords:
    """Words that refer to something named before.

    A demonstrative is idle where it refers to nothing in the text: "this year", "those who", "saat itu".
    """

    # The opening of a sentence
    pronouns: Words = NONE  # as first word, they refer to the sentence before
    pointing_openers: str = NEVER  # a preposition and a pronoun: "Without it, …", "Until then, …"
    scenes: str = NEVER  # open a phrase of time or place before such a pronoun: "In 2019, they …"
    scene_subjects: str = NEVER  # the pronouns after `scenes` and a comma
    conditions: str = NEVER  # open a condition of up to three words: "Apabila menang, mereka …"
    condition_subjects: str = NEVER  # the pronouns after `conditions` and a comma
    pointing_conditions: str = NEVER  # a condition whose subject is a pronoun: "If she does not, …"
    of_unnamed_speaker: str = NEVER  # openings such as "menurut dia"
    opens_back: str = NEVER  # other openings that refer back and may not be cut: "That said", "salah satunya"
    leans_back: Words = NONE  # first words that refer back, as the ranker counts them
    definite: Words = (
        NONE  # articles that, before a general noun, point at what it stands for: "The company said"
    )
    counts: Words = NONE  # between these two: "The three firms"
    generic: Words = NONE  # general nouns for people, groups, events, things and texts
    after_generic: Words = NONE  # after the noun, they tell which one is meant: "The plan to …"
    quantities: Words = NONE  # "Most were", "Sebagian mengungsi": parts of something named before
    after_quantity: str = NEVER  # words after a quantity that has no noun of its own

    # Demonstratives and the nouns they go with
    demonstratives_before: Words = NONE  # stand before their noun: "this ruling"
    after_idle_demonstrative: Words = NONE  # after `demonstratives_before`: "year", "who"
    before_participle: Words = NONE  # of those, the ones that a participle makes idle: "those affected"
    participles: tuple[str, ...] = ()  # endings of such participles
    demonstratives_behind: Words = NONE  # stand after their noun: "perkara ini"
    before_idle_demonstrative: Words = NONE  # before `demonstratives_behind`: "tahun", "selain"
    before_bare_demonstrative: Words = (
        NONE  # before one without a noun: "setelah itu", told in the same sentence
    )
    concessive: Words = NONE  # after `demonstratives_behind`, make them a concession: "itu pun"
    always_points: Words = NONE  # refer to a noun named before, however late in the sentence: "tersebut"
    that: Words = NONE  # pronouns that refer to a noun, or only open a clause: "that"
    before_that: Words = NONE  # before `that` where it refers to a noun: "pipes of that age"
    after_that: Words = NONE  # after `that` where it does not: "of that is"
    there: Words = NONE  # refer to a place, or to nothing: "there"
    after_there: Words = NONE  # after `there` where it refers to a place: "has farmed there since"
    objects: Words = NONE  # pronouns that are objects: "it", "them"
    before_object: Words = NONE  # prepositions before `objects`: "from it"
    after_object: Words = NONE  # after `objects` as third word: "found them in"
    # Demonstratives that are looked for at any place of a sentence
    far_demonstratives_behind: Words = NONE  # after their noun: "perusahaan itu"
    far_demonstratives_before: Words = NONE  # before a plural noun: "those rules"
    such: Words = NONE  # before a noun of either number: "such crops"
    after_such: Words = NONE  # after `such` where it refers to nothing: "such a"
    explains_such: Words = NONE  # a little after `such`, they explain it: "such crops as oats"

    # Possible antecedents of a demonstrative or a pronoun within its sentence
    people: Words = NONE  # words for one person
    plurals: Words = NONE  # plurals without a plural ending
    plural_endings: tuple[str, ...] = ()
    no_plural_endings: tuple[str, ...] = ()  # longer endings of words that are no plurals: "ss"
    named_places: Words = NONE  # kinds of places: "kota itu" may refer to a name before it
    companies: Words = NONE  # words for a company
    company_marks: Words = NONE  # words that occur with the name of a company
    numerals: Words = NONE  # before a unit of time: "selama sepuluh bulan itu" refers back
    prefixes: str = NEVER  # cut off before two words are compared by their roots
    suffixes: str = NEVER  # cut off likewise
    refers_to_thing: Words = NONE  # pronouns for a thing: "it"
    refers_to_plural: Words = NONE  # pronouns for people, a plural or a name: "they"
    refers_to_any: Words = NONE  # pronouns for any noun or name: "mereka"
    no_antecedent: Words = NONE  # words to which no pronoun can refer: "I thought it was …"
    no_antecedent_endings: tuple[str, ...] = ()  # endings of more such words
    pointing_objects: str = NEVER  # "believe that, but", "did so": clauses said before
    pointing_object_cues: Words = NONE  # one of these is in every `pointing_objects`

    # Possessive endings
    possessive_endings: tuple[str, ...] = ()  # "nya"
    not_possessive: Words = NONE  # other words with the same ending: "hanya"
    before_possessive: Words = NONE  # prepositions as second word, before a possessive: "warga di sekitarnya"

    # Speakers
    first_person: Words = NONE
    capital_pronouns: Words = NONE  # pronouns printed with a capital: "I"; after a name a numeral
    no_speaker: Words = NONE  # printed like this, no `first_person`: the country "US"
    personal: Words = NONE  # pronouns for one person
    speaker_pronouns: Words = NONE  # the pronouns in `speaks_unnamed`
    pointing_speakers: Words = NONE  # pronouns that leave open who speaks
    in_person: Words = NONE  # first and second person, as the ranker counts them
    appositions: str = NEVER  # after a name and a comma: "Ani, the"

    # Stances on something that another sentence tells: "… defended the limit."
    stances: Words = NONE  # one of these is in every `stance_on`
    stance_on: str = NEVER  # its only group is the noun
    one_of_a_kind: Words = NONE  # nouns that need no introduction: "the government"

    long_function_words: Words = NONE  # function words of four letters and more


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ArguingWords:
    """Words that mark an argument: cause, contrast, consequence, views."""

    cause: Words = NONE
    contrast: Words = NONE
    consequence: Words = NONE
    argues: Words = NONE  # verbs of judging and doubting
    experts: Words = NONE  # people who are asked for a view; alone, they make no argument
    # Arguments of several words. "since" argues after a comma; before a date it only tells the time.
    argument: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PageWords:
    """Text of pages that is no part of a report."""

    # Openings of lines that pages print between paragraphs. The extractor drops them; pasted text still contains them.
    noise: str = NEVER
    page_speaks: tuple[
        Cue, ...
    ] = ()  # text that addresses the reader of the page: "click here", "this podcast is sponsored by"
    # An author box: "Ada Voss is a senior reporter for …", "… writes the blog, where she reports"
    author_is: str = NEVER  # verbs after the name
    author_articles: str = NEVER  # after `author_is`
    author_jobs: str = NEVER  # within five words after `author_articles`
    author_links: str = NEVER  # after `author_jobs`, make it a report: "a reporter who …"
    author_writes: str = NEVER  # other verbs after the name, with their objects
    author_verbs: Words = NONE  # one of these is the second to fifth word of every author box
    # Openings of text that is no sentence of a report: a part of the sentence before ("Yaitu …"), a list item, the page about itself.
    fragments: str = NEVER


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OrderWords:
    """Words of orders to the reader, or to a program that reads the page."""

    orders: Words = NONE  # imperatives that are no nouns or adjectives as first word
    either: Words = NONE  # imperatives that may be: orders only before an article or with a word of `your`
    bare_orders: Words = NONE  # imperatives that are orders in any case as first word
    openers: Words = NONE  # words before an order: "please"
    articles: Words = NONE  # open the object of an order
    finite: Words = NONE  # verbs in the indicative: the sentence is a statement
    your: Words = NONE  # second person
    speaker: Words = NONE  # first person of one speaker
    your_text: str = NEVER  # "in your reply": asked of programs only
    your_cues: tuple[str, ...] = ()  # substrings: one of these, in lower case, is in every `your_text`


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ClauseWords:
    """Words that show where a clause begins and ends, and which words are verbs."""

    open_ends: Words = (
        NONE  # words that cannot end a clause; a language without them has no rules for clauses
    )
    # Verbs
    verbs: Words = NONE  # verbs, capitalised or not
    past_verbs: Words = NONE  # irregular pasts and participles
    past_endings: tuple[str, ...] = ()  # of regular ones: "ed"
    not_past: Words = NONE  # words with such an ending that are not in the past tense
    auxiliaries: Words = NONE
    present: Words = (
        NONE  # verbs without the ending of the present, which is one letter or in `present_endings`
    )
    present_endings: tuple[str, ...] = ()
    same_in_past: Words = NONE  # verbs whose past looks like the present: "put"
    articles: Words = NONE  # words before a noun whose adjective may look like a verb: "the retired teacher"
    agents: Words = NONE  # open the agent of a participle: "loved by painters"
    amounts: Words = NONE  # behind such a word, open an amount: "fell by a third"
    infinitive: Words = NONE  # before an infinitive
    before_noun: Words = NONE  # words before a noun: "the plans", "of costs" are no verbs
    verb_shape: str = NEVER  # shape of a verb
    no_verbs: Words = NONE  # words of that shape that are not verbs, or only participles after a noun
    verb: str = NEVER  # verbs as words and shapes; used to find the end of a lead
    copula: Words = NONE
    bare_complements: Words = NONE  # after a copula, need a relative clause: "is the one"
    reports: Words = NONE  # verbs that need a clause: "the ministry said on Friday" is incomplete
    reports_need_clause: bool = False  # however many words follow such a verb; else only with fewer than four
    participles: tuple[str, ...] = ()  # endings of participles that may govern a clause: "ing"
    after_participles: Words = NONE  # behind a participle that modifies a noun: "accused of"
    after_participle: Words = NONE  # open what such a participle governs, beside `that`
    # Clauses
    links: Words = NONE  # "and"
    that: Words = NONE  # open reported speech or thought
    relative: Words = NONE  # open a relative clause
    free_relative: Words = NONE  # of those, the ones that may be a subject themselves: "Yang menang …"
    relative_clause: str = NEVER  # beginning of a relative clause
    inside: Words = NONE  # open a clause within a relative one
    stops_looking: Words = NONE  # open a clause after which no main verb is due
    opens_subordinate: Words = NONE  # open a sentence with a subordinate clause
    # Beginning of a subordinate clause, with an adverb that belongs to it: "stir only when", "shortly before".
    subordinate: str = NEVER
    next_clause: str = NEVER  # link before the next main clause, if a verb follows
    phrase: str = NEVER  # beginning of a phrase
    scenes: str = NEVER  # open a phrase or clause that only sets the scene, up to its comma
    scene_shape: str = NEVER  # other openings of such a phrase: "Seeking to …,", "Two years after …,"
    phrase_scenes: Words = NONE  # words of `scenes` that open a main clause too: "In China you can"
    aside: str = NEVER  # openings of an apposition behind the comma: "the mayor, who …", "Ketua RT, Budi, …"
    before_relative: str = NEVER  # a noun phrase that says enough without its relative clause: "a vessel"
    no_lead: str = NEVER  # openings of a sentence that has no lead but itself: "What began as …"
    safe_after_comma: str = NEVER  # words after a comma that ends a clause and separates no items of a list
    # Where no lead may end, "|" between what stands before and what follows: "rose| by 3 percent", "days| after"
    no_end: str = NEVER
    weak_end: str = NEVER  # where one may end only if there is no better place: "plans| for"
    purpose: str = NEVER  # beginning of a purpose: "to give"
    governs: str = NEVER  # verbs and nouns that an infinitive belongs to: "asked the court| to reopen"
    perfect_passive: Words = NONE  # before a participle that needs no object: "has been"
    present_shape: str = (
        NEVER  # shape of a verb in the present, before one of `articles`: "processes the data"
    )
    hard: str = NEVER  # words before which a lead may end in a verb
    days: Words = NONE  # weekdays
    weekdays: str = NEVER  # weekdays as printed
    name_links: str = NEVER  # between two parts of a name: "Ministry for Trade"
    list_links: str = NEVER  # before the last item of a list


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AheadWords:
    """Words for the future and for the past."""

    sure: tuple[Cue, ...] = ()  # one is enough; a language without them has no rules for the future
    will: str = NEVER  # one more that is enough: "they'll"
    will_cues: tuple[str, ...] = ()  # substrings: one of these is in every `will`
    present: tuple[Cue, ...] = ()  # enough in the present tense: "opens on Friday", not "opened on Friday"
    telling: str = NEVER  # "… told reporters on Friday": the day of the statement, not of its subject
    tells: Words = NONE  # one of these is in every `telling`
    hints: str = NEVER  # two different ones are enough; where they are in named groups, two groups
    hint_cues: Words = NONE  # one of these is in every `hints`
    over: tuple[Cue, ...] = ()  # rule out the future: "would have", "tahun lalu"
    purpose: str = NEVER  # "the aim is to": no plan
    purpose_cues: tuple[str, ...] = ()  # substrings: one of these is in every `purpose`
    not_past: Words = NONE  # end like a past (`ClauseWords.past_endings`) and do not tell what is over
    before_participle: Words = NONE  # before such a word, make it a participle
    gone_by: Words = NONE  # past times in one word
    gone_by_phrases: tuple[Cue, ...] = ()  # past times in the folded words, joined by spaces: "last week"
    done: Words = NONE  # mark what is done; weaken other signs
    to_reader: Words = NONE  # address the reader
    months: Words = NONE  # months in dates


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OwnWords:
    """Kilas's own sentences."""

    # Templates by kind, see `core.summary.own`. A language without them has no such sentences.
    said: Mapping[str, str] = field(default_factory=dict)
    decimal_sign: str = "."
    clause_links: str = NEVER  # open a clause after a punctuation mark
    clause_openers: str = NEVER  # open a clause without one


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ComparingWords:
    """Words around two amounts of one sentence. They tell whether the amounts may be compared."""

    opening: str = NEVER  # before the earlier of two amounts: "from 52 to 37"
    joining: str = NEVER  # before the later one: "to"
    turned: str = NEVER  # before the later one where it is printed first: "to 37 from 52"
    turned_joining: str = NEVER  # before the earlier one there
    rising: str = NEVER  # words for a rise; "aged from 16 to 20" is only a range
    falling: str = NEVER
    changing: str = NEVER  # words for a change in either direction
    part_of: str = NEVER  # between a part and its whole: "120 of its 480"
    rates: str = NEVER  # after an amount: "per kilogram"
    ago: str = NEVER  # after the earlier amount: "a year ago"
    meanwhile: str = NEVER  # after an amount, a time that looks like a thing that is counted: "tahun ini"
    no_thing: Words = NONE  # words after a number that do not name what it counts
    amounts: Words = NONE  # nouns for amounts; they tell what a number without a noun counts
    no_amount: str = NEVER  # nouns for numbers without a ratio: temperatures, ages, scores, ranks
    no_amount_things: Words = NONE  # such nouns after the number
    named: str = NEVER  # before a number that is a name or a place in an order: "day 3 of 10"
    bounds: str = NEVER  # before a number that is not exact: "more than"
    hint: str = NEVER  # matches in every sentence with a comparison; saves reading the others for numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FigureWords:
    """Words around a number that tell what it counts or measures."""

    # Nouns that a number may be stated of: "revenue of $4 million", "tingkat pengangguran 4,1 persen"
    money: Words = NONE  # with a sum
    rates: Words = NONE  # with a percentage
    totals: Words = NONE  # with a count
    vague: Words = NONE  # of all these, the ones that say nothing without a modifier: "rate"
    modifiers: Words = NONE  # modifiers that add nothing to a vague noun, and open no name: "annual"
    changes: Words = NONE  # nouns for a rise or a fall: say nothing without the thing that changes
    objects: Words = NONE  # may follow a sum: "a $4 million grant"
    has_head_last: bool = False  # modifiers stand before their noun: "operating profit"
    nominal: str = NEVER  # further words that may stand before such a noun where modifiers follow it
    links: str = NEVER  # between such a noun and its number: "rose to", "sebesar"
    of_or_at: Words = NONE  # of those, the ones right behind their noun
    joins: str = NEVER  # between a noun and a phrase that belongs to it: "of"
    may_follow: str = NEVER  # end of such a phrase that may be left out: "tahun ini"
    determiners: Words = NONE
    possessives: tuple[str, ...] = ()  # endings of words before a noun phrase: "the city's"
    # Counted things
    stop: Words = NONE  # words that end a noun phrase, beside those that cannot end a clause
    plain_plurals: Words = NONE  # plurals without the ending
    plural_endings: tuple[str, ...] = ()  # a language without them needs no plural after a number
    singular_endings: tuple[str, ...] = ()  # of words that only look like a plural
    plural_modifiers: Words = NONE  # plurals that modify a noun: "sales managers"
    trailing: Words = NONE  # adverbs after a noun
    classifiers: Words = NONE  # between a number and the thing it counts; shown with the number
    measures: Words = NONE  # units of weight, area, volume and length: "40 tonnes of rice"
    spans: Words = NONE  # units of time and others that say nothing without their context
    generic: Words = NONE  # say too little alone: "people"
    persons: Words = NONE  # of those, the ones that `states` go with
    states: Words = NONE  # tell what became of them: "people were injured"
    state_verbs: Words = NONE  # may stand between the two: "were"
    causes: Mapping[str, str] = field(default_factory=dict)  # verbs before them, with the state: "killed"
    of: Words = NONE  # open a phrase that belongs to the noun before
    and_: Words = NONE
    unlike: Words = (
        NONE  # words after a counted noun that make it another or a verb: "lainnya", "translates into"
    )
    points_back: tuple[str, ...] = ()  # endings of words that refer to something before: "sisanya"
    # Around the number
    bounds: str = NEVER  # before a number, change it, and are shown with it: "up to"
    rates_after: str = NEVER  # after a number, are part of it: "per share"
    no_count: Words = NONE  # before a number that is no count: "aged", "top"
    opens: Words = NONE  # may stand before a number that counts, capitalised or not
    verb_endings: tuple[str, ...] = ()  # of verbs that may stand before a number: "employs 40 welders"
    before_verb: Words = NONE  # a verb without ending follows: "to"
    in_kind: Words = NONE  # between a sum and its kind: "$2 million in fines"
    for_: Words = NONE  # between a sum and its purpose
    allots: Words = NONE  # verbs before a sum that has a purpose
    dates: Words = NONE  # words of dates


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class EventWords:
    """Words that report good or bad news, as patterns of whole words in lower case.

    Each alternative opens with a letter or digit, or with a group of alternatives that do. Where several match at one place,
    the first counts, in the order of the classes below; it belongs to every class that lists it.
    """

    aside: Patterns = ()  # a grim or glad word that reports nothing: "killer app"
    clears: Patterns = ()  # the harm did not happen, or nobody was to blame
    saves: Patterns = ()  # the harm was survived or mended
    burdens: Patterns = ()  # less of it is good news
    assets: Patterns = ()  # more of it is good news
    falls: Patterns = ()
    rises: Patterns = ()
    grave: Patterns = ()  # harm that cannot be mended
    harms: Patterns = ()
    gains: Patterns = ()
    frames: Patterns = ()  # works and exercises that are about a harm: "film", "drill"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ToneWords:
    """Words the tone model needs beside its weights."""

    table: str = ""  # name of its weights in `core/data`: "id" for `tone.id.bin`; "" if tone is not rated
    negators: Words = NONE
    negator_endings: tuple[str, ...] = ()  # "n't"
    endings: Words = NONE  # endings that a word of the word list may take
    events: EventWords = EventWords()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FurnitureWords:
    """Texts that pages print around a report, or instead of one.

    Patterns are matched ignoring case. Those of `promo`, `credits` and `tails` describe how a line opens; a sentence
    may open like that, so they are asked only about lines that are no sentence. Those of `forms` and `tail_forms`
    describe a whole line that is furniture also with a full stop.
    """

    forms: tuple[str, ...] = ()  # whole lines of promotion, credits or page apparatus, anywhere on the page
    promo: tuple[str, ...] = ()  # lines of promotion or page apparatus, anywhere on the page
    promo_within: tuple[str, ...] = ()  # the same, searched within the line
    promo_cues: tuple[str, ...] = ()  # lower-case strings; every match of `promo_within` contains one
    credits: tuple[str, ...] = ()  # credits of photos
    tail_forms: tuple[str, ...] = ()  # whole lines below the end of a report
    tails: tuple[str, ...] = ()  # lines below the end of a report
    aside_heads: tuple[str, ...] = ()  # headings of lists of other reports, whatever follows
    maybe_heads: tuple[str, ...] = ()  # the same, if a list follows; else a subhead of the report
    end_heads: tuple[
        str, ...
    ] = ()  # headings of readers' comments and the like: nothing of the report follows
    pointers: tuple[str, ...] = ()  # labels before the link of another report: "Read also"
    # A call to the reader opens with one of `calls`, and names one of `channels` and one of `ours`.
    calls: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()  # the publisher's "we", the reader's "you"
    month_stems: str = NEVER  # first letters of the names of months
    beside_date: str = NEVER  # words on the line of a date
    beside_date_unspaced: str = NEVER  # the same, in scripts without spaces between words
    day_halves: str = NEVER  # after a time of day: "a.m."
    before_time: str = NEVER  # between a day and its time of day: "at"
    date_labels: str = NEVER  # before the day of publication: "published"
    other_classes: str = NEVER  # in the class of an element with other reports or comments
    weekdays: str = NEVER  # whole or short
    # Months, endings of days ("1er") and words between day, month and year ("de"), as pages print them, in addition to
    # those of `DateWords`.
    months: Mapping[str, int] = field(default_factory=dict)
    day_endings: str = NEVER
    month_links: str = NEVER
    page_names: str = NEVER  # names of the page number in addresses: "?page=2"
    continued: str = NEVER  # end of a teaser: "read more"
    script_before: str = NEVER  # before "JavaScript" in a request to enable it
    script_behind: str = NEVER  # after "JavaScript" in such a request
    error_titles: tuple[str, ...] = ()  # titles of error pages
    error_texts: tuple[str, ...] = ()  # texts of error pages
    consents: tuple[str, ...] = ()  # texts of consent notices
    consent_cues: tuple[str, ...] = ()  # lower-case strings; every match of `consents` contains one
    paywalls: tuple[str, ...] = ()  # texts of paywalls
    paywall_cues: tuple[str, ...] = ()  # lower-case strings; every match of `paywalls` contains one


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class BylineWords:
    """Words around the names of a report's authors, and the keys of front matter.

    Each kind of place has its own list of words that open a credit. An element marked as a byline allows the most:
    elsewhere, some of them open ordinary lines.
    """

    # Keys of front matter in lower case; values: "title", "byline", "date", "source", "language".
    front_matter: Mapping[str, str] = field(default_factory=dict)
    typed_openers: str = NEVER  # in a typed text: open the credit line
    body_openers: str = NEVER  # in an extracted body: open the credit line
    # In lines near the headline, case matters: "By", "Oleh".
    credit_openers: str = NEVER
    credit_openers_of_two: str = (
        NEVER  # the same; the name has two parts, for the words also open other lines
    )
    credit_labels: str = NEVER  # the same, with a colon: "Penulis:"
    credit_joins: str = NEVER  # between two names there, with or without spaces
    credit_lines: tuple[str, ...] = ()  # whole lines; the names are the only group
    # In elements marked as bylines:
    classes: str = NEVER  # words in the class attribute
    prefixes: str = NEVER  # before the names
    prefixes_before_colon: str = NEVER  # the same, with a colon and no space: "Penulis:Ani"
    prefixes_glued: str = NEVER  # the same, without a space: "ByAnna Smith"
    joins: str = NEVER  # between two names
    ends: str = NEVER  # after the names: "updated", "3 min read"
    nobody: str = NEVER  # whole bylines that name no person: "admin", "redaksi"
    roles_last: str = NEVER  # last word of a role: "Islands Correspondent"
    roles_first: str = NEVER  # first word of a role: "Wartawan Olahraga"
    firm_joins: str = (
        NEVER  # those of `joins` that also stand inside a firm's name: "Strand and Daughters Media"
    )
    family_joins: str = NEVER  # those that also stand between family names: "José Robles y Artieda"
    firms: str = NEVER  # last word of a firm's name
    degrees: str = NEVER  # academic degrees after a name
    particles: str = NEVER  # lower-case words inside a name: "van", "bin"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Language:
    """All words of one language."""

    code: str  # ISO 639-1; "mul" for several at once, "und" for one we have no words of
    stands_for: Words = NONE  # codes of close relatives without a folder, see `nearest`
    text: TextWords = TextWords()
    numbers: NumberWords = NumberWords()
    dates: DateWords = DateWords()
    names: NameWords = NameWords()
    support: SupportWords = SupportWords()
    cuts: CutWords = CutWords()
    reporting: ReportingWords = ReportingWords()
    pointing: PointingWords = PointingWords()
    arguing: ArguingWords = ArguingWords()
    page: PageWords = PageWords()
    orders: OrderWords = OrderWords()
    clauses: ClauseWords = ClauseWords()
    ahead: AheadWords = AheadWords()
    own: OwnWords = OwnWords()
    comparing: ComparingWords = ComparingWords()
    figures: FigureWords = FigureWords()
    tone: ToneWords = ToneWords()
    furniture: FurnitureWords = FurnitureWords()
    bylines: BylineWords = BylineWords()
