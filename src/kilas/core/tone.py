"""Tone of a report (positive, neutral or negative), and the sentences that show it.

A linear model over words, word pairs, negated words and letter runs inside words, hashed into one table of small
integers for each language. The sum for a word does not depend on its neighbours, so it is cached; a sentence then costs
one addition for each word and one look-up for each pair. How an article sounds is the mean of its sentences and title,
compared with ordinary news; in trials, neither opening nor close said more than the rest. A sentence is weighted by the
root of its length, which predicted labels better than equal weights or the length. The tone of a report adds to its sound
what its title and first sentences report as good or bad news, and leaves quotations out of both.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kilas.core.article import Article
from kilas.core.brief import Tone, ToneEvidence, ToneLabel, ToneReason, cite
from kilas.core.languages import EVERY, nearest
from kilas.core.languages import language as words_of
from kilas.core.news_events import news_of, without_quotations
from kilas.core.remembered import Remembered
from kilas.core.text import count_words, sentences

BITS = 18  # 17 costs a point on newsmtsc and cnbc_id, 19 gains nothing
MIN_WORDS = 25  # of an untitled text; a shorter one is a remark, not a report
# Least lead of the best label; `python -m evals.parts.tone` prints the curve from which it was read.
MIN_MARGIN = 0.1

_FALLBACK = "en"  # table for languages without one of their own
_LABELS: tuple[ToneLabel, ToneLabel, ToneLabel] = ("negative", "neutral", "positive")
_NEUTRAL = 1
_MAX_UNIT = 4_000  # characters read of one sentence
_MAX_UNITS = 400  # sentences read of one article
_MAX_TEXT = 100_000  # characters split into sentences
_MAX_WORD = 40
_ONE_UNIT_WORDS = 120  # an untitled text up to this length is read as one sentence: a remark, a review
_REPORT_WORDS = 80  # a titled text up to this length is read as the opening of a report
_MAX_EVIDENCE = 4
_MIN_EVIDENCE = 0.1  # least distance from neutral
# Articles are measured in standard deviations of ordinary articles. The middle third of a normal distribution, which
# ends at +-0.43, is neutral; so is an article whose calm exceeds its lean by more than one deviation.
_MIDDLE_THIRD = 0.43
_CLEARLY = 1.0
# The lean of a report adds up its sound, in such deviations, and the news of its title and first three sentences. Twice as
# much of either changes no more than two labels in a hundred of `evals/tones`.
_SOUND = 0.5
_OPENING = (1.6, 1.3, 0.8, 0.5)
_LOUDEST = 2.0  # deviations: sound counts up to here, so that no praise outweighs two sentences about a death
_NO_NEWS = 0.4  # added to the middle third if an opening reports neither good nor bad news
_ORDINARY_LENGTH = (
    22  # sentences of the articles that were measured; a shorter one varies more, by chance alone
)

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
_ASCII_TOKEN = re.compile(r"[a-z]+(?:['-][a-z]+)*|[!-/:-@\[-^`{-~]|\d+(?:[.,]\d+)*")  # the same, but faster
_DIGIT = re.compile(r"\d")
_NEGATED = 4  # words in reach of a negator, up to the next mark
_PAIR = 2  # weight of a word, a pair or a negated word; a letter run has 1
_CLASSES = ("+2", "+1", "-1", "-2")  # of the word list, in the order of their columns
_CLASS_WEIGHT = 3


Floats = NDArray[np.float64]
Chances = tuple[float, float, float]  # probability of each label, in the order of _LABELS


@dataclass(frozen=True, slots=True)
class ToneReading:
    """Tone of a text, however unclear."""

    label: ToneLabel
    margin: float  # lead of the best label over the next, 0 to 1
    score: float  # -1 (negative) to +1 (positive)


def read_tone(text: str, title: str | None, language: str) -> ToneReading:
    """Return a label for any text; Malay is read as Indonesian, other unknown languages as English.

    A title with a brief text is read as a report, as `rate` reads it. A longer text may as well be an essay or a review and
    is read by its sound alone.

    >>> read_tone("Laba bersih perusahaan melonjak dan mencetak rekor.", None, "id").label
    'positive'
    """
    model_language = nearest(language).tone.table or _FALLBACK
    title = (title or "").strip()
    if not title and len(text.split(None, _ONE_UNIT_WORDS)) <= _ONE_UNIT_WORDS:
        return _reading(_chances([text], model_language)[0], model_language)
    text = text[:_MAX_TEXT].encode("utf-8", "replace").decode()  # the splitter takes no lone surrogates
    found = [text[span.start : span.end] for span in sentences(text, model_language)[:_MAX_UNITS]]
    if title and len(text.split(None, _REPORT_WORDS)) <= _REPORT_WORDS:
        return _reading(_report(found, title, model_language)[0], model_language)
    return _reading(_whole(*_read(found, title, model_language), len(found), model_language), model_language)


def rate(article: Article) -> Tone:
    """Return the tone of an article: what its opening reports and how it sounds; or not rated, with the reason."""
    table = words_of(article.language).tone.table
    if not table:
        return _not_rated("language")
    title = (article.title or "").strip()
    if not title and count_words(article.text[: 50 * MIN_WORDS]) < MIN_WORDS:
        return _not_rated("too_short")
    quotes = [article.quote(i) for i in range(min(len(article.sentences), _MAX_UNITS))]
    chances, pulls = _report(quotes, title, table)
    reading = _reading(chances, table)
    if reading.margin < MIN_MARGIN:
        return _not_rated("low_margin")
    return Tone(
        label=reading.label,
        rated=True,
        reason="rated",
        score=reading.score,
        margin=reading.margin,
        evidence=_evidence(article, reading.label, pulls),
    )


def rate_all(articles: Sequence[Article]) -> Tone:
    """Return the common tone of reports on one event; not rated if they differ or one of them is not rated."""
    tones = [rate(article) for article in articles]
    unrated = next((tone for tone in tones if not tone.rated), None)
    if unrated:
        return unrated
    if len({tone.label for tone in tones}) > 1:
        return _not_rated("reports_differ")
    return _mean(tones)


def _mean(tones: Sequence[Tone]) -> Tone:
    """The mean of rated tones with one label."""
    return Tone(
        label=tones[0].label,
        rated=True,
        reason="rated",
        score=round(sum(tone.score or 0.0 for tone in tones) / len(tones), 4),
        margin=min(tone.margin or 0.0 for tone in tones),
        evidence=tuple(moved for tone in tones for moved in tone.evidence),
    )


def features(text: str, language: str) -> tuple[list[int], list[float]]:
    """Return the input of the training script: the hash buckets of `text`, with repeats, and its dense columns.

    Each of n buckets has the weight 1 / sqrt(n); the columns are not scaled.
    """
    buckets: list[int] = []
    classes = [0] * (2 * len(_CLASSES))
    before = ""
    reach = 0
    tokens = _tokens(text)
    for word in map(_normal, tokens):
        buckets += _word_buckets(word)
        if before:
            buckets += [_bucket(f"2 {before} {word}")] * _PAIR
        is_negated, reach = _reach(_role(word, language), reach)
        if is_negated:
            buckets += [_bucket(f"N {word}")] * _PAIR
        if (listed := _word_class(word, language)) is not None:
            classes[listed + is_negated * len(_CLASSES)] += 1
        before = word
    root = math.sqrt(len(buckets) or 1)
    return buckets, [_CLASS_WEIGHT * count / root for count in classes] + _form(text, tokens)


def logits(texts: Sequence[str], language: str) -> Floats:
    """Return the logits of "negative" and "positive" relative to "neutral", one row for each of `texts`.

    The result is `features` times the weights, but computed for the words of all texts at once.
    """
    weights = _weights(language)
    tokens = [_tokens(text) for text in texts]
    counts = [len(row) for row in tokens]
    known = list(map(_words(language).__getitem__, chain.from_iterable(tokens)))
    sums = np.zeros((3, len(texts)))  # down, up, size
    if known:
        unit = np.repeat(np.arange(len(texts)), counts)
        downs, ups, sizes, roles, crcs, tails, extras = zip(*known, strict=True)
        pairs = np.fromiter(map(zlib.crc32, tails[1:], crcs), np.int64, len(known) - 1) & _MASK
        follows = np.flatnonzero(unit[1:] == unit[:-1])  # without pairs across two texts
        pairs, paired = pairs[follows], unit[1:][follows]
        for total, ones, table in zip(
            sums, (downs, ups, sizes), (weights.low, weights.high, _ONES), strict=True
        ):
            total += np.bincount(unit, ones, len(texts))
            total += _PAIR * np.bincount(paired, table[pairs], len(texts))
        if _NEGATOR in roles:
            _negate(sums, unit, roles, extras)
    steps = sums[:2] * (weights.scale / np.sqrt(np.maximum(sums[2], 1.0)))
    forms = [_form(text, row) for text, row in zip(texts, tokens, strict=True)]
    found: Floats = steps.T + np.array(forms, dtype=np.float64).reshape(len(texts), -1) @ weights.form
    return found


def _negate(
    sums: Floats, unit: NDArray[np.intp], roles: Sequence[int], extras: Sequence[tuple[float, float, int]]
) -> None:
    """Add the extra sums of words in reach of a negator."""
    at = -1
    for _ in range(roles.count(_NEGATOR)):
        at = roles.index(_NEGATOR, at + 1)
        row = unit[at]
        for place in range(at + 1, min(at + 1 + _NEGATED, len(roles))):
            if roles[place] != _WORD or unit[place] != row:
                break
            sums[:, row] += extras[place]


def pack(header: dict[str, object], low: bytes, high: bytes) -> bytes:
    """Return the weights file of one language: a header in JSON and two tables of signed bytes, deflated."""
    return zlib.compress(json.dumps(header, sort_keys=True).encode() + b"\n" + low + high, 9)


class _Weights(NamedTuple):
    low: NDArray[np.int8]  # by bucket: "negative" relative to "neutral", in steps
    high: NDArray[np.int8]  # by bucket: "positive" relative to "neutral", in steps
    scale: float  # value of one step
    classes: list[tuple[float, float]]  # the same two weights for each class of the word list, in steps
    form: Floats  # one row for each column of `_form`
    temperature: float  # fitted so that outputs are probabilities
    ordinary: tuple[float, float, float, float]  # of news: mean lean, its spread, mean calm, its spread
    plain_lean: float  # mean lean of reports whose opening has neither good nor bad news
    neutral_trust: float  # precision of "neutral" relative to that of "negative" and "positive"


class _Word(NamedTuple):
    """The part of a word in the sums of its text."""

    down: float  # in steps
    up: float
    size: int  # buckets
    role: int
    crc: int  # state of the hash of a pair after this word
    tail: bytes  # end of the hashed bytes of a pair with this word second
    extra: tuple[float, float, int]  # additional down, up and size if it is negated


_MASK = (1 << BITS) - 1
_RUN = zlib.crc32(b"c")  # state of the hash before a run of letters
_WORD, _NEGATOR, _MARK = range(3)
_ONES = np.ones(1 << BITS, dtype=np.int8)  # the size of each bucket


@cache
def _weights(language: str) -> _Weights:
    packed = resources.files("kilas.core").joinpath("data", f"tone.{language}.bin").read_bytes()
    head, _, tables = zlib.decompress(packed).partition(b"\n")
    header = json.loads(head)
    steps = np.frombuffer(tables, dtype=np.int8)
    return _Weights(
        low=steps[: _MASK + 1],
        high=steps[_MASK + 1 :],
        scale=header["scale"],
        classes=[(down / header["scale"], up / header["scale"]) for down, up in header["classes"]],
        form=np.array(header["form"], dtype=np.float64),
        temperature=header["temperature"],
        ordinary=tuple(header["ordinary"]),
        plain_lean=header["plain_lean"],
        neutral_trust=header["neutral_trust"],
    )


@cache
def _word_list(language: str) -> dict[str, int]:
    """Class of each listed word; one that takes endings is listed with an asterisk."""
    listed: dict[str, int] = {}
    column: int | None = None
    for line in (
        resources.files("kilas.core").joinpath("data", "tone.words.txt").read_text("utf-8").splitlines()
    ):
        if line.startswith("["):
            column = _CLASSES.index(line[4:6]) if line[1:3] == language else None
        elif column is not None and not line.startswith("#"):
            for word in line.split():
                listed.setdefault(word, column)
    return listed


@cache
def _words(language: str) -> Remembered[str, _Word]:
    """The parts of the words of a language, cached."""
    return Remembered(partial(_word, language=language))


def _word(token: str, language: str) -> _Word:
    low, high, _, classes, *_ = _weights(language)
    word = _normal(token)
    raw = word.encode("utf-8", "replace")
    buckets = _word_buckets(word)
    negated = _bucket(f"N {word}")
    listed = _word_class(word, language)
    plain, inside = (
        ((0.0, 0.0),) * 2 if listed is None else (classes[listed], classes[listed + len(_CLASSES)])
    )
    return _Word(
        down=int(low[buckets].sum()) + _CLASS_WEIGHT * plain[0],
        up=int(high[buckets].sum()) + _CLASS_WEIGHT * plain[1],
        size=len(buckets),
        role=_role(word, language),
        crc=zlib.crc32(b"2 " + raw),
        tail=b" " + raw,
        extra=(
            _PAIR * int(low[negated]) + _CLASS_WEIGHT * (inside[0] - plain[0]),
            _PAIR * int(high[negated]) + _CLASS_WEIGHT * (inside[1] - plain[1]),
            _PAIR,
        ),
    )


def _tokens(text: str) -> list[str]:
    low = text[:_MAX_UNIT].lower()
    return (_ASCII_TOKEN if low.isascii() else _TOKEN).findall(low)


def _normal(token: str) -> str:
    return "0" if token[0].isdecimal() else token[:_MAX_WORD].replace("’", "'")


def _bucket(feature: str) -> int:
    return zlib.crc32(feature.encode("utf-8", "replace")) & _MASK


def _word_buckets(word: str) -> list[int]:
    """Buckets of the word itself and of its runs of three to five letters, with its edges marked."""
    buckets = [_bucket(f"1 {word}")] * _PAIR
    if word[0].isalpha():
        marked = f"<{word}>"
        length = len(marked)
        runs = [marked[i : i + n] for n in range(3, min(6, length)) for i in range(length - n + 1)]
        buckets += [zlib.crc32(run.encode("utf-8", "replace"), _RUN) & _MASK for run in runs]
    return buckets


def _role(word: str, language: str) -> int:
    if word in words_of(language).tone.negators or word.endswith(EVERY.tone.negator_endings):
        return _NEGATOR
    return _WORD if word[0].isalnum() else _MARK


def _reach(role: int, reach: int) -> tuple[bool, int]:
    """Return whether a word of this role is negated, and the number of further words in reach."""
    if role == _WORD:
        return reach > 0, max(reach - 1, 0)
    return False, _NEGATED if role == _NEGATOR else 0


def _word_class(word: str, language: str) -> int | None:
    listed = _word_list(language)
    if (column := listed.get(word, listed.get(word + "*"))) is not None:
        return column
    for cut in range(1, min(6, len(word) - 1)):
        if (
            word[-cut:] in words_of(language).tone.endings
            and (column := listed.get(word[:-cut] + "*")) is not None
        ):
            return column
    return None


def _form(text: str, tokens: Sequence[str]) -> list[float]:
    """Return the dense features: length, capitals and marks. These differ between headlines, reports and reviews, and so
    does the share of neutral texts."""
    words = text[:600].split()
    upper = sum(map(str.isupper, [word[0] for word in words])) / (len(words) or 1)
    end = text[-3:].rstrip()
    read = text[:_MAX_UNIT]
    return [
        1.0,
        min(len(tokens), 60) / 60,
        len(tokens) <= 15,
        len(tokens) > 35,
        end[-1:] in (".", "!", "?"),
        end[-2:] == " .",
        upper,
        upper > 0.6,
        upper < 0.02,
        "!" in read,
        '"' in read or "“" in read,
        _DIGIT.search(text) is not None,
    ]


def _chances(texts: Sequence[str], language: str) -> list[Chances]:
    temperature = _weights(language).temperature
    return [
        _softmax(negative, 0.0, positive)
        for negative, positive in (logits(texts, language) * temperature).tolist()
    ]


def _softmax(a: float, b: float, c: float) -> Chances:
    top = max(a, b, c)
    x, y, z = math.exp(a - top), math.exp(b - top), math.exp(c - top)
    total = x + y + z
    return x / total, y / total, z / total


def _read(found: Sequence[str], title: str, language: str) -> tuple[list[Chances], list[str]]:
    """The probabilities of the title, if there is one, and of each sentence of an article; and these texts."""
    texts = [title, *found] if title or not found else list(found)
    return _chances(texts, language), texts


def _report(found: Sequence[str], title: str, language: str) -> tuple[Chances, list[float]]:
    """The probabilities of a report, and how far each of its sentences pulls the tone, from -1 to +1."""
    news = [news_of(text, language) for text in (title, *found[: len(_OPENING) - 1])]
    chances, texts = _read([without_quotations(text) for text in found], title, language)
    whole = _whole(chances, texts, len(found), language, news)
    sound = [chance[2] - chance[0] for chance in chances[len(chances) - len(found) :]]
    opening = [(heard + 2 * one) / 3 if one else heard for heard, one in zip(sound, news[1:], strict=False)]
    return whole, opening + sound[len(opening) :]


def _whole(
    chances: Sequence[Chances],
    texts: Sequence[str],
    sentences: int,
    language: str,
    news: Sequence[float] | None = None,
) -> Chances:
    """The probabilities of an article, from those of its title and sentences and the news of its opening; of its sound
    alone if `news` is None."""
    if not sentences:
        return chances[0]
    weights = _weights(language)
    usual_lean, lean_spread, usual_calm, calm_spread = weights.ordinary
    wobble = max(1.0, math.sqrt(_ORDINARY_LENGTH / sentences))
    lean, calm = mean_of(chances, texts)
    calm = (calm - usual_calm) / calm_spread / wobble
    middle = _MIDDLE_THIRD
    if news is None:
        lean = (lean - usual_lean) / lean_spread / wobble
    else:
        sound = (lean - weights.plain_lean) / lean_spread / wobble
        lean = _SOUND * max(-_LOUDEST, min(_LOUDEST, sound))
        lean += sum(weight * one for weight, one in zip(_OPENING, news, strict=False))
        middle += 0 if any(news) else _NO_NEWS
    return _softmax(-lean, max(middle, calm - _CLEARLY), lean)


def mean_of(chances: Sequence[Chances], texts: Sequence[str]) -> tuple[float, float]:
    """Return the mean lean ("positive" less "negative") and calm ("neutral") of `texts`, weighted by their length."""
    sizes = [math.sqrt(len(text)) for text in texts]
    total = sum(sizes)
    lean = sum(size * (c[2] - c[0]) for size, c in zip(sizes, chances, strict=True))
    return lean / total, sum(size * c[1] for size, c in zip(sizes, chances, strict=True)) / total


def _reading(chances: Chances, language: str) -> ToneReading:
    best = max(range(3), key=chances.__getitem__)
    lead = chances[best] - max(chance for i, chance in enumerate(chances) if i != best)
    if best == _NEUTRAL:
        lead *= _weights(language).neutral_trust
    return ToneReading(_LABELS[best], round(lead, 4), round(chances[2] - chances[0], 4))


def _evidence(article: Article, label: ToneLabel, scores: list[float]) -> tuple[ToneEvidence, ...]:
    """The sentences furthest from neutral on the side of the label, in the order of the text; none of a neutral report."""
    side = _LABELS.index(label) - _NEUTRAL
    scores = [max(0.0, score * side) * side for score in scores]
    strongest = sorted(range(len(scores)), key=lambda i: (-abs(scores[i]), i))[:_MAX_EVIDENCE]
    return tuple(
        ToneEvidence(
            evidence=cite(article, i),
            weight=round(scores[i], 4),
        )
        for i in sorted(strongest)
        if abs(scores[i]) >= _MIN_EVIDENCE
    )


def _not_rated(reason: ToneReason) -> Tone:
    return Tone(label="neutral", rated=False, reason=reason)
