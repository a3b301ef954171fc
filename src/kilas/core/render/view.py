"""The view of a brief: everything that the formats print, in order.

All formats for people print one `View`, so none can show what another hides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import NamedTuple, TypedDict
from urllib.parse import quote, urlsplit

from kilas.core.address import host_of
from kilas.core.article import Article, DateSource
from kilas.core.brief import Brief, Checks, Claim, Provenance, ToneLabel
from kilas.core.numbering import Numbering
from kilas.core.publishing import RECORDED
from kilas.core.render.route_words import AttemptRow, attempt_row, seconds_words
from kilas.core.render.ui_language import Ui, noop
from kilas.core.render.working import working
from kilas.core.routing import EMBEDDED
from kilas.core.text import count_words
from kilas.core.text.markup import clean

# An excerpt shows the cited sentences and their neighbours, at most this share of the text's words.
EXCERPT_SHARE = 0.5
_RTL = frozenset("ar arc ckb dv fa he ks ps sd syr ug ur yi".split())
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UNIT = re.compile(r"((?:[^\W\d_]+\.?\s){1,3}[^\s\d=]{0,3}\d[\d.,]*|\S*\d\S*)\s+(\D+)")
# characters that RFC 3986 excludes: space, quotes, <>, \, ^, `, {|}
_UNSAFE_IN_URL = re.compile(r"[^!#-;=?-\[\]_a-z~]")

_TONES = {"positive": noop("positive"), "neutral": noop("neutral"), "negative": noop("negative")}
_NOT_RATED = {
    "language": noop("The tone is not rated: only Indonesian and English are rated."),
    "low_margin": noop("The tone is not rated: no label clearly leads."),
    "too_short": noop("The tone is not rated: the text is too short."),
    "reports_differ": noop("The tone is not rated: the reports sound different."),
}
_SUPPORTED = noop("%(n)s of %(m)s claims supported by the source")
_SUPPORTED_BY_SEVERAL = noop("%(n)s of %(m)s claims supported by the sources")
SIGN = "≈"  # follows a claim in a model's wording, which rules cannot verify
_REWORDED = noop("reworded by the model; numbers and names checked")
_REWORDED_AND_JUDGED = noop("reworded by the model; numbers and names checked; %(judge)s found it supported")
_ENGINES = {"embedded": noop("Kilas’s built-in engine")}
_MODEL_ENGINE = "model"
_RIGHTS = {
    "link": noop("Only the cited sentences are shown. The full text is at the source."),
    "excerpt": noop("This is an excerpt. The full text is at the source."),
    "own": noop("Rights: own text"),
    "licensed": noop("Rights: licensed"),
    "cc": noop("Rights: Creative Commons"),
}
_PRIVATE = noop("For you alone: this brief may quote more than its publisher allows to be published.")
_NOTICES = {
    "rights_cap": noop("The brief is short because it may quote only part of the source."),
    "digest_article": noop("The page contains several reports, so the brief may mix them."),
    "sections_repeat": noop(
        "Some key takeaways repeat the summary: too few other sentences could be quoted."
    ),
    "few_sentences": noop(
        "Too few sentences of the article make sense on their own, so the brief is shorter than requested."
    ),
    "short_article": noop(
        "A summary is at most half as long as its article, so this one is shorter than requested."
    ),
    "language_neutral": noop(
        "Indonesian and English are checked most closely; this text is in another language."
    ),
    "opening_only": noop(
        "Kilas ranks sentences in the Latin script only, so this summary is the opening of the article."
    ),
    "reservations": noop("The publisher restricts machine use of this text. For private reading only."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A claim ready to print."""

    id: str  # "c3" for the third claim of the brief
    lead: str
    rest: str  # the text after the lead, including its space
    numbers: tuple[int, ...]  # source sentences, counted from 1
    own: str = ""  # working of an own statement; "" for a statement of the source
    doubt: str = ""  # warning if the checker found it wrong; else ""
    reworded: str = ""  # meaning of its sign if it is a model's wording; else ""

    @property
    def text(self) -> str:
        return self.lead + self.rest

    @property
    def explained(self) -> str:
        """The text with its sign and what that means, for where it stands alone."""
        return explained(self.text, self.reworded)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCell:
    """One of the key figures."""

    value: str
    unit: str
    label: str
    numbers: tuple[int, ...]


