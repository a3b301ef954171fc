"""What is planned from which facts: one row for each way an entry can go."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kilas
from kilas.core.address import article_id
from kilas.core.article import Article, Refusal, Reservation
from kilas.core.brief import Brief
from kilas.core.entry import Entry
from kilas.core.publishing import (
    Copies,
    Copy,
    Facts,
    FeedFacts,
    Fold,
    Intent,
    Keep,
    Link,
    Part,
    Publish,
    Settle,
    SiteLine,
    Turn,
    brief_line,
    link_line,
    plan,
    plan_again,
    plan_unread,
    withheld,
)
from kilas.core.reasons import REASONS

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
URL = "https://news.example/bridge"
TURN = Turn(entry_id="entry", changed=NOW)
FEED = FeedFacts(id="feed", title="The News", language="en", rights="link")
ENTRY = Entry(url=URL, title="The bridge is open")


def _article(
    text: str = "The town of Randu opened bridge number {n} on Monday.", *signs: Reservation
) -> Article:
    paragraphs = "".join(f"<p>{text.format(n=n)} It cost {n + 3} million dollars.</p>" for n in range(8))
    page = f"<html lang=en><title>The bridge of Randu</title><article>{paragraphs}</article></html>"
    made = kilas.extract(page, url=URL)
    assert isinstance(made, Article), made
    return replace(made, rights=replace(made.rights, reservations=signs))


def _brief(article: Article) -> Brief:
    made = kilas.brief(article)
    assert isinstance(made, Brief), made
    return made


ARTICLE = _article()
EDITED = _article("The town of Randu closed tunnel number {n} on Friday.")
RESERVED = _article(
    "The town of Randu opened bridge number {n} on Monday.", Reservation(use="noai", where="meta-robots")
)
BRIEF = _brief(ARTICLE)
ID = ARTICLE.id
SHOWN = brief_line(BRIEF, FEED, NOW)
PUBLISH = Publish(line=SHOWN, brief=BRIEF)
ALONE = Fold(item_id=ID, under=None)


def refusal(reason: str) -> Refusal:
    return Refusal(source="", reason=reason, detail="seen", mend="do")


def told(state: Any, reason: str | None = None, detail: str | None = None, **more: Any) -> Settle:
    given_ = {"article_id": ID, "is_of_publication": state in ("briefed", "linked", "folded"), **more}
    return Settle(turn=TURN, state=state, reason=reason, detail=detail, **given_)


def facts(**more: Any) -> Facts:
    got = more.get("got", ARTICLE)
    made = BRIEF if got is ARTICLE else _brief(EDITED) if got is EDITED else None
    return Facts(
        **{"turn": TURN, "entry": ENTRY, "feed": FEED, "got": got, "made": made, "shown": None, **more}
    )


def link(reason: str, article: Article | None = None) -> Link:
    return Link(line=link_line(ID, ENTRY, FEED, reason, NOW, article))


@dataclass(frozen=True)
class Case:
    name: str
    intents: tuple[Intent, ...]
    facts: dict[str, Any] = field(default_factory=dict)


OTHERS = replace(SHOWN, feed_id="another", source="The Other Paper")
SAME = told(
    "folded",
    "same_article",
    "another feed delivered the same article: The Other Paper",
    is_of_publication=False,
)
RESERVED_SETTLED = told("linked", "reserved", "its publisher does not allow machine use: meta-robots:noai")
CASES = (
    Case("a brief", (PUBLISH, ALONE, told("briefed")), {"copies": Copies()}),
    Case("a brief of an article taken up by itself", (PUBLISH,), {"turn": None, "shown": SHOWN}),
    Case(
        "a paywall", (link("paywall"), ALONE, told("linked", "paywall", "seen")), {"got": refusal("paywall")}
    ),
    Case(
        "an article that is too short to be briefed",
        (link("too_short", ARTICLE), ALONE, told("linked", "too_short", "seen")),
        {"made": refusal("too_short")},
    ),
    Case("reserved", (link("reserved", RESERVED), ALONE, RESERVED_SETTLED), {"got": RESERVED}),
    Case(
        "a brief whose publisher reserves it now lets its copies go",
        (Part(item_ids=("x", "y")), link("reserved", RESERVED), ALONE, RESERVED_SETTLED),
        {"got": RESERVED, "shown": SHOWN, "below": ("x", "y")},
    ),
    Case("refused", (told("refused", "not_found", "seen"),), {"got": refusal("not_found")}),
    Case("no brief could be written", (told("refused", "timeout", "seen"),), {"made": refusal("timeout")}),
    Case(
        "no address",
        (told("refused", "paywall", "seen", article_id=None),),
        {"got": refusal("paywall"), "entry": Entry(title="No address")},
    ),
    Case("the same article from another feed", (SAME,), {"shown": OTHERS, "copies": Copies()}),
    Case(
        "a link to the same article from another feed", (SAME,), {"got": refusal("robots"), "shown": OTHERS}
    ),
    Case(
        "a brief whose page turned into a refusal",
        (Keep(item_id=ID), told("briefed", "paywall", "seen", is_of_publication=False)),
        {"got": refusal("paywall"), "shown": SHOWN, "below": ("x",)},
    ),
    Case(
        "a brief whose page is gone stays, and its entry says why",
        (told("refused", "not_found", "seen"),),
        {"got": refusal("not_found"), "shown": SHOWN},
    ),
    Case(
        "a link whose page can be read now",
        (PUBLISH, ALONE, told("briefed")),
        {"shown": link("paywall").line, "copies": Copies()},
    ),
    Case(
        "a copy",
        (PUBLISH, Fold(item_id=ID, under="wire"), told("folded", "copy", "a copy of wire")),
        {"copies": Copies(earlier=(Copy(id="wire", under=None), Copy(id="next", under="wire")))},
    ),
    Case(
        "a copy of a copy",
        (PUBLISH, Fold(item_id=ID, under="wire"), told("folded", "copy", "a copy of wire")),
        {"copies": Copies(earlier=(Copy(id="next", under="wire"),))},
    ),
    Case(
        "a copy of what is folded under this very article",
        (PUBLISH, Fold(item_id=ID, under="next"), told("folded", "copy", "a copy of next")),
        {"copies": Copies(earlier=(Copy(id="next", under=ID),))},
    ),
    Case(
        "a copy of what was signed too long ago to be looked among",
        (PUBLISH, Fold(item_id=ID, under="wire"), told("folded", "copy", "a copy of wire")),
        {"shown": SHOWN, "under": "wire", "copies": Copies(is_still_copy=True)},
    ),
    Case(
        "a copy that is none any more",
        (PUBLISH, ALONE, told("briefed")),
        {"shown": SHOWN, "under": "wire", "copies": Copies()},
    ),
    Case(
        "an unchanged report keeps its copies",
        (PUBLISH, ALONE, told("briefed")),
        {"shown": SHOWN, "below": ("x", "y"), "copies": Copies()},
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_facts_decide_what_is_planned(case: Case) -> None:
    assert plan(facts(**case.facts), NOW) == case.intents


def test_a_report_that_became_another_lets_go_of_what_is_no_copy_of_it() -> None:
    known = facts(got=EDITED, shown=SHOWN, below=("x", "y"), copies=Copies(below=frozenset({"y"})))
    parted, published, placed, settled = plan(known, NOW)
    assert parted == Part(item_ids=("x",))
    assert isinstance(published, Publish)
    assert published.line.article_revision == EDITED.revision
    assert (placed, settled) == (ALONE, told("briefed"))


def test_an_entry_without_title_or_address_is_named_by_nothing() -> None:
    bare = facts(got=refusal("no_address"), entry=Entry(summary="Only a teaser"))
    assert plan(bare, NOW) == (told("refused", "no_address", "seen", article_id=None),)


def test_an_entry_is_settled_unread_where_its_feed_is_left_or_another_brought_it() -> None:
    left = told("skipped", "feed_removed", "its feed is no longer followed", article_id=None)
    assert plan_unread(TURN, FEED, OTHERS, is_followed=False) == (left,)
    assert plan_unread(TURN, FEED, OTHERS, is_followed=True) == (SAME,)
    assert plan_unread(TURN, FEED, SHOWN, is_followed=True) == ()
    assert plan_unread(TURN, FEED, None, is_followed=True) == ()


def test_what_was_published_meanwhile_folds_under_the_earliest() -> None:
    late, folded = Copy(id="late", under=None), Copy(id="folded", under=ID)
    assert plan_again(ID, Copies(later=(late, folded))) == (Fold(item_id="late", under=ID),)
    early = Copies(earlier=(Copy(id="early", under=None),), later=(late,))
    assert plan_again(ID, early) == (Fold(item_id=ID, under="early"), Fold(item_id="late", under=ID))
    assert plan_again(ID, Copies()) == ()


def test_a_date_ahead_of_the_clock_is_the_clocks() -> None:
    late = NOW.replace(year=2031)
    assert link_line(ID, replace(ENTRY, published=late), FEED, "paywall", NOW).article_published == NOW
    ahead = replace(BRIEF, sources=(replace(ARTICLE, published=late),))
    assert brief_line(ahead, FEED, NOW).article_published == NOW


def test_a_link_is_told_by_its_entry_then_its_page_then_its_feed() -> None:
    bare = Entry(url=URL)
    page = replace(ARTICLE, language="id", source="The Page")
    read = link_line(ID, bare, FEED, "reserved", NOW, page)
    assert (read.headline, read.language, read.source) == (ARTICLE.title, "id", "The Page")
    unread = link_line(ID, replace(ENTRY, language="fr"), replace(FEED, title=""), "robots", NOW)
    assert (unread.headline, unread.language, unread.source) == (ENTRY.title, "fr", "news.example")


ids = st.sampled_from(["a", "b", ID])
copies = st.lists(st.builds(Copy, id=st.sampled_from(["a", "b"]), under=st.none() | ids), max_size=3).map(
    tuple
)
reasons = st.sampled_from(sorted(REASONS))
lines = st.sampled_from([None, SHOWN, OTHERS, link("paywall").line])


@given(
    turn=st.sampled_from([None, TURN]),
    got=st.sampled_from([ARTICLE, RESERVED]) | reasons.map(refusal),
    made=st.just(BRIEF) | reasons.map(refusal),
    shown=lines,
    entry=st.sampled_from([ENTRY, Entry(title="No address"), Entry(url=URL)]),
    under=st.none() | st.sampled_from(["a", "b"]),
    below=st.lists(st.sampled_from(["x", "y"]), unique=True).map(tuple),
    found=st.none() | st.builds(Copies, earlier=copies, later=copies, is_still_copy=st.booleans()),
)
def test_every_plan_holds_together(
    turn: Turn | None,
    got: Article | Refusal,
    made: Brief | Refusal,
    shown: SiteLine | None,
    entry: Entry,
    under: str | None,
    below: tuple[str, ...],
    found: Copies | None,
) -> None:
    known = Facts(
        turn=turn,
        entry=entry,
        feed=FEED,
        got=got,
        made=made if got is ARTICLE else None,
        shown=shown,
        under=under,
        below=below,
        copies=found,
    )
    intents = plan(known, NOW)
    settled = [one for one in intents if isinstance(one, Settle)]
    assert len(settled) == (turn is not None)
    assert all(one is intents[-1] and one.turn == turn for one in settled)
    lines = [one.line for one in intents if isinstance(one, Publish | Link)]
    assert len(lines) <= 1
    assert all(line.id == known.item_id and line.headline and line.feed_id == FEED.id for line in lines)
    assert all(one.is_of_publication == bool(lines) for one in settled)
    assert not any(isinstance(one, Fold) and one.under == one.item_id for one in intents)
    if got is RESERVED:
        assert not any(isinstance(one, Publish) for one in intents)


def test_what_the_store_withheld_refuses_the_entry() -> None:
    assert withheld(told("briefed"), "taken_down") == told(
        "refused", "taken_down", "it is not published", is_of_publication=True
    )


def test_the_article_of_these_tests_is_named_by_its_address() -> None:
    assert article_id(URL) == ID
