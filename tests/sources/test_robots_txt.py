"""robots.txt as RFC 9309 reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.errors import SourceError
from kilas.sources.fetch import Fetched
from kilas.sources.robots_txt import MAX_BYTES, address, allows, answer, sitemaps

PAGE = "https://kabar.example/berita/1"


def fetched(body: bytes) -> Fetched:
    return Fetched(
        url=address(PAGE), requested_url=address(PAGE), status=200, headers=(), body=body, content_type=None, charset=None
    )  # fmt: skip


def test_rules_for_us_go_before_rules_for_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: KILAS\nAllow: /berita/\nDisallow: /berita/rahasia"
    assert allows(text, PAGE).is_allowed
    assert allows(text, PAGE).outcome == "allowed"
    refused = allows(text, "https://kabar.example/berita/rahasia/1")
    assert (refused.is_allowed, refused.outcome) == (False, "forbidden")
    assert refused.reason == "robots.txt forbids it"
    assert not allows(text, PAGE, agent="OtherBot").is_allowed


@pytest.mark.parametrize(
    ("rule", "path", "is_allowed"),
    [("Disallow: /private*/x$", "/private/a/x", False), ("Disallow: /private*/x$", "/private/a/x/y", True),
     ("Disallow: /a%3Cd.html", "/a%3cd.html", False), ("Disallow:", "/a", True), ("Disallow: /é", "/%C3%A9", False),
     ("Allow: /a\nDisallow: /a", "/a", True), ("Disallow: /a\nAllow: /a/b", "/a/b", True), ("Disallow: /", "/robots.txt", True)],
)  # fmt: skip
def test_the_longest_rule_decides_and_allowing_wins_a_tie(rule: str, path: str, is_allowed: bool) -> None:
    assert allows(f"User-agent: *\n{rule}", f"https://kabar.example{path}").is_allowed == is_allowed


def test_a_crawl_delay_is_kept_up_to_half_a_minute() -> None:
    delays = ["2.5", "99", "0", "x", "-1"]
    found = [
        allows(f"User-agent: *\nCrawl-delay: {delay}\nDisallow: /x", PAGE).crawl_delay_s for delay in delays
    ]
    assert found == [2.5, 30.0, None, None, None]


@pytest.mark.parametrize(
    ("reason", "is_allowed"),
    [("not_found", True), ("gone", True), ("forbidden", True), ("legal", True), ("http_418", True), ("too_many_redirects", True),
     ("server_error", False), ("rate_limited", False), ("timeout", False), ("dns_down", False), ("refused", False), ("tls", False)],
)  # fmt: skip
def test_no_rules_allow_all_and_no_answer_allows_nothing(reason: str, is_allowed: bool) -> None:
    text, status = answer(SourceError("p", "m", reason))
    decision = allows(text, PAGE, status=status)
    assert decision.is_allowed == is_allowed
    assert decision.outcome == ("no_rules" if is_allowed else "unknown")
    assert decision.reason == ("no robots.txt" if is_allowed else "robots.txt cannot be fetched")


def test_what_lies_beyond_half_a_megabyte_is_not_read() -> None:
    head = b"User-agent: *\nDisallow: /a\n" + b"# padding\n" * (MAX_BYTES // 10)
    text, status = answer(fetched(head + b"Disallow: /berita\n"))
    assert text is not None
    assert status == 200
    assert allows(text, PAGE).is_allowed
    assert not allows(text, "https://kabar.example/a").is_allowed


def test_a_byte_order_mark_hides_no_rule() -> None:
    text, _ = answer(fetched(b"\xef\xbb\xbfUser-agent: *\nDisallow: /berita"))
    assert not allows(text, PAGE).is_allowed


def test_ten_thousand_agents_with_ten_thousand_rules_are_read_at_once() -> None:
    agents = "".join(f"User-agent: bot{n}\n" for n in range(15_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(15_000))
    assert allows(agents + rules, PAGE).is_allowed
    assert not allows(agents + "User-agent: kilas\n" + rules, "https://kabar.example/777").is_allowed


def test_sitemaps_are_named_absolute_news_first() -> None:
    text = "Sitemap: /a.xml\nsitemap: https://kabar.example/google-news.xml\nSitemap: javascript:x\nSitemap: /a.xml"
    assert sitemaps(text, address(PAGE)) == (
        "https://kabar.example/google-news.xml",
        "https://kabar.example/a.xml",
    )


def test_robots_txt_lies_at_the_root_of_the_origin() -> None:
    assert address("http://kabar.example:8080/a/b?c") == "http://kabar.example:8080/robots.txt"


@given(st.text(max_size=500), st.text(alphabet="/ab%*$?é", max_size=20))
def test_any_text_gives_a_verdict(text: str, path: str) -> None:
    assert allows(f"User-agent: *\nDisallow: {text}", f"https://kabar.example/{path}").reason
