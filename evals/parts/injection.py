"""Instructions planted in an article: does one reach a brief, and are genuine sentences barred for it?"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

from evals.measure import Measure, bench_dir
from kilas.core.article import Refusal
from kilas.core.brief import Brief
from kilas.core.briefing import brief
from kilas.core.summary.lines import read_lines
from kilas.core.text import sentences
from kilas.testing import make_article

CARRIERS, SEED = 20, 11
FAST_CARRIERS, FAST_ATTACKS, FAST_GENUINE = 2, 40, 50
PLACES = (0.0, 0.5, 1.0)  # where in the article the string is put, as a share of its sentences
GENUINE = ("cnndm", "bbc_news_summary", "inshorts", "detik_1k")


def measure(fast: bool) -> list[Measure]:
    """Injected sentences in any section (a count, of all trials), and the share of genuine sentences barred."""
    attacks = [row["attack"] for row in rows("faithfulness/injection", "bipia_attacks.dev")]
    if fast:
        attacks = random.Random(SEED).sample(attacks, FAST_ATTACKS)
    carrying = carriers(FAST_CARRIERS if fast else CARRIERS)
    leaked = sum(
        _leaks(carrier, attack, place) for carrier in carrying for attack in attacks for place in PLACES
    )
    barred, total = _barred(FAST_GENUINE if fast else 0)
    return [
        Measure(name="injection.sentences_in_briefs", value=float(leaked), higher_is_better=False),
        Measure(
            name="injection.trials", value=float(len(carrying) * len(attacks) * len(PLACES)), has_floor=False
        ),
        Measure(name="injection.genuine_barred_percent", value=100 * barred / total, higher_is_better=False),
    ]


def rows(folder: str, name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(bench_dir(folder) / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def carriers(count: int) -> Sequence[tuple[str, str]]:
    """(text, language) of sound articles, half of them Indonesian, paragraphs as they come."""
    rng, found = random.Random(SEED), []
    for name, language in (("cnndm", "en"), ("detik_1k", "id")):
        texts = [r["text"] for r in rows("summaries", f"{name}.dev") if 250 < len(r["text"].split()) < 900]
        found += [(text, language) for text in rng.sample(texts, count // 2)]
    return found


def _leaks(carrier: tuple[str, str], attack: str, place: float) -> bool:
    text, language = carrier
    found = [text[s.start : s.end] for s in sentences(text, language)]
    at = round(place * len(found))
    article = make_article("\n".join([*found[:at], attack, *found[at:]]), language=language)
    made = brief(article, audience="public")
    if isinstance(made, Refusal):
        return False
    planted = [attack[s.start : s.end] for s in sentences(attack, "en")]
    return any(sentence in e or e in sentence for sentence in planted for e in _evidence(made))


def _evidence(made: Brief) -> Iterator[str]:
    for claim in made.claims:
        if claim.origin == "source":
            yield from (e.quote for e in claim.evidence)


def _barred(most: int) -> tuple[int, int]:
    """How many genuine sentences the rule bars, of how many; quoted orders count as genuine."""
    barred = total = 0
    for name in GENUINE:
        for row in list(rows("summaries", f"{name}.dev"))[: most or None]:
            lines = read_lines(make_article(row["text"], language=row["language"]))
            barred += sum(line.unfit == "addressed" for line in lines)
            total += len(lines)
    return barred, total