class SourcePart(NamedTuple):
    """A sentence of the source, or text between sentences (number 0)."""

    number: int
    text: str
    claim: str = ""  # id of the first claim that cites it


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Consecutive sentences of one paragraph of the source."""

    skipped: int  # number of sentences left out before it
    parts: tuple[SourcePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToneView:
    """The tone in the reader's words."""

    label: str  # "positive", "neutral", "negative", "unrated": for icons and classes
    word: str
    spoken: str  # the full statement, for screen readers
    detail: str  # the score, or the reason why there is none
    numbers: tuple[int, ...]  # the shown sentences that influenced it most


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One source of a brief, with the part of its text that rights allow."""

    article: Article
    numbers: range  # numbers of its sentences
    source: str
    title: str  # "" if equal to the brief's headline
    url: str  # "" if not http(s)
    byline: str
    published: str  # with how it is known
    published_iso: str
    language: str  # attribute `lang`; "" if it is the interface's language or unknown
    direction: str  # attribute `dir`; "" if it is the interface's direction
    rights: str
    passages: tuple[Passage, ...]
    skipped_after: int  # number of sentences left out after the last passage


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefParts:
    """The claims of a brief by section, ready to print."""

    summary: tuple[tuple[Cited, ...], ...]
    watch_next: tuple[Cited, ...]
    takeaways: tuple[Cited, ...]
    insights: tuple[Cited, ...]

    @property
    def claims(self) -> tuple[Cited, ...]:
        """All claims in reading order."""
        return (
            *(claim for paragraph in self.summary for claim in paragraph),
            *self.watch_next,
            *self.takeaways,
            *self.insights,
        )


class Tongue(NamedTuple):
    """Attributes of a text whose language may differ from the interface's."""

    language: str  # attribute `lang`; "" if it is the interface's language or unknown
    direction: str  # attribute `dir`; "" if it is the interface's direction


@dataclass(frozen=True, slots=True, kw_only=True)
class View(BriefParts):
    """Everything that a format prints of a brief."""

    brief: Brief
    ui: Ui
    prefix: str  # prefix of all ids of the brief: "" for a single brief, "b2-" for the second of several
    language: str  # attribute `lang` of the claims; "" if it is the interface's language or unknown
    direction: str  # attribute `dir` of the claims; "" if it is the interface's direction
    headline: str
    heading: Tongue  # of the headline, which is the source's
    originals: tuple[Original, ...]
    tone: ToneView
    supported: str  # "16 of 16 claims supported by the source"
    supported_short: str
    is_supported: bool  # every claim is verified
    is_sound: bool  # no claim is known to be wrong
    reworded: str  # "5 claims reworded by the model"; "" for none
    legend: str  # meaning of the sign of reworded claims; "" if there are none
    summary_label: str
    figures: tuple[FigureCell, ...]
    notices: tuple[str, ...]
    provenance: tuple[tuple[str, str], ...]
    sourcing: tuple[tuple[str, str], ...]  # what the report rests on, in the language of the claims
    attempts: tuple[AttemptRow, ...]  # what became of each configured route; () without language models
    numbering: Numbering
    cited: tuple[int, ...]
    quoted: tuple[int, ...]  # those cited by statements of the source, own calculations left out
    used: str  # "11 of 16 sentences"

    @property
    def grade(self) -> str:
        """Class of the chip with the count of supported claims."""
        return "ok" if self.is_supported else "part" if self.is_sound else "half"

    @property
    def excerpt(self) -> str:
        """The first claim, for where it stands alone."""
        return self.claims[0].explained if self.claims else ""

    @property
    def has_own(self) -> bool:
        return any(claim.own for claim in self.claims)

    @property
    def only(self) -> Original | None:
        """The single source; None if there are several."""
        return self.originals[0] if len(self.originals) == 1 else None

    @property
    def source(self) -> str:
        """Names of the publishers."""
        return " · ".join(dict.fromkeys(one.source for one in self.originals if one.source))

    @property
    def url(self) -> str:
        """Address of the single source; "" if it is not safe to link to, or there are several."""
        return self.only.url if self.only else ""

    @property
    def byline(self) -> str:
        return self.only.byline if self.only else ""

    @property
    def published(self) -> str:
        return self.only.published if self.only else ""

    @property
    def published_iso(self) -> str:
        return self.only.published_iso if self.only else ""

    @property
    def sentences(self) -> int:
        """Number of sentences in all sources."""
        return self.numbering.count

    @property
    def has_originals(self) -> bool:
        """True if any text of a source is shown."""
        return any(one.passages for one in self.originals)

    def original_of(self, number: int) -> Original:
        """The source that contains sentence `number`."""
        return next(one for one in self.originals if number in one.numbers)


