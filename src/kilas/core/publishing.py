"""What becomes of an entry: a brief, a headline with a link, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kilas.core.article import Article, Refusal, RightsMode
from kilas.core.entry import Entry

# Where the report exists and is for readers, but not (or not whole) for us.
LINKED_REASONS = frozenset({"robots", "forbidden", "paywall", "snippet", "consent_wall", "too_short"})
RECORDED: frozenset[RightsMode] = frozenset({"own", "licensed", "cc"})
_HARMLESS = frozenset({"noarchive", "noimageai"})  # we keep no copy for readers, and show no picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to publish of an entry, and why not more."""

    kind: Literal["brief", "link", "nothing"]
    reason: str = ""  # "" for briefs
    detail: str = ""  # what was seen, in a sentence


def decide(got: Article | Refusal, entry: Entry, rights: RightsMode) -> Decision:
    """What to publish of `entry` whose page gave `got`; `rights` are those the owner recorded for the feed.

    A reservation of the publisher keeps an article a link, unless the owner recorded a licence (architecture,
    decision 11); a licence that only the page claims does not lift it: the strictest sign wins.
    """
    if isinstance(got, Refusal):
        is_linked = got.reason in LINKED_REASONS and bool(entry.title and entry.url)
        return Decision(kind="link" if is_linked else "nothing", reason=got.reason, detail=got.detail)
    kept = [sign for sign in got.rights.reservations if sign.use not in _HARMLESS]
    if not kept or rights in RECORDED:
        return Decision(kind="brief")
    detail = f"its publisher reserves uses by machines: {', '.join(map(str, kept))}"
    return Decision(kind="link" if got.title or entry.title else "nothing", reason="reserved", detail=detail)


def is_indexable(article: Article, rights: RightsMode = "link") -> bool:
    """Whether search engines may list the brief; `rights` are those the owner recorded for the feed.

    Only of licensed text, and not where its publisher says no (architecture, decision 11). As in `decide`, a
    recorded licence lifts what was reserved, and one that was only claimed or assumed does not; but `noindex` is a
    word to search engines, and stands.
    """
    kept = {sign.use for sign in article.rights.reservations} - _HARMLESS
    lifted = kept - {"noindex"} if rights in RECORDED else set()
    return article.rights.mode in RECORDED and kept == lifted
