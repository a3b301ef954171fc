"""What the engine needs to know of each sentence of an article, found once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from kilas.core.article import Article
from kilas.core.explanation import Unfit
from kilas.core.languages import EVERY
from kilas.core.summary.ahead import look_ahead
from kilas.core.summary.budget import runs_of_three
from kilas.core.summary.cues import Wordings
from kilas.core.summary.leads import opening_clause
from kilas.core.summary.told_to_reader import is_addressed, may_address
from kilas.core.summary.trimming import cut
from kilas.core.text import count_words, fold, fold_all, has_digit, leaks, sentences, words

_BACK, _SPEECH, _REASONS, _PAGE = EVERY.pointing, EVERY.reporting, EVERY.arguing, EVERY.page
MIN_WORDS, MAX_WORDS = 5, 60  # shorter is a heading or a shout, longer is not one checkable sentence
# A pointer further on is mostly explained by what stands before it, sooner so where that is a name.
POINTING_WORDS, FAR_POINTING_WORDS = 8, 14
_FINAL = tuple(".!?…。！？।؟")
_CLOSING = "\"”’»')]）】」』"
_QUOTED = re.compile(
    r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|「[^」]*」"
    r"|(?<!\w)‘(?=\w)(?:[^’]|(?<=\w)’(?=\w))*’(?!\w)|(?<!\w)'(?=\w)(?:[^']|(?<=\w)'(?=\w))*(?<=[,.?!…])'(?!\w)"
)
_MARKS = re.compile("[“”«»„「」]")
_OPENING = re.compile(r"^[\"“‘'«(\[]+")
_APPOSED = re.compile(rf"[A-Z][\w'’-]+, (?:{EVERY.pointing.appositions})\b")
_LOOSE_MARK = re.compile(
    r"^[\"“]\s|[a-z]{3}[.,]\"\w|\s\"\s"
)  # marks that lost their side: the page lost its quotation
_LOOSE_OPENING = re.compile(r"['‘]\s")
_FULL_STOP = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
_WEB = re.compile(r"https?://|www\.|\S@\S+\.\w")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One sentence of an article, seen by the engine.

    What most sentences are never asked is worked out when it is asked first.
    """

    index: int  # in Article.sentences
    source: str  # as it stands in the article
    text: str  # with dateline, leading connective and bracketed aside cut
    printed: tuple[str, ...]  # the words of `text`
    words: tuple[str, ...]  # the same, folded
    bag: frozenset[str]  # these as a set
    paragraph: int  # which paragraph of the article it stands in
    language: str  # the article's
    published: datetime | None  # the article's

    @cached_property
    def source_words(self) -> int:
        """How many words the whole source sentence has."""
        return len(self.words) if self.source == self.text else count_words(self.source)

    @cached_property
    def content(self) -> frozenset[str]:
        """Its longer words: what it is about."""
        return frozenset({w for w in self.bag if len(w) > 3} - _BACK.long_function_words)

    @cached_property
    def trigrams(self) -> frozenset[tuple[str, ...]]:
        """Its runs of three words."""
        return runs_of_three(self.words)

    @property
    def gist(self) -> frozenset[object]:
        """By what the budget tells that another sentence says the same."""
        return self.content or self.trigrams

    @cached_property
    def unfit(self) -> Unfit:
        """Why it may not become a claim; "" when it may."""
        return _unfit(self)

    @property
    def is_usable(self) -> bool:
        """Whether it may become a claim at all."""
        return not self.unfit

    @cached_property
    def is_dependent(self) -> bool:
        """Whether it points back: only fit to follow the sentence before it."""
        return _is_dependent(self)

    @property
    def stands_alone(self) -> bool:
        """Whether it may become a claim that no other need precede."""
        return self.is_usable and not self.is_dependent

    @cached_property
    def has_marks(self) -> bool:
        """Whether a quotation mark stands in it that is no apostrophe."""
        return '"' in self.text or (not self.text.isascii() and bool(_MARKS.search(self.text)))

    @cached_property
    def has_quote(self) -> bool:
        return self.has_marks or (_may_quote_singly(self.text) and bool(_QUOTED.search(self.text)))

    @cached_property
    def unquoted(self) -> tuple[str, ...]:
        """The printed words outside every quotation."""
        return tuple(words(_QUOTED.sub(" ", self.text))) if self.has_quote else self.printed

    @cached_property
    def clause(self) -> str:
        """The clause it opens with; "" when none can be told."""
        return opening_clause(self.text, self.language)

    @cached_property
    def has_number(self) -> bool:
        return has_digit(self.text)

    @cached_property
    def ahead(self) -> float:
        """How much it looks ahead; 0 when it does not."""
        return look_ahead(self.text, self.words, self.language, self.published, self.bag)

    @cached_property
    def analysis(self) -> float:
        """How much it argues: cause, contrast, consequence, expert view."""
        return _analysis(self.text, self.bag, self.has_quote)