def view(brief: Brief, ui: Ui, zone: tzinfo, prefix: str = "", *, says_private: bool = True) -> View:
    """The view of `brief` with labels in `ui` and dates in `zone`.

    With `says_private`, a notice of a brief for its owner alone says so.
    """
    numbering, language = Numbering.of(brief.sources), brief.text_language or brief.language
    told, figures = _number_claims(brief, numbering, ui), _figures(brief, numbering)
    cited = _cited(told.claims, figures)
    quoted = _cited((claim for claim in told.claims if not claim.own), figures)
    seen = _shown(numbering, cited)
    first_claim = {n: claim.id for claim in reversed(told.claims) for n in claim.numbers}
    headline = line(brief.headline)
    originals = tuple(
        _original(article, numbering.own(place), seen, first_claim, headline, ui, zone)
        for place, article in enumerate(brief.sources)
    )
    return View(
        brief=brief,
        ui=ui,
        prefix=prefix,
        language=foreign_tag(language, ui),
        direction=direction(language),
        headline=headline or _name_of(brief.sources[0]),
        heading=tongue(brief.language if brief.sources[0].title else language, ui),
        originals=originals,
        tone=_tone(brief, numbering, ui, seen),
        **_verdicts(brief, ui),
        legend=_legend(brief.claims, ui),
        summary_label=ui.ngettext("%(count)s-word summary", "%(count)s-word summary", brief.word_count),
        summary=told.summary,
        figures=figures,
        watch_next=told.watch_next,
        takeaways=told.takeaways,
        insights=told.insights,
        notices=_notices(brief, ui, says_private=says_private),
        provenance=_provenance(brief, ui, zone),
        sourcing=_sourcing(brief, ui),
        attempts=_attempts(brief, ui),
        numbering=numbering,
        cited=cited,
        quoted=quoted,
        used=ui.ngettext(
            "%(n)s of %(count)s source sentence used",
            "%(n)s of %(count)s source sentences used",
            numbering.count,
            n=ui.number(len(quoted)),
        ),
    )


class _Verdicts(TypedDict):
    """Counts of claims by verdict, as fields of `View`."""

    supported: str
    supported_short: str
    is_supported: bool
    is_sound: bool
    reworded: str


def _verdicts(brief: Brief, ui: Ui) -> _Verdicts:
    """What the checker found, counted from the claims themselves: a reworded one is not a supported one."""
    found = [claim.status for claim in brief.claims]
    verified, reworded = found.count("verified"), found.count("unverifiable")
    counts = {"n": ui.number(verified), "m": ui.number(len(found))}
    return _Verdicts(
        supported=ui.gettext(
            _SUPPORTED if len(brief.sources) == 1 else _SUPPORTED_BY_SEVERAL,
            **counts,
        ),
        supported_short=ui.gettext("%(n)s/%(m)s claims supported", **counts),
        is_supported=verified == len(found),
        is_sound="flagged" not in found,
        reworded=ui.ngettext(
            "%(count)s claim reworded by the model", "%(count)s claims reworded by the model", reworded
        )
        if reworded
        else "",
    )


def _legend(claims: Iterable[Claim], ui: Ui) -> str:
    """What the sign means in this brief: only what holds for all reworded claims."""
    judges = [claim.judge for claim in claims if claim.status == "unverifiable"]
    if not judges:
        return ""
    named = dict.fromkeys(filter(None, judges))
    return reworded_words(", ".join(named) if all(judges) else None, ui)


