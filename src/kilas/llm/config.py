"""The owner's configuration of language models: routes, policy, budget, style and providers in `kilas.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, ValidationError

from kilas.core.brief import DEFAULT_WORDS, WrittenKind
from kilas.core.routing import EMBEDDED, Budget, Kind, OutputMode, Paraphrase, Policy, Price, Route, unjudged
from kilas.errors import SettingsError
from kilas.llm.config_faults import explained, place_of
from kilas.llm.prices import nano, published_price
from kilas.llm.providers import OWN, Provider, corrected, provider_at, table
from kilas.llm.style import Style
from kilas.settings import Settings

LAST = Route(
    id=EMBEDDED,
    kind="embedded",
    vendor=OWN,
    jurisdiction=OWN,
    open_weights=True,
    licence="apache-2.0",
    retention_days=0,
    trains=False,
    price=Price(input=0, output=0, source="own machine"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """All that an installation says of language models."""

    routes: tuple[Route, ...] = (LAST,)  # in the order tried; the embedded one last
    policy: Policy = field(default_factory=Policy)
    budget: Budget = field(default_factory=Budget)
    style: Style = field(default_factory=Style)

    @property
    def writers(self) -> tuple[Route, ...]:
        """Routes that write briefs."""
        return tuple(route for route in self.routes if route.kind != "judge")

    @property
    def uses_models(self) -> bool:
        return any(route.kind != "embedded" for route in self.writers)


def load_models(settings: Settings) -> Models:
    """The configured models. Raises SettingsError that names the file and the key of what cannot be used."""
    tables = settings.tables
    if not tables:
        return Models()
    try:
        read = _File.model_validate(dict(tables))
    except ValidationError as error:
        raise explained(error, settings.file, _known_keys(place_of(error))) from error
    known = {
        name: corrected(table()[1].get(name, Provider(name=name)), row.facts())
        for name, row in read.provider.items()
    }
    for one in read.route:
        _require_whole(one, f"the route {one.id!r} in {settings.file}")
    routes = tuple(_route(one, known) for one in read.route)
    _require_ids(routes, settings)
    routes, policy = _ended(routes), read.policy.value()
    _require_known(policy.only, routes, settings)
    return Models(
        routes=routes,
        policy=policy,
        budget=read.budget.value(),
        style=read.style.value(),
    )


def warning_of(models: Models) -> str:
    """What the owner should know of a configuration that loads; "" for nothing."""
    alone = unjudged(models.policy, models.routes)
    if not alone:
        return ""
    named = ", ".join(f"{route.id} ({route.vendor or 'vendor unknown'})" for route in alone)
    return (
        f'paraphrase is "judge", but no route of another vendor can judge what is written by {named}: its reworded '
        'claims are dropped\n  Try: add a route of another vendor, or of kind "judge"; or set paraphrase = "mark"'
    )


def _ended(routes: tuple[Route, ...]) -> tuple[Route, ...]:
    """With the embedded route, which is appended when missing."""
    return routes if any(route.kind == "embedded" for route in routes) else (*routes, LAST)


# The file


def _as_decimal(value: object) -> object:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


_Usd = Annotated[Decimal, BeforeValidator(_as_decimal), Field(ge=0, le=1_000_000)]
_Code = Annotated[str, Field(pattern=r"^([A-Z]{2}|self)$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class _Price(_Table):
    input: _Usd
    output: _Usd
    cached_input: _Usd | None = None

    def value(self) -> Price:
        cached = None if self.cached_input is None else nano(self.cached_input)
        return Price(input=nano(self.input), output=nano(self.output), cached_input=cached)


class _Policy(_Table):
    jurisdictions: tuple[_Code, ...] = ()
    open_weights: StrictBool | None = None
    max_retention_days: Annotated[int, Field(ge=0)] | None = None
    licences: tuple[str, ...] = ()
    allow_training: StrictBool | None = None
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    max_price: _Price | None = None
    paraphrase: Paraphrase = "mark"
    judge_threshold: Annotated[float, Field(ge=0, le=1)] | None = None

    def value(self) -> Policy:
        told = {name: getattr(self, name) for name in type(self).model_fields}
        told["max_price"] = self.max_price.value() if self.max_price else None
        told["licences"] = tuple(one.lower() for one in self.licences)
        return Policy(**told)


class _Budget(_Table):
    per_brief: _Usd | None = None
    per_day: _Usd | None = None
    per_month: _Usd | None = None

    def value(self) -> Budget:
        told = {name: getattr(self, name) for name in type(self).model_fields}
        return Budget(**{name: None if usd is None else nano(usd) for name, usd in told.items()})


class _Style(_Table):
    version: str = ""
    instructions: Annotated[str, Field(max_length=8_000)] = ""
    sections: dict[WrittenKind, Annotated[str, Field(max_length=2_000)]] = {}
    words: Annotated[int, Field(ge=20, le=2_000)] = DEFAULT_WORDS
    language: Annotated[str, Field(pattern=r"^([a-z]{2,3})?$")] = ""

    def value(self) -> Style:
        return Style(**{name: getattr(self, name) for name in type(self).model_fields})


class _Provider(_Table):
    hosts: tuple[str, ...] | None = None
    jurisdiction: _Code | None = None
    data_centres: tuple[str, ...] | None = None
    retention_days: Annotated[int, Field(ge=0)] | None = None
    trains: StrictBool | None = None
    is_aggregator: StrictBool | None = None
    terms: str | None = None

    def facts(self) -> Mapping[str, Any]:
        return self.model_dump(exclude_unset=True)


class _Route(_Table):
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    kind: Kind
    base_url: str = ""
    model: str = ""
    file: str = ""
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    vendor: str = ""
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...] = ()
    key_env: Annotated[str, Field(pattern=r"^([A-Za-z_][A-Za-z0-9_]*)?$")] = ""
    key_file: str = ""
    jurisdiction: _Code | None = None
    data_centres: tuple[str, ...] | None = None
    open_weights: StrictBool | None = None
    licence: str | None = None
    retention_days: Annotated[int, Field(ge=0)] | None = None
    trains: StrictBool | None = None
    price: _Price | None = None
    timeout: Annotated[float, Field(gt=0, le=3_600)] = 30
    deadline: Annotated[float, Field(gt=0, le=7_200)] = 90
    max_output: Annotated[int, Field(ge=64, le=100_000)] = 2_000
    max_running: Annotated[int, Field(ge=1, le=1_000)] = 4
    retries: Annotated[int, Field(ge=0, le=5)] = 1
    output: OutputMode = "auto"
    reasoning: StrictBool = False
    provider: dict[str, Any] | None = None  # OpenRouter's


_NEEDS: Mapping[str, tuple[str, ...]] = {
    "openai": ("base_url", "model"),
    "judge": ("base_url", "model"),
    "openrouter": ("model",),
    "anthropic": ("model",),
    "google": ("model",),
}


class _File(_Table):
    route: tuple[_Route, ...] = ()
    policy: _Policy = _Policy()
    budget: _Budget = _Budget()
    style: _Style = _Style()
    provider: dict[str, _Provider] = {}


def _route(read: _Route, own: Mapping[str, Provider]) -> Route:
    provider = (
        own.get(read.vendor) or table()[1].get(read.vendor) or provider_at(read.kind, read.base_url, own)
    )
    vendor = read.vendor or provider.name
    price = read.price.value() if read.price else published_price(read.kind, vendor, read.model)

    def fact(name: str) -> Any:
        told = getattr(read, name)
        return getattr(provider, name) if told is None else told

    return Route(
        id=read.id,
        kind=read.kind,
        model=read.model or PurePath(read.file).stem,
        file=read.file,
        sha256=read.sha256,
        base_url=read.base_url.rstrip("/"),
        vendor=vendor,
        jurisdiction=fact("jurisdiction"),
        data_centres=fact("data_centres"),
        retention_days=fact("retention_days"),
        trains=fact("trains"),
        open_weights=read.open_weights,
        licence=read.licence.lower() if read.licence else None,
        is_aggregator=provider.is_aggregator,
        languages=read.languages,
        price=price,
        timeout_s=read.timeout,
        deadline_s=read.deadline,
        max_output=read.max_output,
        max_running=read.max_running,
        retries=read.retries,
        output=read.output,
        reasoning=read.reasoning,
        secret=f"env:{read.key_env}" if read.key_env else f"file:{read.key_file}" if read.key_file else "",
        options=read.provider,
    )


def _require_whole(read: _Route, called: str) -> None:
    """SettingsError where a route lacks what its kind needs, or holds what it must not."""
    for key in _NEEDS.get(read.kind, ()):
        if not getattr(read, key):
            raise SettingsError(
                f"{called} has no {key}", f'add {key} = "…" to it: a route of kind {read.kind} needs one'
            )
    _require_weights(read, called)
    if read.key_env and read.key_file:
        raise SettingsError(f"{called} names its key twice", "keep key_env or key_file")
    if read.provider is not None and read.kind != "openrouter":
        raise SettingsError(
            f"{called} has `provider`, which only kind openrouter takes", 'remove it, or write vendor = "…"'
        )
    if read.base_url:
        _require_address(called, read.base_url)


def _require_weights(read: _Route, called: str) -> None:
    if read.kind == "local" and not (read.file or read.model):
        raise SettingsError(f"{called} has no file", 'add file = "…" to it, the path of a GGUF file')
    if read.kind != "local" and (read.file or read.sha256):
        raise SettingsError(f"{called} names weights, which only kind local takes", "remove file and sha256")


def _require_address(called: str, address: str) -> None:
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_whole = False
        parts = urlsplit("")
    if not is_whole or re.search(r"\s", address):
        raise SettingsError(
            f"{called} has a base_url that is no address", "write one such as https://api.example.org/v1"
        )
    if parts.username is not None or parts.password is not None or parts.query:
        raise SettingsError(
            f"{called} carries a user name, a password or a query in its base_url",
            "name the key in key_env or key_file",
        )


def _require_ids(routes: Sequence[Route], settings: Settings) -> None:
    seen: set[str] = set()
    for place, route in enumerate(routes, 1):
        if route.id in seen:
            raise SettingsError(
                f"route {place} in {settings.file} has the id {route.id!r} of another", "give each its own id"
            )
        if (route.id == EMBEDDED) != (route.kind == "embedded"):
            raise SettingsError(
                f'route {place} in {settings.file}: the id {EMBEDDED!r} and the kind "embedded" go together',
                'give it another id, or the kind "embedded"',
            )
        seen.add(route.id)
    if any(route.kind == "embedded" for route in routes[:-1]):
        raise SettingsError(
            f"the embedded route in {settings.file} does not stand last",
            "move it to the end, or remove it: it is appended",
        )


def _require_known(only: Sequence[str], routes: Sequence[Route], settings: Settings) -> None:
    """SettingsError where `policy.only` names no route: a slip there would silently reject every model."""
    ids = [route.id for route in routes]
    vendors = sorted({route.vendor for route in routes} - {"", *ids})
    unknown = [name for name in only if name not in (*ids, *vendors)]
    if unknown:
        raise SettingsError(
            f"policy.only in {settings.file} names {unknown[0]!r}, which is neither a route nor a provider of one",
            f"use ids of routes ({', '.join(ids)}) or their providers ({', '.join(vendors)})",
        )


# The keys that are known

_KEYS: Mapping[str, type[_Table]] = {
    "route": _Route,
    "policy": _Policy,
    "budget": _Budget,
    "style": _Style,
    "provider": _Provider,
}


def _known_keys(where: Sequence[str]) -> set[str]:
    shape: type[_Table] = (
        _Price if any("price" in part for part in where[1:-1]) else _KEYS.get(where[0], _File)
    )
    return {*shape.model_fields}