_NOISE = re.compile(rf"^(?:{_PAGE.noise})")
_FRAGMENT = re.compile(rf"{_PAGE.fragments}|\(?\d{{1,2}}[.)] [a-z]|[•‣▪●*–—-] ?\w")
_PAGE_SPEAKS, _ARGUMENT = Wordings(_PAGE.page_speaks), Wordings(EVERY.arguing.argument)
_AUTHOR_BOX = re.compile(
    r"[A-ZÀ-Ý][\w.'’-]+(?: [A-ZÀ-Ý][\w.'’-]+){1,3}"
    rf" (?:(?:{_PAGE.author_is}) (?:{_PAGE.author_articles}) (?:[\w-]+ ){{0,4}}?(?:{_PAGE.author_jobs})\b(?! (?:{_PAGE.author_links}) )"
    rf"|{_PAGE.author_writes})"
)
_POINTING = re.compile(
    rf"{_BACK.pointing_openers}"
    rf"|(?:{_BACK.scenes})\b[^,“\"]{{0,40}}, (?:{_BACK.scene_subjects})\b|{_BACK.of_nameless}"
    rf"|(?:{_BACK.conditions}) (?:[\w-]+ ){{0,2}}[\w-]+, (?:{_BACK.condition_subjects})\b|{_BACK.pointing_conditions}"
    rf"|(?:{_BACK.opens_back})\b"
)
_AFTER_VAGUE = re.compile(rf"(?:{_BACK.after_vague})\b")
_POINTING_OBJECT = re.compile(_BACK.pointing_objects, re.IGNORECASE)
_STANCE_ON = re.compile(_BACK.stance_on)
_SPEAKS_NAMELESS = re.compile(rf", (?:{_SPEECH.speaks_nameless})\b")
_ARGUING = (
    (_REASONS.cause, 1.0),
    (_REASONS.contrast, 0.8),
    (_REASONS.consequence, 1.0),
    (_REASONS.argues, 1.2),
)


def read_lines(article: Article) -> tuple[Line, ...]:
    """Every sentence of `article`, in order."""
    lines, paragraph, last_end = [], 0, 0
    for index, span in enumerate(article.sentences):
        if "\n" in article.text[last_end : span.start]:
            paragraph += 1
        last_end = span.end
        lines.append(_read(index, article.text[span.start : span.end], paragraph, article))
    return tuple(lines)


def _read(index: int, source: str, paragraph: int, article: Article) -> Line:
    text = cut(source, article.language)
    printed = tuple(words(text))
    folded = tuple(fold_all(printed))
    return Line(
        index=index,
        source=source,
        text=text,
        printed=printed,
        words=folded,
        bag=frozenset(folded),
        paragraph=paragraph,
        language=article.language,
        published=article.published,
    )


def unfit_text(text: str, language: str) -> Unfit:
    """Why `text`, a sentence of anybody, may not become a claim; "" when it may."""
    printed = tuple(words(text))
    folded = tuple(fold_all(printed))
    return _unfit(
        Line(
            index=0,
            source=text,
            text=text,
            printed=printed,
            words=folded,
            bag=frozenset(folded),
            paragraph=0,
            language=language,
            published=None,
        )
    )


