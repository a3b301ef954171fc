"""What the engine needs to know of each sentence of an article, found once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kilas.core.article import Article
from kilas.core.summary import phrases
from kilas.core.summary.address import is_addressed, may_address
from kilas.core.summary.ahead import look_ahead
from kilas.core.summary.cuts import cut
from kilas.core.text import fold, leaks, sentences, words

MIN_WORDS, MAX_WORDS = 5, 60  # shorter is a heading or a shout, longer is not one checkable sentence
# A pointer further on is mostly explained by what stands before it, sooner so where that is a name.
POINTING_WORDS, FAR_POINTING_WORDS = 8, 14
_FINAL = tuple(".!?…。！？।؟")
_CLOSING = "\"”’»')]）】」』"
_QUOTED = re.compile(
    r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|「[^」]*」"
    r"|(?<!\w)‘(?=\w)(?:[^’]|(?<=\w)’(?=\w))*’(?!\w)|(?<!\w)'(?=\w)(?:[^']|(?<=\w)'(?=\w))*(?<=[,.?!…])'(?!\w)"
)
_MARKS = re.compile(r"[“”\"«»„「」]")
_OPENING = re.compile(r"^[\"“‘'«(\[]+")
_APPOSED = re.compile(r"[A-Z][\w'’-]+, (?:an?|the|who|yang|seorang)\b")
_LOOSE_MARK = re.compile(
    r"^[\"“]\s|[a-z]{3}[.,]\"\w|\s\"\s"
)  # marks that lost their side: the page lost its quotation
_FULL_STOP = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
_WEB = re.compile(r"https?://|www\.|\S@\S+\.\w")

Unfit = Literal[
    "",
    "too_short",
    "too_long",
    "no_sentence",
    "question",
    "page_noise",
    "part_of_quotation",
    "several_sentences",
    "addressed",
    "markup",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of an article, seen by the engine."""

    index: int  # in Article.sentences
    source: str  # as it stands in the article
    text: str  # with dateline, leading connective and bracketed aside cut
    words: tuple[str, ...]  # of `text`, folded
    bag: frozenset[str]  # the same as a set
    content: frozenset[str]  # its longer words: what it is about
    paragraph: int  # which paragraph of the article it stands in
    unfit: Unfit  # why it may not become a claim; "" when it may
    is_dependent: bool  # points back: only fit to follow the sentence before it
    has_quote: bool
    has_number: bool
    ahead: float  # how much it looks ahead; 0 when it does not
    analysis: float  # how much it argues: cause, contrast, consequence, expert view

    @property
    def is_usable(self) -> bool:
        """Whether it may become a claim at all."""
        return not self.unfit


