"""Prices of models: the owner's, else those of the bundled table, which is a dated snapshot and needs no network."""

from __future__ import annotations

from decimal import Decimal

from kilas.core.routing import NANO, Kind, Price, Route
from kilas.llm.providers import OWN

_IDS = {
    "mistral": "mistral",
    "google": "google",
    "zhipu": "zhipuai",
    "alibaba": "alibaba",
}  # where theirs differ


def published_price(kind: Kind, vendor: str, model: str) -> Price | None:
    """The published price of `model`; None when unknown. On the owner's machines calls cost nothing."""
    if kind in ("local", "embedded") or vendor == OWN:
        return Price(input=0, output=0, source="own machine")
    from genai_prices import Usage, calc_price

    try:
        found = calc_price(
            Usage(input_tokens=1_000_000, output_tokens=1_000_000),
            model_ref=model,
            provider_id=_IDS.get(vendor, vendor),
        )
    except LookupError:
        return None
    each = found.model_price
    cached = each.cache_read_mtok
    return Price(
        input=nano(found.input_price),
        output=nano(found.output_price),
        cached_input=nano(cached) if isinstance(cached, Decimal) else None,
        source="table",
    )


def worst_price(route: Route, input_tokens: int, output_tokens: int) -> int:
    """Cost of a call of that size with all its re-asks, in nano-dollars; 0 where the price is unknown."""
    return 0 if route.price is None else route.price.cost(input_tokens, output_tokens) * (route.retries + 1)


def nano(usd: Decimal) -> int:
    """Whole nano-dollars of an amount in dollars, rounded up.

    >>> nano(Decimal("0.15"))
    150000000
    """
    return int((usd * NANO).to_integral_value(rounding="ROUND_CEILING"))
