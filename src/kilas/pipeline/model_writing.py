"""A brief by language models: asks, has flagged claims corrected, has a judge look at reworded ones, and keeps account.

What costs money or time happens in `ask_models`, in this process; judging and assembling happen in the worker process.
Every reply is stored under the digest of its question, so that what is asked again after a crash is paid for once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from kilas.core.article import Article, Refusal
from kilas.core.audience import Audience
from kilas.core.brief import Attempt, Brief
from kilas.core.drafting import Made
from kilas.core.material import Material
from kilas.core.publishing import may_be_sent
from kilas.core.routing import EMBEDDED, Route, Work, judges_of
from kilas.llm.config import Models
from kilas.llm.judge import ask as ask_judge
from kilas.llm.judge import probability, support_question
from kilas.llm.model_replies import ENGINE, ENGINE_VERSION, ModelReplies, usd_of
from kilas.llm.question import Answer, Ask, Question
from kilas.llm.walker import Walked, ask_connector, policy_reason, skipped, walk
from kilas.pipeline import tasks
from kilas.pipeline.pool import Runner
from kilas.store.model_ledger import ModelLedger

_REPLIES = TypeAdapter(ModelReplies)
# Probability from which a judge's word counts, if the owner sets none; a yes is 1, a no is 0. Fitted to no judge:
# probabilities of different models do not compare, so it is set high. `evals/fit_judge.py` fits it to one judge.
JUDGE_THRESHOLD = 0.9
ENOUGH = 0.8  # share of a model's claims that must hold for its brief to count as accepted
MOST_CORRECTED = 12  # flagged claims asked for again; a reply with more is hopeless


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What writing with models needs."""

    models: Models
    state: ModelLedger
    pool: Runner  # the worker process: it reads, judges and assembles
    clock: Callable[[], datetime]
    ask: Ask = ask_connector
    only: str = ""  # id of the route to use; "" for the whole chain
    work: Work = "brief"  # as the ledger calls it; "drill" counts in no ranking, "rank" in nothing else
    nonce: str = ""  # makes questions new, so that no stored reply answers them

    def routes(self, article: Article) -> tuple[Route, ...]:
        """The routes to try for `article`, in order, the embedded one last."""
        return tuple(
            route
            for route in self.models.writers
            if route.kind == "embedded"
            or (
                (not self.only or route.id == self.only)
                and (not route.languages or article.language in route.languages)
            )
        )


def ask_models(article: Article, desk: Desk, audience: Audience = "public") -> ModelReplies:
    """Asks the routes for a brief of `article` for `audience`, and for what its claims need after the checker has seen them."""
    replies = _replies(article, desk, audience)
    tried = {one.route: one for one in replies.attempts if one.work == "brief"}
    rest = {one.route: one for one in skipped(desk.models.writers, "not_chosen")}
    more = [one for one in replies.attempts if one.work != "brief"]
    attempts = (*(rest | tried).values(), *more, *_idle_judges(article, replies, desk))
    return replace(replies, attempts=attempts)


def _replies(article: Article, desk: Desk, audience: Audience) -> ModelReplies:
    if not may_be_sent(article):
        *asked, last = desk.routes(article)
        return ModelReplies(attempts=(*skipped(asked, "rights"), Attempt(route=last.id, outcome="ok")))
    style = desk.models.style
    question = desk.pool.run(tasks.brief_question, article, style, audience)
    walked = _walk(article, desk, question, desk.routes(article))
    if walked.answer is None or walked.route is None:
        return ModelReplies(attempts=walked.attempts)
    replies = ModelReplies(
        output=walked.answer.output,
        made=_made(walked.answer, walked.route, question, desk),
        attempts=walked.attempts,
        rewording="mark" if desk.models.policy.paraphrase == "mark" else "drop",
        text_language=style.language if style.language != article.language else "",
    )
    replies = _corrected(article, replies, walked.route, desk)
    return (
        _judged(article, replies, walked.route, desk) if desk.models.policy.paraphrase == "judge" else replies
    )


def write_brief(
    article: Article,
    desk: Desk,
    replies: ModelReplies,
    words: int | None = None,
    *,
    audience: Audience = "public",
    is_recorded: bool = True,
) -> tasks.WrittenBrief:
    """The brief of `article` from what the models said, judged and assembled for `audience`.

    With `is_recorded`, notes in the ledger whether it was accepted.
    """
    written = desk.pool.run(
        tasks.write_model_brief, article, replies, words or desk.models.style.words, desk.clock(), audience
    )
    if is_recorded and isinstance(written.made, Brief):
        _record(article, desk, written.made)
    return written


def brief_document(
    desk_with: Callable[[Runner], Desk],
    process: Runner,
    material: Material,
    now: datetime,
    *,
    audience: Audience = "public",
) -> Brief | Refusal:
    """The brief of `material` by models for `audience`, with the seconds it took, or the refusal."""
    started = time.perf_counter()
    desk = desk_with(process)
    article = process.run(tasks.read_article, material, now)
    if isinstance(article, Refusal):
        return replace(article, source=material.name)
    made = write_brief(article, desk, ask_models(article, desk, audience), audience=audience).made
    if isinstance(made, Refusal):
        return replace(made, source=material.name)
    seconds = round(time.perf_counter() - started, 4)
    return replace(made, provenance=replace(made.provenance, seconds=seconds))


