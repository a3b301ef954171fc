"""From a page to an article or to the reason why there is none."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kilas.core.article import Article, Refusal, Reservation, Rights
from kilas.core.extract import extract, from_text, is_binary, is_html, read_page
from kilas.core.text import leaks

DATA = Path(__file__).parents[2] / "data" / "extract"
PAGES = sorted(DATA.glob("*.html"))
SAMPLES = sorted(
    path.name
    for path in resources.files("kilas").joinpath("samples").iterdir()
    if path.name.endswith(".html")
)
URL = "https://harian.example/berita/dermaga"
P1 = "The harbour council met on Monday and approved the new ferry timetable for the winter season after a long debate."
P2 = "Residents asked for two more crossings each evening, and the council promised an answer by the end of March."
P3 = "A second vote on the fishing quota was put off until the next session, said the chair of the council on Monday."
P4 = "Fishermen from three villages had travelled to the meeting to hear the result, and they left without one."
NOISE = (
    "baca juga",
    "berita terkait",
    "read more",
    "advertisement",
    "iklan",
    "sign up",
    "berlangganan",
    "cookie",
    "komentar",
    "comments",
    "copyright",
    "©",
)


def _page(
    *paragraphs: str,
    head: str = "<title>Ferry timetable approved</title>",
    top: str = "<h1>Ferry timetable approved</h1>",
) -> bytes:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{top}<article>{body}</article></body></html>'.encode()


def _article(page: bytes | str, **known: Any) -> Article:
    found = extract(page, **known)
    assert isinstance(found, Article), found
    return found


def _refusal(page: bytes | str, **known: Any) -> Refusal:
    found = extract(page, **known)
    assert isinstance(found, Refusal), found
    return found


def _shape(found: Article | Refusal) -> dict[str, Any]:
    shape = asdict(found)
    if isinstance(found, Article):
        shape |= {
            "text": found.text.split("\n\n"),
            "sentences": len(found.sentences),
            "published": str(found.published),
            "rights": asdict(found.rights) | {"reservations": [*map(str, found.rights.reservations)]},
        }
    return shape


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_gives_what_its_golden_file_says(path: Path, update_golden: bool) -> None:
    golden = path.with_suffix(".expected.json")
    made = (
        json.dumps(_shape(extract(path.read_bytes(), url=URL, name=path.name)), indent=1, ensure_ascii=False)
        + "\n"
    )
    if update_golden:
        golden.write_text(made, encoding="utf-8")
    assert json.loads(made) == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_read_whole_and_clean(name: str) -> None:
    article = _article(resources.files("kilas").joinpath("samples", name).read_bytes(), name=name)
    assert article.title
    assert article.byline
    assert article.published
    assert article.language == name[:2]
    assert article.completeness == "complete"
    assert not leaks(article.text)
    assert not [line for line in article.text.split("\n\n") if line.lower().startswith(NOISE)]


# ------------------------------------------------------------------ identity, address, publisher


def test_the_id_is_the_hash_of_the_address_whatever_its_fragment() -> None:
    assert _article(_page(P1, P2, P3), url=URL).id == _article(_page(P1, P2, P4), url=f"{URL}#top").id
    assert _article(_page(P1, P2, P3), url=URL).id != _article(_page(P1, P2, P3), url=f"{URL}2").id


def test_without_an_address_the_id_is_the_hash_of_the_bytes() -> None:
    assert _article(_page(P1, P2, P3)).id == _article(_page(P1, P2, P3)).id
    assert _article(_page(P1, P2, P3)).id != _article(_page(P1, P2, P4)).id
    assert _article(_page(P1, P2, P3)).url is None


@pytest.mark.parametrize(
    ("canonical", "counts"),
    [("https://www.harian.co.id/berita/1", True), ("https://m.harian.co.id/berita/1", True), ("/berita/1", True), ("https://lain.co.id/berita/1", False), ("javascript:alert(1)", False),
     ("https://harian.co.id/", False), ("https://[", False)],
)  # fmt: skip
def test_a_canonical_address_counts_only_on_the_same_registrable_domain(canonical: str, counts: bool) -> None:
    page = _page(P1, P2, P3, head=f'<title>T</title><link rel="canonical" href="{canonical}">')
    url = _article(page, url="https://harian.co.id/berita/1?utm_source=x").url or ""
    assert ("utm_source" not in url) is counts
    assert url.startswith("https://")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/x",
        "file:///etc/passwd",
        "javascript:1",
        "https://a.example/<b>",
        "https://[::1",
        "nonsense",
    ],
)
def test_an_address_that_is_no_web_address_is_none(url: str) -> None:
    assert _article(_page(P1, P2, P3), url=url).url is None


def test_a_name_and_a_password_never_come_into_an_article_or_a_refusal() -> None:
    url = "https://Anna:secret@harian.example/berita"
    article = _article(_page(P1, P2, P3), url=url)
    assert article.url == "https://harian.example/berita"
    assert article.id == _article(_page(P1, P2, P3), url="https://harian.example/berita").id
    assert _refusal(b"", url=url).source == "https://harian.example/berita"


def test_the_source_names_itself_or_is_its_host() -> None:
    head = '<title>T</title><meta property="og:site_name" content="Harian &amp; Contoh">'
    assert _article(_page(P1, P2, P3, head=head), url=URL).source == "Harian & Contoh"
    assert _article(_page(P1, P2, P3), url="https://www.harian.example/x").source == "harian.example"
    assert _article(_page(P1, P2, P3, head=head), source="Kliping").source == "Kliping"


# ------------------------------------------------------------------ rights


def test_rights_follow_the_way_in_unless_the_caller_or_a_licence_says_more() -> None:
    licence = '<title>T</title><link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
    assert _article(_page(P1, P2, P3)).rights.mode == "own"
    assert _article(_page(P1, P2, P3), url=URL).rights.mode == "link"
    free = _article(_page(P1, P2, P3, head=licence), url=URL).rights
    assert (free.mode, free.reason) == ("cc", "The page is under CC BY 4.0.")
    told = Rights(mode="licensed", reason="A contract of 2026.")
    assert _article(_page(P1, P2, P3, head=licence), url=URL, rights=told).rights == told


def test_every_opt_out_is_named_by_where_it_stands() -> None:
    head = '<title>T</title><meta name="robots" content="index, NOAI"><meta name="googlebot" content="nosnippet"><meta name="tdm-reservation" content="1">'
    headers = [
        ("X-Robots-Tag", "kilasbot: noindex, noimageai, otherbot: noml"),
        ("TDM-Reservation", "1"),
        ("Content-Usage", "train-ai=n, search=y"),
        ("Server", "x"),
    ]
    found = _article(_page(P1, P2, P3, head=head), url=URL, headers=headers).rights.reservations
    assert [str(one) for one in found] == [
        "content-usage:train-ai", "header:tdm-reservation", "meta-googlebot:nosnippet", "meta-robots:noai", "meta:tdm-reservation",
        "x-robots-tag:noimageai", "x-robots-tag:noindex",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ('<meta name="robots" content="index"><meta name="robots" content="noai">', ["meta-robots:noai"]),
        ('<META NAME="Robots" CONTENT=" NoML ; max-snippet : 0 ">', ["meta-robots:noml", "meta-robots:nosnippet"]),
        ('<meta name="robots" content="none">', ["meta-robots:noindex"]),
        ('<meta name="kilas" content="noai"><meta name="otherbot" content="noml">', ["meta-kilas:noai"]),
        ('<meta name="tdm-policy" content="https://example.com/terms">', ["meta:tdm-policy"]),
        ('<meta http-equiv="X-Robots-Tag" content="noai">', ["meta-x-robots-tag:noai"]),
        ('<meta http-equiv="Content-Usage" content="train-ai=n">', ["meta-content-usage:train-ai"]),
        ('<dialog><meta name="robots" content="noai"></dialog>', ["meta-robots:noai"]),
        ('<meta name="robots" content="index, follow"><meta name="description" content="noai">', []),
    ],
)  # fmt: skip
def test_every_opt_out_in_a_tag_is_read_however_often_it_is_told(tags: str, found: list[str]) -> None:
    page = _page(P1, P2, P3, head=f"<title>T</title>{tags}")
    assert [str(one) for one in _article(page, url=URL).rights.reservations] == found


def test_opt_outs_that_come_with_plain_text_are_read_and_join_those_the_caller_knows() -> None:
    told = Rights(mode="licensed", reservations=(Reservation("noai", "meta-robots"),))
    got = from_text("\n\n".join((P1, P2, P3)), url=URL, headers=[("x-robots-tag", "noml")], rights=told)
    assert isinstance(got, Article)
    assert got.rights == replace(told, reservations=(*told.reservations, Reservation("noml", "x-robots-tag")))


# ------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"%PDF-1.7 \x00\x01", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"<p>" + b"x" * 5_000_000, "too_large"),
        (_page(*([P1 + " " + P2] * 9_500)), "too_large"),
        (b"<!doctype html><html><head><script>render()</script></head><body><div id=app></div></body></html>", "no_article"),
        (_page("One sentence only."), "too_short"),
        (_page(P1 + " " + P2 + " And then the council turned to the matter of …"), "snippet"),
        (_page(P1, P2, P3, top="<h1>404 - Page not found</h1>", head="<title>404 - Page not found</title>"), "error_page"),
        (_page("Checking your browser before accessing the site.", "Ray ID: 7d2", head="<title>Just a moment...</title>", top=""), "error_page"),
        (_page(P1, P2, P3, "Subscribe to continue reading this article."), "paywall"),
        (_page(P1, P2, P3, "Untuk melanjutkan membaca, silakan berlangganan atau masuk."), "paywall"),
        (_page(P1, P2, P3, head='<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'), "paywall"),
        (_page("We and our partners use cookies to store and access information.", "You can accept all cookies or manage your cookie settings here.", "Before you continue, choose.",
               head="<title>Contoh</title>", top=""), "consent_wall"),
    ],
)  # fmt: skip
def test_a_page_that_holds_no_whole_report_is_refused_by_name(page: bytes, reason: str) -> None:
    found = _refusal(page, name="halaman.html")
    assert found.reason == reason
    assert found.source == "halaman.html"
    assert found.detail
    assert found.mend


def test_an_index_of_links_is_no_article() -> None:
    items = "".join(
        f'<li><a href="/{i}">Headline number {i} about the harbour and its ferries</a></li>'
        for i in range(60)
    )
    page = f'<html><head><title>Contoh</title><script type="application/ld+json">{{"@type":"CollectionPage"}}</script></head><body><ul>{items}</ul></body></html>'
    assert _refusal(page, url="https://contoh.example/").reason == "no_article"


NOTICE = "This site requires JavaScript to work. Please enable JavaScript in your browser settings and reload the page. If you continue to see this message, contact our support desk for help. Instructions for each browser are on the help page of this site."


@pytest.mark.parametrize(
    "body",
    [
        f"<noscript><p>{NOTICE}</p></noscript><div id=root></div><script>1</script>",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script>1</script>",
        f"<div>{NOTICE}</div><script>1</script>",
        "<noscript>Aktifkan JavaScript untuk membaca.</noscript><p>Memuat berita.</p><div id=root></div>",
    ],
)
def test_a_page_that_only_asks_for_scripts_is_refused_as_one(body: str) -> None:
    found = _refusal(
        f"<!doctype html><html lang=en><head><title>News</title></head><body>{body}</body></html>"
    )
    assert found.reason == "no_article"
    assert "JavaScript" in found.detail
    assert "save it from a browser" in found.mend


def test_a_notice_to_readers_without_scripts_is_no_part_of_the_report_beside_it() -> None:
    page = _page(P1, P2, P3, P4).replace(b"<article>", f"<noscript>{NOTICE}</noscript><article>".encode())
    assert _article(page).text.split("\n\n") == [P1, P2, P3, P4]


@pytest.mark.parametrize("tag", ["div", "li", "section"])
def test_a_front_page_of_cards_is_no_article(tag: str) -> None:
    cards = "".join(
        f"<{tag}><h3><a href=/{i}>The council backs plan {i} for the harbour</a></h3><p>The council backed plan {i} for the harbour on Monday, officials said, and more talks are due.</p></{tag}>"
        for i in range(40)
    )
    assert (
        _refusal(f"<html lang=en><title>Riverton</title><main>{cards}</main></html>").reason == "no_article"
    )


def test_a_front_page_of_linked_sentences_is_no_article() -> None:
    links = "".join(
        f"<div><a href=/{i}>The council backed plan {i} for the harbour on Monday, officials said, and more talks are due this week.</a></div>"
        for i in range(40)
    )
    assert _refusal(f"<html lang=en><title>Riverton</title>{links}</html>").reason == "no_article"


def test_a_report_beside_a_column_of_cards_is_read() -> None:
    cards = "".join(
        f"<div><h3><a href=/{i}>Another report {i}</a></h3><p>What it says in short.</p></div>"
        for i in range(20)
    )
    page = _page(P1, P2, P3, P4).replace(b"</article>", f"</article><div>{cards}</div>".encode())
    assert P4 in _article(page).text


def test_a_report_inside_fifty_thousand_levels_is_read() -> None:
    page = _page(P1, P2, P3).replace(b"<article>", b"<article>" + b"<div>" * 50_000)
    assert P3 in _article(page).text


def test_letters_lost_for_good_are_a_refusal_and_a_stray_byte_is_none() -> None:
    page = _page(P1, P2, P3, P4)
    assert isinstance(_article(page.replace(b"ferry", b"f\xff\xffrry", 1)), Article)
    found = _refusal("<p>" + page.decode().replace("e", "\N{REPLACEMENT CHARACTER}"))
    assert found.reason == "garbled"
    assert "UTF-8" in found.mend


def test_a_refusal_says_how_much_was_there() -> None:
    assert _refusal(_page(P1, "Two.")).detail == "only 2 sentences were available"


# ------------------------------------------------------------------ completeness


def test_a_short_whole_report_is_an_article_that_says_so() -> None:
    article = _article(_page(P1, P2, P3, P4))
    assert (article.completeness, article.completeness_note) == ("short", "only 4 sentences were available")


def test_of_an_endless_page_only_the_first_report_is_read() -> None:
    reports = "".join(
        f"<article><h1>{title}</h1>{''.join(f'<p>{p} {title}.</p>' for p in (P1, P2, P3, P4))}</article>"
        for title in ("Ferries", "Fish", "Roads")
    )
    article = _article(f"<html><head><title>Ferries</title></head><body><main>{reports}</main></body></html>")
    assert article.completeness == "digest"
    assert article.title == "Ferries"
    assert "Fish." not in article.text


def test_a_report_that_goes_on_elsewhere_says_so() -> None:
    page = _page(*([P1, P2, P3, P4] * 3), head=f'<title>T</title><link rel="next" href="{URL}?page=2">')
    assert (
        _article(page, url=URL).completeness_note == "the report goes on at another page; this is its first"
    )


def test_a_report_cut_into_containers_around_adverts_is_read_whole() -> None:
    chunks = "".join(
        f'<div class="article-body"><p>{a} {i}.</p><p>{b} {i}.</p></div><div class="slot">Advertisement</div>'
        for i, (a, b) in enumerate([(P1, P2), (P3, P4), (P2, P3)])
    )
    text = _article(f"<html><body><h1>Ferries</h1><main>{chunks}</main></body></html>").text
    assert text.split("\n\n") == [
        f"{p} {i}." for i, pair in enumerate([(P1, P2), (P3, P4), (P2, P3)]) for p in pair
    ]


# ------------------------------------------------------------------ properties

MARKUP = st.text(
    alphabet=st.sampled_from("<>/!-=\"'&;#pdiv ascript bodyhtml[]()*_`.\n\u00e9\u4e2d"), max_size=400
)


@given(page=st.one_of(st.binary(max_size=600), MARKUP))
@example(page=b"<")
@example(page="<p>" + "&lt;script&gt;alert(1)&lt;/script&gt; " * 60)
@example(page=b"\xff\xfe<\x00")
def test_any_page_is_an_article_or_a_refusal(page: bytes | str) -> None:
    assert isinstance(extract(page, url=URL), Article | Refusal)


@given(middle=MARKUP)
def test_whatever_stands_between_them_sentences_are_inside_the_text_and_no_markup_is(middle: str) -> None:
    found = extract(
        _page(P1, P2, P3).replace(b"</article>", middle.encode() + f"<p>{P4}</p></article>".encode()), url=URL
    )
    if isinstance(found, Article):
        ends = 0
        for span in found.sentences:
            assert ends <= span.start < span.end <= len(found.text)
            ends = span.end
        assert not leaks("\n".join(p for p in found.text.split("\n\n")))
        assert not leaks(found.title or "")


@given(middle=MARKUP)
def test_reading_a_page_again_gives_the_same(middle: str) -> None:
    page = _page(P1, P2, P3, middle)
    now = datetime(2026, 8, 3, tzinfo=UTC)
    assert extract(page, url=URL, now=now) == extract(page, url=URL, now=now)
    assert read_page(page, now=now) == read_page(page, now=now)


@pytest.mark.parametrize(
    "bomb",
    ["<div>" * 50_000, "<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">", "<x & y " * 100_000, "<!--" * 100_000, "&" * 200_000, '<a b="' * 100_000,
     "<p>" + "[" * 20_000 + "</p>", "<br>x" * 50_000, "<span class=author>a@" + "a." * 20_000 + "!</span>"],
    ids=["deep", "attributes", "soup", "comments", "entities", "quotes", "brackets", "breaks", "author"],
)  # fmt: skip
def test_bombs_are_read_like_any_page(bomb: str) -> None:
    assert isinstance(
        extract(_page(P1, P2, P3).replace(b"</article>", bomb.encode() + b"</article>"), url=URL),
        Article | Refusal,
    )


@pytest.mark.parametrize(
    ("data", "html"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\n<p>x", True),
        (b"plain <b>text</b>", False),
        (b"# Markdown", False),
        ("<html>".encode("utf-16"), True),
    ],
)
def test_markup_is_told_from_text(data: bytes, html: bool) -> None:
    assert is_html(data) is html
    assert not is_binary(data)
