"""Briefs of the bundled samples by a real model, though a small one: what it claims, and what becomes of it.

python -m evals.small_model               # all samples, some minutes
python -m evals.small_model --show        # each claim with its verdict, and the brief

SmolLM2-135M writes fluent English, false facts, and no Indonesian. Wants what `make llama` makes.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

from evals import llama
from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief, Claim
from kilas.core.extract import extract
from kilas.core.routing import Route
from kilas.llm.config import LAST, Models
from kilas.llm.model_replies import ModelReplies
from kilas.pipeline import tasks
from kilas.pipeline.model_writing import Desk, ask_models, write_brief
from kilas.sources.source_kinds.folder import sample_documents
from kilas.store import Store
from kilas.testing.inline_pool import InlinePool
from kilas.testing.llama_server import llama_server

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelBrief:
    """A brief by the model, with all that led to it."""

    article: Article
    replies: ModelReplies
    written: tuple[Claim, ...]  # what the model claimed first, as the checker judged it
    brief: Brief
    seconds: float


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m evals.small_model", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--show", action="store_true", help="print each claim and each brief")
    parser.add_argument("--samples", type=int, help="only the first ones of each language")
    told = parser.parse_args(argv)
    parts = llama.parts()
    if missing := {"server", "weights"} & set(parts.missing()):
        sys.exit(f"not made yet: {', '.join(sorted(missing))}\n  Try: make llama")
    with ExitStack() as open_now:
        address = open_now.enter_context(llama_server(parts.server, parts.weights, alias="smollm2"))
        folder = open_now.enter_context(tempfile.TemporaryDirectory())
        store = open_now.enter_context(Store.open(f"sqlite:///{folder}/kilas.db", migrate=True))
        done: list[ModelBrief] = []
        for article in _first_of_each(samples(), told.samples):
            done.append(brief_of(article, desk(store, route(address))))
            if told.show:
                _show(done[-1])
    _tell(done)
    return 1 if any(unfounded(claim) for one in done for claim in one.brief.claims) else 0


def samples() -> tuple[Article, ...]:
    """The bundled articles."""
    read = [extract(page.page, url=page.url, name=page.name, now=NOW) for page in sample_documents()]
    return tuple(one for one in read if isinstance(one, Article))


def _first_of_each(articles: Sequence[Article], most: int | None) -> list[Article]:
    languages = sorted({one.language for one in articles})
    return [one for language in languages for one in [a for a in articles if a.language == language][:most]]


def route(address: str) -> Route:
    """A route to the server at `address`, patient enough for a slow machine."""
    return Route(
        id="small",
        kind="openai",
        model="smollm2",
        base_url=address,
        vendor="self",
        jurisdiction="self",
        timeout_s=3_000.0,
        deadline_s=6_000.0,
        max_output=3_000,
        retries=0,
    )


def desk(store: Store, *routes: Route) -> Desk:
    models = Models(routes=(*routes, LAST))
    return Desk(models=models, state=store.models, pool=InlinePool(), clock=lambda: NOW)


def brief_of(article: Article, at: Desk) -> ModelBrief:
    """The brief of `article`, along the way that the service takes."""
    started = time.monotonic()
    replies = ask_models(article, at)
    made = write_brief(article, at, replies).made
    if isinstance(made, Refusal):
        raise AssertionError(f"no brief of {article.title}: {made.detail}")
    return ModelBrief(
        article=article,
        replies=replies,
        written=tasks.review_claims(article, replies),
        brief=made,
        seconds=time.monotonic() - started,
    )


def unfounded(claim: Claim) -> frozenset[str]:
    """Digits of a claim that its cited sentences lack. Found without Kilas' checker, and blind to number words.

    Own calculations are left out: their numbers are not in the text.
    """
    if claim.origin == "kilas":
        return frozenset()
    cited = " ".join(span.quote for span in claim.evidence)
    return frozenset(_DIGITS.findall(claim.text)) - frozenset(_DIGITS.findall(cited))


def _tell(done: Sequence[ModelBrief]) -> None:
    """Print the table: a column for each language."""
    languages = sorted({one.article.language for one in done})
    columns = [[one for one in done if one.article.language == language] for language in languages]
    print(f"{'':34}" + "".join(f"{language:>8}" for language in languages))
    for name, value in _ROWS.items():
        print(f"{name:34}" + "".join(f"{value(column):8g}" for column in columns))


def _first(status: str, done: Sequence[ModelBrief]) -> int:
    return sum(claim.status == status for one in done for claim in one.written)


def _published(done: Sequence[ModelBrief]) -> Counter[str]:
    """Claims of briefs by origin: the model's own, or the built-in engine's."""
    found: Counter[str] = Counter()
    for one in done:
        written = {claim.text for claim in one.written}
        again = {str(claim.get("text")) for claim in one.replies.again.values()}
        for claim in one.brief.claims:
            by = "first" if claim.text in written else "again" if claim.text in again else "source"
            found[f"{by} {claim.status}"] += 1
    return found


_ROWS: Mapping[str, Callable[[Sequence[ModelBrief]], float]] = {
    "briefs": len,
    "by the model": lambda done: sum(one.brief.provenance.engine == "model" for one in done),
    "claims written": lambda done: sum(len(one.written) for one in done),
    "  verified": lambda done: _first("verified", done),
    "  reworded": lambda done: _first("unverifiable", done),
    "  flagged": lambda done: _first("flagged", done),
    "claims published": lambda done: sum(_published(done).values()),
    "  verified, as written": lambda done: _published(done)["first verified"],
    "  reworded, marked": lambda done: (
        _published(done)["first unverifiable"] + _published(done)["again unverifiable"]
    ),
    "  corrected and verified": lambda done: _published(done)["again verified"],
    "  a sentence of the source": lambda done: _published(done)["source verified"],
    "numbers without ground, published": lambda done: sum(
        len(unfounded(claim)) for one in done for claim in one.brief.claims
    ),
    "seconds a brief": lambda done: round(sum(one.seconds for one in done) / max(len(done), 1), 1),
}


def _show(one: ModelBrief) -> None:
    print(f"\n== {one.article.title} ({one.brief.provenance.engine}, {one.seconds:.1f} s)")
    for attempt in one.brief.provenance.attempts:
        print(f"   {attempt.route}: {attempt.outcome} {attempt.reason}")
    for claim in one.written:
        print(f"   {claim.status:12} {claim.text}   [{claim.reason}]")
        print("".join(f"{'':16}< {span.quote}\n" for span in claim.evidence), end="")
    print(f"   again: {[claim.get('text') for claim in one.replies.again.values()]}\n   brief:", flush=True)
    for claim in one.brief.claims:
        print(f"     {claim.status:12} {claim.text}")


if __name__ == "__main__":
    sys.exit(main())
