"""Key figures of a brief: numbers a reader would look for, each with a label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kilas.core.brief import Claim, Figure
from kilas.core.briefing.figure_labels import label
from kilas.core.check.numbers import Number, numbers
from kilas.core.text import has_digit

MOST = 4
_ALONE_FROM = 100  # least count that may be the only figure; sums and shares always may


def printed_numbers(claims: Iterable[Claim], language: str) -> dict[str, tuple[Number, ...]]:
    """Numbers that each claim prints in digits, or in words beside digits, by the claim's text."""
    return {c.text: numbers(c.text, language) for c in claims if has_digit(c.text)}


def figures(
    claims: Sequence[Claim], language: str, printed: Mapping[str, tuple[Number, ...]] | None = None
) -> tuple[Figure, ...]:
    """Up to four figures of `claims`, in order; empty if the only one is a small count.

    A figure is a printed number with its unit, and the whole noun phrase that it counts or measures. Numbers whose
    phrase is uncertain are left out, as are dates, times, ages, ranks and names. `printed` is the result of
    `printed_numbers`, if already known.
    """
    printed = printed_numbers(claims, language) if printed is None else printed
    found: list[tuple[int, int, Figure]] = []
    seen: set[str] = set()  # values and labels: two sums with the same label would look alike
    for place, claim in enumerate(claims):
        for number, figure in _figures(claim, printed.get(claim.text, ()), language):
            if seen.isdisjoint((figure.value, figure.label)):
                seen |= {figure.value, figure.label}
                found.append((-_weight(number), place, figure))
    best = sorted(found, key=lambda f: f[:2])[:MOST]
    if len(best) == 1 and best[0][0] == 0:
        return ()
    return tuple(figure for _, _, figure in sorted(best, key=lambda f: f[1]))


def _figures(claim: Claim, printed: Iterable[Number], language: str) -> Iterable[tuple[Number, Figure]]:
    if claim.origin != "source":
        return
    for number in printed:
        if number.kind != "cardinal" or number.is_written or number.part:
            continue
        if found := label(claim.text, number, language):
            yield number, Figure(value=found.value, label=found.text, evidence=claim.evidence[0])


def _weight(number: Number) -> int:
    """Rank of a number: money and shares before counts, counts before small numbers."""
    return 2 * bool(number.unit) + (number.value >= _ALONE_FROM)
