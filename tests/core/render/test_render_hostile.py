"""Whatever stands in a title, byline or sentence, every form shows it as text and none breaks."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import escape as markup_escape
from render_briefs import Builder, article, provenance, sections
from render_lists import front, listed_brief, listed_link

from kilas.core.article import Article, Refusal, Span
from kilas.core.brief import Brief, Figure, Paragraph, Tone
from kilas.core.render import formats, leaks, render, render_article, render_many
from kilas.core.render.inline import escaped
from kilas.core.render.markdown import escape


@given(st.text())
def test_bare_text_is_escaped_as_wrapped_text_is(text: str) -> None:
    assert escaped(text) == str(markup_escape(text))


HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "</style></title><svg onload=alert(1)>",
    "]]> --> <!-- x",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus=alert(1) '",
    "&lt;b&gt; &amp;amp; &#60;script&#62;",
    "**bold** _em_ `code` [link](javascript:alert(1)) ![i](x)",
    "# heading\n> quote\n- item\n1. one\n---\n```\nfence",
    "{{ 7*7 }} {% raw %} ${7*7} %(n)s %s",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J",
    "nul \0 lone \ud800 pair \udfff end",
    "\u202egnirts\u202c \u2066isolate\u2069 zero\u200bwidth \ufeff",
    "line\u2028separator\u2029end\x0b\x0c\x85",
    "\ue000 private \U000e0041 tag",
    "a" * 3000,
    "",
    "   ",
]


def hostile_brief(text: str) -> Brief:
    body = f"{text} first.\n\nSecond {text} sentence." if text.strip() else "First.\n\nSecond sentence."
    middle = body.index("\n\nSecond")
    made = article(
        body,
        title=text,
        byline=text,
        source=text,
        language="en",
        sentences=(Span(start=0, end=middle), Span(start=middle + 2, end=len(body))),
    )
    build = Builder(made)
    claim = replace(build.claim(f"{text} says so.", 1, 2), lead=text if text.strip() else "")
    figure = Figure(value=text or "1", label=text, evidence=build.evidence(1)[0])
    return Brief(
        id="h",
        revision=text,
        language="en",
        headline=text,
        word_count=3,
        word_budget=60,
        sources=(made,),
        tone=Tone(label="neutral", rated=False, reason="too_short"),
        sections=sections(
            summary=(Paragraph(claims=(claim,)),),
            watch_next=(claim,),
            takeaways=(claim,),
            insights=(replace(claim, origin="kilas"),),
        ),
        figures=(figure, figure),
        notices=(text,),
        provenance=provenance(4, engine=text, engine_version=text, model=text),
    )


def plain_of(text: str) -> str:
    """What must be readable of a hostile text: its letters and marks without what nobody can see."""
    from kilas.core.text.markup import clean

    return " ".join(clean(text).split())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", formats.names())
def test_every_format_survives_hostile_text(text: str, form: str) -> None:
    brief = hostile_brief(text)
    refusal = Refusal(source=text, reason=text, detail=text, mend=text)
    for made in (
        render(brief, form),
        render(refusal, form),
        render_many([brief, refusal, brief], form),
    ):
        made.encode("utf-8")
        assert "\0" not in made
        if form != "json":
            controls = {c for c in made if unicodedata.category(c) == "Cc"} - {"\n"}
            assert not controls


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_element_and_no_attribute(text: str) -> None:
    """The parsed page has exactly the elements and attributes that a harmless text gives it."""

    def outline(page: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(str(e.tag), tuple(sorted(e.attrib))) for e in html.document_fromstring(page).iter()]

    harmless = "x" if text.strip() else text
    # the strip of figures splits "412 drivers" into two elements, so the same kind of value is compared
    assert outline(render(hostile_brief(text), "html")) == outline(render(hostile_brief(harmless), "html"))
    assert outline(hostile_front(text)) == outline(hostile_front(harmless))


def hostile_front(text: str) -> str:
    told = {"headline": text, "source": text, "url": "https://x.example/a", "reason": text}
    brief = listed_brief(hostile_brief(text), headline=text, source=text, excerpt=text)
    return front([brief, listed_link(**told)], "en", source=text)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_data_block_is_still_json(text: str) -> None:
    page = render(hostile_brief(text), "html")
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(block)["headline"] == (plain_of(text) or "harianpesisir.example")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_escape_of_the_source_reaches_the_terminal(text: str) -> None:
    assert "\x1b" not in render(hostile_brief(text), "terminal")
    coloured = render(hostile_brief(text), "terminal", color=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).count("\x1b") == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_holds_only_our_own_marks(text: str) -> None:
    made = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .parse(render(hostile_brief(text), "markdown"))
    )
    kinds = {token.type for block in made for token in (block, *(block.children or ()))}
    ours = {
        "heading",
        "paragraph",
        "bullet_list",
        "ordered_list",
        "list_item",
        "blockquote",
        "strong",
        "link",
    }
    assert kinds <= {f"{name}_{end}" for name in ours for end in ("open", "close")} | {
        "inline",
        "text",
        "text_special",
    }
    links = [t.attrGet("href") for block in made for t in block.children or () if t.type == "link_open"]
    assert all(str(href).startswith("https://harianpesisir.example/") for href in links)


def shown(token: Token) -> str:
    return "".join(t.content for t in token.children or ())


@given(st.text(alphabet=st.sampled_from("ab1 *_`~[]()<>&#;!\\|$+-=.:/\"'é中\n")))
def test_escaped_markdown_reads_as_it_stands(text: str) -> None:
    line = " ".join(text.split())
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escape(line))
    assert [t.type for t in tokens] == (["paragraph_open", "inline", "paragraph_close"] if line else [])
    assert "".join(shown(t) for t in tokens if t.type == "inline") == line


@given(
    st.text(alphabet=st.sampled_from('ab1 *_.,!"”<>(中，。é')).map(lambda t: " ".join(t.split())),
    st.text(alphabet=st.sampled_from('ab1 *_.,!"”<>(中，。é')).map(lambda t: " ".join(t.split())),
    st.sampled_from(["", " "]),
)
def test_a_bold_lead_never_shows_its_stars(lead: str, rest: str, gap: str) -> None:
    from kilas.core.render.markdown import _opened

    [*tokens] = MarkdownIt("commonmark").parse(_opened(lead, gap + rest if rest else ""))
    read = "".join(shown(t) for t in tokens if t.type == "inline")
    assert read.strip() == (lead + (gap + rest if rest else "")).strip()


@given(st.text(max_size=40), st.sampled_from(formats.names()))
def test_any_text_at_all_can_be_rendered(text: str, form: str) -> None:
    render(hostile_brief(text), form).encode("utf-8")


@given(st.text(max_size=60))
def test_offsets_stay_right_in_json_whatever_is_replaced(text: str) -> None:
    body = f"a {text} \0\ud800 b"
    made = json.loads(render_article(article(body, sentences=(Span(start=0, end=len(body)),)), "json"))
    assert len(made["text"]) == len(body)


@pytest.mark.parametrize(
    "text",
    ["a < b", "**kwargs", "5 * 3 * 2", "AT&T", "R&D", "x_i", "snake_case and more_of_it", "2 > 1", "#1 of 3"],
)
def test_clean_prose_is_no_leak(text: str) -> None:
    assert leaks(text) == ()


@pytest.mark.parametrize(
    "text",
    ["</p><p class='lead'>", "a &amp; b", "**US controls** rise", "[a](http://b.example)", "&#60;b&#62;"],
)
def test_markup_in_a_text_is_a_leak(text: str) -> None:
    assert leaks(text)


def test_an_article_that_holds_only_nonsense_is_rendered(angkot: Brief) -> None:
    nothing: Article = replace(angkot.sources[0], text="\0", sentences=())
    brief = replace(angkot, sources=(nothing,))
    for form in formats.names():
        assert render(brief, form, timezone=UTC)
