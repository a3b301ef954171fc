"""What hostile pages and texts may do to a brief: nothing. And the eyes that watch it: they must see."""

from __future__ import annotations

import os

import pytest

from evals.hostile import browser, visible
from evals.hostile.carriers import CARRIERS, ENGLISH, PLACES, RIGHTS, URL, Place, article_of, page
from evals.hostile.rows import Payload
from evals.hostile.trial import Memory, is_intact, trials
from kilas.core.article import Article
from kilas.core.brief import Brief
from kilas.core.briefing import brief
from kilas.core.extract import extract
from kilas.core.render import render

PAYLOADS = {
    "script": "<script>alert('a')</script>",
    "script_with_odd_end": "<script>alert(1)</script junk>",
    "handler": '<img src=x onerror="alert(1)">',
    "unclosed_tag": "<img src=x onerror=alert(1) ",
    "drawing_left_open": "<svg><b onload=alert(1)></b>",
    "address": '<a href="javascript:alert(1)">press here</a>',
    "attribute_breakout": '"><script>alert(1)</script><input value="">',
    "data_breakout": '"}</script><script>alert(1)</script>',
    "title_breakout": "</title><script>alert(1)</script>",
    "encoded_twice": "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "encoded": "&lt;p class=&quot;lead&quot;&gt;Harga &amp;amp; pasar&lt;/p&gt;",
    "numbered_entities": "&#60;i&#62;now&#60;/i&#62; &#x26;nbsp;",
    "markdown": "**Bold claim** and __more__ with [a link](http://tracker.example/x) ~~gone~~",
    "markdown_image": "![pixel](http://tracker.example/p.png) ![pixel][1]",
    "markdown_blocks": "# Heading\n\n> quote\n\n```\ncode\n```\n\n- item\n\n***",
    "stars_inside_a_word": "foo*****bar*****baz",
    "leftover_template": '</p><p class="summary-lead">**Lead**',
    "terminal": "\x1b]0;owned\x07\x1b[2J\x1b[31mred",
    "turned_text": "abc\u202ecba\u202c \u200bzero\u200b \u2066x\u2069",
    "broken": "\ud800 half \udfff",
    "null": "be\x00fore",
}
# Some swallow what follows them in any browser; their carrier may lose its rest.
SWALLOWING = {("unclosed_tag", place) for place in PLACES}


def payload(name: str) -> Payload:
    text = PAYLOADS[name]
    return Payload(id=name, family="own", data=text.encode("utf-8", "surrogatepass"), text=text, literals=())


@pytest.mark.parametrize("carrier", CARRIERS, ids=lambda c: c.language)
def test_a_clean_carrier_is_briefed_whole_and_shows_no_markup(carrier: object) -> None:
    made = brief(extract(page(carrier), url=URL, rights=RIGHTS))  # type: ignore[arg-type]
    assert isinstance(made, Brief)
    assert is_intact(carrier, made)  # type: ignore[arg-type]
    assert visible.page_leaks(render(made, "html")) == []
    assert visible.markdown_leaks(render(made, "markdown"), made) == []


@pytest.mark.parametrize("number", [0, 1], ids=["even", "odd"])
@pytest.mark.parametrize("name", PAYLOADS)
def test_no_payload_raises_or_shows_in_any_place_or_format(name: str, number: int) -> None:
    for trial, _ in trials(number, payload(name), Memory()):
        assert not trial.error, trial
        assert trial.leaks == (), trial
        assert trial.is_intact or (name, trial.place) in SWALLOWING, trial


@pytest.mark.parametrize("place", ["title", "byline", "source"])
def test_a_payload_in_the_metadata_leaves_no_active_element(place: Place) -> None:
    for name in PAYLOADS:
        article = article_of(ENGLISH, place, payload(name))
        assert isinstance(article, Article), name
        html = render(brief(article), "html")
        tree = visible.lxml_html.document_fromstring(html)
        assert tree.xpath("//script[not(@type='application/ld+json')]|//iframe|//object|//@onerror") == []


@pytest.mark.parametrize(
    "text",
    [
        "a < b and b > c",
        "if x <3 then",
        "AT&T; R&D",
        "call f(**kwargs)",
        "5 * 3 * 2",
        "snake_case_name",
        "see [3] and (4)",
        "so many![3]",
        "C# and F#",
    ],
)
def test_the_detector_takes_no_clean_prose_for_markup(text: str) -> None:
    assert visible.leaks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "</p>",
        "<img src=x ",
        "<!-- x",
        "&amp;",
        "&#60;",
        "**x**",
        "__x__",
        "~~x~~",
        "[a](b)",
        "```",
        "![a]",
        "# Heading",
        "\x1b[2J",
        "\u202e",
    ],
)
def test_the_detector_sees_markup_a_reader_would_see(text: str) -> None:
    assert visible.leaks(f"{text}") != []


def test_foreign_markdown_is_told_from_ours() -> None:
    made = brief(extract(page(ENGLISH), url=URL, rights=RIGHTS))
    assert isinstance(made, Brief)
    output = render(made, "markdown")
    for foreign in (
        "\n## Buy now\n",
        "\n*soft*\n",
        "\n**hard**\n",
        "\n<b>x</b>\n",
        "\n[x](http://x.example)\n",
    ):
        assert visible.markdown_leaks(output + foreign, made) != [], foreign


@pytest.mark.browser
@pytest.mark.network
def test_a_browser_runs_raw_payloads_but_nothing_of_a_rendered_page() -> None:
    chromium = browser.find_chromium()
    if chromium is None:
        if os.environ.get("KILAS_REQUIRE_ALL"):
            pytest.fail("KILAS_REQUIRE_ALL is set, and there is no Chromium")
        pytest.skip("there is no Chromium on this machine")
    raw = [f"<!doctype html><html><head></head><body>{PAYLOADS[n]}" for n in ("script", "handler", "address")]
    pages = [p for name in PAYLOADS for _, p in trials(0, payload(name), Memory()) if p]
    swallowed = f"{browser.bundled(pages[:1])}<!--{browser.bundled(pages[1:2])}"
    seen, strays = browser.load(chromium, [*raw, browser.bundled(pages), swallowed], settle_ms=200)
    assert all(one.fired for one in seen[:3])
    assert (seen[3].fired, seen[3].active, seen[3].mains) == ((), (), len(pages))
    assert seen[4].mains == 1
    assert strays == ["/x"]  # the control's own broken image
