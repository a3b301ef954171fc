"""Every visible word in both languages."""

from __future__ import annotations

import re

import pytest
from asking import Site
from lxml import html

from kilas.core.reasons import REASONS
from kilas.core.render.ui_language import Ui, speak
from kilas.core.render.web.reason_words import why_feed_fails, why_only_a_link

# Names, measures and what stands in neither language's words.
_NEUTRAL = re.compile(
    r"[\W\d_]*|Kilas\.?( \(.*\))?|— Kilas|Atom|RSS|JSON Feed|Data \(JSON\)|Indonesia|English|Creative Commons|Other|\d{1,2} \w{3} \d{4}|[\d.,/:+−\-–%$]+"
)


def words(element: html.HtmlElement, ui: str) -> set[str]:
    """The texts and spoken labels of a page that are in its interface language."""
    found: set[str] = set()
    for node in element.iter():
        if not isinstance(node.tag, str) or node.tag in ("style", "script"):
            continue
        spoken = next((a.get("lang") for a in (node, *node.iterancestors()) if a.get("lang")), ui)
        if spoken != ui:
            continue
        named = [node.get(name, "") for name in ("aria-label", "title", "placeholder", "alt")]
        found |= {" ".join(text.split()) for text in (node.text or "", *named)}
        found |= {" ".join((child.tail or "").split()) for child in node}
    return {text for text in found if text and not _NEUTRAL.fullmatch(text)}


def kinds(site: Site) -> list[str]:
    briefs = site.store.items.list(kind="brief", language="en", limit=1)
    briefs += site.store.items.list(kind="brief", language="id", limit=1)
    sources = [s.feed for s in site.store.items.sources()]
    return [
        "/", "/search", "/search?q=harga", "/search?q=zzzz", "/how-it-works", "/correction", "/correction/thanks",
        "/lang/ja/", "/nope", "/b/dead000000000000", "/b/0000000000000000-harga-cabai-naik-di-tiga-pasar",
        *(f"/b/{item.id}-{item.slug}" for item in briefs),
        *(f"/source/{feed.id}-{'contoh-kilas' if feed.title.startswith('Contoh') else 'harian-pesisir'}" for feed in sources),
    ]  # fmt: skip


def test_no_interface_word_of_one_language_stands_in_a_page_of_the_other(site: Site) -> None:
    """What both versions of a page have in common must be the texts of the news, and those say their language."""
    data = {item.headline for item in site.store.items.list(limit=100)}
    data |= {item.source for item in site.store.items.list(limit=100)}
    data |= {feed.title for feed in site.store.feeds.list()}
    for path in kinds(site):
        shared = words(site.tree(f"/id{path}"), "id") & words(site.tree(f"/en{path}"), "en")
        left = {t for t in shared if t.removesuffix(" — Kilas") not in data and not _is_news(t, site)}
        assert not left, (path, left)


def _is_news(text: str, site: Site) -> bool:
    """Whether `text` is a byline, an address or the unmarked text of a brief in the page's own language."""
    return text.startswith(("harianpesisir.example", "https://")) or text in _bylines(site)


def _bylines(site: Site) -> set[str]:
    found: set[str] = set()
    for item in site.store.items.list(kind="brief", limit=100):
        made = site.store.items.brief(item.id)
        assert made is not None
        found |= {made.sources[0].byline or "", made.sources[0].language, made.revision[:12]}
    return found


class _Marking(Ui):
    """An interface that marks every word it was asked for."""

    def gettext(self, message: str, **values: object) -> str:
        return f"⟦{message % values}⟧"

    def ngettext(self, one: str, many: str, count: int, **values: object) -> str:
        return f"⟦{many % {'count': count, **values}}⟧"


@pytest.mark.parametrize("ui", ["id", "en"])
def test_every_reason_for_a_headline_alone_and_every_ailment_is_a_sentence_of_the_language(ui: str) -> None:
    known = {*REASONS, "http_503", "unheard-of", ""}
    other = speak("en" if ui == "id" else "id")  # type: ignore[arg-type]
    ours = speak(ui)  # type: ignore[arg-type]
    for reason in known:
        for say in (why_only_a_link, why_feed_fails):
            sentence = say(reason, ours)
            assert sentence.endswith(".")
            assert sentence != say(reason, other)


def test_reasons_that_pages_are_linked_for_have_words_of_their_own() -> None:
    fallback = why_only_a_link("unheard-of", speak("en"))
    for reason in {name for name, row in REASONS.items() if row.is_linked} | {"reserved"}:
        assert why_only_a_link(reason, speak("en")) != fallback, reason


def test_marked_words_show_that_templates_hold_no_words_of_their_own(site: Site) -> None:
    from kilas.core.render import html_page as pages
    from kilas.core.render.web import pages as drawn
    from kilas.core.render.web.pages import Frame

    marking = _Marking("en", speak("en").catalogue)
    frame = Frame(site=site.pages.context.site, ui=marking, zone=site.pages.context.options.timezone)
    environment = pages._templates("en")
    before = dict(environment.globals)
    environment.globals |= {"_": marking.gettext, "ngettext": marking.ngettext}
    pages._template.cache_clear()
    environment.cache.clear()  # type: ignore[union-attr]
    try:
        made = [
            drawn.how_page(frame),
            drawn.models_page(frame, drawn.RouteFigures()),
            drawn.correction_page(frame, drawn.Form()),
            drawn.search_page(frame, drawn.Results(query="x")),
            drawn.front_page(frame, drawn.ListPart(items=())),
            *(drawn.message_page(frame, status) for status in (404, 405, 410, 500, 503)),
        ]
    finally:
        environment.globals.update(before)
        environment.cache.clear()  # type: ignore[union-attr]
        pages._template.cache_clear()
    for page in made:
        for text in words(html.document_fromstring(page.html), "en"):
            bare = re.sub(r"⟦[^⟦⟧]*⟧", "", text)
            assert _NEUTRAL.fullmatch(bare.strip()), text
