"""An installation for its owner alone, and one that becomes public: what is written, what is shown; on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kilas.core.audience import ResolvedAudience
from kilas.core.brief import Brief
from kilas.core.quota import CAP_SHARE
from kilas.core.render.view import reproduced_words
from kilas.core.text import count_words
from kilas.llm.config import LAST, Models
from kilas.pipeline import ingest
from kilas.pipeline.model_writing import Desk
from kilas.pipeline.rebriefing import ADAPTED_AT_ONCE, adapt_batch, rebrief_all
from kilas.store import Store
from kilas.store.records import Item
from kilas.testing.model_server import ModelServer, quoted_brief, route_to
from kilas.testing.origin import article, rss
from tests.pipeline.conftest import Works

ALONE = ResolvedAudience("private", "loopback")
ANYONE = ResolvedAudience("public", "setting")
RESERVED = (
    ('<meta name="robots" content="noai">', {}),
    ('<meta name="tdm-reservation" content="1">', {}),
    ("", {"tdm_reservation": "1"}),
    ("", {"X_Robots_Tag": "noai"}),
)
pytestmark = pytest.mark.network


@pytest.fixture(params=["sqlite", "postgresql"])
def works_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/kilas.db"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
def asking(works: Works) -> Iterator[tuple[Works, ModelServer]]:
    """A service with one route before the built-in engine."""
    with ModelServer(quoted_brief) as server:
        bench = ingest._at()
        models = Models(routes=(route_to(server, "first"), LAST))
        desk = Desk(models=models, state=works.store.models, pool=bench.pool, clock=works.clock)
        ingest.use(replace(bench, desk=desk))
        yield works, server


def bring(works: Works, count: int = 1, head: str = "", **headers: str) -> None:
    links = {
        works.origin.put(f"/{n}", article(n, f"Report {n} of the town", head), **headers): f"Report {n}"
        for n in range(1, count + 1)
    }
    works.origin.put("/feed", rss(links))
    works.add("/feed")
    works.ingest()


def adapt(works: Works, models: Models | None = None) -> int:
    """Adapts all items to the audience; the number of batches."""
    batches = 0
    while adapt_batch(works.store, ingest._at().pool, works.clock, models) is not None:
        batches += 1
    return batches


def is_within_cap(brief: Brief) -> bool:
    return reproduced_words(brief) <= CAP_SHARE * count_words(brief.sources[0].text)


def shown(store: Store) -> dict[str, Brief | None]:
    return {item.id: store.items.brief(item.id) for item in store.items.list(limit=100)}


def check_public(works: Works) -> None:
    """Nobody but the owner is shown a whole brief, by any way of reading."""
    for item in works.items():
        made = works.store.items.brief(item.id)
        found = works.store.items.with_brief(item.id)
        assert found is not None
        assert found.brief() == made
        if made is not None:
            assert made.audience == "public"
            assert is_within_cap(made)
            assert item.excerpt == made.claims[0].text
    assert works.store.care.check() == ()


def owners(works: Works) -> tuple[Item, ...]:
    return works.store.seen_by("private").items.list(limit=100)


def check_whole(works: Works) -> None:
    """The owner is shown whole briefs."""
    made = shown(works.store.seen_by("private"))
    assert made
    for brief in made.values():
        assert brief is not None
        assert brief.audience == "private"
        assert not is_within_cap(brief)
        assert "rights_cap" not in brief.notices


def test_an_article_is_briefed_whole_for_the_owner_and_within_the_cap_for_the_public(works: Works) -> None:
    works.store.audiences.keep(ALONE, works.now)
    bring(works, 3)
    check_public(works)
    check_whole(works)


def test_without_an_audience_on_record_nothing_is_written_for_the_owner(works: Works) -> None:
    bring(works)
    assert owners(works) == works.items()
    check_public(works)


def test_a_step_that_is_repeated_changes_nothing_for_either(works: Works) -> None:
    works.store.audiences.keep(ALONE, works.now)
    works.origin.put("/feed", rss({works.origin.put("/a", article(1)): "A"}))
    works.add("/feed")
    (stored,) = works.poll()
    outcome = ingest.read(stored.id, stored.entry.digest, 0)
    ingest.write(stored.id, stored.entry.digest, outcome)
    before = works.items(), owners(works), works.store.items.last_change()
    ingest.write(stored.id, stored.entry.digest, outcome)
    assert (works.items(), owners(works), works.store.items.last_change()) == before


@pytest.mark.parametrize(("head", "headers"), RESERVED)
def test_a_reserved_page_is_briefed_for_the_owner_by_the_built_in_engine_alone(
    asking: tuple[Works, ModelServer], head: str, headers: dict[str, str]
) -> None:
    works, server = asking
    works.store.audiences.keep(ALONE, works.now)
    bring(works, 1, head, **headers)
    assert server.asked == []
    (public,), (item,) = works.items(), owners(works)
    assert (public.kind, public.reason, public.excerpt) == ("link", "reserved", "")
    assert (item.kind, item.reason, item.slug) == ("brief", None, public.slug)
    made = works.store.seen_by("private").items.brief(item.id)
    assert made is not None
    assert made.provenance.engine == "embedded"
    assert [(one.route, one.outcome, one.reason) for one in made.provenance.attempts] == [
        ("first", "skipped", "rights"),
        ("embedded", "ok", ""),
    ]
    check_public(works)


def test_a_text_of_which_too_little_may_be_quoted_is_a_brief_for_the_owner(works: Works) -> None:
    told = (
        "The council of Randu opened the bridge over the river on Monday at noon and the mayor cut a long red ribbon{}.",
        "The ferry crews of both banks went home that evening after forty years of work on the cold brown water{}.",
        "The traders of the lower market want a second bridge before the floods of next spring take their road{}.",
    )
    rows = "".join(f"<p>{one.format(', as everybody had hoped for years')}</p>" for one in told)
    page = f"<html lang=en><title>A bridge for Randu</title><article>{rows}</article></html>"
    works.origin.put("/feed", rss({works.origin.put("/a", page): "A bridge for Randu"}))
    works.add("/feed")
    works.ingest()
    (item,) = works.items()
    assert item.kind == "link"
    works.store.audiences.keep(ALONE, works.now)
    adapt(works)
    (owned,) = owners(works)
    assert owned.kind == "brief"
    check_public(works)


def test_robots_txt_binds_an_owner_too(works: Works) -> None:
    works.store.audiences.keep(ALONE, works.now)
    works.origin.put("/robots.txt", "User-agent: *\nDisallow: /1", content_type="text/plain")
    bring(works)
    assert [(item.kind, item.reason) for item in owners(works)] == [("link", "robots")]
    assert "/1" not in works.origin.paths()


def test_a_model_is_asked_once_for_both_and_its_brief_is_cut_for_the_public_only(
    asking: tuple[Works, ModelServer],
) -> None:
    works, server = asking
    works.store.audiences.keep(ALONE, works.now)
    bring(works)
    assert server.seen("first") == 1
    ((_, public),) = shown(works.store).items()
    ((_, private),) = shown(works.store.seen_by("private")).items()
    assert public is not None
    assert private is not None
    assert public.provenance.route == private.provenance.route == "first"
    assert len(private.claims) >= len(public.claims)
    (call,) = works.store.models.calls(works.now.replace(hour=0), works.now)
    assert call.is_accepted is True
    check_public(works)


def test_an_installation_that_becomes_private_gets_whole_briefs_in_the_background(works: Works) -> None:
    bring(works, ADAPTED_AT_ONCE + 3)
    public = works.items()
    works.store.audiences.keep(ALONE, works.now)
    assert owners(works) == public  # until then, the owner is shown what the public is
    assert adapt(works) == 2
    check_whole(works)
    assert works.items() == public
    check_public(works)
    assert adapt(works) == 0


def test_an_installation_that_becomes_public_shows_no_whole_brief_at_any_moment(works: Works) -> None:
    works.store.audiences.keep(ALONE, works.now)
    bring(works, ADAPTED_AT_ONCE + 3)
    works.origin.put("/kept", article(77, "Kept back", RESERVED[0][0]))
    works.origin.put("/more", rss({works.origin.url("/kept"): "Kept back"}))
    works.add("/more")
    works.ingest(works.poll(after=timedelta(minutes=5)))
    public = works.items()
    check_public(works)
    works.store.audiences.keep(ANYONE, works.now)
    assert works.items() == public
    check_public(works)
    assert adapt_batch(works.store, ingest._at().pool, works.clock) == ADAPTED_AT_ONCE
    assert works.items() == public
    check_public(works)
    adapt(works)
    assert owners(works) == works.items() == public  # the whole briefs are deleted
    check_public(works)


def test_an_article_that_comes_after_the_change_is_written_for_the_public_only(works: Works) -> None:
    works.store.audiences.keep(ALONE, works.now)
    works.origin.put("/feed", rss({works.origin.put("/a", article(1)): "A"}))
    works.add("/feed")
    (stored,) = works.poll()
    outcome = ingest.read(stored.id, stored.entry.digest, 0)
    works.store.audiences.keep(ANYONE, works.now)
    ingest.write(stored.id, stored.entry.digest, outcome)
    assert owners(works) == works.items()
    check_public(works)


def test_reserved_pages_stored_before_get_their_brief_when_the_installation_becomes_private(
    asking: tuple[Works, ModelServer],
) -> None:
    works, server = asking
    bring(works, 2, RESERVED[0][0])
    works.store.audiences.keep(ALONE, works.now)
    desk = ingest._at().desk
    assert desk is not None
    adapt(works, desk.models)
    made = shown(works.store.seen_by("private"))
    assert server.asked == []
    for brief in made.values():
        assert brief is not None
        assert [one.reason for one in brief.provenance.attempts] == ["rights", ""]
    assert {item.kind for item in works.items()} == {"link"}
    check_public(works)


def test_a_brief_by_a_model_becomes_whole_by_a_model_and_counts_once(
    asking: tuple[Works, ModelServer],
) -> None:
    works, server = asking
    bring(works)
    desk = ingest._at().desk
    assert desk is not None
    calls = works.store.models.calls(works.now.replace(hour=0), works.now)
    works.store.audiences.keep(ALONE, works.now)
    adapt(works, desk.models)
    ((_, private),) = shown(works.store.seen_by("private")).items()
    assert private is not None
    assert (private.audience, private.provenance.route) == ("private", "first")
    assert server.seen("first") == 1  # the same question has an answer already
    assert works.store.models.calls(works.now.replace(hour=0), works.now) == calls


def test_texts_of_the_owners_own_need_no_second_brief(works: Works) -> None:
    works.store.audiences.keep(ALONE, works.now)
    works.origin.put("/feed", rss({works.origin.put("/a", article(1)): "A"}))
    works.add("/feed", rights="own")
    works.ingest()
    assert owners(works) == works.items()
    works.store.audiences.keep(ANYONE, works.now)
    works.store.audiences.keep(ALONE, works.now)
    adapt(works)
    assert owners(works) == works.items()


def test_rewriting_briefs_writes_those_of_the_owner_too(works: Works) -> None:
    works.store.audiences.keep(ALONE, works.now)
    bring(works, 2)
    before = owners(works)
    assert rebrief_all(works.store, None, works.clock, lambda _: None).changed == 0
    assert owners(works) == before
    check_whole(works)
    (feed,) = works.store.feeds.list()
    works.store.feeds.set_rights(feed.id, "licensed")
    rebrief_all(works.store, None, works.clock, lambda _: None)
    assert owners(works) == works.items()
    works.store.feeds.set_rights(feed.id, "link")
    rebrief_all(works.store, None, works.clock, lambda _: None)
    check_whole(works)
    check_public(works)