def reworded_words(judge: str | None, ui: Ui) -> str:
    """What the sign of a reworded claim means; `judge` is the route that found it supported."""
    if judge:
        return ui.gettext(_REWORDED_AND_JUDGED, judge=line(judge))
    return ui.gettext(_REWORDED)


def explained(text: str, meaning: str) -> str:
    """`text` with the sign of a reworded claim and its `meaning`; only `text` if that is empty.

    >>> explained("It rained.", "reworded")
    'It rained. (≈ reworded)'
    """
    return f"{text} ({SIGN} {meaning})" if meaning else text


def tongue(language: str, ui: Ui) -> Tongue:
    """The attributes of a text in `language` within a page in `ui`."""
    return Tongue(foreign_tag(language, ui), direction(language))


def facts_of(shown: View) -> tuple[str, ...]:
    """The facts of how a brief was made, each as a line."""
    counts = [shown.supported, shown.reworded, shown.used]
    return (
        *filter(None, counts),
        *(f"{label}: {value}" for label, value in (*shown.provenance, *shown.sourcing)),
    )


def attempt_line(attempt: AttemptRow, ui: Ui) -> str:
    """An attempt on one line: "mistral: skipped, beyond the budget"."""
    took = seconds_words(attempt.seconds, ui) if attempt.seconds else ""
    told = ", ".join(filter(None, (attempt.result, took, attempt.cost)))
    return f"{attempt.route}: {told}"


def _cited(claims: Iterable[Cited], figures: Iterable[FigureCell]) -> tuple[int, ...]:
    """Numbers of all sentences cited by a claim or a figure, in order."""
    told = {n for claim in claims for n in claim.numbers}
    return tuple(sorted(told.union(*(figure.numbers for figure in figures))))


def _name_of(article: Article) -> str:
    """A substitute for a missing headline."""
    return line(article.title or "") or line(article.source or "") or host(article.url)


def _original(
    article: Article,
    numbers: range,
    seen: Sequence[int],
    first_claim: dict[int, str],
    headline: str,
    ui: Ui,
    zone: tzinfo,
) -> Original:
    title = line(article.title or "")
    own = [n for n in seen if n in numbers]
    passages, skipped_after = _passages(article, numbers.start - 1, own, first_claim)
    published, published_iso = _dated(article, ui, zone)
    return Original(
        article=article,
        numbers=numbers,
        source=line(article.source or "") or host(article.url),
        title=title if title != headline else "",
        url=safe_url(article.url),
        byline=line(article.byline or ""),
        published=published,
        published_iso=published_iso,
        language=foreign_tag(article.language, ui),
        direction=direction(article.language),
        rights=_rights(article, ui),
        passages=passages,
        skipped_after=skipped_after,
    )


def _dated(article: Article, ui: Ui, zone: tzinfo) -> tuple[str, str]:
    """The date of publication for readers, with how it is known, and in ISO 8601, both in `zone`; empty strings for none."""
    when = article.published
    if when is None:
        return "", ""
    known = _known_from(article.published_from, ui)
    return f"{ui.moment(when, zone)} ({known})" if known else ui.moment(when, zone), when.astimezone(
        zone
    ).isoformat()


def _known_from(source: DateSource | None, ui: Ui) -> str:
    """How a date is known; "" for an article that was stored before this was recorded."""
    said: dict[DateSource | None, str] = {
        "metadata": ui.gettext("from the page's metadata"),
        "printed": ui.gettext("as printed"),
        "feed": ui.gettext("from the feed"),
        "address": ui.gettext("from the page's address"),
        "guess": ui.gettext("a guess"),
    }
    return said.get(source, "")


def cited_sentences(brief: Brief) -> tuple[int, ...]:
    """Numbers, from 1 over all sources, of the sentences that claims and figures cite."""
    evidence = [span for claim in brief.claims for span in claim.evidence]
    evidence += [figure.evidence for figure in brief.figures]
    return Numbering.of(brief.sources).numbers(*evidence)


def shown_sentences(brief: Brief) -> tuple[int, ...]:
    """Numbers, from 1 over all sources, of the sentences that may be shown to readers."""
    return _shown(Numbering.of(brief.sources), cited_sentences(brief))


def _shown(numbering: Numbering, cited: Sequence[int]) -> tuple[int, ...]:
    return tuple(
        n
        for place, article in enumerate(numbering.sources)
        for n in _shown_of(article, numbering.own(place), cited)
    )


