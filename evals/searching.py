"""How fast search answers over a large archive, on SQLite and on PostgreSQL.

The texts are of our own making: syllables joined to words, words drawn by Zipf's law, half as if
Indonesian and half as if English, so that a few words stand in nearly every text.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from evals.figures import Figure
from kilas.store import Store
from kilas.store.indexing import feed_mark, kept, language_mark
from kilas.store.tables import items, search_texts
from kilas.testing import postgres

ARTICLES, WORDS_EACH, FEEDS = 100_000, 420, 200
VOCABULARY = 60_000  # a language
TRIES = 40  # of each kind of query
TARGET_MS = 50.0
_BATCH = 2_000
_START = datetime(2026, 1, 1, tzinfo=UTC)
_STARTS = {
    "id": "meng men mem me peng pen pem pe ber ter di ke se per".split(),
    "en": "re un in con dis pre de ex over sub".split(),
}
_SYLLABLES = {
    "id": "ba ka la ma na ra sa ta da ga ja pa wa ya bu ku lu mu nu ru su tu an ang un ing ar er".split(),
    "en": "al ber cor den est for gar hol ist jor ken lan mor net or pel ques ran sol ter un ver win".split(),
}


@dataclass(frozen=True, slots=True)
class Language:
    """A made-up language: its words, the commonest first, with the weights they are drawn by."""

    code: str
    words: tuple[str, ...]
    weights: tuple[float, ...]  # cumulative


def figures() -> Iterator[Figure]:
    """Build the archive on each engine and ask it every kind of query; PostgreSQL takes seconds for phrases of words that stand in every text."""
    languages = [_language(code, random.Random(f"search {code}")) for code in ("id", "en")]
    with tempfile.TemporaryDirectory(prefix="kilas-search-") as folder:
        yield from _figures(f"sqlite:///{folder}/kilas.db", "SQLite", languages, TARGET_MS)
    if programs := postgres.programs():
        with postgres.server(programs) as server:
            yield from _figures(server.url, "PostgreSQL", languages, None)


def _figures(url: str, engine: str, languages: list[Language], target: float | None) -> Iterator[Figure]:
    with Store.open(url, migrate=True) as store:
        started = time.perf_counter()
        phrases = _fill(store, languages)
        yield Figure(
            what=f"index {ARTICLES:,} articles, {engine}",
            value=ARTICLES / (time.perf_counter() - started),
            unit="articles/s",
        )
        took: dict[str, list[float]] = {}
        for kind, query, options in _queries(languages, phrases):
            start = time.perf_counter()
            store.search.find(query, **options)  # type: ignore[arg-type]
            took.setdefault(kind, []).append((time.perf_counter() - start) * 1e3)
        for kind, times in took.items():
            yield Figure(
                what=f"search, {engine}: {kind}, p95", value=_p95(times), unit="ms", peer=_spread(times)
            )
        every = [ms for times in took.values() for ms in times]
        yield Figure(
            what=f"search, {engine}: every kind, p95",
            value=_p95(every),
            unit="ms",
            target=target,
            at_most=True,
            peer=_spread(every),
        )


def _fill(store: Store, languages: list[Language]) -> list[str]:
    """Put the archive in, as publishing would leave it; some pairs of words that stand together in it."""
    rng = random.Random("search texts")
    feed_ids = [
        store.feeds.add(f"https://feed{n}.example/", "rss", title=f"Feed {n}", now=_START).id
        for n in range(FEEDS)
    ]
    phrases: list[str] = []
    for start in range(0, ARTICLES, _BATCH):
        rows, texts = [], []
        for number in range(start + 1, start + _BATCH + 1):
            language = languages[number % len(languages)]
            words = rng.choices(language.words, cum_weights=language.weights, k=WORDS_EACH)
            feed = feed_ids[int(FEEDS * rng.random() ** 2)]
            if number % (ARTICLES // TRIES) == 0:
                phrases.append(f"{words[0]} {words[1]}")
            # a hundredth of the articles are in a third language
            code = "ms" if number % 100 == 0 else language.code
            terms = [language_mark(code), feed_mark(feed), *words]
            rows.append(_item(number, code, feed, words))
            texts.append({"number": number, "terms": kept(store.database, terms)})
        _insert(store, rows, texts)
    return phrases


def _insert(store: Store, rows: list[dict[str, object]], texts: list[dict[str, object]]) -> None:
    def do(connection: object) -> None:
        connection.execute(items.insert(), rows)  # type: ignore[attr-defined]
        connection.execute(search_texts.insert(), texts)  # type: ignore[attr-defined]

    store.database.write(do)


def _item(number: int, language: str, feed: str, words: list[str]) -> dict[str, object]:
    when = _START + timedelta(minutes=number)
    return {
        "number": number,
        "id": f"{number:016x}",
        "kind": "link",
        "headline": " ".join(words[:8]),
        "slug": "-".join(words[:4]),
        "language": language,
        "source": "Example",
        "feed_id": feed,
        "published": when,
        "updated": when,
        "excerpt": " ".join(words[:20]),
        "word_count": 0,
        "is_indexable": False,
        "copies": 0,
        "material": "",
    }


def _queries(languages: list[Language], phrases: list[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    rng = random.Random("search queries")
    for n in range(TRIES):
        language = languages[n % 2]
        common = [language.words[rng.randrange(40)] for _ in range(3)]
        middling = language.words[rng.randrange(200, 2_000)]
        rare = language.words[rng.randrange(10_000, VOCABULARY)]
        yield "a rare word", rare, {}
        yield "a middling word", middling, {}
        yield "a word of every text", common[0], {}
        yield "three words of every text", " ".join(common), {}
        yield "a rare and a common word", f"{rare} {common[0]}", {}
        yield "two middling words", f"{middling} {language.words[rng.randrange(200, 2_000)]}", {}
        yield "a phrase of common words", f'"{common[0]} {common[1]}"', {}
        yield "a phrase that stands somewhere", f'"{phrases[n]}"', {}
        yield "a phrase that stands nowhere", f'"{rare} {common[0]} {middling}"', {}
        yield "the beginning of a word, 2 letters", middling[:2], {}
        yield "the beginning of a word, 3 letters", middling[:3], {}
        yield "the beginning of a word, 4 letters", middling[:4], {}
        yield "the beginning of a word, 5 letters", middling[:5], {}
        yield "the beginning of a word, 6 letters", middling[:6], {}
        yield "common words in a rare language", " ".join(common[:2]), {"language": "ms"}
        yield "a common word in a language it is not of", common[0], {"language": languages[n % 2 - 1].code}
        yield "a word nobody wrote", "xyzzyplugh", {}


def _language(code: str, rng: random.Random) -> Language:
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        start = rng.choice(_STARTS[code]) if rng.random() < 0.4 else ""
        words[start + "".join(rng.choices(_SYLLABLES[code], k=rng.randint(2, 4)))] = None
    weights = tuple(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
    return Language(code, tuple(words), weights)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _spread(times: list[float]) -> str:
    return f"p50 {statistics.median(times):.1f}, max {max(times):.1f}"
