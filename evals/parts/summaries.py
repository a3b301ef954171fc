"""Summaries against references nobody here wrote: ROUGE of what `kilas.brief` gives at the set's word budget, beside the lead.

Ours is the summary of the brief: it keeps within 10 % of the budget, is shorter where the article is short, takes no
sentence that hangs on one left out, and is empty, which scores nothing, where a brief is refused (`refused_percent`).
The lead takes whole sentences whose words lie within 15 % of the budget, wherever some choice can. It is also measured
as it is commonly cut, at the sentence end nearest to the budget, whatever that comes to (`gain_over_uncut_lead`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.adapters import summarize
from evals.measure import Measure, scorer
from kilas.core.summary.budget import bounds
from kilas.core.text import count_words, sentences

FAST_ROWS = 40
TOLERANCE = 0.15  # of the lead
MORE_BUDGETS = {"cnndm": (60,)}  # where lead is hardest to beat
RESAMPLES, SEED = 2_000, 7
R2, RLSUM = 1, 3  # columns of the scorer's `per_doc`
Pick = Callable[[Sequence[int], int], Sequence[int]]  # from the words of each sentence and the budget


def measure(fast: bool) -> list[Measure]:
    score = scorer("summaries")
    found: list[Measure] = []
    for name in score.sets_in("dev"):
        rows = score.read("dev", name)[: FAST_ROWS if fast else None]
        for budget in (score.BUDGETS[name], *MORE_BUDGETS.get(name, ())):
            label = f"summaries.{name}" + ("" if budget == score.BUDGETS[name] else f"_{budget}w")
            found += _compare(label, score, rows, budget)
    return found


def lead(lengths: Sequence[int], budget: int, tolerance: float = TOLERANCE) -> tuple[int, ...]:
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
    refused: list[str] = []

    def brief(text: str, title: str | None, language: str, words: int) -> str:
        told = summarize(text, title, language, words)
        refused.extend([text] * (not told))
        return told

    systems = (brief, partial(_opening, lead), partial(_opening, uncut_lead))
    ours, theirs, uncut = (score.evaluate(system, rows, str(budget)) for system in systems)
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
    yield Measure(
        name=f"{label}.refused_percent", value=100 * len(refused) / len(rows), higher_is_better=False
    )
    yield Measure(
        name=f"{label}.words",
        value=ours["words"],
        peer="lead",
        peer_value=theirs["words"],
        has_floor=False,
        higher_is_better=False,
    )
    yield Measure(name=f"{label}.docs_per_s", value=ours["docs_per_s"], has_floor=False)


def _opening(pick: Pick, text: str, _title: str | None, language: str, budget: int) -> str:
    parts = [text[span.start : span.end] for span in sentences(text, language)]
    return "\n".join(parts[index] for index in pick([count_words(part) for part in parts], budget))


def _interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """95 %, by resampling articles; of a difference, paired."""
    rng = np.random.default_rng(SEED)
    means = values[rng.integers(0, len(values), (RESAMPLES, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)
