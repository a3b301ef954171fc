"""Facts about those who answer at an address: a dated table that the owner can correct."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from kilas.core.routing import Route

ADDRESSES = {
    "openai": "https://api.openai.com/v1",
    "openrouter": "https://openrouter.ai/api/v1",
    "anthropic": "https://api.anthropic.com",
    "google": "https://generativelanguage.googleapis.com",
}
OWN = "self"  # vendor and seat of the owner's own machines
_KINDS = {
    "openrouter": "openrouter",
    "anthropic": "anthropic",
    "google": "google",
    "local": OWN,
    "embedded": OWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One vendor. None means that a fact is unknown."""

    name: str
    hosts: tuple[str, ...] = ()
    jurisdiction: str | None = None
    data_centres: tuple[str, ...] | None = None
    retention_days: int | None = None
    trains: bool | None = None
    is_aggregator: bool = False
    terms: str = ""


_SELF = Provider(name=OWN, jurisdiction=OWN, data_centres=(OWN,), retention_days=0, trains=False)


def address_of(route: Route) -> str:
    """Base address of a route: as configured, else that of its kind; "local:MODEL" for weights in this process."""
    return route.base_url or ADDRESSES.get(route.kind, f"{route.kind}:{route.model}")


@cache
def table() -> tuple[str, Mapping[str, Provider]]:
    """The date of the shipped table, and its providers by name."""
    rows = tomllib.loads(files("kilas.llm.data").joinpath("providers.toml").read_text(encoding="utf-8"))
    as_of = rows.pop("as_of").isoformat()
    return as_of, {name: corrected(Provider(name=name), row) for name, row in rows.items()}


def corrected(provider: Provider, row: Mapping[str, Any]) -> Provider:
    """`provider` with the facts of `row`, a table of TOML."""
    facts: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    return replace(provider, **facts)


def provider_at(kind: str, base_url: str, own: Mapping[str, Provider]) -> Provider:
    """Who answers: by the route's kind, by its host, or the owner's own machine. `own` overrides the shipped table.

    >>> provider_at("openai", "http://127.0.0.1:8080/v1", {}).jurisdiction
    'self'
    >>> provider_at("openai", "https://api.mistral.ai/v1", {}).jurisdiction
    'FR'
    """
    host = (urlsplit(base_url).hostname or "").lower()
    known = {**table()[1], **own}
    by_host = next((one for one in known.values() if host and host in one.hosts), None)
    if by_host is not None:
        return by_host
    if is_own_machine(host):
        return known.get(OWN, _SELF)
    name = _KINDS.get(kind, "" if host else OWN)
    return known.get(name, _SELF if name == OWN else Provider(name=name or host))


def is_own_machine(host: str) -> bool:
    """True for loopback: what is sent there does not leave this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
