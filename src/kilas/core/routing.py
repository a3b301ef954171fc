"""Decisions about language models: policy, faults and cool-downs, circuit breakers, budgets, rankings.

Pure functions over frozen values. `llm/` calls the models, the store keeps the state. All money is in whole nano-dollars
(10⁻⁹ USD), so that sums are exact; all times are aware.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["openai", "openrouter", "anthropic", "google", "local", "judge", "embedded"]
OutputMode = Literal["auto", "native", "tool", "prompted"]
Paraphrase = Literal["judge", "mark", "drop"]
NANO = 1_000_000_000  # nano-dollars in a dollar
EMBEDDED = "embedded"  # id of the last route of every chain


# Prices


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Price of a model, in nano-dollars per million tokens."""

    input: int
    output: int
    cached_input: int | None = None  # None: as `input`
    source: Literal["route", "reported", "table", "own machine"] = "route"

    def cost(self, input_tokens: int, output_tokens: int, cached_tokens: int = 0) -> int:
        """Cost of a call in nano-dollars, rounded up. `cached_tokens` are part of `input_tokens`."""
        fresh = max(input_tokens - cached_tokens, 0)
        cached = self.input if self.cached_input is None else self.cached_input
        return math.ceil((fresh * self.input + cached_tokens * cached + output_tokens * self.output) / 1_000_000)


# Routes and the owner's policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way to a model, as configured, with the facts that a policy asks for. None means that a fact is unknown."""

    id: str
    kind: Kind
    model: str = ""
    base_url: str = ""
    vendor: str = ""  # who answers: "openai", "self"; of an aggregator, its own name
    jurisdiction: str | None = None  # ISO 3166 code of the vendor's seat; "self" for the owner's own machines
    data_centres: tuple[str, ...] | None = None
    open_weights: bool | None = None
    licence: str | None = None  # of the weights, as an SPDX identifier in lower case
    retention_days: int | None = None
    trains: bool | None = None  # the vendor may train on what is sent
    is_aggregator: bool = False
    price: Price | None = None
    timeout_s: float = 30.0  # of one request, the time between two bytes included
    deadline_s: float = 90.0  # of a call with its re-asks
    max_output: int = 2_000  # tokens
    max_running: int = 4  # calls at once, over all workers
    retries: int = 1  # re-asks after output that cannot be used
    output: OutputMode = "auto"
    reasoning: bool = False
    secret: str = ""  # where the key is: "env:NAME" or "file:PATH"; never the key
    options: Mapping[str, object] | None = None  # sent as they are: OpenRouter's `provider`

    @property
    def is_local(self) -> bool:
        """True when no text leaves the owner's machines."""
        return self.kind in ("local", "embedded") or self.jurisdiction == "self"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The owner's rules for routes. None, or an empty tuple, asks nothing."""

    jurisdictions: tuple[str, ...] = ()
    open_weights: bool | None = None
    max_retention_days: int | None = None
    licences: tuple[str, ...] = ()
    allow_training: bool | None = None
    only: tuple[str, ...] = ()  # ids of routes, or vendors
    ignore: tuple[str, ...] = ()
    max_price: Price | None = None
    paraphrase: Paraphrase = "mark"
    judge_threshold: float | None = None  # None: the one fitted by Kilas


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Most that may be spent, in nano-dollars; None sets no bound. Days and months are UTC."""

    per_brief: int | None = None
    per_day: int | None = None
    per_month: int | None = None

    @property
    def is_set(self) -> bool:
        return (self.per_brief, self.per_day, self.per_month) != (None, None, None)


Rule = Literal[
    "only", "ignore", "jurisdictions", "open_weights", "max_retention_days", "licences", "allow_training", "max_price"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """The rule of the policy that rejects a route."""

    rule: Rule
    fact: str  # the route's fact as a word; "unknown"


def rejected(policy: Policy, route: Route) -> Rejection | None:
    """The first rule that rejects `route`, or None. The embedded route is never rejected.

    >>> rejected(Policy(jurisdictions=("NL",)), Route(id="a", kind="openai", jurisdiction="US"))
    Rejection(rule='jurisdictions', fact='US')
    >>> rejected(Policy(max_retention_days=0), Route(id="a", kind="openai")).fact
    'unknown'
    """
    raise NotImplementedError


# Faults, and how long each keeps a route out

Fault = Literal[
    "region",
    "auth",
    "missing",
    "quota",
    "config",
    "rate",
    "timeout",
    "connect",
    "server",
    "garbage",
    "invalid",
    "ungrounded",
    "length",
    "refused",
    "context",
    "rejected",
]
Outcome = Literal["ok", "skipped", "interrupted"] | Fault
SkipReason = Literal["policy", "breaker", "budget", "price_unknown", "busy", "rights", "not_needed", "no_secret"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A call that gave nothing, as an edge classified it."""

    fault: Fault
    detail: str  # fit to show: no key, no text of the article
    retry_after_s: float | None = None  # as the server asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """State of a route's circuit breaker, shared by all workers."""

    route: str
    config: str = ""  # digest of the route's configuration; a changed route starts afresh
    fails: int = 0  # failures in a row that count
    opens: int = 0  # openings in a row, which double the pause
    open_until: datetime | None = None
    reason: str = ""  # the fault that opened it

    def is_open(self, now: datetime) -> bool:
        return self.open_until is not None and now < self.open_until


def after(breaker: Breaker, result: Literal["ok"] | Failure, now: datetime) -> Breaker:
    """The breaker after a call.

    region: open for a day; auth, missing, quota, config: an hour; rate: as the server asked, else 30 s; timeout, connect,
    server, garbage: three in a row open it for 30 s, doubling to an hour, and one failure of a half-open breaker opens it
    again; faults of quality (invalid … rejected) leave it as it is.
    """
    raise NotImplementedError
