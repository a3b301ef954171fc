from __future__ import annotations

import pytest

from kilas.core.article import Article, Refusal, Reservation, Rights, RightsMode
from kilas.core.entry import Entry
from kilas.core.publishing import decide, is_indexable

ENTRY = Entry(url="https://example.org/a", title="Ferry runs all night")


def article(*signs: str, mode: RightsMode = "link") -> Article:
    """An article with `signs`, each as "where:use"."""
    found = tuple(Reservation(use, where) for where, _, use in (sign.partition(":") for sign in signs))
    return Article(
        id="a",
        language="en",
        text="The ferry runs.",
        sentences=(),
        title="Ferry",
        rights=Rights(mode=mode, reservations=found),
    )


def refusal(reason: str) -> Refusal:
    return Refusal(source="a", reason=reason, detail="seen", mend="do")


def test_an_article_without_reservations_becomes_a_brief() -> None:
    assert decide(article(), ENTRY, "link").kind == "brief"


@pytest.mark.parametrize(
    "sign",
    [
        "meta-robots:noai",
        "x-robots-tag:noindex",
        "meta-googlebot:noml",
        "meta:tdm-reservation",
        "header:tdm-reservation",
        "header:tdm-policy",
        "content-usage:train-ai",
    ],
)
def test_a_reservation_makes_a_headline_and_a_link_and_says_which(sign: str) -> None:
    got = decide(article(sign), ENTRY, "link")
    assert (got.kind, got.reason) == ("link", "reserved")
    assert sign in got.detail


@pytest.mark.parametrize("mode", ["own", "licensed", "cc"])
def test_a_licence_the_owner_recorded_lifts_a_reservation(mode: RightsMode) -> None:
    assert decide(article("meta-robots:noai"), ENTRY, mode).kind == "brief"


def test_a_licence_only_the_page_claims_does_not_lift_a_reservation() -> None:
    assert decide(article("meta-robots:noai", mode="cc"), ENTRY, "link").kind == "link"


def test_a_wish_not_to_be_archived_keeps_no_brief_away() -> None:
    assert decide(article("meta-robots:noarchive"), ENTRY, "link").kind == "brief"


@pytest.mark.parametrize("reason", ["paywall", "snippet", "consent_wall", "too_short", "robots", "forbidden"])
def test_a_report_kept_from_us_is_linked_with_the_reason(reason: str) -> None:
    got = decide(refusal(reason), ENTRY, "link")
    assert (got.kind, got.reason, got.detail) == ("link", reason, "seen")


@pytest.mark.parametrize(
    "reason", ["not_found", "gone", "error_page", "no_article", "blocked_address", "binary"]
)
def test_what_is_no_report_is_not_published(reason: str) -> None:
    assert decide(refusal(reason), ENTRY, "link").kind == "nothing"


def test_a_link_needs_a_headline_and_an_address() -> None:
    assert decide(refusal("paywall"), Entry(title="No address"), "link").kind == "nothing"
    assert decide(refusal("paywall"), Entry(url="https://example.org/a"), "link").kind == "nothing"


def test_only_licensed_text_is_for_search_engines() -> None:
    assert not is_indexable(article())
    assert not is_indexable(article(mode="excerpt"))
    assert is_indexable(article(mode="own"))
    assert is_indexable(article(mode="cc"))


@pytest.mark.parametrize("sign", ["meta-robots:noai", "header:tdm-reservation", "content-usage:train-ai"])
def test_a_reservation_keeps_search_engines_away_unless_a_licence_is_recorded(sign: str) -> None:
    assert not is_indexable(article(sign, mode="own"))
    assert not is_indexable(article(sign, mode="cc"), "link")
    assert is_indexable(article(sign, mode="licensed"), "licensed")


def test_noindex_keeps_search_engines_away_whatever_is_recorded() -> None:
    assert not is_indexable(article("meta-robots:noindex", mode="own"), "own")
    assert not is_indexable(article("meta-robots:noai", "x-robots-tag:noindex", mode="cc"), "cc")


def test_a_wish_not_to_be_archived_keeps_no_search_engine_away() -> None:
    assert is_indexable(article("meta-robots:noarchive", "meta-robots:noimageai", mode="own"))
