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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
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
    is_month_first: bool = False  # order of dates in figures: 9/3/2026 is 3 September
    day_first_regions: Words = NONE  # regions (of a language tag) that print the day first all the same


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
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
    """Words that the tone model needs beside its table of weights."""

    table: str = (
        ""  # name of the table in `core/data`: "id" for `tone.id.bin`; without one, tone is not rated
    )
    negators: Words = NONE
    endings: Words = NONE  # suffixes: the table lists words without them


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FurnitureWords:
    """Texts that pages print around a report, or instead of one.

    Patterns are matched ignoring case.
    """

    promo: tuple[str, ...] = ()  # short lines of promotion or page apparatus, anywhere on the page
    promo_within: tuple[str, ...] = ()  # the same, searched within the line
    promo_cues: tuple[str, ...] = ()  # lower-case strings; every match of `promo_within` contains one
    credits: tuple[str, ...] = ()  # credits of photos
    tails: tuple[str, ...] = ()  # lines below the end of a report
    tail_heads: tuple[str, ...] = ()  # headings of lists of other reports: nothing of the report follows
    month_stems: str = NEVER  # first letters of the names of months
    beside_date: str = NEVER  # words on the line of a date
    beside_date_unspaced: str = NEVER  # the same, in scripts without spaces between words
    day_halves: str = NEVER  # after a time of day: "a.m."
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
    ends: str = NEVER  # behind the names: "updated", "3 min read"
    nobody: str = NEVER  # whole bylines that name no person: "admin", "redaksi"
    degrees: str = NEVER  # academic degrees behind a name
    particles: str = NEVER  # lower-case words inside a name: "van", "bin"


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
    bylines: BylineWords = BylineWords()
