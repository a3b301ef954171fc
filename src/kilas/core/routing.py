"""Decisions about language models: policy, faults and cool-downs, circuit breakers, budgets, resilient chains.

Pure functions over frozen values. `llm/` calls the models, the store keeps the state. All money is in whole nano-dollars
(10⁻⁹ USD), so that sums are exact; all times are aware.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
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
        return math.ceil(
            (fresh * self.input + cached_tokens * cached + output_tokens * self.output) / 1_000_000
        )


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
    languages: tuple[str, ...] = ()  # of the articles that it briefs; empty: all
    price: Price | None = None
    timeout_s: float = 30.0  # of one request, the time between two bytes included
    deadline_s: float = 90.0  # of a call with its re-asks
    max_output: int = 2_000  # tokens
    max_running: int = 4  # calls at once, over all workers
    retries: int = 1  # re-asks after output that cannot be used
    output: OutputMode = "auto"
    reasoning: bool = False
    secret: str = ""  # where the key is: "env:NAME" or "file:PATH"; never the key
    file: str = ""  # of the weights, for kind "local"; "" for `model`
    sha256: str = ""  # of that file, in hex; "" asks nothing
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
    judge_threshold: float | None = (
        None  # probability from which a judge's word counts; None: the default, fitted to no judge
    )


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
    "only",
    "ignore",
    "jurisdictions",
    "open_weights",
    "max_retention_days",
    "licences",
    "allow_training",
    "max_price",
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
    return next(iter(rejections(policy, route)), None)


def rejections(policy: Policy, route: Route) -> Iterator[Rejection]:
    """Every rule that rejects `route`, in the order of `rejected`."""
    for rule, is_set, fact, holds in () if route.kind == "embedded" else _RULES:
        if is_set(policy) and not holds(policy, route):
            yield Rejection(rule=rule, fact=fact(route))


def _known(value: object) -> str:
    if value is None:
        return "unknown"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _names(route: Route) -> set[str]:
    return {route.id, route.vendor} - {""}


def _is_affordable(policy: Policy, route: Route) -> bool:
    most, price = policy.max_price, route.price
    return most is None or (price is not None and price.input <= most.input and price.output <= most.output)


def _priced(route: Route) -> str:
    price = route.price
    return "unknown" if price is None else f"{dollars(price.input)} in, {dollars(price.output)} out"


# Each rule: its name, whether the owner has set it, the route's fact in a word, and whether the fact satisfies it.
_RULES: tuple[
    tuple[Rule, Callable[[Policy], bool], Callable[[Route], str], Callable[[Policy, Route], bool]], ...
] = (
    ("ignore", lambda p: bool(p.ignore), lambda r: r.id, lambda p, r: not _names(r) & {*p.ignore}),
    ("only", lambda p: bool(p.only), lambda r: r.id, lambda p, r: bool(_names(r) & {*p.only})),
    (
        "jurisdictions",
        lambda p: bool(p.jurisdictions),
        lambda r: _known(r.jurisdiction),
        lambda p, r: r.jurisdiction in p.jurisdictions,
    ),
    (
        "open_weights",
        lambda p: p.open_weights is True,
        lambda r: _known(r.open_weights),
        lambda _, r: r.open_weights is True,
    ),
    (
        "max_retention_days",
        lambda p: p.max_retention_days is not None,
        lambda r: _known(r.retention_days),
        lambda p, r: r.retention_days is not None and r.retention_days <= (p.max_retention_days or 0),
    ),
    (
        "licences",
        lambda p: bool(p.licences),
        lambda r: _known(r.licence),
        lambda p, r: r.licence in p.licences,
    ),
    (
        "allow_training",
        lambda p: p.allow_training is False,
        lambda r: _known(r.trains),
        lambda _, r: r.trains is False,
    ),
    ("max_price", lambda p: p.max_price is not None, _priced, _is_affordable),
)


def dollars(nano: int) -> str:
    """An amount in dollars, as short as it is exact.

    >>> dollars(1_500_000_000), dollars(42), dollars(0)
    ('$1.50', '$0.000000042', '$0.00')
    """
    whole, rest = divmod(nano, NANO)
    digits = f"{rest:09d}".rstrip("0").ljust(2, "0")
    return f"${whole:,}.{digits}"


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
SkipReason = Literal[
    "policy",
    "breaker",
    "budget",
    "price_unknown",
    "busy",
    "rights",
    "not_needed",
    "not_chosen",
    "no_secret",
    "same_vendor",  # a judge of the writer's vendor
]


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
    config: str = (
        ""  # digest of the route's configuration and key; with another of either, the route starts afresh
    )
    fails: int = 0  # failures in a row that count
    opens: int = 0  # openings in a row, which double the pause
    open_until: datetime | None = None
    reason: str = ""  # the fault that opened it

    def is_open(self, now: datetime) -> bool:
        return self.open_until is not None and now < self.open_until


_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_LEAST_PAUSE = timedelta(seconds=30)
_FAILS_TO_OPEN = 3
_LONGEST_ASKED = timedelta(days=1)  # a server that asks for more is asked again all the same
# Pause after one fault of these kinds. None: as the server asks.
_AT_ONCE: Mapping[str, timedelta | None] = {
    "region": _DAY,
    "auth": _HOUR,
    "missing": _HOUR,
    "quota": _HOUR,
    "config": _HOUR,
    "rate": None,
}
_IN_A_ROW = frozenset({"timeout", "connect", "server", "garbage"})


def after(breaker: Breaker, result: Literal["ok"] | Failure, now: datetime) -> Breaker:
    """The breaker after a call.

    region: open for a day; auth, missing, quota, config: an hour; rate: as the server asks, else 30 s; timeout, connect,
    server, garbage: three in a row open it for 30 s, doubling to an hour, and one failure of a half-open breaker opens it
    again. Faults of quality (invalid … rejected) show that the route answers: they close it.
    """
    if result == "ok" or (result.fault not in _AT_ONCE and result.fault not in _IN_A_ROW):
        return Breaker(route=breaker.route, config=breaker.config)
    if result.fault in _AT_ONCE:
        pause = _AT_ONCE[result.fault] or _asked(result)
        opens, fails = breaker.opens, breaker.fails
    else:
        fails = breaker.fails + 1
        is_half_open = breaker.opens > 0
        if fails < _FAILS_TO_OPEN and not is_half_open:
            return replace(breaker, fails=fails)
        pause = max(min(_LEAST_PAUSE * 2 ** min(breaker.opens, 16), _HOUR), _asked(result, least=timedelta()))
        opens = breaker.opens + 1
    # Workers that called before it opened report late: they never shorten a pause.
    until = max(now + pause, breaker.open_until or now)
    return replace(breaker, fails=fails, opens=opens, open_until=until, reason=result.fault)


def _asked(failure: Failure, least: timedelta = _LEAST_PAUSE) -> timedelta:
    """The pause that the server asked for, within `least` and a day."""
    if failure.retry_after_s is None or not math.isfinite(failure.retry_after_s):
        return least
    return min(max(timedelta(seconds=min(failure.retry_after_s, 1e6)), least), _LONGEST_ASKED)


# Calls and what they cost

Bound = Literal["per_brief", "per_day", "per_month"]  # of `Budget`

Work = Literal["brief", "reask", "judge", "check", "drill", "rank"]  # rank: a brief for the ranking alone


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReservation:
    """A call about to be made, with the most it can cost."""

    route: str
    digest: str  # of the question
    subject: str  # id of the article
    work: Work
    worst_case: int  # nano-dollars
    max_running: int
    deadline_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a call used, re-asks included."""

    requests: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0  # part of `input_tokens`
    output_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnd:
    """The end of a call."""

    result: Literal["ok"] | Failure
    usage: Usage
    usd: int  # charged, in nano-dollars
    price: Price | None  # as used for `usd`
    seconds: float
    model: str = ""  # that answered, as it names itself
    reply: str | None = None  # its output as JSON; None unless the result is "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReply:
    """A finished call's reply, kept so that it is never paid for twice."""

    output: str  # JSON
    model: str
    usage: Usage
    usd: int
    price: Price | None
    seconds: float
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """One call in the ledger."""

    route: str
    subject: str
    work: Work
    outcome: Outcome
    usage: Usage
    usd: int  # nano-dollars
    seconds: float
    created: datetime
    is_accepted: bool | None = None  # whether its brief passed the checker; None when not judged
    model: str = ""  # that answered, as it names itself; "" if none did


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Nano-dollars spent or reserved."""

    brief: int = 0
    day: int = 0
    month: int = 0

    @property
    def by_bound(self) -> Mapping[Bound, int]:
        return {"per_brief": self.brief, "per_day": self.day, "per_month": self.month}


def bound_passed(budget: Budget, spent: Spent, worst_case: int) -> Bound | None:
    """The first bound that a call that may cost `worst_case` would pass; None when it stays within every one.

    >>> bound_passed(Budget(per_brief=5, per_day=9), Spent(day=8), 3)
    'per_day'
    """
    for bound, already in spent.by_bound.items():
        most = getattr(budget, bound)
        if most is not None and already + worst_case > most:
            return bound
    return None


# Judges


def judges_of(policy: Policy, routes: Sequence[Route], vendor: str) -> tuple[Route, ...]:
    """Routes that may judge what `vendor` wrote: admitted ones of other vendors, those of kind "judge" first.

    The embedded engine is none of them: it judges by rules, and has done so.
    """
    others = [
        route
        for route in routes
        if route.vendor != vendor and route.kind != "embedded" and not rejected(policy, route)
    ]
    return tuple(sorted(others, key=lambda route: route.kind != "judge"))


def unjudged(policy: Policy, routes: Sequence[Route]) -> tuple[Route, ...]:
    """Admitted writers whose reworded claims are dropped, because a judge is wanted and none is of another vendor."""
    return tuple(
        route
        for route in routes
        if policy.paraphrase == "judge"
        and route.kind not in ("judge", "embedded")
        and not rejected(policy, route)
        and not judges_of(policy, routes, route.vendor)
    )


# The chain

Lack = Literal["vendors", "jurisdictions", "direct", "local", "embedded_last"]


def lacks(routes: Sequence[Route]) -> tuple[Lack, ...]:
    """What the chain lacks to be resilient; empty for a chain of the embedded route alone, which depends on nobody.

    Resilient: two vendors, two jurisdictions, a direct route, a local one, and the embedded one last. `routes` are those
    that the policy admits and that write briefs.
    """
    remote = [route for route in routes if not route.is_local]
    models = [route for route in routes if route.kind != "embedded"]
    is_last = bool(routes) and routes[-1].kind == "embedded"
    if not models:
        return () if is_last else ("embedded_last",)
    needs: tuple[tuple[Lack, bool], ...] = (
        ("vendors", len({route.vendor for route in models if route.vendor}) >= 2),
        ("jurisdictions", len({route.jurisdiction for route in models if route.jurisdiction}) >= 2),
        ("direct", any(not route.is_aggregator for route in remote)),
        ("local", any(route.is_local for route in models)),
        ("embedded_last", is_last),
    )
    return tuple(lack for lack, holds in needs if not holds)