def _unfit(line: Line) -> Unfit:
    text, folded = line.text, line.words
    ending, low = text.rstrip(_CLOSING), text.lower()
    if len(folded) < MIN_WORDS:
        return "too_short"
    if len(folded) > MAX_WORDS:
        return "too_long"
    if not ending.endswith(_FINAL) or text.isupper():
        return "no_sentence"
    if ending.endswith("?"):
        return "question"
    if _NOISE.match(low) or _names_web(text) or _is_of_page(line):
        return "page_noise"
    if _FRAGMENT.match(low):
        return "no_sentence"
    if not is_balanced(text) or _LOOSE_OPENING.match(text) or (line.has_marks and _LOOSE_MARK.search(text)):
        return "part_of_quotation"
    if line.has_marks and _is_several(text):  # the splitter only joins for the sake of a quotation
        return "several_sentences"
    if may_address(folded) and is_addressed(text, folded):
        return "addressed"
    return "markup" if leaks(text) else ""


def _is_of_page(line: Line) -> bool:
    """Whether the page speaks to its reader, or of who wrote it."""
    if _PAGE_SPEAKS.found_in(line.text, line.bag) and (
        not line.has_quote or _PAGE_SPEAKS.found_in(_QUOTED.sub(" ", line.text), line.bag)
    ):
        return True
    return not _PAGE.author_verbs.isdisjoint(line.words[1:5]) and bool(_AUTHOR_BOX.match(line.text))


def _is_several(text: str) -> bool:
    """Whether more than one sentence stands outside the quotations: what a page with lost marks runs together."""
    bare = _QUOTED.sub("x", text)
    return bool(_FULL_STOP.search(bare)) and len(sentences(bare, "en")) > 1


def _names_web(text: str) -> bool:
    return ("://" in text or "www." in text or "@" in text) and bool(_WEB.search(text))