def _shown_of(article: Article, own: range, cited: Sequence[int]) -> Sequence[int]:
    if article.rights.mode in RECORDED:
        return own
    mine = [n for n in cited if n in own]
    if article.rights.mode == "excerpt":
        return _with_neighbours(article, own.start - 1, mine)
    return mine


def reproduced_words(brief: Brief) -> int:
    """Number of words of the sources that the rendered brief shows: the words of the sentences it prints.

    Each sentence counts once. Claims repeat words of the sentences they cite, so they are not counted.
    """
    numbering = Numbering.of(brief.sources)
    return sum(count_words(numbering.quote(n)) for n in shown_sentences(brief))


def line(text: str) -> str:
    """`text` on one line, without invisible characters."""
    if text.isascii() and text.isprintable():  # as `is_plain`, inlined: a page has a hundred lines
        if "  " not in text and text[:1] != " " and text[-1:] != " ":
            return text
    else:
        text = clean(text)
    return " ".join(text.split())


def is_plain(text: str) -> bool:
    """True only if `clean` would not change `text`; a quick test that most texts pass."""
    return text.isascii() and text.isprintable()


def safe_url(url: str | None) -> str:
    """`url` if it is safe to link to (http or https, with a host), else ""; escaped for every format."""
    printed = line(url or "")
    try:
        parts = urlsplit(printed)
    except ValueError:  # "http://["
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return (
        _UNSAFE_IN_URL.sub(lambda m: quote(m[0]), printed)
        if not printed.isascii() or _UNSAFE_IN_URL.search(printed)
        else printed
    )


def language_tag(language: str) -> str:
    """`language` as attribute `lang`; "" if unknown or not valid."""
    return language if language != "und" and _LANGUAGE.fullmatch(language) else ""


def foreign_tag(language: str, ui: Ui) -> str:
    """The `lang` attribute of a text within a page in `ui`; "" if it is in the same language or unknown."""
    return language_tag(language) if language != ui.code else ""


def direction(language: str) -> str:
    """Attribute `dir` for text in `language`: "rtl", "auto" if the language is unknown, "" for left to right."""
    if language.split("-")[0] in _RTL:
        return "rtl"
    return "auto" if not language_tag(language) else ""


def host(url: str | None) -> str:
    """Host name of `url`; "" if it is not safe to link to."""
    return host_of(safe_url(url))


def _number_claims(brief: Brief, numbering: Numbering, ui: Ui) -> BriefParts:
    ids = (f"c{n}" for n in range(1, len(brief.claims) + 1))

    def cite(claims: Iterable[Claim]) -> tuple[Cited, ...]:
        return tuple(_cite(numbering, claim, next(ids), ui) for claim in claims)

    return BriefParts(
        summary=tuple(cite(paragraph.claims) for paragraph in brief.summary),
        watch_next=cite(brief.watch_next),
        takeaways=cite(brief.takeaways),
        insights=cite(brief.insights),
    )


def _cite(numbering: Numbering, claim: Claim, identity: str, ui: Ui) -> Cited:
    lead = claim.lead if claim.text.startswith(claim.lead) else ""
    rest = claim.text[len(lead) :]
    gap = " " if lead and rest[:1].isspace() else ""
    return Cited(
        id=identity,
        lead=line(lead),
        rest=gap + line(rest),
        numbers=numbering.numbers(*claim.evidence),
        own=working(claim, ui) if claim.origin == "kilas" else "",
        doubt=ui.gettext("not supported by the source") if claim.status == "flagged" else "",
        reworded=reworded_words(claim.judge, ui) if claim.status == "unverifiable" else "",
    )


def _figures(brief: Brief, numbering: Numbering) -> tuple[FigureCell, ...]:
    cells = []
    for figure in brief.figures:
        value = line(figure.value)
        split = _UNIT.fullmatch(value)
        cells.append(
            FigureCell(
                value=split[1] if split else value,
                unit=split[2] if split else "",
                label=line(figure.label),
                numbers=numbering.numbers(figure.evidence),
            )
        )
    return tuple(cells)