def replies_to_json(replies: ModelReplies) -> dict[str, Any]:
    """`replies` as JSON, for the job log."""
    told: dict[str, Any] = _REPLIES.dump_python(replies, mode="json")
    return told


def replies_from_json(told: dict[str, Any]) -> ModelReplies:
    """The replies that `replies_to_json` wrote."""
    return _REPLIES.validate_python(told)


def _made(answer: Answer, route: Route, question: Question, desk: Desk) -> Made:
    return Made(
        engine=ENGINE,
        version=ENGINE_VERSION,
        model=answer.model or route.model,
        route=route.id,
        prompt=question.prompt,
        style=desk.models.style.name,
    )


def _corrected(article: Article, replies: ModelReplies, route: Route, desk: Desk) -> ModelReplies:
    """With flagged claims asked for once more, on the same route and within the same budget."""
    flagged = [
        claim for claim in desk.pool.run(tasks.review_claims, article, replies) if claim.status == "flagged"
    ]
    if not flagged:
        return replies
    reasons: dict[str, str] = {}  # by claim: small models say the same thing many times
    for claim in flagged:
        reasons.setdefault(claim.text, claim.reason)
    rejected_claims = [*reasons.items()][:MOST_CORRECTED]
    question = desk.pool.run(tasks.again_question, article, desk.models.style, rejected_claims)
    walked = _walk(article, desk, question, [route], "reask")
    replies = replace(replies, attempts=(*replies.attempts, *_summed(walked.attempts, "reask")))
    if walked.answer is None:
        return replies
    texts = [text for text, _ in rejected_claims]
    again = desk.pool.run(tasks.corrections, article, texts, walked.answer.output)
    return replace(replies, again=again)


def _judged(article: Article, replies: ModelReplies, writer: Route, desk: Desk) -> ModelReplies:
    """With the word of a judge of another vendor on every claim that rules cannot verify."""
    judges = judges_of(desk.models.policy, desk.models.routes, writer.vendor)
    unsure = [c for c in desk.pool.run(tasks.review_claims, article, replies) if c.status == "unverifiable"]
    threshold = desk.models.policy.judge_threshold
    least = JUDGE_THRESHOLD if threshold is None else threshold
    supported: dict[str, str] = {}
    attempts: list[Attempt] = []
    for claim in unsure if judges else ():
        question = support_question(claim.text, [span.quote for span in claim.evidence])
        walked = _walk(article, desk, question, judges, "judge")
        attempts += walked.attempts
        if walked.answer is not None and walked.route is not None and probability(walked.answer) >= least:
            supported[claim.text] = walked.route.id
    used = sorted(set(supported.values()))
    made = replace(replies.made, judge=", ".join(used) or None) if replies.made else None
    told = [one for one in _summed(attempts, "judge") if one.reason != "not_needed"]
    return replace(replies, supported=supported, made=made, attempts=(*replies.attempts, *told))


def _idle_judges(article: Article, replies: ModelReplies, desk: Desk) -> Iterator[Attempt]:
    """The judges that were not asked, each with the reason."""
    asked = {one.route for one in replies.attempts if one.work == "judge"}
    writer = replies.made.route if replies.made else None
    vendor = next((route.vendor for route in desk.models.writers if route.id == writer), None)
    for route in desk.models.routes:
        if route.kind == "judge" and route.id not in asked:
            reason = _idle_reason(route, article, vendor, desk)
            yield Attempt(route=route.id, outcome="skipped", reason=reason, work="judge")


def _idle_reason(route: Route, article: Article, vendor: str | None, desk: Desk) -> str:
    """Why a judge was not asked about what `vendor` wrote."""
    if not may_be_sent(article):
        return "rights"
    is_same = desk.models.policy.paraphrase == "judge" and route.vendor == vendor
    return policy_reason(desk.models.policy, route) or ("same_vendor" if is_same else "not_needed")


def _summed(attempts: Iterable[Attempt], work: Work) -> list[Attempt]:
    """One attempt for each route, outcome and reason, with the time and cost of all of its calls."""
    alike: dict[tuple[str, str, str], list[Attempt]] = {}
    for one in attempts:
        alike.setdefault((one.route, one.outcome, one.reason), []).append(one)
    return [
        replace(same[0], work=work, seconds=sum(one.seconds for one in same), usd=usd_of(same))
        for same in alike.values()
    ]


def _record(article: Article, desk: Desk, made: Brief) -> None:
    checks, route = made.provenance.checks, made.provenance.route or EMBEDDED
    is_models = made.provenance.engine == ENGINE
    desk.state.accept(
        article.id,
        route,
        is_models and checks.claims >= ENOUGH * (checks.claims + checks.dropped),
        verified=checks.verified,
        unverifiable=checks.reworded,
        flagged=checks.dropped,
        at=desk.clock() if desk.work == "brief" else None,
    )


def _walk(
    article: Article, desk: Desk, question: Question, routes: Sequence[Route], work: Work | None = None
) -> Walked:
    if desk.nonce:
        question = replace(question, prompt=f"{question.prompt} {desk.nonce}")
    return walk(
        question,
        routes,
        policy=desk.models.policy,
        budget=desk.models.budget,
        state=desk.state,
        clock=desk.clock,
        subject=article.id,
        ask=ask_judge if work == "judge" else desk.ask,
        work=desk.work if desk.work == "drill" or work is None else work,
    )
