"""Summaries against references nobody here wrote: ROUGE of whole sentences at the set's word budget, beside the lead.

Every system, ours and the lead, takes whole sentences whose words lie within 15 % of the budget, article by article,
wherever some choice can. The lead is also measured as it is commonly cut, at the sentence end nearest to the budget, whatever
that comes to (`gain_over_uncut_lead`): on sets of long sentences and short budgets that frees it of a bond we keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.measure import Measure, scorer
from kilas.core.summary.budget import bounds
from kilas.core.summary.ranker import select
from kilas.core.text import count_words, sentences

FAST_ROWS = 40
TOLERANCE = 0.15
MORE_BUDGETS = {"cnndm": (60,)}  # where lead is hardest to beat
RESAMPLES, SEED = 2_000, 7
R2, RLSUM = 1, 3  # columns of the scorer's `per_doc`
Pick = Callable[[Sequence[str], str | None, str, int], Sequence[int]]


def measure(fast: bool) -> list[Measure]:
    score = scorer("summaries")
    found: list[Measure] = []
    for name in score.sets_in("dev"):
        rows = score.read("dev", name)[: FAST_ROWS if fast else None]
        for budget in (score.BUDGETS[name], *MORE_BUDGETS.get(name, ())):
            label = f"summaries.{name}" + ("" if budget == score.BUDGETS[name] else f"_{budget}w")
            found += _compare(label, score, rows, budget)
    return found


def lead(lengths: Sequence[int], budget: int, tolerance: float) -> tuple[int, ...]:
    """The opening, within the budget: as many sentences as come nearest to it, else skipping what is too long."""
    uncut = uncut_lead(lengths, budget)
    low, high = bounds(budget, tolerance)
    if low <= sum(lengths[i] for i in uncut) <= high:
        return uncut
    chosen: list[int] = []
    total = 0
    for index, words in enumerate(lengths):
        if total + words <= high:
            chosen.append(index)
            total += words
        if total >= low:
            break
    return tuple(chosen) or (0,)


def uncut_lead(lengths: Sequence[int], budget: int) -> tuple[int, ...]:
    """The opening up to the sentence end nearest to the budget."""
    totals = np.cumsum(np.array(lengths))
    return tuple(range(int(np.argmin(np.abs(totals - budget))) + 1))


def _compare(label: str, score: Any, rows: Sequence[dict[str, Any]], budget: int) -> Iterator[Measure]:
    ours, theirs, uncut = (
        score.evaluate(partial(_summary, pick), rows, str(budget)) for pick in (_select, _lead, _uncut_lead)
    )
    own, peer, free = (np.array(got["per_doc"]) for got in (ours, theirs, uncut))
    for column, metric in ((RLSUM, "rouge_lsum"), (R2, "rouge_2")):
        yield Measure(
            name=f"{label}.{metric}",
            value=float(own[:, column].mean()),
            interval=_interval(own[:, column]),
            peer="lead",
            peer_value=float(peer[:, column].mean()),
        )
    for metric, other in (("gain_over_lead", peer), ("gain_over_uncut_lead", free)):
        gain = own[:, RLSUM] - other[:, RLSUM]
        yield Measure(name=f"{label}.{metric}", value=float(gain.mean()), interval=_interval(gain))
    yield Measure(name=f"{label}.words", value=ours["words"], has_floor=False)
    yield Measure(name=f"{label}.docs_per_s", value=ours["docs_per_s"], has_floor=False)


def _summary(pick: Pick, text: str, title: str | None, language: str, budget: int) -> str:
    parts = [text[span.start : span.end] for span in sentences(text, language)]
    return "\n".join(parts[index] for index in pick(parts, title, language, budget))


def _select(parts: Sequence[str], title: str | None, language: str, budget: int) -> Sequence[int]:
    return select(parts, title, language, budget, tolerance=TOLERANCE)


def _lead(parts: Sequence[str], _title: str | None, _language: str, budget: int) -> Sequence[int]:
    return lead([count_words(part) for part in parts], budget, TOLERANCE)


def _uncut_lead(parts: Sequence[str], _title: str | None, _language: str, budget: int) -> Sequence[int]:
    return uncut_lead([count_words(part) for part in parts], budget)


def _interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """95 %, by resampling articles; of a difference, paired."""
    rng = np.random.default_rng(SEED)
    means = values[rng.integers(0, len(values), (RESAMPLES, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)