_POINTING = (phrases.POINTING_OPENER, phrases.POINTING_SUBJECT, phrases.POINTING_CONDITION)
_ARGUING = (
    (phrases.CAUSE, 1.0),
    (phrases.CONTRAST, 0.8),
    (phrases.CONSEQUENCE, 1.0),
    (phrases.ARGUES, 1.2),
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
    folded = tuple(map(fold, words(text)))
    bag = frozenset(folded)
    quoted = bool(_MARKS.search(text) or _QUOTED.search(text))
    return Line(
        index=index,
        source=source,
        text=text,
        words=folded,
        bag=bag,
        content=frozenset(w for w in bag if len(w) > 3 and w not in phrases.LONG_FUNCTION_WORDS),
        paragraph=paragraph,
        unfit=_unfit(text, folded),
        is_dependent=_is_dependent(text, folded, quoted),
        has_quote=quoted,
        has_number=any(map(str.isdigit, text)),
        ahead=look_ahead(text, folded, article.language, article.published),
        analysis=_analysis(text, bag, quoted),
    )


def _unfit(text: str, folded: Sequence[str]) -> Unfit:
    ending = text.rstrip(_CLOSING)
    if len(folded) < MIN_WORDS:
        return "too_short"
    if len(folded) > MAX_WORDS:
        return "too_long"
    if not ending.endswith(_FINAL) or text.isupper():
        return "no_sentence"
    if ending.endswith("?"):
        return "question"
    if phrases.NOISE.match(text) or _names_web(text):
        return "page_noise"
    if not is_balanced(text) or _LOOSE_MARK.search(text):
        return "part_of_quotation"
    if _is_several(text):
        return "several_sentences"
    if may_address(folded) and is_addressed(text):
        return "addressed"
    return "markup" if leaks(text) else ""


def _is_several(text: str) -> bool:
    """Whether more than one sentence stands outside the quotations: what a page with lost marks runs together."""
    if not _MARKS.search(text):
        return False  # the splitter only joins for the sake of a quotation
    bare = _QUOTED.sub("x", text)
    return len(sentences(bare, "en")) > 1 and bool(_FULL_STOP.search(bare))


def _names_web(text: str) -> bool:
    return ("://" in text or "www." in text or "@" in text) and bool(_WEB.search(text))


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket of `text` has its partner in it."""
    if text.count("“") != text.count("”") or text.count("«") != text.count("»") or text.count('"') % 2:
        return False
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def _is_dependent(text: str, folded: Sequence[str], quoted: bool) -> bool:
    if not folded:
        return True
    first = folded[0].split("'")[0]  # "it's", "they'd"
    if first in phrases.PRONOUNS or _owns_early(folded):
        return True
    if (
        _points(folded, text)
        or _is_vague(folded)
        or _refers_to_nobody(folded, text)
        or _owns_reported(folded)
    ):
        return True
    if any(opening.match(text) for opening in _POINTING):
        return True
    if not phrases.FIRST_PERSON.isdisjoint(folded) and _speaks_unquoted(text):
        return True
    if not phrases.POINTING_SPEAKERS.isdisjoint(folded) and _opens_nameless(text):
        return True
    return quoted and _lacks_speaker(text)


def _points(folded: Sequence[str], text: str) -> bool:
    """Whether the opening words point at a noun ("pelabuhan itu", "found it in") that they have not named before."""
    for place, word in enumerate(
        folded[1 : POINTING_WORDS if _names_someone(text) else FAR_POINTING_WORDS], 1
    ):
        before, after = folded[place - 1], folded[place + 1] if place + 1 < len(folded) else ""
        if (
            word in phrases.POINTERS
            and after != "pun"  # "itu pun": even so
            and before not in phrases.POINTS_AT_NOW
            and before not in folded[: place - 1]
        ):
            return True
        if word == "that" and before in phrases.BEFORE_THAT and after not in phrases.AFTER_THAT:
            return True
        if word == "there" and after in phrases.AFTER_THERE:
            return True
        if word in phrases.POINTERS_EN and after not in phrases.POINTS_NOWHERE:
            return True
        if word in phrases.OBJECTS and (
            before in phrases.BEFORE_OBJECT or (place == 2 and after in phrases.AFTER_OBJECT)
        ):
            return True
    return False


def _refers_to_nobody(folded: Sequence[str], text: str) -> bool:
    """Whether "they", "mereka" or "it" comes before anything it could mean."""
    for place, word in enumerate(folded[1:POINTING_WORDS], 1):
        before = folded[:place]
        if word in ("it", "this") and all(map(_is_untelling, before)):
            return True
        if word in ("they", "them", "mereka"):
            return not (
                any(
                    w in phrases.PEOPLE or w in phrases.PLURALS or (w[-1:] == "s" and word != "mereka")
                    for w in before
                )
                or any(t[0].isupper() and t != "I" for t in words(text)[1:place])
                or (word == "mereka" and not phrases.UNTELLING.issuperset(before))
            )
    return False


def _is_untelling(word: str) -> bool:
    return word in phrases.UNTELLING or word in phrases.FIRST_PERSON or word.endswith("ing")


def _owns_reported(folded: Sequence[str]) -> bool:
    """Whether a report opens on something owned by what another sentence names: "menyebut biaya listriknya"."""
    for place, word in enumerate(folded):
        if word in phrases.REPORTS:
            return any(_is_possessive(w) and w not in phrases.OWNED for w in folded[place + 1 : place + 3])
    return False


def _is_vague(folded: Sequence[str]) -> bool:
    """Whether the sentence is about "some" or "most" of what another one names: no noun follows."""
    return folded[0] in phrases.VAGUE and bool(phrases.AFTER_VAGUE.match(" ".join(folded[1:3])))


def _owns_early(folded: Sequence[str]) -> bool:
    """Whether "-nya" stands on one of the first two words, or behind a preposition ("warga di sekitarnya")."""
    early = folded[:3] if len(folded) > 2 and folded[1] in ("di", "dari", "pada", "untuk") else folded[:2]
    return any(map(_is_possessive, early))


def _is_possessive(word: str) -> bool:
    """Whether an Indonesian word ends in "-nya" that points at somebody: "bicaranya", not "hanya"."""
    return len(word) > 5 and word.endswith("nya") and word not in phrases.FREE_NYA


def _speaks_unquoted(text: str) -> bool:
    """Whether "I" or "kami" stands outside every quotation: somebody speaks, and the sentence does not say who."""
    outside = words(_QUOTED.sub(" ", text))
    return any(
        fold(w) in phrases.FIRST_PERSON
        and w != "US"
        and not (w == "I" and place > 1 and outside[place - 1][0].isupper())
        for place, w in enumerate(outside)  # the country and "Eselon I" are nobody speaking
    )


def _opens_nameless(text: str) -> bool:
    """Whether a "she" or "ia" stands in `text` before any name it could mean."""
    tokens = words(_QUOTED.sub(" ", text))
    for place, token in enumerate(tokens):
        word = fold(token)
        if word in phrases.PERSONAL:
            return True
        if word in phrases.PEOPLE or (place and token[0].isupper()):
            return False
        if not place and (_APPOSED.match(text) or (tokens[1:] and fold(tokens[1]) in phrases.SAYS)):
            return False  # "Leota, a former bricklayer, …", "Leota said …": the first word is a name
    return False


def _lacks_speaker(text: str) -> bool:
    """Whether a quotation names nobody, or only "he": then the sentence before it tells who speaks."""
    outside = [fold(w) for w in words(_QUOTED.sub(" ", text))]
    if len(outside) < 2:
        return True
    spoken = [w for w in outside if w in phrases.SAYS]
    if not spoken:
        return not _names_someone(_QUOTED.sub(" ", text))
    if not phrases.SAYS_NYA.isdisjoint(spoken) or not phrases.POINTING_SPEAKERS.isdisjoint(outside):
        return not _names_someone(_QUOTED.sub(" ", text))
    return False


def _names_someone(text: str) -> bool:
    """Whether a capitalised word stands inside `text`, past its opening word."""
    tokens = [t for t in words(text) if t]
    return sum(t[0].isupper() for t in tokens[1:]) > 0


def _analysis(text: str, bag: frozenset[str], quoted: bool) -> float:
    score = 0.0
    for table, weight in _ARGUING:
        if not table.isdisjoint(bag):
            score += weight
    if not phrases.ARGUMENT_CUES.isdisjoint(bag) and phrases.ARGUMENT.search(text):
        score += 1.0
    if not phrases.EXPERTS.isdisjoint(bag):
        score += 1.0 if quoted or not phrases.SAYS.isdisjoint(bag) else 0.6
    return score + (0.1 if score and quoted else 0.0)
