"""Are the sections told well, not only chosen? Measured on our own hand-labelled set, `evals/sections/`.

Half of the set (`tune`) may be looked at while the engine is improved; figures and floors are of the other half.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from evals.measure import ROOT, Measure
from kilas.core.article import Article, Rights, Span
from kilas.core.check.dates import dates
from kilas.core.check.numbers import numbers
from kilas.core.check.quotes import quotes
from kilas.core.check.source import unknown_names
from kilas.core.summary.leads import find_lead
from kilas.core.summary.lines import Line, read_lines
from kilas.core.summary.sections import AHEAD_ENOUGH, ANALYSIS_ENOUGH, ANALYSIS_SOME
from kilas.core.summary.trimming import cut
from kilas.core.text import sentences

Row = dict[str, Any]
Counts = tuple[int, int, int]  # right, found, there
Outcomes = dict[str, list[Counts]]  # of a figure, one entry an article or row

SEED = 20_260_214
DRAWS = 500
VALUE_TOLERANCE = 1e-6  # relative: values are labelled by hand, thirds as 0.6666667


def measure(fast: bool) -> list[Measure]:
    """The whole set takes a second, so a fast run measures the same."""
    del fast
    tune, test = outcomes("tune"), outcomes("test")
    for name, counts in tune.items():
        told = "  ".join(f"{figure} {share(counts):.3f}" for figure, share in _figures(name))
        print(f"tune {name:22} {told}")
    return [
        Measure(
            name=f"sections.{name}.{figure}",
            value=share(test[name]),
            interval=_interval(test[name], share),
        )
        for name in test
        for figure, share in _figures(name)
    ]


def outcomes(half: str) -> Outcomes:
    """What the engine found on one half, to be counted."""
    articles = [(row, read_lines(as_article(row))) for row in _rows("articles", half)]
    return {
        "lead_exact": [_share(_leads(row, exact=True)) for row, _ in articles],
        "lead": [_share(_leads(row, exact=False)) for row, _ in articles],
        "lead_found": [_share(_leads(row, exact=None)) for row, _ in articles],
        "ahead": [_flags(row, lines, "ahead", looks_ahead) for row, lines in articles],
        "analysis": [_flags(row, lines, "analysis", argues) for row, lines in articles],
        "analysis_strong": [_flags(row, lines, "analysis", argues_strongly) for row, lines in articles],
        "dependent": [
            _flags(row, lines, "dependent", lambda line: line.is_dependent) for row, lines in articles
        ],
        "quotes": [quote_counts(row) for row, _ in articles],
        "cuts": [cut_counts(row) for row, _ in articles],
        "boundaries_prose": [boundary_counts(row) for row, _ in articles],
        "boundaries": [boundary_counts(row) for row in _rows("boundaries", half)],
        "numbers": [number_counts(row) for row in _rows("numbers", half)],
        "dates": [date_counts(row) for row in _rows("dates", half)],
        "names": [name_counts(row) for row in _rows("names", half)],
    }


def _rows(name: str, half: str) -> list[Row]:
    path = ROOT / "evals" / "sections" / f"{name}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if half_of(row) == half]


def half_of(row: Row) -> str:
    """ "tune" or "test": by the id, or by the text where a row has none."""
    key = row.get("id") or row.get("text") or f"{row['source']}\n{row['claim']}"
    return "tune" if hashlib.sha256(key.encode("utf-8")).digest()[0] % 2 else "test"


def as_article(row: Row) -> Article:
    """The article with its sentences where the labels put them."""
    spans, at = [], 0
    for sentence in row["sentences"]:
        start = row["text"].index(sentence, at)
        at = start + len(sentence)
        spans.append(Span(start=start, end=at))
    return Article(
        id=row["id"],
        title=row["title"],
        published=datetime.fromisoformat(row["published"]).replace(tzinfo=UTC),
        language=row["language"],
        text=row["text"],
        sentences=tuple(spans),
        rights=Rights(mode="cc"),
    )


def looks_ahead(line: Line) -> bool:
    return line.ahead >= AHEAD_ENOUGH


def argues(line: Line) -> bool:
    return line.analysis >= ANALYSIS_SOME


def argues_strongly(line: Line) -> bool:
    return line.analysis >= ANALYSIS_ENOUGH


def lead_is_right(label: Row, language: str, *, exact: bool | None) -> bool:
    """Whether the lead is the editor's, or (not `exact`) one the editor accepts; None asks for any lead at all."""
    lead = _bare(find_lead(label["cut"], language))
    if exact is None:
        return bool(lead)
    wanted = [label["lead"]] if exact else [label["lead"], *label["acceptable_leads"]]
    return lead in {_bare(text) for text in wanted}


def _bare(lead: str) -> str:
    return lead.rstrip(" .,;:!?")


