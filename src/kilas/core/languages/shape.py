"""What the words of a language are asked for: one value a subject, and the `Language` that holds them.

A language gives what it has; what it leaves out is never found in a text. Patterns are alternatives without an outer
group, in the order in which they are tried; who reads them adds what stands around them, and compiles. Values are compared
as the one value each is, and have no `repr`: to make those took a third of the time of their import.
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TextWords:
    """Words for splitting sentences, finding datelines and detecting the language."""

    never_end: Words = NONE  # abbreviations before a name or number: their stop ends no sentence
    # Abbreviations only as printed here: "Kombes Pol.", the ship "KM."; "5 km." and "gas pol." may end a sentence.
    never_end_cased: Words = NONE
    never_end_even_so: Words = (
        NONE  # those of `never_end` that end no sentence before one of `openers` either
    )
    # Last words of a phrase: degrees after a name, ends of lists, time zones. Before a capital the sentence ends.
    closes: Words = NONE
    may_end: Words = NONE  # abbreviations that end a sentence if the next word is one of `openers`
    times_of_day: Words = NONE  # "p.m": ends a sentence unless one of `time_words` follows
    # Nouns before a letter that is a label and not an initial: "Blok C. Warga", "Plan B. Critics".
    labelled: Words = NONE
    openers: Words = NONE  # words that often open a sentence: after "Inc." they begin a new one
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NameWords:
    """Words in names, before them, and printed like them."""

    joiners: Words = NONE  # words in lower case within a name: "Ludwig van Beethoven"
    titles: Words = NONE  # titles and generic parts of names, which identify nobody: "president", "street"
    # Words with a capital that are no names; "UNK" is what old models print for an unknown word.
    common: Words = NONE
    function: Words = NONE  # function words, which may open a sentence before a name
    open_sentences: bool = False  # sentences open with a name more often than with a plain word before one
    # Forms of peoples and places that share no stem, by country or region. Names of one row stand for each other.
    peoples: Mapping[str, Words] = field(default_factory=dict)
    short_forms: tuple[
        str, ...
    ] = ()  # a short form and the words of its long form; either stands for the other
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
    """Closed tables for what a claim may not lose, reverse or add."""

    stops: Words = NONE  # function words
    negations: Words = NONE
    negation_endings: tuple[str, ...] = ()  # endings of further negations
    hedges: Words = NONE
    always: Words = NONE  # words that claim all or none
    opposites: tuple[str, ...] = ()  # pairs of words, separated by a space
    pronouns: Words = NONE
    endings: str = NEVER  # endings that are cut before words are compared
    more: Words = NONE  # words for what rose
    less: Words = NONE  # words for what fell


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CutWords:
    """Words that may be cut from a sentence, and words that may not."""

    # Words of these five kinds may not be cut: without them the claim says something else.
    negations: Words = NONE
    modalities: Words = NONE
    conditions: Words = NONE
    limits: Words = NONE
    attributions: Words = NONE
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
    """How a sentence is handed to who says it."""

    says: Words = NONE
    opens_report: Words = NONE  # Verbs whose object may be owned by who speaks: "menilai timnya".
    says_of_nameless: Words = NONE  # say that somebody speaks without naming him: "katanya"
    # What a speaker calls his own: "menilai timnya" names the owner, "menyebut biayanya" does not.
    owned: Words = NONE
    verbs: Words = NONE  # verbs that hand a sentence to a speaker, as the ranker counts them
    behind_name: str = NEVER  # between a name and what it says: "Ani said"
    before_name: str = NEVER  # before a name, behind what it says: "kata Ani"
    attributions: str = NEVER  # what the checker counts as telling who says so
    attribution_cues: tuple[str, ...] = ()  # one of these, in lower case, stands in every attribution
    # "…, kata dia", "…, she said": whoever that is was named before, unless the sentence says earlier who speaks.
    speaks_nameless: str = NEVER
    # of sources that are not named, as the engine tells them; without one of the hints it need not be tried
    anonymous: str = NEVER
    anonymous_hints: tuple[str, ...] = ()
    unnamed: str = NEVER  # of sources that are not named, as the checker counts them


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PointingWords:
    """How a sentence points at what another one names."""

    pronouns: Words = NONE  # A sentence that opens with one of these points back at another one.
    # "Perkara ini", "the ruling": a noun pointed at within the opening words.
    pointers_behind: Words = NONE
    # "pipes of that age", "has farmed there since": a noun or a place named before.
    before_that: Words = NONE
    after_that: Words = NONE
    after_there: Words = NONE
    # Said before one comes to the point: "I thought it was …" names nothing that "it" could be.
    untelling: Words = NONE
    plurals: Words = NONE
    # English pointers, unless they point at now ("this year") or at what follows ("those who").
    pointers_before: Words = NONE
    points_nowhere: Words = NONE  # behind one of `pointers_before`, no noun that it points at
    objects: Words = NONE  # "from it", "found them in": English objects among the opening words.
    before_object: Words = NONE
    after_object: Words = NONE
    # Nouns that "ini" makes a time of the telling ("tahun ini"), and openers that are said of nothing in particular.
    points_at_now: Words = NONE
    named_places: Words = NONE  # Where a name stands before "kota itu" or "pria itu", it is that name's.
    companies: Words = NONE
    company_marks: Words = NONE
    before_far_pointer: Words = NONE  # "Setelah itu" further on means what the sentence itself has told.
    numerals: Words = NONE
    after_such: Words = NONE
    stances: Words = NONE
    one_of_a_kind: Words = NONE
    # Quantities of something named before, when no noun follows them: "Most were", "Sebagian mengungsi".
    vague: Words = NONE
    # "… believe that, but", "nobody did so": what "that" or "so" stands for was said before.
    points_as_object: Words = NONE
    people: Words = NONE  # Who "she" and "ia" may mean besides a name.
    # Words of four letters and more that say nothing of what a sentence is about.
    long_function_words: Words = NONE
    first_person: Words = NONE
    personal: Words = NONE
    free_openers: Words = NONE  # "-nya" openers that do not point back.
    # Speakers that only point: a quotation with one of these needs the sentence before it.
    pointing_speakers: Words = NONE
    leans_back: Words = NONE  # openers that lean on the sentence before, as the ranker counts them
    in_person: Words = NONE  # speak or are spoken to, as the ranker counts them
    points_far: Words = NONE  # point, wherever they stand
    refers: Words = NONE  # come behind what they mean
    nameless: Words = NONE  # who speaks, named before
    prefixes: str = NEVER  # cut before two words are compared by their roots
    suffixes: str = NEVER  # cut like those
    appositions: str = NEVER  # behind a name and a comma: "Ani, the"
    # "… defended the limit.": a stance on something that only another sentence tells; of some things there is but one.
    stance_on: str = NEVER
    after_vague: str = NEVER  # behind a vague quantity: no noun follows
    # "Without it, …", "Until then, …": a pronoun behind the opening preposition.
    pointing_openers: str = NEVER
    scenes: str = NEVER  # "In 2019, they …": a pronoun behind an opening that only tells when or where.
    scene_subjects: str = NEVER
    of_nameless: str = NEVER  # open with who was named before: "menurut dia"
    # What ties a sentence to the one before and may not be cut: without that one it hangs in the air.
    opens_back: str = NEVER
    # "… believe that, but", "nobody did so": what "that" or "so" stands for was said before.
    pointing_objects: str = NEVER
    # "If she does not, …", "Apabila menang, mereka …": a condition too short to name anybody.
    conditions: str = NEVER
    condition_subjects: str = NEVER
    pointing_conditions: str = NEVER  # a condition that opens with a pronoun


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ArguingWords:
    """How a sentence argues: cause, contrast, consequence, views."""

    cause: Words = NONE
    contrast: Words = NONE
    consequence: Words = NONE
    experts: Words = NONE  # Who is asked for a view; naming one is not yet an argument.
    argues: Words = NONE
    # Arguments told in several words. "since" and "as" argue behind a comma; before a date they only tell the time.
    argument: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PageWords:
    """How a page speaks to its reader, where a report would not."""

    # What pages print among the paragraphs; the extractor drops such lines, pasted text still has them.
    noise: str = NEVER
    # The page speaks of itself to its reader: "click here", "follow us on", "this week's podcast is sponsored by".
    page_speaks: tuple[Cue, ...] = ()
    # The box about who wrote it: "Ada Voss is a senior reporter for …", "… writes the blog, where she reports".
    author_is: str = NEVER
    author_articles: str = NEVER
    author_jobs: str = NEVER
    author_links: str = NEVER  # what leads on to what somebody did, and no box
    author_writes: str = NEVER
    author_verbs: Words = NONE  # one of them stands in every such box
    # No sentence of a report: a piece of the one before ("Yaitu …", "Which is …"), an item of a list, the page about itself.
    fragments: str = NEVER


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OrderWords:
    """How somebody is told to do something."""

    # Verbs in the form that gives an order, which are nothing else at the head of an English sentence.
    orders: Words = NONE
    # Orders that may as well be nouns or adjectives: an order only with an article after them, or a "your" in the sentence.
    either: Words = NONE
    articles: Words = NONE
    openers: Words = NONE  # stand before an order
    finite: Words = NONE  # tell that a sentence has a verb of its own
    your: Words = NONE
    # Indonesian orders: a bare verb with -kan, -lah or -i and no me-, di-, ber-, ter- before it.
    bare_orders: Words = NONE
    your_text: str = NEVER  # "in your reply": what only a machine is asked for
    your_cues: tuple[str, ...] = ()  # without one of these `your_text` need not be tried


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ClauseWords:
    """Where a clause ends, and what its verb is."""

    open_ends: Words = NONE  # A clause does not end on these: what they govern is cut off.
    relative: Words = NONE  # open a relative clause
    links: Words = NONE
    copula: Words = NONE
    # Verbs that want a clause behind them: "the ministry said on Friday" tells nothing yet.
    reports: Words = NONE
    auxiliaries: Words = NONE
    present: Words = NONE  # verbs without the ending of their present
    same_in_past: Words = NONE
    before_noun: Words = NONE  # What stands before a noun: "the plans", "of costs" are no verbs.
    stops_looking: Words = NONE  # open a subordinate clause, behind which no main verb is due
    inside: Words = NONE  # open a clause within a relative one
    not_past: Words = NONE  # end in "-ed" and are no verbs
    past_verbs: Words = NONE  # English verbs whose past does not end in "-ed".
    verbs: Words = NONE
    # Nouns and particles with the shape of an Indonesian verb, and participles that only describe the noun before them.
    no_verbs: Words = NONE
    verb_shape: str = NEVER  # how a verb looks
    days: Words = NONE
    opens_subordinate: Words = NONE  # open a sentence with a subordinate clause
    that: Words = NONE  # open what is said or thought
    bare_complements: Words = NONE  # behind a copula: "is the one" waits for the clause that tells which
    # Where a subordinate clause begins. An adverb before it goes with it: "stir only when", "shortly before".
    subordinate: str = NEVER
    relative_clause: str = NEVER  # where a relative clause begins
    next_clause: str = NEVER  # where the next main clause begins, if a verb follows
    phrase: str = NEVER  # where a phrase begins
    verb: str = NEVER  # a verb, as far as words and shapes tell
    # What opens with one of these and a comma only sets the scene: no lead by itself.
    scenes: str = NEVER
    times: str = NEVER  # before a comma, they end what only tells when: "two years later,"
    weekdays: str = NEVER  # as printed
    list_links: str = NEVER  # before the last of a list


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AheadWords:
    """How a sentence looks ahead."""

    sure: tuple[Cue, ...] = ()  # One is enough.
    will: str = NEVER
    # Sure in the present tense only: "opens on Friday", not "opened on Friday".
    present: tuple[Cue, ...] = ()
    tells: Words = NONE  # verbs of telling
    telling: str = NEVER  # "… told reporters on Friday": the day of the telling, not of what is told
    hints: str = NEVER  # Two are enough.
    hint_cues: Words = NONE  # without one of them `hints` need not be tried
    purpose: str = NEVER  # "the aim is to": no plan
    not_past: Words = NONE  # end in "-ed" and do not tell what is over
    before_participle: Words = NONE  # behind one of them such a word is no past tense
    last: Words = NONE  # behind "last", times gone by
    would_have: str = NEVER  # what did not come
    back: str = NEVER  # times gone by
    back_cues: Words = NONE  # without one of them `back` need not be tried
    done: Words = NONE  # tell that something is done
    gone_by: Words = NONE  # times gone by, in one word
    to_reader: Words = NONE  # address the reader
    months: Words = NONE  # months, by which a later day may be named


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OwnWords:
    """What Kilas says itself, and the wording that its arithmetic is about."""

    # The sentences by what they tell: see `core.summary.own`. A language without them has no statements of ours.
    said: Mapping[str, str] = field(default_factory=dict)
    decimal_sign: str = "."
    # "from 52 to 37", "from $3.25 a day to $4": what stands before and between the two numbers
    before_change: str = NEVER
    between_change: str = NEVER
    # "aged from 16 to 20" is a range; these say that something went from the one to the other. "Menjadi" says it itself.
    moved: str = NEVER
    between_share: str = NEVER  # "120 of its 480": what stands between the two numbers
    # Without one of these words before a figure neither pattern can match: most sentences need not be read for numbers at all.
    hint: str = NEVER
    no_thing: Words = NONE  # behind a number, no name of what it counts
    clause_links: str = NEVER  # open a clause behind a mark
    clause_openers: str = NEVER  # open a clause within a sentence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FigureWords:
    """What names a figure in a strip of figures."""

    money: Words = NONE  # nouns of money; English adjectives stand before them, Indonesian ones behind
    measures: Words = NONE
    stop: Words = NONE
    generic: Words = NONE
    telling_participles: Words = NONE
    for_: str = NEVER  # behind a sum, before what it is for
    of: str = NEVER  # behind a share, before its whole
    articles: str = NEVER  # behind `for_`
    wholes: str = NEVER  # behind `of`
    named: str = NEVER  # before a number that is a name: a paragraph, a room, a road
    out_of: str = NEVER  # between a part and its whole
    verbal_cost: str = NEVER  # a verb, no noun: "Seed costs $45"
    nominal: str = NEVER  # done to money: goes with its noun
    verb_shape: str = NEVER  # how a verb looks
    spans: str = NEVER  # of time
    date_stems: str = NEVER  # open the words of a date
    date_words: str = NEVER  # tell that a bare number is a date or a time
    before_old: Words = NONE  # before what a sum was before


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ToneWords:
    """What the tone model has to know of a language beside its table."""

    # name of the table in `core/data`: "id" for `tone.id.bin`; none, and tone is not rated
    table: str = ""
    negators: Words = NONE
    endings: Words = NONE  # of words of the list that are listed without them


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FurnitureWords:
    """What pages print around a report, and instead of one."""

    # Lines that are promotion or apparatus wherever they stand, if they are short enough to be no paragraph.
    promo: tuple[str, ...] = ()
    promo_within: tuple[str, ...] = ()  # the same, told by what stands within
    promo_cues: tuple[str, ...] = ()  # one of these, in lower case, is in each of `promo_within`
    credits: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()  # Lines that end a report: what they say stands under it, not in it.
    tail_heads: tuple[str, ...] = ()  # Headings after which nothing of the report follows.
    month_stems: str = NEVER  # open the names of months
    beside_date: str = NEVER  # stand beside a date on its line
    weekdays: str = NEVER  # whole or short
    error_titles: tuple[str, ...] = ()  # titles of pages that are no report but an error
    error_texts: tuple[str, ...] = ()  # texts of such pages
    consents: tuple[str, ...] = ()  # of notices of consent
    paywalls: tuple[str, ...] = ()  # of notices that the text is to be paid for
    consent_cues: tuple[str, ...] = ()  # one of these, in lower case, is in each of `consents`
    paywall_cues: tuple[str, ...] = ()  # one of these, in lower case, is in each of `paywalls`
    # months as pages print them, beside those of `DateWords`
    months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Language:
    """All that is words of one language."""

    code: str  # ISO 639-1; "mul" for several at once, "und" for one we have no words of
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
    figures: FigureWords = FigureWords()
    tone: ToneWords = ToneWords()
    furniture: FurnitureWords = FurnitureWords()