def _with_neighbours(article: Article, before: int, cited: Sequence[int]) -> tuple[int, ...]:
    """`cited` and neighbouring sentences, up to EXCERPT_SHARE; the article's first sentence has number `before` + 1."""
    words = [count_words(article.quote(index)) for index in range(len(article.sentences))]
    room = sum(words) * EXCERPT_SHARE - sum(words[n - before - 1] for n in cited)
    shown = set(cited)
    for near in sorted({m for n in cited for m in (n - 1, n + 1)} - shown):
        index = near - before - 1
        if 0 <= index < len(words) and words[index] <= room:
            room -= words[index]
            shown.add(near)
    return tuple(sorted(shown))


def _passages(
    article: Article, before: int, shown: Sequence[int], first_claim: dict[int, str]
) -> tuple[tuple[Passage, ...], int]:
    """The shown sentences as passages, and the number left out after the last; numbers start at `before` + 1."""
    if article.rights.mode in RECORDED:
        return _whole_text(article, before, first_claim), 0
    passages: list[Passage] = []
    last = before
    for n in shown:
        part = SourcePart(number=n, text=line(article.quote(n - before - 1)), claim=first_claim.get(n, ""))
        if passages and n == last + 1 and not _paragraph_ends(article, last - before):
            run = passages.pop()
            passages.append(Passage(skipped=run.skipped, parts=(*run.parts, part)))
        else:
            passages.append(Passage(skipped=n - last - 1, parts=(part,)))
        last = n
    return tuple(passages), before + len(article.sentences) - last


def _paragraph_ends(article: Article, n: int) -> bool:
    between = article.text[article.sentences[n - 1].end : article.sentences[n].start]
    return "\n" in between


def _whole_text(article: Article, before: int, first_claim: dict[int, str]) -> tuple[Passage, ...]:
    """The whole text, including text outside of sentence spans."""
    passages: list[list[SourcePart]] = [[]]

    def between(text: str) -> None:
        if text in ("", " "):
            return
        if text == "\n\n":  # the usual gap between paragraphs
            if passages[-1]:
                passages.append([])
            return
        for index, piece in enumerate(re.split(r"\n\s*", text)):
            if index and passages[-1]:
                passages.append([])
            if printed := line(piece):
                passages[-1].append(SourcePart(number=0, text=printed))

    at, whole = 0, article.text
    for n, span in enumerate(article.sentences, start=before + 1):
        between(whole[at : span.start])
        passages[-1].append(SourcePart(n, line(whole[span.start : span.end]), first_claim.get(n, "")))
        at = span.end
    between(whole[at:])
    return tuple(Passage(skipped=0, parts=tuple(parts)) for parts in passages if parts)


def _tone(brief: Brief, numbering: Numbering, ui: Ui, seen: Sequence[int]) -> ToneView:
    tone = brief.tone
    if not tone.rated:
        return unrated_tone(tone.reason, ui)
    shown = set(seen)
    strongest = sorted(tone.evidence, key=lambda e: (-abs(e.weight), e.evidence.start))
    moved = [n for e in strongest for n in numbering.numbers(e.evidence) if n in shown]
    return rated_tone(tone.label, tone.score, ui, tuple(dict.fromkeys(moved))[:3])


def rated_tone(label: ToneLabel, score: float | None, ui: Ui, numbers: tuple[int, ...] = ()) -> ToneView:
    """A rated tone in the reader's words; `numbers` are the sentences that influenced it."""
    word = ui.gettext(_TONES[label])
    printed = ui.signed(score) if score is not None else ""
    return ToneView(
        label=label,
        word=word,
        spoken=ui.gettext(
            "Tone of the report: %(tone)s, score %(score)s on a scale from minus one to plus one",
            tone=word,
            score=printed,
        )
        if printed
        else ui.gettext("Tone of the report: %(tone)s", tone=word),
        detail=f"{word}, {printed}" if printed else word,
        numbers=numbers,
    )


def unrated_tone(reason: str, ui: Ui) -> ToneView:
    """A tone that is not rated, with the reason if it is known."""
    word = ui.gettext("not rated")
    why = ui.gettext(_NOT_RATED[reason]) if reason in _NOT_RATED else word
    spoken = ui.gettext("Tone of the report: %(tone)s", tone=word)
    return ToneView(label="unrated", word=word, spoken=spoken, detail=why, numbers=())


