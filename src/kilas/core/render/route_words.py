"""Puts the outcomes of routes to language models in words: faults, skips, rules of the owner's policy."""

from __future__ import annotations

import re
from typing import NamedTuple

from kilas.core.brief import Attempt
from kilas.core.render.ui_language import Ui, noop
from kilas.core.render.working import plain_line
from kilas.core.routing import EMBEDDED

OUTCOMES: dict[str, str] = {  # of `core.routing.Outcome`
    "ok": noop("used"),
    "skipped": noop("skipped"),
    "interrupted": noop("interrupted"),
    "region": noop("not available in this region"),
    "auth": noop("key refused"),
    "missing": noop("model not found"),
    "quota": noop("credit used up"),
    "config": noop("wrongly configured"),
    "rate": noop("too many requests"),
    "timeout": noop("no answer in time"),
    "connect": noop("no connection"),
    "server": noop("server error"),
    "garbage": noop("unreadable answer"),
    "invalid": noop("answer in the wrong form"),
    "ungrounded": noop("answer without evidence"),
    "length": noop("answer too long"),
    "refused": noop("refused by the model"),
    "context": noop("text too long for the model"),
    "rejected": noop("request rejected"),
}
REASONS: dict[str, str] = {  # of `core.routing.SkipReason`
    "policy": noop("excluded by the owner’s policy"),
    "breaker": noop("paused after a fault"),
    "budget": noop("beyond the budget"),
    "price_unknown": noop("price unknown"),
    "busy": noop("too many calls at once"),
    "rights": noop("the publisher reserves its text"),
    "not_needed": noop("not needed"),
    "not_chosen": noop("not chosen for this brief"),
    "no_secret": noop("no key"),
    "same_vendor": noop("of the same vendor as the writer"),
    "stored": noop("from a stored reply"),
}
WORKS: dict[str, str] = {  # of `core.brief.Attempt.work`, for what is not the writing itself
    "reask": noop("%(route)s, corrections"),
    "judge": noop("%(route)s, as judge"),
}
RULES: dict[str, str] = {  # of `core.routing.Rule`
    "only": noop("not among the routes to use"),
    "ignore": noop("among the routes to ignore"),
    "jurisdictions": noop("jurisdiction: %(fact)s"),
    "open_weights": noop("open weights: %(fact)s"),
    "max_retention_days": noop("days of retention: %(fact)s"),
    "licences": noop("licence: %(fact)s"),
    "allow_training": noop("trains on the text: %(fact)s"),
    "max_price": noop("price: %(fact)s"),
}
BOUNDS: dict[str, str] = {  # of `core.routing.Bound`
    "per_brief": noop("per brief"),
    "per_day": noop("per day"),
    "per_month": noop("per month"),
}
_FACTS = {"unknown": noop("unknown"), "yes": noop("yes"), "no": noop("no")}
_RULE = re.compile(r"(\w+) \((.*)\)", re.DOTALL)
_STATUS = re.compile(r"HTTP \d{3}\b")


class AttemptRow(NamedTuple):
    """What became of one route, ready to print."""

    route: str
    outcome: str
    reason: str  # "" if the outcome says it all
    seconds: str  # "" if it was not asked
    cost: str  # "" if nothing was charged

    @property
    def result(self) -> str:
        """Outcome and reason."""
        return f"{self.outcome}, {self.reason}" if self.reason else self.outcome


def attempt_row(attempt: Attempt, ui: Ui) -> AttemptRow:
    """`attempt` with its outcome and reason in words, and its time and cost in the reader's numbers."""
    is_own = attempt.route == EMBEDDED
    name = ui.gettext("Kilas’s built-in engine") if is_own else plain_line(attempt.route)
    return AttemptRow(
        route=ui.gettext(WORKS[attempt.work], route=name) if attempt.work in WORKS else name,
        outcome=outcome_words(attempt.outcome, ui),
        reason=reason_words(attempt, ui),
        seconds=ui.number(attempt.seconds, decimals=1) if attempt.seconds >= 0.05 else "",
        cost=ui.dollars(attempt.usd) if attempt.usd else "",
    )


def seconds_words(seconds: str, ui: Ui) -> str:
    """A number of seconds, as printed, with its noun.

    >>> from kilas.core.render.ui_language import speak
    >>> seconds_words("1", speak("en")), seconds_words("0.9", speak("en"))
    ('1 second', '0.9 seconds')
    """
    if seconds == ui.number(1):
        return ui.gettext("%(seconds)s second", seconds=seconds)
    return ui.gettext("%(seconds)s seconds", seconds=seconds)


def outcome_words(outcome: str, ui: Ui) -> str:
    """An outcome in words; one that is unknown stays as it is."""
    return ui.gettext(OUTCOMES[outcome]) if outcome in OUTCOMES else plain_line(outcome.replace("_", " "))


def reason_words(attempt: Attempt, ui: Ui) -> str:
    """The reason of a skip in words, or the status that a server answered with.

    Other details of a fault are in English, and only the JSON has them.

    >>> from kilas.core.render.ui_language import speak
    >>> reason_words(Attempt(route="a", outcome="skipped", reason="policy: jurisdictions (US)"), speak("en"))
    'excluded by the owner’s policy (jurisdiction: US)'
    """
    if attempt.outcome not in ("ok", "skipped"):
        status = _STATUS.match(attempt.reason)
        return status[0] if status else ""
    name, _, rest = attempt.reason.partition(": ")
    words = ui.gettext(REASONS[name]) if name in REASONS else plain_line(name.replace("_", " "))
    more = _more(name, rest, ui) if rest else ""
    return f"{words} ({more})" if more else words


def _more(name: str, rest: str, ui: Ui) -> str:
    if name == "policy":
        return rejection_words(rest, ui)
    return ui.gettext(BOUNDS[rest]) if rest in BOUNDS else outcome_words(rest, ui)


def rejection_words(rejection: str, ui: Ui) -> str:
    """A rule and the route's fact, "jurisdictions (US)", in words."""
    found = _RULE.fullmatch(rejection)
    if found is None or found[1] not in RULES:
        return plain_line(rejection)
    fact = ui.gettext(_FACTS[found[2]]) if found[2] in _FACTS else plain_line(found[2])
    return ui.gettext(RULES[found[1]], fact=fact)
