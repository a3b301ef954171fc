"""How many sentences of a report does Kilas lose, and how many lines of the page does it keep?"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from evals.measure import Measure, bench_dir, scorer
from evals.parts.extraction import CORE, SAMPLE, SEED
from evals.parts.noise import kinds_of
from kilas.core.extract import read_page
from kilas.core.text import detect_language, plain, sentences

WORDS = 4  # in a sentence, at least; a Chinese or Japanese character counts as half a word
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(slots=True)
class Counts:
    """Sentences of pages."""

    marked: int = 0  # in the human-marked text
    lost: int = 0  # of these: found by trafilatura, not by Kilas
    lost_by_both: int = 0
    found_alone: int = 0  # of these: found by Kilas, not by trafilatura
    ours: int = 0  # in Kilas's text
    beside: int = 0  # of these: not in the human-marked text
    page_lines: int = 0  # of those: noise by their form

    def add(self, other: Counts) -> None:
        """Add the counts of another page."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


def measure(fast: bool) -> list[Measure]:
    """Shares in percent; `fast` takes a seeded sample of pages."""
    total = Counts()
    for page in _pages(fast):
        total.add(_counted(page))
    return [
        _percent("lost_beyond_trafilatura", total.lost, total.marked),
        _percent("page_lines_kept", total.page_lines, total.ours),
        _percent("lost_by_both", total.lost_by_both, total.marked, has_floor=False),
        _percent("found_alone", total.found_alone, total.marked, has_floor=False),
        _percent("beside_the_marked", total.beside, total.ours, has_floor=False),
        Measure(name="lines.marked", value=float(total.marked), has_floor=False),
    ]


def _percent(name: str, count: int, whole: int, *, has_floor: bool = True) -> Measure:
    value = 100 * count / whole
    return Measure(name=f"lines.{name}_percent", value=value, higher_is_better=False, has_floor=has_floor)


def _pages(fast: bool) -> list[dict[str, Any]]:
    pages = scorer("extraction").load([str(bench_dir("extraction"))])
    marked = [page for page in pages if page["set"] in CORE and page.get("text")]
    return random.Random(SEED).sample(marked, SAMPLE) if fast else marked


def _counted(page: dict[str, Any]) -> Counts:
    html = gzip.decompress(page["file"].read_bytes())
    ours = read_page(html, url=page.get("url")).text
    marked: str = page["text"]
    language = detect_language(marked, page.get("language"))
    in_ours, in_theirs, in_marked = map(_folded, (ours, _trafilatura(html, page.get("url")), marked))
    counts = Counts()
    for text in _sentences(marked, language):
        folded = _folded(text)
        if _words(text) < WORDS or kinds_of(text):
            continue
        counts.marked += 1
        counts.lost += folded not in in_ours and folded in in_theirs
        counts.lost_by_both += folded not in in_ours and folded not in in_theirs
        counts.found_alone += folded in in_ours and folded not in in_theirs
    for text in _sentences(ours, language):
        is_beside = _folded(text) not in in_marked
        counts.ours += 1
        counts.beside += is_beside
        counts.page_lines += is_beside and bool(kinds_of(text))
    return counts


def _trafilatura(html: bytes, url: str | None) -> str:
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url, include_comments=False, with_metadata=False)
    return "" if found is None or isinstance(found, dict) else found.text or ""


def _sentences(text: str, language: str) -> Iterator[str]:
    return (text[span.start : span.end] for span in sentences(text, language))


def _folded(text: str) -> str:
    """The words of `text`, between spaces, without what Kilas removes from any text."""
    return f" {' '.join(_TOKEN.findall(plain(text).casefold()))} "


def _words(text: str) -> float:
    tokens = _TOKEN.findall(_ADDRESS.sub("", text))
    return sum(0.5 if token >= "\u3040" and len(token) == 1 else 1 for token in tokens)
