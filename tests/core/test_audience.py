"""Whom a brief is for: the default of each command, and what lifting the cap changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

import kilas
from kilas.core.article import Article, Reservation, Rights, RightsMode
from kilas.core.audience import Audience, Command, is_for_owner_alone, resolve_audience
from kilas.core.brief import Brief
from kilas.core.quota import quotable_words
from kilas.core.render import render_explanation
from kilas.core.render.view import reproduced_words
from kilas.core.summary.explain import explain
from kilas.core.text import count_words
from kilas.llm.prompt import brief_question
from kilas.llm.style import Style
from kilas.sources.source_kinds.folder import sample_documents

NOTICE = {"id": "Hanya untuk Anda:", "en": "For you alone:"}


@pytest.mark.parametrize(
    ("setting", "command", "host", "base_url", "audience", "reason"),
    [
        ("", "up", "127.0.0.1", "", "private", "loopback"),
        ("", "up", "127.8.9.1", "", "private", "loopback"),
        ("", "up", "::1", "", "private", "loopback"),
        ("", "up", "localhost", "", "private", "loopback"),
        ("", "up", "0.0.0.0", "", "public", "host"),
        ("", "up", "::", "", "public", "host"),
        ("", "up", "192.168.1.20", "", "public", "host"),
        ("", "up", "news.example", "", "public", "host"),
        ("", "up", "localhost.example", "", "public", "host"),
        ("", "up", "127.0.0.1", "https://news.example", "public", "base_address"),
        ("", "serve", "127.0.0.1", "", "public", "command"),
        ("", "work", "", "", "public", "command"),
        ("public", "up", "127.0.0.1", "", "public", "setting"),
        ("private", "up", "0.0.0.0", "https://news.example", "private", "setting"),
        ("private", "serve", "0.0.0.0", "", "private", "setting"),
        ("private", "work", "", "", "private", "setting"),
    ],
)
def test_only_up_on_this_machine_without_a_base_address_is_private_by_default(
    setting: Audience, command: Command, host: str, base_url: str, audience: str, reason: str
) -> None:
    found = resolve_audience(setting, command, host, base_url)
    assert (found.audience, found.reason) == (audience, reason)


def samples(mode: RightsMode, *reserved: Reservation) -> list[Article]:
    """The bundled samples, as if they were found with these rights; half Indonesian, half English."""
    rights = Rights(mode=mode, reservations=reserved, reason="made for a test")
    got = [kilas.extract(one.page, url=one.url, name=one.name) for one in sample_documents()]
    return [replace(one, rights=rights) for one in got if isinstance(one, Article)]


def made(article: Article, audience: Audience) -> Brief:
    brief = kilas.brief(article, audience=audience)
    assert isinstance(brief, Brief)
    return brief


def test_without_an_audience_the_library_keeps_the_cap_and_private_lifts_it() -> None:
    longer = 0
    for article in samples("link"):
        cap = quotable_words(article, count_words(article.text))
        public, private = kilas.brief(article), made(article, "private")
        assert isinstance(public, Brief)
        assert cap is not None
        assert reproduced_words(public) <= cap
        assert (public.audience, private.audience) == ("public", "private")
        assert "rights_cap" not in private.notices
        longer += reproduced_words(private) > cap
        own = made(replace(article, rights=replace(article.rights, mode="own")), "public")
        assert [claim.text for claim in private.claims] == [claim.text for claim in own.claims]
    assert longer >= 12


@pytest.mark.parametrize("mode", ["own", "licensed", "cc", "excerpt"])
def test_a_brief_without_a_limit_is_the_same_for_both_audiences(mode: RightsMode) -> None:
    for article in samples(mode)[:3]:
        assert made(article, "private") == made(article, "public")


@pytest.mark.parametrize("mode", ["own", "licensed", "cc", "excerpt", "link"])
def test_a_brief_of_a_reserved_text_made_for_its_owner_is_for_nobody_else(mode: RightsMode) -> None:
    article = samples(mode, Reservation("noai", "meta-robots"))[0]
    assert is_for_owner_alone(article)
    assert made(article, "private").audience == "private"
    assert made(article, "private").revision != made(article, "public").revision


def test_the_cap_of_several_sources_is_lifted_for_all_of_them() -> None:
    from kilas.core.quota import Quota

    articles = samples("link")[:3]
    assert Quota.of(articles).is_bounded
    assert not Quota.of(articles, "private").is_bounded


def test_every_format_says_whom_a_whole_brief_is_for_in_both_languages() -> None:
    for article in samples("link")[:4]:
        brief = made(article, "private")
        for name in ("terminal", "text", "markdown", "html"):
            for code, notice in NOTICE.items():
                told = kilas.render(brief, name, ui_language=code, timezone=UTC)
                assert notice in told.replace("\n", " ")
                assert notice not in kilas.render(made(article, "public"), name, ui_language=code)
        page = kilas.render(brief, "html", ui_language="en", timezone=UTC)
        assert '<meta name="robots" content="noindex">' in page
        assert '"audience": "private"' in kilas.render(brief, "json")


def test_an_explanation_is_of_the_brief_for_the_same_audience() -> None:
    article = samples("link")[0]
    private, public = explain(article, audience="private"), explain(article)
    assert not isinstance(private, kilas.Refusal)
    assert not isinstance(public, kilas.Refusal)
    assert private.brief == made(article, "private")
    assert public.brief == made(article, "public")
    assert "For you alone:" in render_explanation(private, "html", ui_language="en")
    assert "Hanya untuk Anda:" in render_explanation(private, "html", ui_language="id")
    assert "publish the brief instead" in render_explanation(public, "html", ui_language="en")


def test_a_model_is_asked_for_no_more_than_its_brief_may_show() -> None:
    words = " ".join(f"The council opened bridge number {n} on Monday." for n in range(20))
    article = kilas.from_text(words, language="en")
    assert isinstance(article, Article)
    article = replace(article, rights=Rights(mode="link", reason="made for a test"))
    assert "summary: 48 words" in brief_question(article, Style()).system
    assert f"summary: {Style().words} words" in brief_question(article, Style(), "private").system