def _may_quote_singly(text: str) -> bool:
    return "‘" in text or "'" in text


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket of `text` has its partner in it."""
    if text.count("“") != text.count("”") or text.count("«") != text.count("»") or text.count('"') % 2:
        return False
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def _is_dependent(line: Line) -> bool:
    folded, bag = line.words, line.bag
    if not folded:
        return True
    first = folded[0].split("'")[0]  # "it's", "they'd"
    if first in _BACK.pronouns or _owns_early(folded) or _is_vague(folded):
        return True
    if not _POINTS.isdisjoint(bag) and _points(line):
        return True
    if not _POINTS_FAR.isdisjoint(bag) and _points_far(line):
        return True
    if not _NAMELESS.isdisjoint(bag) and _speaks_nameless(line):
        return True
    if not _BACK.stances.isdisjoint(bag) and _takes_untold_stance(line):
        return True
    if not _REFERS.isdisjoint(bag) and _refers_to_nobody(line):
        return True
    if not _SPEECH.opens_report.isdisjoint(bag) and _owns_reported(folded):
        return True
    if not _BACK.points_as_object.isdisjoint(bag) and _POINTING_OBJECT.search(
        _QUOTED.sub(" ", line.text) if line.has_quote else line.text
    ):
        return True
    if _POINTING.match(line.text.lower()):
        return True
    if not _BACK.first_person.isdisjoint(bag) and _speaks_unquoted(line.unquoted):
        return True
    if not _BACK.pointing_speakers.isdisjoint(bag) and _opens_nameless(line):
        return True
    return line.has_quote and _lacks_speaker(line.unquoted)


_POINTS = _BACK.pointers_behind | _BACK.pointers_before | _BACK.objects | {"that", "there"}
_POINTS_FAR = EVERY.pointing.points_far
_NAMELESS = EVERY.pointing.nameless | EVERY.reporting.says_of_nameless
_AFFIXES = re.compile(rf"^(?:{EVERY.pointing.prefixes})(?=[a-z]{{4}})|(?:{EVERY.pointing.suffixes})$")
_REFERS = EVERY.pointing.refers


def _points(line: Line) -> bool:
    """Whether the opening words point at a noun ("pelabuhan itu", "found it in") that they have not named before."""
    folded = line.words
    reach = POINTING_WORDS if _names_someone(line.printed) else FAR_POINTING_WORDS
    for place, word in enumerate(folded[1:], 1):
        if word not in _POINTS or (
            place >= reach and word != "tersebut"
        ):  # that is only said of what was named
            continue
        before, after = folded[place - 1], folded[place + 1] if place + 1 < len(folded) else ""
        if (
            word in _BACK.pointers_behind
            and after != "pun"  # "itu pun": even so
            and before not in _BACK.points_at_now
            and before not in folded[: place - 1]
        ):
            return True
        if word == "that" and before in _BACK.before_that and after not in _BACK.after_that:
            return True
        if word == "there" and after in _BACK.after_there:
            return True
        if word in _BACK.pointers_before and after not in _BACK.points_nowhere:
            if word == "those" and after.endswith(("ed", "ing")):
                continue  # "those affected"
            return True
        if word in _BACK.objects and (
            before in _BACK.before_object or (place == 2 and after in _BACK.after_object)
        ):
            return True
    return False


def _points_far(line: Line) -> bool:
    """Whether "such crops", "those rules" or "perusahaan itu", wherever it stands, points at a noun that
    the sentence has not named before."""
    folded = line.words
    for place, word in enumerate(folded[1:], 1):
        if word not in _POINTS_FAR:
            continue
        after = folded[place + 1] if place + 1 < len(folded) else ""
        if word in ("itu", "tersebut"):
            if after != "pun" and _points_at_unnamed(line, place):
                return True
        elif word == "such":
            if after and after not in _BACK.after_such and not _such_as(folded, place):
                return not _is_named(after, folded[:place])
        elif _is_plural(after) and after not in _BACK.points_nowhere and not _is_named(after, folded[:place]):
            return True
    return False


def _points_at_unnamed(line: Line, place: int) -> bool:
    """Whether the noun before an "itu" at `place` is named nowhere before it."""
    noun, before = line.words[place - 1], line.words[: place - 1]
    if (
        noun in _BACK.points_at_now
    ):  # "saat itu" is a time; "selama sepuluh bulan itu" measures something told before
        return bool(before) and (before[-1] in _BACK.numerals or before[-1].isdigit())
    if noun in _BACK.before_far_pointer or _is_named(noun, before):
        return False
    if noun in _BACK.companies:
        return _BACK.company_marks.isdisjoint(before)
    names = line.printed[1:place]  # with the noun itself: "Teluk Kirana itu"
    if names and names[-1][0].isupper():
        return False
    is_of_name = noun in _BACK.named_places or noun in _BACK.people
    return not (is_of_name and any(name[0].isupper() for name in names))


def _such_as(folded: Sequence[str], place: int) -> bool:
    """Whether "such" is explained by what follows: "such crops as oats", "such anger that"."""
    return not {"as", "that"}.isdisjoint(folded[place + 2 : place + 5])


def _is_plural(word: str) -> bool:
    return word in _BACK.plurals or (
        len(word) > 3 and word[-1] == "s" and word[-2:] not in ("ss", "us", "is")
    )


def _is_named(noun: str, before: Sequence[str]) -> bool:
    """Whether `noun` or a word of its root stands in `before`: "menambah … penambahan itu", "crop … such crops"."""
    wanted = _root(noun)
    return any(_root(word) == wanted for word in before)


@lru_cache(maxsize=8192)
def _root(word: str) -> str:
    bare = _AFFIXES.sub("", word)
    return (bare if len(bare) > 2 else word).removesuffix("s")[:6]


def _takes_untold_stance(line: Line) -> bool:
    """Whether somebody "defended the limit", and the sentence does not tell which."""
    match = _STANCE_ON.search(line.text)
    if not match or match[1] in _BACK.one_of_a_kind:
        return False
    return not _is_named(match[1], fold_all(words(line.text[: match.start()])))


def _speaks_nameless(line: Line) -> bool:
    """Whether a "kata dia" or "she said" outside the quotations is the first that tells who speaks."""
    text = _QUOTED.sub("x,", line.text) if line.has_quote else line.text
    match = _SPEAKS_NAMELESS.search(text)
    return match is not None and _SPEECH.says.isdisjoint(fold_all(words(text[: match.start()])))


def _refers_to_nobody(line: Line) -> bool:
    """Whether "they", "mereka" or "it" comes before anything it could mean."""
    folded = line.words
    for place, word in enumerate(folded[1:POINTING_WORDS], 1):
        if word not in _REFERS:
            continue
        before = folded[:place]
        if word in ("it", "this"):
            if all(map(_is_untelling, before)):
                return True
            continue
        return not (
            any(
                w in _BACK.people or w in _BACK.plurals or (w[-1:] == "s" and word != "mereka")
                for w in before
            )
            or any(t[0].isupper() and t != "I" for t in line.printed[1:place])
            or (word == "mereka" and not _BACK.untelling.issuperset(before))
        )
    return False


def _is_untelling(word: str) -> bool:
    return word in _BACK.untelling or word in _BACK.first_person or word.endswith("ing")


def _owns_reported(folded: Sequence[str]) -> bool:
    """Whether a report opens on something owned by what another sentence names: "menyebut biaya listriknya"."""
    for place, word in enumerate(folded):
        if word in _SPEECH.opens_report:
            return any(_is_possessive(w) and w not in _SPEECH.owned for w in folded[place + 1 : place + 3])
    return False


def _is_vague(folded: Sequence[str]) -> bool:
    """Whether the sentence is about "some" or "most" of what another one names: no noun follows."""
    return folded[0] in _BACK.vague and bool(_AFTER_VAGUE.match(" ".join(folded[1:3])))


def _owns_early(folded: Sequence[str]) -> bool:
    """Whether "-nya" stands on one of the first two words, or behind a preposition ("warga di sekitarnya")."""
    early = folded[:3] if len(folded) > 2 and folded[1] in ("di", "dari", "pada", "untuk") else folded[:2]
    return any(map(_is_possessive, early))


def _is_possessive(word: str) -> bool:
    """Whether an Indonesian word ends in "-nya" that points at somebody: "bicaranya", not "hanya"."""
    return len(word) > 5 and word.endswith("nya") and word not in _BACK.free_openers


def _speaks_unquoted(unquoted: Sequence[str]) -> bool:
    """Whether "I" or "kami" stands outside every quotation: somebody speaks, and the sentence does not say who."""
    return any(
        fold(w) in _BACK.first_person
        and w != "US"
        and not (w == "I" and place > 1 and unquoted[place - 1][0].isupper())
        for place, w in enumerate(unquoted)  # the country and "Eselon I" are nobody speaking
    )


def _opens_nameless(line: Line) -> bool:
    """Whether a "she" or "ia" stands in a sentence before any name it could mean."""
    tokens = line.unquoted
    for place, token in enumerate(tokens):
        word = fold(token)
        if word in _BACK.personal:
            return True
        if word in _BACK.people or (place and token[0].isupper()):
            return False
        if not place and (_APPOSED.match(line.text) or (tokens[1:] and fold(tokens[1]) in _SPEECH.says)):
            return False  # "Leota, a former bricklayer, …", "Leota said …": the first word is a name
    return False


def _lacks_speaker(unquoted: Sequence[str]) -> bool:
    """Whether a quotation names nobody, or only "he": then the sentence before it tells who speaks."""
    outside = fold_all(unquoted)
    if len(outside) < 2:
        return True
    spoken = [w for w in outside if w in _SPEECH.says]
    if not spoken:
        return not _names_someone(unquoted)
    if not _SPEECH.says_of_nameless.isdisjoint(spoken) or not _BACK.pointing_speakers.isdisjoint(outside):
        return not _names_someone(unquoted)
    return False


def _names_someone(printed: Sequence[str]) -> bool:
    """Whether a capitalised word stands past the opening word."""
    return any(word[0].isupper() for word in printed[1:])


def _analysis(text: str, bag: frozenset[str], quoted: bool) -> float:
    score = 0.0
    for table, weight in _ARGUING:
        if not table.isdisjoint(bag):
            score += weight
    if _ARGUMENT.found_in(text, bag):
        score += 1.0
    if not _REASONS.experts.isdisjoint(bag):
        score += 1.0 if quoted or not _SPEECH.says.isdisjoint(bag) else 0.6
    return score + (0.1 if score and quoted else 0.0)
