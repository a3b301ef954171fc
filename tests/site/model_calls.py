"""Calls of some invented routes over twelve weeks, and a brief that one of them wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from kilas.core.brief import Attempt, Brief, Claim
from kilas.core.briefing.assembler import content_digest
from kilas.core.routing import NANO, Budget, CallEnd, CallReservation, Usage
from kilas.store import Store
from kilas.testing.store import NOW, brief_samples

# Route, model, briefs, accepted ones, dollars a brief, seconds.
ROUTES = (
    ("delta-eu", "delta-small-2611", 60, 56, 0.00044, 3.1),
    ("rhine-1", "rhine-large", 40, 39, 0.0035, 6.2),
    ("big-gateway", "vendor/model-70b", 36, 28, 0.003, 4.4),
    ("own-gguf", "smollm2-135m-instruct-q4", 44, 32, 0.0, 11.0),
    ("java-sea", "jawa-8b", 12, 11, 0.0011, 2.2),
)


OWN_BRIEFS = 16  # by the built-in engine


def fill_ledger(store: Store, now: datetime) -> None:
    """Calls for briefs by every route, spread over the weeks before `now`; the verdicts are spread evenly."""
    for nth, (route, model, briefs, accepted, usd, seconds) in enumerate(ROUTES):
        for n in range(briefs):
            at = now - timedelta(days=80 - 79 * n / briefs, hours=nth)
            is_accepted = (n + 1) * accepted // briefs > n * accepted // briefs
            subject = f"{route}-{n}"
            ask = CallReservation(
                route=route,
                digest=subject,
                subject=subject,
                work="brief",
                worst_case=NANO,
                max_running=9,
                deadline_s=90,
            )
            call = store.models.reserve(ask, Budget(), at)
            assert isinstance(call, int)
            end = CallEnd(
                result="ok",
                usage=Usage(requests=1),
                usd=round(usd * NANO),
                price=None,
                seconds=seconds * (1 + n % 7 / 4),
                model=model,
                reply="{}",
            )
            store.models.settle(call, end, at + timedelta(seconds=seconds))
            store.models.accept(subject, route, is_accepted)
    for n in range(OWN_BRIEFS):
        at = now - timedelta(days=80 - 79 * n / OWN_BRIEFS)
        store.models.accept(f"own-{n}", "embedded", False, at=at)


def model_brief() -> Brief:
    """A sample, as if a model had written it in Indonesian; every third claim is verified, the others are reworded."""
    made = next(one for one in brief_samples(NOW) if one.language == "en")
    turns = count()

    def reworded(claim: Claim) -> Claim:
        is_verified = next(turns) % 3 == 2
        return claim if is_verified else replace(claim, status="unverifiable", judge="rhine-1")

    sections = tuple(
        replace(
            section,
            paragraphs=tuple(
                replace(paragraph, claims=tuple(map(reworded, paragraph.claims)))
                for paragraph in section.paragraphs
            ),
        )
        for section in made.sections
    )
    tried = (
        Attempt(route="rhine-1", outcome="rate", reason="HTTP 429", seconds=0.4),
        Attempt(route="delta-eu", outcome="ok", seconds=3.1, usd=0.00042),
        Attempt(route="own", outcome="skipped", reason="not_needed"),
        Attempt(route="rhine-1", outcome="ok", seconds=0.9, usd=0.0001, work="judge"),
    )
    written = replace(
        made.provenance,
        engine="model",
        model="delta-small",
        route="delta-eu",
        judge="rhine-1",
        attempts=tried,
    )
    made = replace(made, text_language="id", sections=sections, provenance=written)
    return replace(made, revision=content_digest(made))