def _leads(row: Row, *, exact: bool | None) -> list[bool]:
    return [lead_is_right(label, row["language"], exact=exact) for label in row["labels"]]


def _share(outcome: Sequence[bool]) -> Counts:
    return sum(outcome), len(outcome), len(outcome)


def _flags(row: Row, lines: Sequence[Line], flag: str, tell: Callable[[Line], bool]) -> Counts:
    pairs = [(tell(line), bool(label[flag])) for line, label in zip(lines, row["labels"], strict=True)]
    return (
        sum(told and labelled for told, labelled in pairs),
        sum(told for told, _ in pairs),
        sum(labelled for _, labelled in pairs),
    )


def quote_counts(row: Row) -> Counts:
    """By place: both marks must stand where the labels put them."""
    wanted: set[tuple[int, int]] = set()
    for span, label in zip(as_article(row).sentences, row["labels"], strict=True):
        at = span.start
        for quote in label["quote"]:
            start = row["text"].index(quote, at)
            at = start + len(quote)
            wanted.add((start + 1, at - 1))
    found = {(quote.start, quote.end) for quote in quotes(row["text"])}
    return len(wanted & found), len(found), len(wanted)


def cut_counts(row: Row) -> Counts:
    """Of the sentences with something to cut, or something that was cut: how many came out as labelled."""
    cases = [
        (cut(sentence, row["language"]), label["cut"], sentence)
        for sentence, label in zip(row["sentences"], row["labels"], strict=True)
    ]
    return (
        sum(told == wanted != sentence for told, wanted, sentence in cases),
        sum(told != sentence for told, _, sentence in cases),
        sum(wanted != sentence for _, wanted, sentence in cases),
    )


def boundary_counts(row: Row) -> Counts:
    """Of the places inside a paragraph where one sentence ends and the next begins."""
    found = _inner_ends(row["text"], [(s.start, s.end) for s in sentences(row["text"], row["language"])])
    wanted: list[tuple[int, int]] = []
    at = 0
    for sentence in row["sentences"]:
        start = row["text"].index(sentence, at)
        at = start + len(sentence)
        wanted.append((start, at))
    there = _inner_ends(row["text"], wanted)
    return len(found & there), len(found), len(there)


def _inner_ends(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {end for _, end in spans if text[end : end + 1] not in ("", "\n")}


def number_counts(row: Row) -> Counts:
    """Value and unit must both be right."""
    found = [(n.value, n.unit) for n in numbers(row["text"], row["language"])]
    left = list(found)
    for wanted in row["numbers"]:
        match = next((n for n in left if _is_number(n, wanted)), None)
        if match is not None:
            left.remove(match)
    return len(found) - len(left), len(found), len(row["numbers"])


def _is_number(found: tuple[float, str], wanted: Row) -> bool:
    value, unit = found
    tolerance = VALUE_TOLERANCE * max(1.0, abs(wanted["value"]))
    return bool(unit == wanted["unit"] and abs(value - wanted["value"]) <= tolerance)


def date_counts(row: Row) -> Counts:
    parts = ("year", "month", "day", "weekday")
    found = Counter(tuple(getattr(d, part) for part in parts) for d in dates(row["text"], row["language"]))
    wanted = Counter(tuple(d[part] for part in parts) for d in row["dates"])
    return (found & wanted).total(), found.total(), wanted.total()


def name_counts(row: Row) -> Counts:
    """Finding a swapped name is what is counted: a variant of the same name that is flagged costs precision."""
    is_flagged = bool(unknown_names(row["source"], row["claim"], row["language"], is_strict=True))
    is_swapped = not row["same"]
    return int(is_flagged and is_swapped), int(is_flagged), int(is_swapped)


def precision(counts: Sequence[Counts]) -> float:
    found = sum(c[1] for c in counts)
    return sum(c[0] for c in counts) / found if found else 0.0


def recall(counts: Sequence[Counts]) -> float:
    there = sum(c[2] for c in counts)
    return sum(c[0] for c in counts) / there if there else 0.0


def f1(counts: Sequence[Counts]) -> float:
    p, r = precision(counts), recall(counts)
    return 2 * p * r / (p + r) if p + r else 0.0


def _figures(name: str) -> tuple[tuple[str, Callable[[Sequence[Counts]], float]], ...]:
    if name.startswith("lead"):
        return (("share", precision),)
    return (("precision", precision), ("recall", recall), ("f1", f1))


def _interval(counts: Sequence[Counts], share: Callable[[Sequence[Counts]], float]) -> tuple[float, float]:
    """By bootstrap over articles or rows."""
    chance = random.Random(SEED)
    drawn = sorted(share(chance.choices(counts, k=len(counts))) for _ in range(DRAWS))
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS) - 1]