def _rights(article: Article, ui: Ui) -> str:
    if article.rights.mode in ("link", "excerpt") and not safe_url(article.url):
        return (
            ui.gettext("Cited sentences only.")
            if article.rights.mode == "link"
            else ui.gettext("An excerpt.")
        )
    return ui.gettext(_RIGHTS[article.rights.mode])


def _notices(brief: Brief, ui: Ui, *, says_private: bool) -> tuple[str, ...]:
    """Notices shown before the brief."""
    told = tuple(_notice(key, brief, ui) for key in brief.notices)
    return (*told, ui.gettext(_PRIVATE)) if says_private and brief.audience == "private" else told


def _notice(key: str, brief: Brief, ui: Ui) -> str:
    if key == "short_article" and len(brief.sources) == 1 and brief.sources[0].completeness == "short":
        return ui.ngettext(
            "Only %(count)s sentence of the article could be read, so the brief is short.",
            "Only %(count)s sentences of the article could be read, so the brief is short.",
            len(brief.sources[0].sentences),
        )
    if key in _NOTICES:
        return ui.gettext(_NOTICES[key])
    return line(key.replace("_", " ")).capitalize()


def _provenance(brief: Brief, ui: Ui, zone: tzinfo) -> tuple[tuple[str, str], ...]:
    made = brief.provenance
    rows = [
        (ui.gettext("Written by"), _writer(made, ui)),
        (ui.gettext("Route"), line(made.route or "") if made.route != EMBEDDED else ""),
        (ui.gettext("Model"), line(made.model or "")),
        (ui.gettext("Prompt"), line(made.prompt or "")),
        (ui.gettext("House style"), line(made.style or "")),
        (ui.gettext("Judge"), line(made.judge or "")),
        *_checked(made.checks, ui),
        (ui.gettext("Cost"), ui.dollars(made.cost_usd) if made.cost_usd else ui.gettext("none")),
        (ui.gettext("Time"), _seconds(made.seconds, ui)),
        (ui.gettext("Made"), ui.moment(made.created, zone) if made.created else ""),
        (ui.gettext("Revision"), line(brief.revision)[:12]),
    ]
    return tuple(row for row in rows if row[1])


def _sourcing(brief: Brief, ui: Ui) -> tuple[tuple[str, str], ...]:
    told = line(" ".join(claim.text for claim in brief.sourcing))
    return ((ui.gettext("The report’s sources"), told),) if told else ()


def _writer(made: Provenance, ui: Ui) -> str:
    """Name of the engine with its version; the version of a model is in its name."""
    if made.engine == _MODEL_ENGINE:
        return ui.gettext("a language model")
    engine = ui.gettext(_ENGINES[made.engine]) if made.engine in _ENGINES else line(made.engine)
    return f"{engine} {line(made.engine_version)}".strip()


def _attempts(brief: Brief, ui: Ui) -> tuple[AttemptRow, ...]:
    """What became of each route; () if there is none but the built-in engine."""
    attempts = brief.provenance.attempts
    if all(attempt.route == EMBEDDED for attempt in attempts):
        return ()
    return tuple(attempt_row(attempt, ui) for attempt in attempts)


def _checked(checks: Checks, ui: Ui) -> tuple[tuple[str, str], ...]:
    """Counts of the checker, each with its label; "" for zero."""
    numbers, derived, dropped = checks.numbers, checks.derived, checks.dropped
    return (
        (
            ui.gettext("Numbers matched"),
            ui.gettext("%(n)s of %(n)s", n=ui.number(numbers)) if numbers else "",
        ),
        (
            ui.gettext("Own calculations"),
            ui.gettext("%(n)s, marked", n=ui.number(derived)) if derived else "",
        ),
        (ui.gettext("Drafts rejected"), ui.number(dropped) if dropped else ""),
    )


def _seconds(seconds: float | None, ui: Ui) -> str:
    if seconds is None:
        return ""
    if seconds < 0.1:
        return ui.gettext("under %(seconds)s seconds", seconds=ui.number(0.1))
    return seconds_words(ui.number(seconds, decimals=1), ui)
