"""The HTML page: whole, inert, in the order of its sections, and within its rights."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from lxml import html
from render_briefs import angkot_brief, with_sections
from render_lists import front, listed_brief

from kilas.core.article import Refusal
from kilas.core.brief import Brief, Tone
from kilas.core.render import render, render_many


def tree(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def seen(element: html.HtmlElement) -> str:
    """What a sighted reader sees of an element: its text without what is hidden."""
    for hidden in element.xpath(".//*[@class='vh']|.//script|.//style|.//title"):
        hidden.drop_tree()
    return " ".join(element.text_content().split())


def style_of(page: str) -> str:
    found = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert found
    return found[1]


def test_the_sections_stand_in_the_order_of_a_brief(angkot: Brief) -> None:
    text = seen(tree(render(angkot, "html")))
    order = [
        "Harian Pesisir",
        "Lamandara Uji Angkot Listrik",
        "netral",
        "Ringkasan 70 kata",
        "Kota Lamandara akan menguji",
        "Rp31,5 miliar",
        "Yang perlu dipantau selanjutnya",
        "Poin penting Wawasan Teks asli",
        "Tarif turun 60 persen",
        "Wawasan dan analisis",
        "Selisihnya 22 unit",
        "Pemerintah Kota Lamandara akan menguji coba angkutan kota",
        "Cara ringkasan ini dibuat",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_the_headline_links_to_the_original(angkot: Brief) -> None:
    [link] = tree(render(angkot, "html")).xpath("//h1/a")
    assert link.get("href") == "https://harianpesisir.example/kota/angkot-listrik"
    assert link.get("rel") == "external noopener"
    assert link.get("aria-label") == "Baca berita aslinya"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://", "//x.example", None]
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    brief = angkot_brief()
    page = render(replace(brief, sources=(replace(brief.sources[0], url=url),)), "html")
    assert not tree(page).xpath("//a[not(starts-with(@href, '#'))]")


def test_every_paragraph_opens_with_its_lead_in_bold(angkot: Brief) -> None:
    paragraphs = tree(render(angkot, "html")).xpath("//section[@class='sum']//p[.//b]")
    assert [p.xpath(".//b/text()")[0] for p in paragraphs] == [p.claims[0].lead for p in angkot.summary]
    assert all(p.text_content().startswith(p.xpath(".//b/text()")[0]) for p in paragraphs)


def test_every_pill_leads_to_a_sentence_and_back(angkot: Brief) -> None:
    page = tree(render(angkot, "html"))
    pills = page.xpath("//a[@class='ev']")
    assert pills
    for pill in pills:
        [sentence] = page.xpath(f"//*[@id='{pill.get('href')[1:]}']")
        assert pill.get("href") == f"#s{pill.text}"
        [back] = sentence.xpath("a[@class='n']")
        assert page.xpath(f"//*[@id='{back.get('href')[1:]}']//a[@href='#{sentence.get('id')}']")


def test_every_pair_of_claim_and_sentence_is_lit_by_a_rule(angkot: Brief) -> None:
    page = render(angkot, "html")
    for claim in tree(page).xpath("//span[@class='k']"):
        for pill in claim.xpath("a[@class='ev']"):
            assert f"body:has({pill.get('href')}:target) #{claim.get('id')} .c" in style_of(page)


def test_own_statements_are_marked_and_show_their_working(angkot: Brief) -> None:
    page = tree(render(angkot, "html", ui_language="en"))
    assert len(page.xpath("//span[@class='c calc' and parent::span[@class='k']]")) == 3
    assert [own.text for own in page.xpath("//span[@class='own']")] == [
        "Kilas’s own arithmetic: (Rp2.000 − Rp5.000) ÷ Rp5.000 = −60%",
        "Kilas’s own arithmetic: 70 − 48 = 22",
        "Kilas searched the whole source for “subsidi, target penumpang” and found nothing",
    ]


def test_a_part_without_data_is_absent(angkot: Brief) -> None:
    bare = replace(
        with_sections(angkot, watch_next=(), takeaways=(), insights=()),
        figures=angkot.figures[:1],
        sources=(replace(angkot.sources[0], byline=None, published=None, source=None, url=None, title=None),),
        provenance=replace(angkot.provenance, seconds=None, created=None),
    )
    page = tree(render(bare, "html"))
    assert not page.xpath(
        "//section[@class='watch']|//nav|//ol[@class='kt']|//ul[@class='ins']|//dl[@class='fig']"
    )
    assert not page.xpath("//time|//p[@class='kick']|//h3")
    assert "Dibuat" not in [dt.text for dt in page.xpath("//dt")]
    assert not [
        e
        for e in page.xpath("//main//*[not(self::path) and not(self::circle)]")
        if not e.text_content().strip() and not len(e)
    ]


def test_an_unrated_tone_says_so_and_why(angkot: Brief) -> None:
    unrated = replace(angkot, tone=Tone(label="neutral", rated=False, reason="too_short"))
    for ui, word, why in [
        ("en", "not rated", "The tone is not rated: the text is too short."),
        ("id", "tidak dinilai", "terlalu pendek"),
    ]:
        text = seen(tree(render(unrated, "html", ui_language=ui)))  # type: ignore[arg-type]
        assert word in text
        assert why in text


def test_a_linked_page_shows_cited_sentences_and_nothing_else_of_the_text(seawall: Brief) -> None:
    text = seen(tree(render(seawall, "html")))
    cited = {1, 3, 6, 7, 9}
    for n in range(1, len(seawall.sources[0].sentences) + 1):
        assert (seawall.sources[0].quote(n - 1) in text) == (n in cited)


def test_a_linked_page_marks_each_gap(seawall: Brief) -> None:
    page = tree(render(seawall, "html"))
    gaps = [e.text_content() for e in page.xpath("//p[@class='gap']/span[@class='vh']")]
    assert gaps == [
        "1 sentence left out",
        "2 sentences left out",
        "1 sentence left out",
        "1 sentence left out",
    ]


def test_only_texts_of_our_own_are_offered_to_search_engines(angkot: Brief, seawall: Brief) -> None:
    robots = [tree(render(b, "html")).xpath("//meta[@name='robots']/@content")[0] for b in (angkot, seawall)]
    assert robots == ["index,follow", "noindex"]


def test_the_page_is_closed_to_scripts_and_the_network(angkot: Brief) -> None:
    page = render(angkot, "html")
    [policy] = tree(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = base64.b64encode(hashlib.sha256(style_of(page).encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    parsed = tree(page)
    assert {s.get("type") for s in parsed.xpath("//script")} == {"application/ld+json"}
    assert not parsed.xpath("//@style|//img|//iframe|//form|//base|//link[@rel='stylesheet']")
    assert not [name for e in parsed.iter() for name in e.attrib if name.startswith("on")]
    assert not re.search(r"url\(|@import", style_of(page))


def test_the_metadata_say_what_the_brief_is_made_from(angkot: Brief) -> None:
    [block] = tree(render(angkot, "html")).xpath("//script/text()")
    facts = json.loads(block)
    assert (facts["@type"], facts["inLanguage"], facts["wordCount"]) == ("NewsArticle", "id", 70)
    assert facts["isBasedOn"]["url"] == angkot.sources[0].url
    assert facts["digitalSourceType"] == "https://schema.org/AlgorithmicallyEnhancedDigitalSource"


def test_a_page_weighs_at_most_fourteen_kilobytes_compressed(angkot: Brief) -> None:
    assert len(gzip.compress(render(angkot, "html").encode(), 6)) <= 14 * 1024


def test_text_in_another_language_than_the_interface_says_so(angkot: Brief) -> None:
    page = tree(render(angkot, "html", ui_language="en"))
    assert page.get("lang") == "en"
    assert page.xpath("//h1/@lang") == ["id"]
    assert all(
        claim.xpath("ancestor-or-self::*[@lang][1]/@lang")[0] == "id"
        for claim in page.xpath("//span[@class='k']")
    )


def test_scripts_that_run_from_right_to_left_do(angkot: Brief) -> None:
    page = tree(render(replace(angkot, language="ar"), "html"))
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert page.xpath("//h1/@dir") == ["rtl"]
    assert page.xpath("//ol[@class='kt']/@dir") == ["rtl"]


def test_an_unknown_language_claims_none(angkot: Brief) -> None:
    page = tree(render(replace(angkot, language="und"), "html"))
    assert page.xpath("//h1/@dir") == ["auto"]
    assert not page.xpath("//h1/@lang")


def test_ids_are_unique_also_among_several_briefs(angkot: Brief, seawall: Brief) -> None:
    refusal = Refusal(source="x", reason="not_found", detail="Nothing is there.", mend="Check the address.")
    page = tree(render_many([angkot, seawall, refusal], "html"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    assert "Nothing is there." in seen(page)


def test_every_reference_of_a_label_exists(angkot: Brief) -> None:
    page = tree(render_many([angkot, angkot], "html"))
    ids = set(page.xpath("//@id"))
    assert all(set(labels.split()) <= ids for labels in page.xpath("//@aria-labelledby"))


def test_headings_skip_no_level(angkot: Brief) -> None:
    levels = [int(e.tag[1]) for e in tree(render(angkot, "html")).iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_notices_stand_before_the_summary(seawall: Brief) -> None:
    page = tree(render(seawall, "html"))
    assert [p.text for p in page.xpath("//*[@role='note']/p")] == [
        "The brief is short because it may quote only part of the source.",
        "The publisher restricts machine use of this text. For private reading only.",
    ]


def test_a_sentence_map_shows_which_sentences_carry_the_brief(seawall: Brief) -> None:
    [drawing] = tree(render(seawall, "html")).xpath("//*[@role='img']")
    assert drawing.xpath("./title/text()") == ["5 of 10 source sentences used: 1, 3, 6, 7, 9"]
    assert [path.get("d").count("M") for path in drawing.xpath("./path")] == [5, 5]


def test_a_front_page_lists_every_brief_with_its_link(angkot: Brief, seawall: Brief) -> None:
    page = tree(front([listed_brief(angkot), listed_brief(seawall, slug="")], "id"))
    assert page.xpath("//h2/a/@href") == ["/id/b/b1-angkot", "/id/b/b2"]
    text = seen(page)
    for part in (
        "Ellery Post",
        "negatif",
        "14 Juli 2026, 01.55 UTC",
        "Kota Lamandara akan menguji coba angkot listrik",
    ):
        assert part in text


def test_a_day_without_an_hour_is_printed_without_one(angkot: Brief) -> None:
    day = replace(angkot, sources=(replace(angkot.sources[0], published=datetime(2026, 7, 14, tzinfo=UTC)),))
    [when] = tree(render(day, "html", timezone=ZoneInfo("Asia/Makassar"))).xpath("//time/text()")
    assert when == "14 Juli 2026"


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme: str, angkot: Brief) -> None:
    style = style_of(render(angkot, "html"))
    light, rest = style.split("@media (prefers-color-scheme:dark)", 1)
    found = colours(light) if scheme == "light" else colours(rest.split("}}")[0])
    pairs = [(ink, ground) for ink in ("ink", "soft", "accent", "warn") for ground in ("bg", "card")]
    pairs += [("ink", "warnbg"), ("ink", "mark"), ("ink", "goodbg"), ("soft", "goodbg"), ("bg", "good")]
    pairs += [(name, f"{name}bg") for name in ("good", "warn", "bad", "neutral")]
    for ink, ground in pairs:
        a, b = sorted((luminance(found[ink]), luminance(found[ground])), reverse=True)
        assert (a + 0.05) / (b + 0.05) >= 4.5, (ink, ground)
